import Diagnostics
import DocumentTree
import ReportModel

/// Figures of other years in the columns or rows beside the report's own, where a header names each year: 2023年 | 2022年.
///
/// What stands under another year's name is taken out of the table and named; the report's own year says nothing further, and its name goes too.
/// Without the report's year, or where it is not named exactly once, nothing is taken out: the doubled columns are a doubt.
struct OtherYears {
  private(set) var rows: [SourceRow]
  private(set) var diagnostics: [Diagnostic] = []
  private let year: Int
  private let table: String

  init(_ rows: [SourceRow], table: String, year: Int?) {
    self.rows = rows
    self.table = table
    self.year = year ?? 0
    guard year != nil, rows.contains(where: { $0.cells.contains { Self.year($0) != nil } }) else { return }
    takeColumns()
    takeRows()
  }

  /// 2022年, 2022年度, 2022年数: the year and nothing else.
  private static func year(_ cell: SourceCell) -> Int? {
    guard cell.text.utf8.count <= 40, cell.terms.isEmpty else { return nil }
    let scalars = Array(cell.text.unicodeScalars.filter { !$0.isWhite })
    guard let found = DateText.year(scalars, at: 0),
      ["", "度", "数", "情况", "数据", "度数", "度数据"].contains(String(scalars: scalars[found.end...]))
    else { return nil }
    return found.year
  }

  // MARK: Columns

  private mutating func takeColumns() {
    for (index, row) in rows.enumerated() where row.isGrid {
      let named = row.cells.compactMap { cell in Self.year(cell).map { (year: $0, cell: cell) } }
      let own = named.filter { $0.year == year }
      let others = named.filter { $0.year != year }
      guard own.count == 1, !others.isEmpty, row.cells.allSatisfy({ $0.isBlank || $0.isLabel }) else { continue }
      let ranges = others.map(\.cell.columns)
      var gone: [SourceCell] = []
      for below in index..<rows.count where rows[below].table == row.table {
        let left = rows[below].cells.filter { cell in
          let isOther = ranges.contains { $0.contains(cell.columns.lowerBound) && $0.upperBound >= cell.columns.upperBound }
          if isOther, !cell.isBlank { gone.append(cell) }
          return !isOther && !(below == index && Self.year(cell) != nil)
        }
        rows[below].cells = left
      }
      note(others.map(\.cell.text), gone, at: row.origin)
      return
    }
  }

  // MARK: Rows

  /// A column of years: each row of the form stands once for each.
  private mutating func takeRows() {
    let named = rows.indices.compactMap { index in
      rows[index].cells.first { Self.year($0) != nil }.map { (row: index, cell: $0, year: Self.year($0) ?? 0) }
    }
    guard named.count >= 4, let column = named.first?.cell.columns, named.allSatisfy({ $0.cell.columns == column }),
      named.contains(where: { $0.year == year }), named.contains(where: { $0.year != year })
    else { return }
    var gone: [SourceCell] = []
    var isOther = Set<Int>()
    for item in named {
      // A label that covers the rows of all its years stands in the first of them.
      if let label = rows[item.row].cells.first, label.columns.upperBound <= column.lowerBound, label.height > 1 {
        for below in item.row + 1..<min(rows.count, item.row + Int(label.height))
        where rows[below].cells.first?.columns.lowerBound == column.lowerBound {
          rows[below].cells.insert(label, at: 0)
        }
      }
    }
    for item in named {
      if item.year == year {
        rows[item.row].cells.removeAll { $0.columns == column }
      } else {
        isOther.insert(item.row)
        gone += rows[item.row].cells.filter { $0.columns.lowerBound >= column.upperBound && !$0.isBlank }
      }
    }
    let place = rows[named[0].row].origin
    note(Array(Set(named.filter { $0.year != year }.map(\.cell.text))).sorted(), gone, at: place)
    rows = rows.indices.filter { !isOther.contains($0) }.map { rows[$0] }
  }

  private mutating func note(_ names: [String], _ cells: [SourceCell], at origin: Origin) {
    let list = names.map { "“\($0.quoted(limit: 12))”" }.joined(separator: "、")
    diagnostics.append(
      Diagnostic(
        "other-period", .warning,
        Message(
          zh: "表中\(list)的\(cells.count)个数值是其他年度的数据，未计入本报告",
          en: "\(cells.count) figures under \(list) are of another year: not counted"), subject: .table(id: table), at: origin))
  }
}
