import Diagnostics
import ReportModel

/// The form of the tables is the form of the year.
struct FormOfTheYear: Rule {
  let info = RuleInfo(
    "STR-07", .warning, zh: "表格格式与报告年度相符", en: "the form of the tables is that of the report year",
    why: Message(
      zh: "2021年度起使用30号文格式，2019、2020年度使用60号文格式。报告年度是报告所反映的年度，不是发布年度。",
      en: "From 2021 on the form of notice 30, for 2019 and 2020 that of notice 60. The report year is not the year of publication."),
    source: Source.both,
    isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let year = report.year, let form = report.report.form, let due = OfficialForms.form(forReportYear: year) else { return [] }
    guard due.id != form, form != "2014" || year >= 2019 else { return [.pass] }
    return [
      .fail(
        finding(
          Message(
            zh: "报告年度为\(year)年，应使用\(due.basis)规定的格式，实际使用\(form)年格式的表格",
            en: "report year \(year) calls for form \(due.id); the tables are of form \(form)"),
          at: report.report.year?.source == .title ? report.report.title.first?.origin : report.report.tables.first?.origin, actual: form,
          expected: due.id))
    ]
  }

  let examples = RuleExamples(failing: { $0.year = Stated(2020, from: .title) })
}
