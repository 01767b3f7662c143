import Diagnostics
import DocumentTree
import HTMLSyntax

/// The table model of HTML: rows and cells of the source → places in a grid.
///
/// Spans are clamped as the standard says (`colspan` 1…1000, `rowspan` 0…65534), and row spans end with their row group, as browsers
/// draw them. A cell costs what its columns cost, however tall it is. Where the standard lets two cells cover one place
/// (a table model error), both keep their ranges, and `hasOverlap` says so.
///
/// Source: WHATWG HTML §4.9.12.1, Forming a table.
struct TableForming {
  struct SourceCell {
    var node: HTMLTree.Node
    var rowspan: Int
    var colspan: Int
    var isHeader: Bool
    /// The page does not draw it, or not its row.
    var isHidden = false
  }
  struct Placed {
    var node: HTMLTree.Node
    var isHidden: Bool
    var rows: Range<Int>
    var columns: Range<Int>
    var isHeader: Bool
    /// Of its row, and in its row: from 1.
    var row: Int
    var position: Int
  }

  private(set) var cells: [Placed] = []
  private(set) var rowCount = 0
  private(set) var columnCount = 0
  private(set) var hasOverlap = false
  private(set) var exceedsLimit = false
  private let limits: Limits
  private var area = 0

  init(limits: Limits) { self.limits = limits }

  /// Adds a row group; loose rows between groups form a group of their own.
  mutating func add(group rows: [[SourceCell]]) {
    let first = rowCount
    let groupEnd = first + rows.count
    /// For each column: the row at which it is free again, and the cell that covers it to the end of the group.
    var freeAt: [Int] = []
    for (offset, row) in rows.enumerated() {
      let y = first + offset
      var x = 0
      for (position, cell) in row.enumerated() {
        while x < freeAt.count, freeAt[x] > y { x += 1 }
        let bottom = cell.rowspan == 0 ? groupEnd : min(y + cell.rowspan, groupEnd)
        let right = x + cell.colspan
        guard right <= limits.columns, cells.count < limits.cells else {
          exceedsLimit = true
          return
        }
        while freeAt.count < right { freeAt.append(0) }
        for column in x..<right {
          if freeAt[column] > y { hasOverlap = true }
          freeAt[column] = max(freeAt[column], bottom)
        }
        cells.append(
          Placed(
            node: cell.node, isHidden: cell.isHidden, rows: y..<bottom, columns: x..<right, isHeader: cell.isHeader, row: y + 1,
            position: position + 1))
        columnCount = max(columnCount, right)
        x = right
      }
    }
    rowCount = groupEnd
    let (area, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
    if overflow || area > limits.tableArea { exceedsLimit = true }
  }

  static func colspan(_ text: String?) -> Int {
    guard let value = HTMLInteger.nonNegative(text), value > 0 else { return 1 }
    return min(value, 1000)
  }

  static func rowspan(_ text: String?) -> Int {
    guard let value = HTMLInteger.nonNegative(text) else { return 1 }
    return min(value, 65534)
  }
}
