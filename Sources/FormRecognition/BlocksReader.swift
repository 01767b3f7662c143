import Diagnostics
import ReportModel

/// Reads 二、主动公开政府信息情况: a block for each item of article 20, with a header line of its own.
struct BlocksReader {
  private let declarations: [FormTable]
  private(set) var reading: TableReading
  private var header = ColumnHeader()
  private var headerIsUsed = false
  private var block: String?
  /// What the heading of the block says of the unit: 第（八）项（单位：元）.
  private var blockUnit: String?
  private var lastRow: String?
  /// The row right above.
  private var openRow: String?

  init(table: String, forms: [Form]) {
    declarations = forms.compactMap { $0.table(table) }
    reading = TableReading(table: table)
  }

  mutating func read(_ rows: [SourceRow]) {
    reading.origin = rows.first?.origin
    for row in StreamRows.rows(from: rows, table: reading.table) { read(row) }
  }

  private mutating func read(_ row: SourceRow) {
    guard let first = row.cells.first(where: { !$0.isBlank }) else { return }
    let openRow = openRow
    self.openRow = nil
    if let id = first.headingID(in: reading.table) {
      if id.hasSuffix(".header") {
        // The first cell of every header line has the same words; the columns tell the block.
        header = ColumnHeader()
        readHeader(row.cells)
      } else {
        reading.vote(first)
        block = id
        blockUnit = first.key.unit
        reading.blocks.insert(id)
        reading.note(.heading(id), first)
        header = ColumnHeader()
        let rest = row.cells.filter { !$0.isBlank && $0.origin != first.origin }
        if !rest.isEmpty { readHeader(rest) }
      }
      return
    }
    // Column labels that stand in lines of their own, or behind a lost 信息内容.
    if !first.hasRow(in: reading.table), first.hasColumn(in: reading.table) {
      if headerIsUsed { header = ColumnHeader() }
      readHeader(row.cells)
      return
    }
    guard let id = rowID(first) else {
      keepExtra(row)
      if !first.isLabel, let openRow {
        self.openRow = openRow
        let width = declarations.compactMap { $0.block(ofRow: openRow)?.columns.count }.max() ?? 0
        reading.doubt(openRow, above: row, width: width)
      }
      return
    }
    reading.vote(first)
    lastRow = id
    self.openRow = id
    headerIsUsed = true
    if let own = declarations.lazy.compactMap({ $0.block(ofRow: id)?.id }).first { block = own }
    reading.note(.row(id), first)
    let index = row.cells.firstIndex { $0.origin == first.origin && $0.text == first.text } ?? 0
    reading.add(
      TableReading.Row(
        id: id, label: first, cells: Array(row.cells[(index + 1)...]), unit: first.key.unit ?? blockUnit, source: row, header: header,
        order: reading.rows.count))
  }

  private func rowID(_ cell: SourceCell) -> String? {
    if let id = cell.rowID(in: reading.table) { return id }
    guard cell.isLabel else { return nil }
    let body = cell.key.body
    var matches: Set<String> = []
    for table in declarations {
      for row in table.rows where row.keywords.contains(where: body.contains) { matches.insert(row.id) }
    }
    return matches.count == 1 ? matches.first : nil
  }

  private mutating func readHeader(_ cells: [SourceCell]) {
    headerIsUsed = false
    for cell in cells {
      reading.vote(cell)
      let ids = cell.columnIDs(in: reading.table)
      if let id = ids.first(where: { id in
        declarations.contains { $0.blocks.contains { $0.id == block && $0.columns.contains { $0.id == id } } }
      })
        ?? ids.first
      {
        header.add(id, cell)
        reading.columns.insert(id)
        reading.note(
          .column(id, in: block ?? ""), cell,
          isOfficial: declarations.contains { $0.blocks.first { $0.id == block }?.columns.contains { $0.id == id } == true })
        continue
      }
      if !completesColumns(cell) { header.addOther(cell) }
      if let id = cell.headingID(in: reading.table), id.hasSuffix(".header"), let block {
        reading.note(.heading(block + ".header"), cell)
      } else if cell.isLabel {
        reading.noteOddity(.text, cell.text, at: cell.origin)
        reading.extras.append(([cell], lastRow, SourceRow(kind: .paragraph, cells: [cell], width: 1, block: 0, origin: cell.origin)))
      }
    }
  }

  /// The ends of labels above that wrapped: `量 量` below 本年新制作数 and 本年新公开数.
  private func completesColumns(_ cell: SourceCell) -> Bool {
    let words = cell.text.words.map { LabelKey($0).body }
    return !words.isEmpty
      && words.allSatisfy { word in
        header.columns.contains { column in
          declarations.contains { table in
            table.blocks.contains { block in
              block.columns.contains { $0.id == column.id && LabelKey($0.label).body == column.cell.key.body + word }
            }
          }
        }
      }
  }

  private mutating func keepExtra(_ row: SourceRow) {
    let cells = row.cells.filter { !$0.isBlank }
    guard let first = cells.first else { return }
    reading.extras.append((cells, lastRow, row))
    let hasFigures = cells.contains { $0.terms.isEmpty && $0.value.isReadable }
    reading.noteOddity(hasFigures ? .row : .text, first.text, at: row.origin)
  }
}
