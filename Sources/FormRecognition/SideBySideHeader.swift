import ReportModel

/// The header of 四: what its labels say of the places of the figures below.
struct SideBySideHeader {
  /// With the line of the header that it stands in, and how many labels were read before it.
  typealias Label = (id: String, cell: SourceCell, line: Int, order: Int)
  /// In the order of reading.
  private(set) var rows: [Label] = []
  private(set) var columns: [Label] = []
  /// 行政诉讼, above two of the rows.
  private(set) var group: Label?
  /// Words that no form has.
  private(set) var others: [SourceCell] = []
  private var line = 0
  private var order = 0
  private var columnsAreOld = false

  mutating func nextLine() { line += 1 }

  /// Labels below figures are another header. Its columns are those above, as long as it names none.
  mutating func startAnew() {
    rows = []
    others = []
    group = nil
    columnsAreOld = true
  }

  mutating func add(row id: String, _ cell: SourceCell) { rows.append(label(id, cell)) }
  mutating func add(column id: String, _ cell: SourceCell) {
    if columnsAreOld { columns = [] }
    columnsAreOld = false
    columns.append(label(id, cell))
  }
  mutating func add(group id: String, _ cell: SourceCell) { group = label(id, cell) }
  mutating func add(other cell: SourceCell) { others.append(cell) }

  private mutating func label(_ id: String, _ cell: SourceCell) -> Label {
    order += 1
    return (id, cell, line, order)
  }

  /// Figures by the labels above them, where the grid leaves one reading.
  ///
  /// - Parameter hasOwnColumns: whether figures may stand under labels that no form has, 序号.
  func aligned(_ cells: [SourceCell], _ ids: [String], hasOwnColumns: Bool) -> [(String, [SourceCell])]? {
    guard columns.count == rows.count * ids.count, !rows.isEmpty else { return nil }
    var found: [(row: String, column: String, cell: SourceCell)] = []
    found.reserveCapacity(columns.count)
    var isUsed = [Bool](repeating: false, count: cells.count)
    for column in columns {
      let owners = rows.indices.filter { rows[$0].cell.columns.overlaps(column.cell.columns) }
      let under = cells.indices.filter { cells[$0].columns.overlaps(column.cell.columns) }
      guard owners.count == 1, under.count == 1, !isUsed[under[0]] else { return nil }
      let owner = rows[owners[0]].id
      guard !found.contains(where: { $0.row == owner && $0.column == column.id }) else { return nil }
      isUsed[under[0]] = true
      found.append((owner, column.id, cells[under[0]]))
    }
    let isKnown = cells.indices.allSatisfy { index in
      isUsed[index] || cells[index].isBlank || hasOwnColumns && others.contains { $0.columns.overlaps(cells[index].columns) }
    }
    guard isKnown else { return nil }
    var out: [(String, [SourceCell])] = []
    for (id, _, _, _) in rows {
      let row = ids.compactMap { column in found.first { $0.column == column && $0.row == id }?.cell }
      guard row.count == ids.count else { return nil }
      out.append((id, row))
    }
    return out
  }

  /// The figures of one row in the order of `ids`: by the labels above them, or by the order in which the header names the columns.
  func named(_ values: [SourceCell], _ ids: [String], isGrid: Bool) -> [SourceCell]? {
    guard others.isEmpty else { return nil }
    let round = columns.suffix(ids.count)
    guard round.count == ids.count else { return columnsAreInOrder(ids, rows: 1) ? values : nil }
    var out: [SourceCell] = []
    for id in ids {
      guard let place = round.firstIndex(where: { $0.id == id }) else { return nil }
      out.append(values[place - round.startIndex])
    }
    guard isGrid else { return out }
    for (value, id) in zip(out, ids) {
      guard let label = round.first(where: { $0.id == id }) else { continue }
      // A cell above none of whose neighbours the label stands is not its own.
      if values.contains(where: { $0.columns.overlaps(label.cell.columns) }), !value.columns.overlaps(label.cell.columns) { return nil }
    }
    return out
  }

  /// 结果维持, 结果纠正, 其他结果, 尚未审结, 总计, as often as they are printed.
  func columnsAreInOrder(_ ids: [String], rows count: Int) -> Bool {
    guard !columns.isEmpty else { return true }
    let named = columns.map(\.id)
    guard named.count.isMultiple(of: ids.count) else {
      // Some are lost: the others still follow each other as the form has them, once for each row.
      var rounds = 1
      var last = -1
      for id in named {
        guard let place = ids.firstIndex(of: id) else { continue }
        if place <= last { rounds += 1 }
        last = place
      }
      return rounds <= count * (named.count / (count * ids.count) + 1)
    }
    return stride(from: 0, to: named.count, by: ids.count).allSatisfy { Array(named[$0..<$0 + ids.count]) == ids }
  }

  /// The order of the rows in a line that holds the figures of all; `nil` where the header leaves it open.
  func order(of declared: [FormRow], isGrid: Bool, isStream: Bool) -> [String]? {
    let official = declared.map(\.id)
    guard rows.count == official.count, Set(rows.map(\.id)).count == official.count else { return official }
    if isGrid {
      let starts = rows.map(\.cell.columns.lowerBound)
      if Set(starts).count == rows.count { return rows.sorted { $0.cell.columns.lowerBound < $1.cell.columns.lowerBound }.map(\.id) }
    }
    let named = rows.map(\.id)
    guard let alone = rows.first(where: { row in declared.contains { $0.id == row.id && $0.groups.isEmpty } }) else { return nil }
    let members = named.filter { $0 != alone.id }
    if let group {
      // 行政诉讼 and 行政复议 in one line say the order; one below the other, they are read from the first one on.
      if group.order > alone.order { return [alone.id] + members }
      if group.line == alone.line, !isStream { return members + [alone.id] }
    } else if named.first == alone.id {
      return named
    }
    return named.last == alone.id ? named : nil
  }
}
