import Diagnostics
import ReportModel

/// Blank cells put together so that one finding says one thing: a whole table, a column, a row, or the single cell.
struct BlankGroups {
  struct Group {
    var subject: Subject
    var figures: [Figure]
    /// What tells the cells apart, by label and by id.
    var names: [String]
    var ids: [String]
  }
  private(set) var groups: [Group] = []

  init(_ blanks: [Figure], _ table: ReportTable, _ report: CheckedReport) {
    guard let declared = report.declaration(table.id) else { return }
    func row(_ figure: Figure) -> String { (declared.row(figure.id.row)?.label ?? figure.id.row).quoted(limit: 14) }
    func column(_ figure: Figure) -> String { declared.column(figure.id.column, ofRow: figure.id.row)?.label ?? figure.id.column }
    if blanks.count > 2, blanks.count == table.figures.count {
      groups.append(
        Group(subject: report.subject(table.id), figures: blanks, names: blanks.map(row).uniqued(), ids: blanks.map(\.id.row).uniqued()))
      return
    }
    var left = blanks
    if declared.shape == .matrix, let block = declared.blocks.first {
      for own in block.columns {
        let inColumn = left.filter { $0.id.column == own.id }
        guard inColumn.count >= 5, inColumn.count * 2 >= block.rows.count else { continue }
        var subject = report.subject(table.id)
        subject.column = .init(id: own.id, label: own.label)
        groups.append(Group(subject: subject, figures: inColumn, names: inColumn.map(row), ids: inColumn.map(\.id.row)))
        left.removeAll { $0.id.column == own.id }
      }
    }
    for id in left.map(\.id.row).uniqued() {
      let inRow = left.filter { $0.id.row == id }
      groups.append(
        Group(
          subject: report.subject(table.id, id, inRow.count == 1 ? inRow[0].id.column : nil), figures: inRow, names: inRow.map(column),
          ids: inRow.map(\.id.column)))
    }
  }
}

extension Array where Element: Hashable {
  /// Each element once, in the order of first appearance.
  func uniqued() -> [Element] {
    var seen = Set<Element>()
    return filter { seen.insert($0).inserted }
  }
}
