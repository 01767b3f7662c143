import Diagnostics
import ReportModel

/// Reads 四、政府信息公开行政复议、行政诉讼情况: three rows of five columns, printed side by side in one line of 15 figures.
///
/// Also met: one table for each row, and the rows set one below the other.
struct SideBySideReader {
  private let declaration: FormTable
  private(set) var reading: TableReading
  /// Row labels of the header in force, in the order of reading, and the columns below them.
  private var rowLabels: [(id: String, cell: SourceCell)] = []
  private var columnLabels: [(id: String, cell: SourceCell)] = []
  private var headerIsUsed = false

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
    for (index, row) in rows.enumerated() {
      let parts = RowParts(row) { cell, _ in cell.isOfTable(declaration.id) }
      if !parts.labels.isEmpty, !(parts.labels.count == 1 && isRowLabel(parts.labels[0]) && hasFigures(parts.values)) {
        readHeader(parts.labels, isNew: headerIsUsed)
      }
      readFigures(parts, row, isLast: index == rows.count - 1)
    }
  }

  private func hasFigures(_ cells: [SourceCell]) -> Bool { cells.contains { !$0.isBlank && $0.terms.isEmpty } }
  private func isRowLabel(_ cell: SourceCell) -> Bool { cell.hasRow(in: reading.table) }

  private mutating func readHeader(_ labels: [SourceCell], isNew: Bool) {
    if isNew {
      rowLabels = []
      columnLabels = []
      headerIsUsed = false
    }
    for cell in labels {
      if let id = cell.rowID(in: reading.table) {
        rowLabels.append((id, cell))
        reading.note(.row(id), cell, isOfficial: declaration.row(id) != nil)
      } else if let id = cell.columnID(in: reading.table) {
        columnLabels.append((id, cell))
        reading.columns.insert(id)
      } else if let id = cell.headingID(in: reading.table) {
        reading.note(.heading(id), cell, isOfficial: declaration.heading(id) != nil)
      }
    }
  }

  private mutating func readFigures(_ parts: RowParts, _ row: SourceRow, isLast: Bool) {
    var values = parts.values
    let label = parts.labels.count == 1 ? parts.labels.first.flatMap { $0.rowID(in: reading.table) } : nil
    if !hasFigures(values) {
      // A line of empty cells is the line of figures only where its places are counted.
      guard parts.labels.isEmpty, values.count == 15 || row.isGrid && values.count == rowLabels.count * columns.count, !values.isEmpty,
        reading.rows.isEmpty
      else { return }
    }
    if parts.labels.isEmpty || label == nil || row.isStream { headerIsUsed = true }
    // Empty places at the right end beyond the grid of the form are the layout's.
    let all = values.count
    while values.count > 15, values.last?.isBlank == true { values.removeLast() }
    if row.isGrid, parts.labels.isEmpty, let aligned = aligned(row.cells) {
      for (id, cells) in aligned { add(id, cells, row, nil) }
      return
    }
    let count = columns.count
    if let label, values.count == count, !row.isStream || rowLabels.count <= 1 {
      add(label, values, row, parts.labels.first)
      return
    }
    // Which of the empty places are the layout's can't be told where a figure is blank too.
    let isOpen = values.count < all && values.contains(where: \.isBlank) && hasFigures(values)
    let order = isOpen ? nil : orderedRows(for: values.count)
    guard let order, columnsAreInOrder else {
      reading.extras.append((values, nil, row))
      reading.diagnostics.append(.disputesCount(values.count, table: reading.table, values: values.map(\.text), at: row.origin))
      return
    }
    for (index, id) in order.enumerated() {
      add(id, Array(values[index * count..<(index + 1) * count]), row, rowLabels.first { $0.id == id }?.cell)
    }
  }

  /// Which rows a line of `count` figures holds.
  private func orderedRows(for count: Int) -> [String]? {
    if count == rowIDs.count * columns.count {
      let named = rowLabels.map(\.id)
      // The group 行政诉讼 may be read before 行政复议; the three rows themselves have one order only.
      return named.count == rowIDs.count && Set(named).count == rowIDs.count && named != rowIDs && named.last == "review" ? named : rowIDs
    }
    let open = rowLabels.map(\.id).filter { id in !reading.rows.contains { $0.id == id } }
    return !open.isEmpty && count == open.count * columns.count ? open : nil
  }

  /// 结果维持, 结果纠正, 其他结果, 尚未审结, 总计, as often as they are printed.
  private var columnsAreInOrder: Bool {
    guard !columnLabels.isEmpty else { return true }
    let named = columnLabels.map(\.id)
    guard named.count.isMultiple(of: columns.count) else {
      // Some are lost: the others still follow each other as the form has them, once for each row.
      var rounds = 1
      var last = -1
      for id in named {
        guard let place = columns.firstIndex(of: id) else { continue }
        if place <= last { rounds += 1 }
        last = place
      }
      return rounds <= rowIDs.count * (named.count / (rowIDs.count * columns.count) + 1)
    }
    return stride(from: 0, to: named.count, by: columns.count).allSatisfy { Array(named[$0..<$0 + columns.count]) == columns }
  }

  /// Figures by the labels above them, where the grid leaves one reading.
  private func aligned(_ cells: [SourceCell]) -> [(String, [SourceCell])]? {
    guard columnLabels.count == rowLabels.count * columns.count, !rowLabels.isEmpty else { return nil }
    let columns = columns
    var found: [(row: String, column: String, cell: SourceCell)] = []
    found.reserveCapacity(columnLabels.count)
    var isUsed = [Bool](repeating: false, count: cells.count)
    for (id, label) in columnLabels {
      let owners = rowLabels.indices.filter { rowLabels[$0].cell.columns.overlaps(label.columns) }
      let under = cells.indices.filter { cells[$0].columns.overlaps(label.columns) }
      guard owners.count == 1, under.count == 1, !isUsed[under[0]] else { return nil }
      let owner = rowLabels[owners[0]].id
      guard !found.contains(where: { $0.row == owner && $0.column == id }) else { return nil }
      isUsed[under[0]] = true
      found.append((owner, id, cells[under[0]]))
    }
    guard cells.indices.allSatisfy({ isUsed[$0] || cells[$0].isBlank }) else { return nil }
    var out: [(String, [SourceCell])] = []
    for (id, _) in rowLabels {
      let row = columns.compactMap { column in found.first { $0.column == column && $0.row == id }?.cell }
      guard row.count == columns.count else { return nil }
      out.append((id, row))
    }
    return out
  }

  private mutating func add(_ id: String, _ cells: [SourceCell], _ row: SourceRow, _ label: SourceCell?) {
    reading.add(
      TableReading.Row(id: id, label: label, cells: cells, source: row, header: ColumnHeader(), order: reading.rows.count))
  }
}
