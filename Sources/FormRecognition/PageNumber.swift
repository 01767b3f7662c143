import DocumentTree

/// `- 4 -`, `第 4 页`: the foot of a page that fell into the text.
enum PageNumber {
  /// A line of its own that is one, by its text or by its place.
  static func isPageNumber(_ row: SourceRow) -> Bool { row.pageNumber == .certain || isPageNumber(row.text) }

  static func isPageNumber(_ text: String) -> Bool {
    var digits = 0
    for scalar in text.unicodeScalars {
      switch FoldedText.fold(scalar) {
      case nil, "-", "—", "–", "―", "－", "_", ".", "·", "第", "页", "共", "/": continue
      case .some("0"..."9") where digits < 4: digits += 1
      default: return false
      }
    }
    guard digits > 0 else { return false }
    let folded = FoldedText.fold(text)
    if folded.contains("第") || folded.contains("页") { return true }
    // `- 4 -`. A dash before the digits only is a sign: -6 is a figure.
    let dashes: (Unicode.Scalar?) -> Bool = { $0.map { "-—–―－".unicodeScalars.contains($0) } ?? false }
    return dashes(folded.first) && dashes(folded.last)
  }
}
