/// What stands at the edges of pages and belongs to none of them: page numbers, headers, footers.
struct Furniture {
  enum Kind { case header, footer, pageNumber }

  /// A line of a page outside its tables.
  struct Candidate {
    var page: Int
    var line: Int
    var text: String
    var isTop: Bool
    /// Distance from the page's edge.
    var distance: Double
  }

  /// Which lines of which page are furniture.
  private(set) var lines: [Int: [Int: Kind]] = [:]

  /// - Parameters:
  ///   - candidates: the outermost lines of each page, above all tables or below them.
  init(_ candidates: [Candidate], pages: Int) {
    var groups: [String: [Candidate]] = [:]
    for candidate in candidates {
      groups["\(candidate.isTop) \(Int(candidate.distance / 6)) \(candidate.text.withoutDigits)", default: []].append(candidate)
    }
    for group in groups.values {
      for candidate in group where candidate.text.isPageNumber || Self.counts(group, pages: pages) {
        lines[candidate.page, default: [:]][candidate.line] = .pageNumber
      }
      // The same words on most pages; numbers in them may go on counting.
      let pagesWithIt = Set(group.map(\.page)).count
      guard pagesWithIt >= 2, pagesWithIt * 2 >= pages, !group[0].text.withoutDigits.isEmpty else { continue }
      for candidate in group where lines[candidate.page]?[candidate.line] == nil {
        lines[candidate.page, default: [:]][candidate.line] = candidate.isTop ? .header : .footer
      }
    }
  }

  /// Numbers alone that go on counting with the pages.
  private static func counts(_ group: [Candidate], pages: Int) -> Bool {
    guard group.count >= 2, group[0].text.withoutDigits.isEmpty else { return false }
    let offsets = Set(group.map { candidate in Int(candidate.text.filter(\.isASCII)).map { $0 - candidate.page } })
    return offsets.count == 1 && offsets.first != .some(nil)
  }
}

extension String {
  fileprivate var withoutDigits: String { filter { !$0.isNumber && !$0.isWhitespace } }

  /// `- 1 -`, `第 1 页`, `1/3`.
  var isPageNumber: Bool {
    guard unicodeScalars.count <= 20, contains(where: \.isNumber) else { return false }
    let frame = withoutDigits
    return ["--", "—1—", "——", "－－", "–\u{2013}", "第页", "第页共页", "第页，共页", "/", "第页/共页", "共页第页", "PageOf", "-/-"].contains(frame)
  }
}
