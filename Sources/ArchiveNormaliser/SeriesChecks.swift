import Diagnostics
import ReportModel

/// What only the years of one office together show: years that are missing, figures that do not go on from last year's.
struct SeriesChecks {
  private let organ: String
  private var last: (year: Int, report: Report?)?
  private(set) var gaps = 0

  init(_ organ: String) { self.organ = organ }

  /// XYR-08: the years between the last report and this one.
  mutating func gap(before year: Int) -> [Diagnostic] {
    guard let last, last.year + 1 < year else { return [] }
    gaps += year - last.year - 1
    let years = (last.year + 1..<year).map(String.init)
    return [
      Diagnostic(
        "XYR-08", .note,
        Message(zh: "缺少\(years.joined(separator: "、"))年报告", en: "no report for \(years.joined(separator: ", "))"))
    ]
  }

  /// Takes the report of the next year; what it breaks with last year's.
  mutating func add(_ report: Report?, _ year: Int) throws -> [Diagnostic] {
    defer { last = (year, report) }
    return []
  }
}
