public import ReportModel

/// The units of a summary, taken one after another: their sums, figure by figure, and who was taken twice.
///
/// Reports are not kept: what a hierarchy needs in memory does not grow with the number of its units' figures.
public struct UnitReports: Sendable {
  /// A figure of a summary with the sum of the same figure over all units; `nil` where one of them has no number there.
  struct Cell {
    var id: FigureID
    var summary: DecimalNumber?
    var sum: DecimalNumber?
  }
  /// An office of which there is more than one report on a year; the first of them is counted.
  struct Repeated {
    var organ: String
    var files: [String]
  }
  /// A report on another year than the summary's: not counted.
  struct OtherYear {
    var name: String
    var year: Int
  }

  public private(set) var count = 0
  private(set) var repeated: [Repeated] = []
  private(set) var otherYears: [OtherYear] = []
  /// Offices of which there is a report, and which the list of units does not have.
  public var unlisted: [String] = []
  private let year: Int?
  private var sums: [FigureID: (sum: DecimalNumber, units: Int)] = [:]
  /// File by office and year.
  private var seen: [String: String?] = [:]

  /// - Parameter year: the summary's; reports on another one are not counted.
  public init(year: Int? = nil) { self.year = year }

  init(_ units: [CheckedReport], year: Int? = nil) {
    self.init(year: year)
    for unit in units { add(unit) }
  }

  public mutating func add(_ unit: CheckedReport) {
    if let year, let other = unit.year, other != year {
      otherYears.append(OtherYear(name: unit.organ ?? unit.file ?? "", year: other))
      return
    }
    if let organ = unit.organ {
      let key = YearSeries.key(organ) + "/" + String(unit.year ?? 0)
      if let first = seen[key] {
        repeated.append(Repeated(organ: organ, files: [first, unit.file].compactMap { $0 }))
        return
      }
      seen[key] = .some(unit.file)
    }
    count += 1
    // A report from elsewhere may hold an id twice: it counts as the rules see it, once.
    for id in Set(unit.report.tables.lazy.flatMap(\.figures).map(\.id)) {
      guard let value = Self.value(unit.figures[id], unit) else { continue }
      guard let own = sums[id] else {
        sums[id] = (value, 1)
        continue
      }
      // A sum too large for any number stays behind in its count, and is none.
      guard let sum = own.sum.adding(value) else { continue }
      sums[id] = (sum, own.units + 1)
    }
  }

  func cells(of summary: CheckedReport) -> [Cell] {
    summary.report.tables.flatMap { table in
      table.figures.map { figure in
        let sum = sums[figure.id].flatMap { $0.units == count ? $0.sum : nil }
        return Cell(id: figure.id, summary: Self.value(figure, summary), sum: sum)
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
