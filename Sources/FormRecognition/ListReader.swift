import Diagnostics
import ReportModel

/// Reads 政府信息公开情况统计表 (2014–2018): indicator, unit, figure. The hierarchy is only in ordinals and order.
struct ListReader {
  private let declaration: FormTable
  private(set) var reading: TableReading
  private var group: String?
  private var position = -1
  private var header = ColumnHeader()
  private var headerWidth = 0

  init?(table: String, forms: [Form]) {
    guard let declaration = forms.lazy.compactMap({ $0.table(table) }).first else { return nil }
    self.declaration = declaration
    reading = TableReading(table: table)
  }

  mutating func read(_ rows: [SourceRow]) {
    reading.origin = rows.first?.origin
    for row in StreamRows.rows(from: rows, table: reading.table) { read(row) }
  }

  private mutating func read(_ row: SourceRow) {
    guard let index = row.cells.firstIndex(where: { !$0.isBlank }) else { return }
    let first = row.cells[index]
    if let id = first.headingID(in: reading.table), rowID(first) == nil {
      reading.vote(first)
      reading.note(.heading(id), first, isOfficial: declaration.heading(id) != nil)
      if id != "indicator", id != "unit" {
        group = id
      } else {
        readHeader(row.cells, continues: row.isStream && id == "unit" && reading.rows.isEmpty)
      }
      return
    }
    // A header of one cell a line goes on.
    if row.isStream, headerWidth > 0, reading.rows.isEmpty, first.hasColumn(in: reading.table), rowID(first) == nil {
      readHeader(row.cells, continues: true)
      return
    }
    guard let id = rowID(first) else {
      let rest = row.cells.filter { !$0.isBlank }
      reading.extras.append((rest, position >= 0 ? declaration.rows[position].id : nil, row))
      // A figure without a label may be that of the row before it.
      let hasFigure = rest.contains { $0.terms.isEmpty && $0.value.isReadable }
      reading.noteOddity(rest.count > 1 || hasFigure ? .row : .text, first.text, at: row.origin)
      return
    }
    reading.vote(first)
    if let place = declaration.rows.firstIndex(where: { $0.id == id }) { position = place }
    reading.note(.row(id), first, isOfficial: declaration.row(id) != nil)
    // The unit has a column of its own, or shares the cell of the figure.
    var rest = Array(row.cells[(index + 1)...])
    var unit = first.key.unit
    if let cell = rest.first(where: { !$0.isBlank }), Units.all.contains(cell.key.body) || isUnit(cell.text) {
      unit = Units.all.contains(cell.key.body) ? cell.key.body : String(Substring(cell.text).trimmingSpace)
      if let place = rest.firstIndex(where: { $0.origin == cell.origin && $0.text == cell.text }) { rest = Array(rest[(place + 1)...]) }
    }
    var row = row
    // Words among the figures: another row ran into this one.
    if rest.count(where: { !$0.isBlank }) > 1,
      rest.contains(where: { $0.isLabel && !isUnit($0.text) && $0.value.unit == nil && !($0.terms.isEmpty && row.isGrid) })
    {
      row.isUnclear = true
    }
    reading.add(TableReading.Row(id: id, label: first, cells: rest, unit: unit, source: row, header: header, order: reading.rows.count))
  }

  /// 指标名称, 单位, 统计数, and columns of the source's own.
  private mutating func readHeader(_ cells: [SourceCell], continues: Bool) {
    if !continues {
      header = ColumnHeader()
      headerWidth = 0
    }
    for var cell in cells {
      if continues { cell.columns = headerWidth..<headerWidth + 1 }
      headerWidth += 1
      if let id = cell.columnID(in: reading.table) { header.add(id, cell) } else { header.addOther(cell) }
    }
  }

  private func isUnit(_ text: String) -> Bool { Units.all.contains(String(Substring(text).trimmingSpace)) }

  /// Labels recur in the list (1.…, 其中：…): the next of the same words after the last one read is meant.
  private func rowID(_ cell: SourceCell) -> String? {
    let ids = cell.rowIDs(in: reading.table)
    if ids.count == 1 { return ids[0] }
    let places = ids.compactMap { id in declaration.rows.firstIndex { $0.id == id } }.sorted()
    if let next = places.first(where: { $0 > position }) { return declaration.rows[next].id }
    guard ids.isEmpty, cell.isLabel, cell.headingID(in: reading.table) == nil else { return nil }
    // Wordings differ between provinces: the longest official label that holds, or is held by, the words.
    let body = cell.key.body
    guard body.unicodeScalars.count >= 4, body.unicodeScalars.first.map(FoldedText.isHan) == true else { return nil }
    let matches = declaration.rows.indices.filter { index in
      let official = LabelKey(declaration.rows[index].label).body
      return official.hasPrefix(body) || body.hasPrefix(official) || official.hasSuffix(body) || body.hasSuffix(official)
    }
    let ahead = matches.filter { $0 > position }
    return ahead.count == 1 ? declaration.rows[ahead[0]].id : nil
  }
}
