import Diagnostics
import ReportModel

/// 每年1月31日前, for departments and townships.
struct DepartmentDeadline: Rule {
  let info = RuleInfo(
    "PUB-01", .warning, zh: "部门和乡镇、街道的报告于1月31日前发布", en: "departments and townships publish by 31 January",
    why: Message(zh: "条例规定县级以上政府部门每年1月31日前向社会公布上一年度报告。", en: "Article 49 fixes the date."), formula: "date ≤ (year + 1)-01-31",
    source: "\(Source.ordinance)第四十九条",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.hasSixSections, let year = report.year, [.township, .localDepartment].contains(OfficeKind(report.organ)) else { return [] }
    guard let date = PublicationDate(report.report) else { return [.notCheckable(nil)] }
    guard date.value > String(year &+ 1) + "-01-31" else { return [.pass] }
    return [
      .fail(
        finding(
          Message(zh: "发布日期\(date.value)晚于\(year &+ 1)年1月31日", en: "published \(date.value), after 31 January \(year &+ 1)"),
          actual: date.value, expected: "≤\(year &+ 1)-01-31"))
    ]
  }

  let examples = RuleExamples(failing: { $0.metadata = [NamedValue(name: "发布日期", value: "2024年2月17日")] })
}
