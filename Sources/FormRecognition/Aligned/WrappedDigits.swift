/// Digits that wrapped in a column too narrow for its figures: `110` above `2` was 1102.
enum WrappedDigits {
  /// The ways to hang each of `pieces`, in their order, onto another one of `figures`, left to right; a figure 0 takes no digits.
  ///
  /// - Returns: `nil` where there are more than `most`.
  static func ways(_ pieces: [String], onto figures: [String], atMost most: Int) -> [[String]]? {
    var ways: [[String]] = []
    func place(_ index: Int, _ from: Int, _ current: [String]) {
      guard ways.count <= most else { return }
      guard index < pieces.count else { return ways.append(current) }
      let last = current.count - (pieces.count - index)
      guard from <= last else { return }
      for column in from...last where current[column] != "0" {
        var next = current
        next[column] += pieces[index]
        place(index + 1, column + 1, next)
      }
    }
    place(0, 0, figures)
    return ways.count <= most ? ways : nil
  }
}
