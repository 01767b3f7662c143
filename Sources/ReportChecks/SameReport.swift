public import Diagnostics
import ReportModel

/// Several files of one report, such as the Word file and the page: their figures should be the same.
public enum SameReport {
  /// Findings on the later file of each pair, by its place in the list.
  public static func findings(_ reports: [CheckedReport]) -> [(place: Int, findings: [Diagnostic])] {
    var first: [String: Int] = [:]
    var out: [(place: Int, findings: [Diagnostic])] = []
    for (place, report) in reports.enumerated() {
      guard let year = report.year, let organ = report.organ else { continue }
      let key = YearSeries.key(organ) + "/" + String(year)
      guard let earlier = first[key] else {
        first[key] = place
        continue
      }
      out.append((place, compare(reports[earlier], report)))
    }
    return out
  }

  private static func compare(_ a: CheckedReport, _ b: CheckedReport) -> [Diagnostic] {
    b.report.tables.flatMap { table in
      table.figures.compactMap { figure -> Diagnostic? in
        guard let own = figure.value, let other = a.figures[figure.id]?.value, own != other else { return nil }
        var finding = Diagnostic(
          "PUB-08", .note, Message(zh: "同一报告的两个版本数据不一致：\(other)与\(own)", en: "two versions of one report differ: \(other) and \(own)"),
          subject: b.subject(figure.id), at: figure.origin, actual: own.description, expected: other.description)
        finding.otherFile = a.file
        return finding
      }
    }
  }
}
