import Diagnostics
import DocumentTree

/// Lines and tables, in reading order → paragraphs and tables of the tree.
struct BlockWriter {
  let limits: Limits
  private var blocks: [Block] = []
  private var tableCount = 0
  /// Where most lines of prose begin and end.
  private var left = 0.0
  private var right = 0.0
  /// The paragraph that may go on.
  private var open: (paragraph: Paragraph, last: LaidOutPages.ReadLine)?

  init(limits: Limits) { self.limits = limits }

  mutating func blocks(of elements: [LaidOutPages.Element]) throws(Refusal) -> [Block] {
    measure(elements)
    for (index, element) in elements.enumerated() {
      switch element {
      case .line(let line): add(line, isAligned: isAligned(index, elements))
      case .table(let box):
        close()
        blocks.append(.table(try table(box.table)))
      }
      if blocks.count > limits.blocks { throw .moreBlocks(limits.blocks) }
    }
    close()
    return blocks
  }

  private mutating func measure(_ elements: [LaidOutPages.Element]) {
    var lefts: [Double] = []
    var rights: [Double] = []
    for case .line(let item) in elements where !item.line.isParted && item.line.box.width > 200 {
      lefts.append(item.line.box.minX)
      rights.append(item.line.box.maxX)
    }
    lefts.sort()
    rights.sort()
    if !lefts.isEmpty {
      left = lefts[lefts.count / 10]
      right = rights[rights.count * 9 / 10]
    }
  }

  /// Whether a line belongs to lines whose cells are separated by white space.
  private func isAligned(_ index: Int, _ elements: [LaidOutPages.Element]) -> Bool {
    for near in max(0, index - 2)...min(elements.count - 1, index + 2) {
      if case .line(let item) = elements[near], item.line.isParted { return true }
    }
    return false
  }

  private mutating func close() {
    if let open { blocks.append(.paragraph(open.paragraph)) }
    open = nil
  }

  private mutating func add(_ item: LaidOutPages.ReadLine, isAligned: Bool) {
    let line = item.line
    let origin = Origin(.page(item.page), .line(line.number))
    if isAligned {
      close()
      let indent =
        line.text.unicodeScalars.contains(where: \.isHan) && !line.isParted
        ? 0 : Int(min(max((line.box.minX - left) * 2 / max(line.size, 1), 0), 160))
      var paragraph = Paragraph(String(repeating: " ", count: indent) + line.aligned, origin: origin)
      if line.isUnclear { paragraph.marks.mark(.unclear, 0..<paragraph.text.utf8.count) }
      blocks.append(.paragraph(paragraph))
      return
    }
    if var open, goesOn(open.last.line, line) {
      open.paragraph.text += Self.separator(open.paragraph.text, line.text) + line.text
      open.last = item
      self.open = open
      return
    }
    close()
    var paragraph = Paragraph(line.text, origin: origin)
    if PageNumberText.isAlone(line.text) { paragraph.pageNumber = .possible }
    open = (paragraph, item)
  }

  /// Whether a line is full, and the next begins at the margin: one paragraph.
  private func goesOn(_ above: ReadPage.Line, _ below: ReadPage.Line) -> Bool {
    let em = max(above.size, below.size)
    guard abs(above.size - below.size) < 0.12 * em, right - left > 100 else { return false }
    return above.box.maxX > right - 1.9 * em && below.box.minX < left + 1.2 * em && above.box.width > 0.4 * (right - left)
  }

  /// Latin words that wrap are two, everything else goes on.
  static func separator(_ before: String, _ after: String) -> String {
    guard let last = before.unicodeScalars.last, let first = after.unicodeScalars.first else { return "" }
    func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && scalar.properties.isAlphabetic }
    return isLetter(last) && isLetter(first) ? " " : ""
  }

  // MARK: Tables

  private mutating func table(_ table: JoinedTable) throws(Refusal) -> Table {
    tableCount += 1
    let origin = Origin(.page(table.page), .table(tableCount))
    var edges = table.cells.flatMap { [$0.left, $0.right] }.sorted()
    var columns: [Double] = []
    for edge in edges where columns.last.map({ edge - $0 > JoinedTable.tolerance }) ?? true { columns.append(edge) }
    edges = columns
    func column(_ x: Double) -> Int { max(0, edges.partition { $0 > x + 0.01 } - 1) }
    guard edges.count <= limits.columns, table.cells.count <= limits.cells,
      table.rowCount.multipliedReportingOverflow(by: edges.count).partialValue <= limits.tableArea
    else { throw .tableTooLarge(origin) }
    var cells: [Table.Cell] = []
    // The widest line in cells of one width: what fits there.
    var widest: [Int: Double] = [:]
    for cell in table.cells {
      for piece in cell.pieces {
        for line in piece.lines { widest[Int(piece.width.rounded())] = max(widest[Int(piece.width.rounded())] ?? 0, line.width) }
      }
    }
    let sorted = table.cells.sorted { ($0.rows.lowerBound, $0.left) < ($1.rows.lowerBound, $1.left) }
    var row = -1
    var number = 0
    for cell in sorted {
      if cell.rows.lowerBound != row {
        row = cell.rows.lowerBound
        number = 0
      }
      number += 1
      let first = column(cell.left)
      let last = max(column(cell.right), first + 1)
      let place = Origin(.page(cell.pieces.first?.page ?? table.page), .table(tableCount), .row(row + 1), .cell(number))
      cells.append(
        Table.Cell(
          rows: cell.rows, columns: first..<last, blocks: [.paragraph(paragraph(cell, place, widest))], isHeader: cell.isHeader,
          origin: place))
    }
    return Table(rowCount: table.rowCount, columnCount: max(edges.count - 1, 1), cells: cells, origin: origin)
  }

  /// Lines of a cell: one that is full goes on in the next; else the line ends there.
  private func paragraph(_ cell: JoinedTable.Cell, _ place: Origin, _ widest: [Int: Double]) -> Paragraph {
    var text = ""
    var isUnclear = cell.isUnclear
    var above: (piece: JoinedTable.Piece, line: JoinedTable.Line)?
    for piece in cell.pieces {
      for line in piece.lines {
        if let above {
          let isFigure = text.hasDigit && line.text.unicodeScalars.first.map { $0.properties.numericType != nil } ?? false
          let next = isFigure ? line.size * 0.55 : line.size
          // Digits go on only where another one would not have fitted, by what fits elsewhere.
          let room = isFigure ? (widest[Int(above.piece.width.rounded())] ?? 0) - above.line.width : 0
          let goesOn = above.piece.isFull(above.line, next: next) && room < next
          text += goesOn ? Self.separator(text, line.text) : "\n"
          if goesOn, isFigure, cell.isTagged { isUnclear = true }
        }
        text += line.text
        above = (piece, line)
      }
    }
    var paragraph = Paragraph(text, origin: place)
    if isUnclear { paragraph.marks.mark(.unclear, 0..<text.utf8.count) }
    return paragraph
  }
}

/// A number alone in its line may be that of a page.
private enum PageNumberText {
  static func isAlone(_ text: String) -> Bool { Paragraph.PageNumber.number(of: text[...]) != nil }
}
