import Diagnostics
import ReportModel

/// Reads 四、政府信息公开行政复议、行政诉讼情况: three rows of five columns, printed side by side in one line of 15 figures.
///
/// Also met: one table for each row, and the rows set one below the other.
struct SideBySideReader {
  private let declaration: FormTable
  private(set) var reading: TableReading
  /// Labels of the header in force, in the order of reading: those of rows, and the columns below them.
  private var header = SideBySideHeader()
  private var headerIsUsed = false
  /// One line of the table has figures. Of several, the page's own columns say which is the report's: 年度.
  private var isOnlyLine = false

  init?(table: String, forms: [Form]) {
    guard let declaration = forms.lazy.compactMap({ $0.table(table) }).first else { return nil }
    self.declaration = declaration
    reading = TableReading(table: table)
  }

  private var columns: [String] { declaration.blocks.first?.columns.map(\.id) ?? [] }
  private var rowIDs: [String] { declaration.rows.map(\.id) }

  mutating func read(_ rows: [SourceRow]) {
    reading.origin = rows.first?.origin
    let rows = StreamRows.rows(from: rows, table: reading.table)
    isOnlyLine = rows.count { !isHeaderLine($0) && hasFigures($0.cells) && !isNumbering($0.cells) } == 1
    for (index, row) in rows.enumerated() {
      var parts = RowParts(row) { cell, _ in cell.isOfTable(declaration.id) }
      if row.isGrid, isHeaderLine(row) {
        // 序号, 备注: columns of the page's own stand in the header like the others.
        parts.labels = row.cells.filter { !$0.isBlank }
        parts.values = []
      }
      if parts.labels.isEmpty, isNumbering(parts.values), rows[(index + 1)...].contains(where: { hasFigures($0.cells) }) {
        reading.extras.append((parts.values, nil, row))
        reading.noteOddity(.row, parts.values.first { !$0.isBlank }?.text ?? "", at: row.origin)
        continue
      }
      let filled = parts.values.filter { !$0.isBlank }
      if parts.labels.isEmpty, !row.isStream, !filled.isEmpty, filled.count <= 2, filled.allSatisfy({ $0.isLabel && $0.terms.isEmpty }) {
        // 注：…, 单位：件: a line of words.
        reading.extras.append((filled, nil, row))
        reading.noteOddity(.text, filled[0].text, at: row.origin)
        continue
      }
      if !parts.labels.isEmpty, !(parts.labels.count == 1 && isRowLabel(parts.labels[0]) && hasFigures(parts.values)) {
        readHeader(parts.labels, isNew: headerIsUsed)
      }
      readFigures(parts, row)
    }
  }

  /// Words only, some of them labels of the table.
  private func isHeaderLine(_ row: SourceRow) -> Bool {
    row.cells.allSatisfy { $0.isBlank || $0.isLabel } && row.cells.contains { $0.isOfTable(declaration.id) }
  }

  /// 1, 2, 3 … under the header: the columns are numbered.
  private func isNumbering(_ cells: [SourceCell]) -> Bool {
    let filled = cells.filter { !$0.isBlank }
    return filled.count >= columns.count
      && filled.enumerated().allSatisfy { index, cell in cell.value.content == .number(DecimalNumber(index + 1)) }
  }

  /// 结 果: pieces of labels of the header are no figures.
  private func hasFigures(_ cells: [SourceCell]) -> Bool {
    cells.contains { !$0.isBlank && $0.terms.isEmpty && !($0.isLabel && Vocabulary.official.isFragment($0.key.body)) }
  }
  private func isRowLabel(_ cell: SourceCell) -> Bool { cell.hasRow(in: reading.table) }

  /// The row that the words name, or that has a key word in them: 直接起诉.
  private func rowID(_ cell: SourceCell) -> String? {
    if let id = cell.rowID(in: reading.table) { return id }
    guard cell.terms.isEmpty, cell.isLabel else { return nil }
    let named = declaration.rows.filter { $0.keywords.contains(where: cell.key.body.contains) }
    return named.count == 1 ? named[0].id : nil
  }

  private mutating func readHeader(_ labels: [SourceCell], isNew: Bool) {
    if isNew {
      header.startAnew()
      headerIsUsed = false
    }
    header.nextLine()
    for cell in labels {
      if let id = rowID(cell) {
        header.add(row: id, cell)
        reading.note(.row(id), cell, isOfficial: declaration.row(id) != nil)
      } else if let id = cell.columnID(in: reading.table) {
        header.add(column: id, cell)
        reading.columns.insert(id)
      } else if let id = cell.headingID(in: reading.table) {
        header.add(group: id, cell)
        reading.note(.heading(id), cell, isOfficial: declaration.heading(id) != nil)
      } else if cell.isLabel {
        header.add(other: cell)
        reading.noteOddity(.text, cell.text, at: cell.origin)
        reading.extras.append(([cell], nil, SourceRow(kind: .paragraph, cells: [cell], width: 1, block: 0, origin: cell.origin)))
      }
    }
  }

  private mutating func readFigures(_ parts: RowParts, _ row: SourceRow) {
    var values = parts.values
    let count = columns.count
    let label = parts.labels.count == 1 ? parts.labels.first.flatMap { $0.rowID(in: reading.table) } : nil
    if !hasFigures(values) {
      // A line of empty cells is the line of figures only where its places are counted.
      guard parts.labels.isEmpty, values.count == 15 || row.isGrid && values.count == header.rows.count * count, !values.isEmpty,
        reading.rows.isEmpty
      else { return }
    }
    if parts.labels.isEmpty || label == nil || row.isStream { headerIsUsed = true }
    // Empty places at the right end beyond the grid of the form are the layout's.
    let all = values.count
    while values.count > 15, values.last?.isBlank == true { values.removeLast() }
    if row.isGrid, parts.labels.isEmpty,
      let aligned = header.aligned(row.cells, columns, hasOwnColumns: isOnlyLine)
    {
      for (id, cells) in aligned { add(id, cells, row, nil) }
      return
    }
    if let label, values.count == count, !row.isStream || header.rows.count <= 1 {
      guard let named = header.named(values, columns, isGrid: row.isGrid) else { return keep(values, row) }
      add(label, named, row, parts.labels.first)
      return
    }
    // Which of the empty places are the layout's can't be told where a figure is blank too.
    let isOpen = values.count < all && values.contains(where: \.isBlank) && hasFigures(values)
    let order = isOpen ? nil : orderedRows(for: values.count, row)
    guard let order, header.columnsAreInOrder(columns, rows: rowIDs.count), header.others.isEmpty else { return keep(values, row) }
    for (index, id) in order.enumerated() {
      add(id, Array(values[index * count..<(index + 1) * count]), row, header.rows.first { $0.id == id }?.cell)
    }
  }

  /// Keeps figures that have no certain place, and says so.
  private mutating func keep(_ values: [SourceCell], _ row: SourceRow) {
    reading.extras.append((values, nil, row))
    let texts = values.map(\.text)
    reading.diagnostics.append(
      values.count == rowIDs.count * columns.count || values.count == columns.count
        ? .disputesHeader(table: reading.table, values: texts, at: row.origin)
        : .disputesCount(values.count, table: reading.table, values: texts, at: row.origin))
  }

  /// Which rows a line of `count` figures holds.
  private func orderedRows(for count: Int, _ row: SourceRow) -> [String]? {
    if count == rowIDs.count * columns.count { return header.order(of: declaration.rows, isGrid: row.isGrid, isStream: row.isStream) }
    let open = header.rows.map(\.id).filter { id in !reading.rows.contains { $0.id == id } }
    return !open.isEmpty && count == open.count * columns.count && Set(open).count == open.count ? open : nil
  }

  private mutating func add(_ id: String, _ cells: [SourceCell], _ row: SourceRow, _ label: SourceCell?) {
    reading.add(
      TableReading.Row(id: id, label: label, cells: cells, source: row, header: ColumnHeader(), order: reading.rows.count))
  }
}

extension Diagnostic {
  fileprivate static func disputesHeader(table: String, values: [String], at origin: Origin) -> Diagnostic {
    let list = values.prefix(20).map { $0.quoted(limit: 8) }.joined(separator: " ")
    return Diagnostic(
      "DIS-04", .error,
      Message(
        zh: "表头各列的名称或顺序与规定格式不一致，无法确定此行\(values.count)个数值（\(list)）的位置，未予填入",
        en:
          "the header has other columns than the form, or has them in another order: the places of these \(values.count) values can't be told (\(list)); none is placed"
      ),
      subject: .table(id: table), at: origin, actual: String(values.count))
  }
}
