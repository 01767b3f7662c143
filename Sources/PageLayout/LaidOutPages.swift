public import Diagnostics
public import DocumentTree

/// Pages that were laid out → a document: tables by their rulings, over pages, and the paragraphs around them.
public struct LaidOutPages {
  enum Element {
    case line(ReadLine)
    case table(JoinedTableBox)
  }
  struct ReadLine { var page: Int; var line: ReadPage.Line }
  struct JoinedTableBox { var table: JoinedTable }

  /// Comparisons of things on pages with each other.
  private static let work = 100_000_000

  private var elements: [Element] = []
  private var account = TextAccount()
  private var diagnostics: [Diagnostic] = []
  private var headers: [Story] = []
  private var footers: [Story] = []

  /// Tagged tables that no rulings show: which element each of them is.
  private var tagged: [Int: Int] = [:]
  private let tables: [TaggedTable]

  /// - Parameters:
  ///   - tables: those of the document's tags: the second witness where there are rulings, the first where there are none.
  ///   - format: the name of the format, as documents carry it.
  public static func document(
    of pages: [PageContents], tables: [TaggedTable] = [], format: String, limits: Limits = Limits()
  ) throws(Refusal) -> Document {
    var layout = LaidOutPages(tables: tables)
    try layout.read(pages)
    var document = Document(format: format)
    var writer = BlockWriter(limits: limits)
    document.blocks = try writer.blocks(of: layout.elements)
    document.headers = layout.headers
    document.footers = layout.footers
    document.diagnostics = layout.diagnostics
    let left = layout.account.leftOut.reduce(0) { $0 + $1.characters }
    layout.account.kept = layout.account.read - left
    document.account = layout.account
    return document
  }

  private init(tables: [TaggedTable]) { self.tables = tables }

  private mutating func read(_ given: [PageContents]) throws(Refusal) {
    var budget = WorkBudget(Self.work)
    var pages: [ReadPage] = []
    let tags = TagPlaces(tables)
    for page in given {
      pages.append(ReadPage(page, tags, &budget))
      if budget.isExhausted { throw .tooMuchOnPages(Origin(.page(page.number))) }
    }
    let drawn = pages.reduce(0) { $0 + $1.drawn }
    let unmapped = pages.reduce(0) { $0 + $1.unmapped }
    if drawn == 0, let first = pages.first(where: \.isPicture) { throw .noTextLayer(pages: pages.count, at: Origin(.page(first.number))) }
    if drawn == 0 { throw .noText }
    if unmapped * 5 > drawn { throw .unmappedText(unmapped, of: drawn) }
    for page in pages { report(page) }
    let furniture = furniture(of: pages)
    for page in pages { append(page, furniture.lines[page.number] ?? [:]) }
  }

  private mutating func report(_ page: ReadPage) {
    let place = Origin(.page(page.number))
    account.read += page.read
    for (reason, count) in page.leftOut.sorted(by: { $0.key < $1.key }) {
      account.leaveOut(reason, count, at: place)
      if let undrawn = PageContents.Undrawn(rawValue: reason) { diagnostics.append(.undrawn(undrawn, count, at: place)) }
      if reason == "watermark" { diagnostics.append(.watermark(count, at: place)) }
    }
    if page.isPicture { diagnostics.append(.pictureOfPage(page.number, at: place)) }
    if page.unmapped > 0 { diagnostics.append(.unmapped(page.unmapped, at: place)) }
    if page.crossing > 0 { diagnostics.append(.crossing(page.crossing, at: place)) }
    if page.overlapping > 0 { diagnostics.append(.overlapping(page.overlapping, at: place)) }
    if page.struck > 0 { diagnostics.append(.struckThrough(page.struck, at: place)) }
    if page.beyondEdge > 0 { diagnostics.append(.beyondEdge(page.beyondEdge, at: place)) }
    if page.disagreements > 0 { diagnostics.append(.disagreement(page.disagreements, at: place)) }
    if page.unclearRulings > 0 { diagnostics.append(.unclearRulings(page.unclearRulings, at: place)) }
  }

  /// The two outermost lines of each page, above and below everything else.
  private func furniture(of pages: [ReadPage]) -> Furniture {
    var candidates: [Furniture.Candidate] = []
    for page in pages {
      let top = page.tables.map(\.box.minY).min() ?? .infinity
      let bottom = page.tables.map(\.box.maxY).max() ?? -.infinity
      for (index, line) in page.lines.enumerated() {
        if index < 2, line.box.maxY <= top + 1, line.box.maxY < page.height * 0.15 {
          candidates.append(.init(page: page.number, line: index, text: line.text, isTop: true, distance: line.box.midY))
        } else if index >= page.lines.count - 2, line.box.minY >= bottom - 1, line.box.minY > page.height * 0.85 {
          candidates.append(.init(page: page.number, line: index, text: line.text, isTop: false, distance: page.height - line.box.midY))
        }
      }
    }
    return Furniture(candidates, pages: pages.count)
  }

  private mutating func append(_ page: ReadPage, _ furniture: [Int: Furniture.Kind]) {
    var tables = page.tables[...]
    var parts = page.parts.sorted { $0.box.minY < $1.box.minY }[...]
    for (index, line) in page.lines.enumerated() {
      let origin = Origin(.page(page.number), .line(line.number))
      if let kind = furniture[index] {
        switch kind {
        case .pageNumber: account.leaveOut("page-number", line.characters, at: origin)
        case .header: headers.append(Story(blocks: [.paragraph(Paragraph(line.text, origin: origin))], origin: origin))
        case .footer: footers.append(Story(blocks: [.paragraph(Paragraph(line.text, origin: origin))], origin: origin))
        }
        continue
      }
      while let table = tables.first, table.box.minY < line.box.midY {
        append(table)
        tables = tables.dropFirst()
      }
      while let part = parts.first, part.box.minY < line.box.midY {
        append(part, page.number)
        parts = parts.dropFirst()
      }
      elements.append(.line(ReadLine(page: page.number, line: line)))
    }
    for table in tables { append(table) }
    for part in parts { append(part, page.number) }
  }

  private mutating func append(_ part: TaggedPart, _ page: Int) {
    let index = tagged[part.table] ?? elements.count
    if index == elements.count {
      elements.append(.table(JoinedTableBox(table: JoinedTable(tables[part.table], page: page, box: part.box))))
      tagged[part.table] = index
    }
    guard case .table(var box) = elements[index] else { return }
    // Cells of the grid in the order of the tags.
    var starts: [Int] = []
    for row in tables[part.table].rows { starts.append((starts.last ?? 0) + row.count) }
    for cell in part.cells {
      let place = (cell.place.row == 0 ? 0 : starts[cell.place.row - 1]) + cell.place.cell
      guard box.table.cells.indices.contains(place) else { continue }
      // Header cells are drawn anew on every page.
      let text = cell.piece.lines.map(\.text).joined()
      if !box.table.cells[place].hasFigure, box.table.cells[place].text == text {
        account.leaveOut("repeated-header", text.unicodeScalars.count { !$0.isWhite }, at: Origin(.page(page)))
        continue
      }
      box.table.cells[place].pieces.append(cell.piece)
      if cell.isUnclear { box.table.cells[place].isUnclear = true }
    }
    elements[index] = .table(box)
  }

  private mutating func append(_ table: JoinedTable) {
    if case .table(var last) = elements.last, last.table.continues(in: table) {
      var repeated = 0
      last.table.append(table, repeated: &repeated)
      account.leaveOut("repeated-header", repeated, at: Origin(.page(table.page)))
      elements[elements.count - 1] = .table(last)
    } else {
      elements.append(.table(JoinedTableBox(table: table)))
    }
  }
}
