import ReportModel

/// Every figure of a summary with the sum of the same figure over its units; `nil` where one of them is no number.
struct UnitSums {
  struct Cell {
    var id: FigureID
    var summary: DecimalNumber?
    var sum: DecimalNumber?
  }
  private(set) var cells: [Cell] = []

  init(_ summary: CheckedReport, _ units: [CheckedReport]) {
    for table in summary.report.tables {
      for figure in table.figures {
        var sum: DecimalNumber? = DecimalNumber(0)
        for unit in units {
          guard let part = Self.value(unit.figures[figure.id], unit), let own = sum else {
            sum = nil
            break
          }
          sum = own.adding(part)
        }
        cells.append(Cell(id: figure.id, summary: Self.value(figure, summary), sum: sum))
      }
    }
  }

  private static func value(_ figure: Figure?, _ report: CheckedReport) -> DecimalNumber? {
    guard let figure else { return nil }
    if let value = figure.value { return value }
    return figure.count(blankAsZero: report.options.blankAsZero).map { DecimalNumber($0) }
  }
}

extension DecimalNumber {
  /// A small multiple, exactly.
  static func times(_ number: DecimalNumber, _ factor: Int) -> DecimalNumber? {
    var sum: DecimalNumber? = DecimalNumber(0)
    for _ in 0..<factor { sum = sum?.adding(number) }
    return sum
  }
}
