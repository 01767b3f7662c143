/// Words to look for, taken apart once: a text is gone through once for all of them.
struct WordList: ExpressibleByArrayLiteral, Sendable {
  let words: [[Unicode.Scalar]]
  /// The first signs of the words, a bit for each by its number modulo 64.
  private let firsts: UInt64

  init(_ words: [String]) {
    self.words = words.map { Array($0.unicodeScalars) }.filter { !$0.isEmpty }
    firsts = self.words.reduce(0) { $0 | Self.bit($1[0]) }
  }
  init(arrayLiteral words: String...) { self.init(words) }

  static func + (a: WordList, b: WordList) -> WordList { WordList(a.words + b.words) }
  private init(_ words: [[Unicode.Scalar]]) {
    self.words = words
    firsts = words.reduce(0) { $0 | Self.bit($1[0]) }
  }

  private static func bit(_ scalar: Unicode.Scalar) -> UInt64 { 1 << UInt64(scalar.value & 63) }

  /// Whether one of the words occurs.
  func occurs(in scalars: [Unicode.Scalar]) -> Bool {
    for (index, scalar) in scalars.enumerated() where firsts & Self.bit(scalar) != 0 {
      if words.contains(where: { $0[0] == scalar && Self.matches($0, scalars, at: index) }) { return true }
    }
    return false
  }

  /// Takes the words out, one after another, each as often as it occurs.
  func remove(from scalars: inout [Unicode.Scalar]) {
    var present = scalars.reduce(0 as UInt64) { $0 | Self.bit($1) }
    for word in words where present & Self.bit(word[0]) != 0 {
      var start = 0
      var isChanged = false
      while start + word.count <= scalars.count {
        guard scalars[start] == word[0], Self.matches(word, scalars, at: start) else {
          start += 1
          continue
        }
        scalars.removeSubrange(start..<start + word.count)
        isChanged = true
        // What stood around the word may now make it again.
        start = max(0, start - word.count + 1)
      }
      if isChanged { present = scalars.reduce(0) { $0 | Self.bit($1) } }
    }
  }

  private static func matches(_ word: [Unicode.Scalar], _ scalars: [Unicode.Scalar], at start: Int) -> Bool {
    guard start + word.count <= scalars.count else { return false }
    for index in word.indices where scalars[start + index] != word[index] { return false }
    return true
  }
}
