import Diagnostics
import ReportModel

/// 每年3月31日前, for the report of a whole government.
struct GovernmentDeadline: Rule {
  let info = RuleInfo(
    "PUB-02", .warning, zh: "政府汇总报告于3月31日前发布", en: "a government's report is published by 31 March",
    why: Message(zh: "条例规定主管部门每年3月31日前向社会公布本级政府上一年度报告。", en: "Article 49 fixes the date."), formula: "date ≤ (year + 1)-03-31",
    source: "\(Source.ordinance)第四十九条")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let year = report.year, OfficeKind(report.organ) == .government else { return [] }
    guard let date = PublicationDate(report.report) else { return [.notCheckable(nil)] }
    guard date.value > String(year &+ 1) + "-03-31" else { return [.pass] }
    return [
      .fail(
        finding(
          Message(zh: "发布日期\(date.value)晚于\(year &+ 1)年3月31日", en: "published \(date.value), after 31 March \(year &+ 1)"),
          actual: date.value, expected: "≤\(year &+ 1)-03-31"))
    ]
  }

  let examples = RuleExamples(
    passing: { $0.organ = Stated("临溪县人民政府", from: .title) },
    failing: { report in
      report.organ = Stated("临溪县人民政府", from: .title)
      report.metadata = [NamedValue(name: "发布日期", value: "2024-04-02")]
    })
}
