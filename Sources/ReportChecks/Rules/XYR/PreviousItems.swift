import Diagnostics
import ReportModel

/// 上一年项目数量 is last year's with its 增/减.
struct PreviousItems: YearRule {
  let info = RuleInfo(
    "XYR-04", .warning, zh: "上一年项目数量等于上年报告的项目数量加增减", en: "last year's items follow from last year's report",
    why: Message(zh: "上一年指报告年度的前一年。", en: "Last year is the year before the report year."),
    formula: "r.previous_items(N) = r.previous_items(N−1) + r.change(N−1)",
    source: "\(Source.notice2019)附件，表二第二十条第（五）（六）（八）项", forms: ["2019"])

  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict] {
    guard let declared = later.declaration("proactive"), earlier.declaration("proactive")?.column("change", ofRow: "licensing") != nil
    else { return [] }
    return declared.rows.filter { declared.column("change", ofRow: $0.id) != nil }.map { row in
      let subject = later.subject("proactive", row.id, "previous_items")
      guard let before = earlier.count("proactive", row.id, "previous_items"), let change = earlier.count("proactive", row.id, "change"),
        let now = later.count("proactive", row.id, "previous_items")
      else { return .notCheckable(subject) }
      let due = before &+ change
      guard due != now else { return .pass }
      return .fail(
        Diagnostic(
          info.code, info.severity,
          Message(zh: "上一年项目数量\(now)，按上年报告应为\(due)", en: "previous items \(now); last year's report makes \(due)"), subject: subject,
          at: later.figure("proactive", row.id, "previous_items")?.origin, actual: String(now), expected: String(due)))
    }
  }

  let examples = YearRuleExamples(
    form: "2019", earlier: { $0.set("proactive", "licensing", "change", "0") },
    failing: { $0.set("proactive", "licensing", "previous_items", "15") })
}
