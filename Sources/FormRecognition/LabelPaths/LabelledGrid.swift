import DocumentTree
import ReportModel

/// A table of the source as its reader placed it: for a cell, the labels that stand above it.
///
/// The same walk serves every shape of table: up from the cell, past the rows of figures, to the nearest rows that are header. What is above a
/// cell is found by its columns alone, whoever took the header for his.
struct LabelledGrid {
  private let rows: [SourceRow]
  private let table: String
  /// Rows that hold figures, or begin with the label of a row: what stands in them is no header. By row, made when it is asked for.
  private var isFigures: [Int: Bool] = [:]
  /// By the row of figures: the rows of the header above it, the lowest first.
  private var bands: [Int: [Int]] = [:]

  init(_ rows: [SourceRow], table: String) {
    self.rows = rows
    self.table = table
  }

  /// The rows of header above a row, the lowest first.
  mutating func band(above number: Int) -> [Int] {
    guard rows.indices.contains(number), let source = rows[number].table else { return [] }
    if let known = bands[number] { return known }
    var index = number - 1
    var passed = [number]
    while index >= 0, rows[index].table == source, holdsFigures(index) {
      if let known = bands[index] {
        for row in passed { bands[row] = known }
        return known
      }
      passed.append(index)
      index -= 1
    }
    var band: [Int] = []
    while index >= 0, rows[index].table == source, !holdsFigures(index), band.count < Self.tallest {
      band.append(index)
      index -= 1
    }
    for row in passed { bands[row] = band }
    return band
  }

  /// No header has more rows.
  private static let tallest = 12

  private mutating func holdsFigures(_ index: Int) -> Bool {
    if let known = isFigures[index] { return known }
    let cells = rows[index].cells
    let first = cells.first { !$0.isBlank }
    let isRow = first.map { $0.hasRow(in: table) && !$0.hasColumn(in: table) && $0.columns.lowerBound == 0 && !isSideBySide } ?? false
    let answer = isRow || cells.contains { !$0.isBlank && !$0.isLabel }
    isFigures[index] = answer
    return answer
  }

  private var isSideBySide: Bool { OfficialForms.all.contains { $0.table(table)?.shape == .sideBySide } }
}
