import Diagnostics
import SafeFiles

/// What only the years of one office together show: years that are missing, figures that do not go on from last year's.
struct SeriesChecks {
  private var last: (year: Int, place: StoredReport)?
  private(set) var gaps = 0

  /// Takes the report of the next year. The pair to be compared, when last year's is there; years that are missing before it.
  mutating func add(_ place: StoredReport, _ year: Int) -> (earlier: StoredReport?, gap: Diagnostic?) {
    defer { last = (year, place) }
    guard let last else { return (nil, nil) }
    guard last.year + 1 < year else { return (last.year + 1 == year ? last.place : nil, nil) }
    gaps += year - last.year - 1
    let years = (last.year + 1..<year).map(String.init)
    return (
      nil,
      Diagnostic(
        "XYR-08", .note, Message(zh: "缺少\(years.joined(separator: "、"))年报告", en: "no report for \(years.joined(separator: ", "))"))
    )
  }
}

/// The reports of an office as a collection has them: each year's, the one that is filed first.
struct Series {
  let organ: String
  let years: [(year: Int, reports: [FiledReport])]
  let withoutYear: [FiledReport]

  init(_ organ: String, _ reports: [FiledReport]) {
    self.organ = organ
    var years: [Int: [FiledReport]] = [:]
    var withoutYear: [FiledReport] = []
    for report in reports {
      if let year = report.year { years[year, default: []].append(report) } else { withoutYear.append(report) }
    }
    self.years = years.keys.sorted().map { year in (year, (years[year] ?? []).sorted { $0.precedes($1) }) }
    self.withoutYear = withoutYear
  }

  /// Runs of years without a gap, as places in the store; runs of one year show nothing.
  var runs: [[StoredReport]] {
    var runs: [[StoredReport]] = []
    var last: Int?
    for (year, reports) in years {
      guard let first = reports.first else { continue }
      if let last, last + 1 == year { runs[runs.count - 1].append(first.place) } else { runs.append([first.place]) }
      last = year
    }
    return runs.filter { $0.count > 1 }
  }
}

extension FiledReport {
  var place: StoredReport { StoredReport(key: store, number: number) }
}
