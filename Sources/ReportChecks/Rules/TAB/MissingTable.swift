import Diagnostics
import ReportModel

/// 三 tables, each in its section.
struct MissingTable: Rule {
  let info = RuleInfo(
    "TAB-01", .error, zh: "三张表齐全", en: "the three tables are there",
    why: Message(zh: "表格可能以图片形式插入，图片中的数字无法读取。", en: "It may be there as a picture, which cannot be read."),
    source: "\(Source.both)附件", isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let form = report.report.form.flatMap(OfficialForms.form) ?? Self.prescribed(for: report.report) else { return [] }
    return form.tables.map { table in
      guard let own = report.report.table(table.id), own.figures.contains(where: { $0.status != .missing }) else {
        return .fail(
          finding(
            Message(zh: "缺少本表，表内数据均未填报或无法识别", en: "the table is missing; none of its figures can be read"),
            subject: report.subject(table.id)))
      }
      return .pass
    }
  }

  /// A report without any table, of a year that has a form, lacks those of the form.
  private static func prescribed(for report: Report) -> Form? {
    guard report.form == nil, report.tables.isEmpty, let year = report.year?.value else { return nil }
    return OfficialForms.form(forReportYear: year).flatMap { $0.id == "2014" ? nil : $0 }
  }

  let examples = RuleExamples(failing: { $0.tables.removeLast() })
}
