import DocumentTree

/// Numbers that stand alone at the edge of a page, in text whose pages are parted by form feeds, as `pdftotext` prints it.
///
/// Pages that go on counting from one to the next tell a page number for certain. One page alone can't be told from a table's last figure
/// that stands in a line of its own: it is marked as possible, and what it is has to be seen from the table around it.
struct PageEdges {
  /// By place of the line.
  private(set) var numbers: [Int: Paragraph.PageNumber] = [:]

  init(_ lines: [TextLine]) {
    guard let last = lines.last?.page, last > 1 else { return }
    var tops: [Edge] = []
    var feet: [Edge] = []
    var place = 0
    while place < lines.count {
      let page = lines[place].page
      var own: (first: Int, last: Int)?
      while place < lines.count, lines[place].page == page {
        if lines[place].shape != .empty { own = (own?.first ?? place, place) }
        place += 1
      }
      guard let own else { continue }
      // What follows the last form feed has no foot.
      if page < last || lines[own.last].endsPage { feet.append(Edge(page, own.last, lines)) }
      if own.first < own.last || page == last { tops.append(Edge(page, own.first, lines)) }
    }
    mark(feet)
    mark(tops)
  }

  private struct Edge {
    let page: Int
    let place: Int
    /// `nil` for text of any other kind.
    let number: Int?

    init(_ page: Int, _ place: Int, _ lines: [TextLine]) {
      self.page = page
      self.place = place
      number = Paragraph.PageNumber.number(of: lines[place].text.trimmingWhite)
    }
  }

  private mutating func mark(_ edges: [Edge]) {
    var pages: [Int: Int] = [:]
    for edge in edges { if let number = edge.number { pages[number - edge.page, default: 0] += 1 } }
    let isCounting = pages.values.contains { $0 > 1 }
    // The only number at this edge, and pages behind it that have none: no page number.
    let isAlone = edges.count > 2 && edges.count { $0.number != nil } == 1
    for edge in edges {
      guard let number = edge.number else { continue }
      if pages[number - edge.page, default: 0] > 1 {
        numbers[edge.place] = .certain
      } else if isCounting || !isAlone || edge.place == edges.last?.place {
        numbers[edge.place] = .possible
      }
    }
  }
}
