import Diagnostics
import DocumentTree

/// A row of a table, or a paragraph: the unit in which a document is gone through.
struct SourceRow {
  enum Kind: Hashable {
    case paragraph
    /// Row of a table with true positions.
    case grid(table: Int)
    /// Row of a table packed to the left; how many places it lacks at its right end, where the source says so.
    case packed(table: Int, padding: Int?)
    /// One cell of a table whose rows are not known.
    case stream(table: Int)
  }
  var kind: Kind
  var cells: [SourceCell]
  /// Columns of the table.
  var width: Int
  var outlineLevel: Int?
  /// Labels and figures ran together without a separator: digits may be those of several figures.
  var isGlued = false
  /// Other text stands between this row and the one of its table before it: what follows does not go on with that row.
  var startsSegment = false
  /// The cells are pieces that do not fit together: none of them is a figure for certain.
  var isUnclear = false
  /// Place among the rows of the document, counted from 0; -1 for a row that was made.
  var number = -1
  /// A number alone at the edge of a page.
  var pageNumber: Paragraph.PageNumber?
  /// Index of the block that the row belongs to.
  var block: Int
  var origin: Origin

  var table: Int? {
    switch kind {
    case .paragraph: nil
    case .grid(let table), .packed(let table, _), .stream(let table): table
    }
  }
  var isGrid: Bool { if case .grid = kind { true } else { false } }
  /// The text of a row with a single cell that has any.
  var soleText: String? {
    var found: String?
    for cell in cells where !cell.isBlank {
      guard found == nil else { return nil }
      found = cell.text
    }
    return found
  }
  var text: String { cells.count == 1 ? cells[0].text : cells.map(\.text).joined(separator: " ") }
}

/// Lays a document out as rows, taking layout tables apart.
struct RowSequence {
  private(set) var rows: [SourceRow] = []
  /// The blocks that the rows belong to, layout tables already taken apart.
  private(set) var blocks: [Block] = []
  private let vocabulary: Vocabulary
  private var tableCount = 0

  init(_ blocks: [Block], vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    append(blocks, depth: 0)
  }

  private mutating func append(_ blocks: [Block], depth: Int) {
    for block in blocks {
      switch block {
      case .paragraph(let paragraph): append(paragraph)
      case .table(let table):
        if depth < 40, isLayout(table) {
          for cell in table.cells { append(cell.blocks, depth: depth + 1) }
        } else {
          append(table)
        }
      }
    }
  }

  private mutating func append(_ paragraph: Paragraph) {
    let cell = SourceCell(paragraph.text, columns: 0..<1, origin: paragraph.origin, vocabulary: vocabulary)
    guard !cell.isBlank else { return }
    var row = SourceRow(
      kind: .paragraph, cells: [cell], width: 1, outlineLevel: paragraph.outlineLevel, block: blocks.count, origin: paragraph.origin)
    row.pageNumber = paragraph.pageNumber
    rows.append(row)
    blocks.append(.paragraph(paragraph))
  }

  private mutating func append(_ table: Table) {
    let block = blocks.count
    blocks.append(.table(table))
    tableCount += 1
    var end = 0
    for row in 0..<table.rowCount {
      let start = end
      while end < table.cells.count, table.cells[end].rows.lowerBound == row { end += 1 }
      guard end > start else { continue }
      let cells = mergingRepeatedLabels((start..<end).map { cell(table.cells[$0]) })
      let kind: SourceRow.Kind
      switch table.placement {
      case .grid: kind = .grid(table: tableCount)
      case .packed(let padding): kind = .packed(table: tableCount, padding: row < padding.count ? padding[row] : nil)
      case .stream: kind = .stream(table: tableCount)
      }
      rows.append(
        SourceRow(
          kind: kind, cells: cells, width: table.columnCount, outlineLevel: nil, block: block, origin: cells[0].origin))
    }
  }

  /// Without Markdown's signs, where that leaves a label of the forms or a figure; any other text stays as it is.
  private func undressed(_ text: String) -> String {
    let bare = MarkdownDress.removed(from: text)
    guard bare != text else { return text }
    return CellValue(bare).isReadable || !vocabulary.terms(for: bare).isEmpty ? bare : text
  }

  /// One label in each of the places that it covered, as programs leave it that take merged cells apart, is one label.
  private func mergingRepeatedLabels(_ cells: [SourceCell]) -> [SourceCell] {
    var out: [SourceCell] = []
    out.reserveCapacity(cells.count)
    for cell in cells {
      if !cell.terms.isEmpty, let last = out.last, last.columns.upperBound == cell.columns.lowerBound, last.height == cell.height,
        last.text == cell.text, cell.key.ordinal != nil || !cell.terms.contains(where: \.isColumn)
      {
        out[out.count - 1].columns = last.columns.lowerBound..<cell.columns.upperBound
      } else {
        out.append(cell)
      }
    }
    return out
  }

  private func cell(_ cell: Table.Cell) -> SourceCell {
    var text = cell.hasNestedTables ? NarrativeLayout.text(of: cell) : cell.textWithNumbersApart ?? cell.text
    if cell.origin.line != nil { text = undressed(text) }
    var read = SourceCell(
      text, columns: cell.columns,
      origin: cell.origin, vocabulary: vocabulary)
    read.height = UInt16(clamping: cell.rows.count)
    return read
  }

  /// A table that holds the report rather than figures: another table with labels of a form inside one of its cells, or
  /// paragraphs among which a heading of a section stands.
  private func isLayout(_ table: Table) -> Bool {
    for cell in table.cells {
      guard cell.blocks.count > 1 || cell.hasNestedTables else { continue }
      for nested in cell.nestedTables where containsForm(nested, depth: 0) { return true }
      var headings = 0
      for case .paragraph(let paragraph) in cell.blocks where paragraph.text.utf8.count < 200 {
        if HeadingFinder.sectionNumber(of: paragraph.text) != nil { headings += 1 }
      }
      if headings > 0 && cell.blocks.count > 2 { return true }
    }
    return false
  }

  private func containsForm(_ table: Table, depth: Int) -> Bool {
    var known = 0
    for cell in table.cells {
      if !vocabulary.terms(for: cell.text.prefix(60)).isEmpty { known += 1 }
      if known >= 3 { return true }
      if depth < 40 {
        for nested in cell.nestedTables where containsForm(nested, depth: depth + 1) { return true }
      }
    }
    return false
  }
}

extension Table.Cell {
  /// The text, automatic numbers set apart from figures by a tab: the number 1 of a list before 158 makes no 1158. `nil` where there are none.
  fileprivate var textWithNumbersApart: String? {
    var hasNumbers = false
    for case .paragraph(let paragraph) in blocks where paragraph.number != nil { hasNumbers = true }
    guard hasNumbers else { return nil }
    return blocks.compactMap { block -> String? in
      guard case .paragraph(let paragraph) = block else { return nil }
      guard let number = paragraph.number, number.last?.isNumber == true, paragraph.text.hasPrefix(number) else { return paragraph.text }
      let rest = paragraph.text.dropFirst(number.count)
      guard let first = rest.first, first.isNumber || first == " " else { return paragraph.text }
      return "\(number)\t\(rest.trimmingSpace)"
    }.joined(separator: "\n")
  }
}
