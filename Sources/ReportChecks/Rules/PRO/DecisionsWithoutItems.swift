import Diagnostics
import ReportModel

/// 处理决定数量, where there is no item to decide on.
struct DecisionsWithoutItems: Rule {
  let info = RuleInfo(
    "PRO-05", .note, zh: "有处理决定的，项目数量一般不为0", en: "decisions go with items",
    why: Message(zh: "没有事项却有决定，多为漏填项目数量。", en: "Decisions without any item on the list: the list was probably left out."),
    formula: "r.decisions > 0 ⇒ r.previous_items + r.change > 0", source: "\(Source.notice2019)附件，表二第二十条第（五）（六）项", forms: ["2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let declared = report.declaration("proactive") else { return [] }
    return declared.rows.filter { declared.column("decisions", ofRow: $0.id) != nil && declared.column("change", ofRow: $0.id) != nil }.map
    { row in
      let subject = report.subject("proactive", row.id, "previous_items")
      guard let decisions = report.count("proactive", row.id, "decisions"),
        let before = report.count("proactive", row.id, "previous_items"),
        let change = report.count("proactive", row.id, "change")
      else { return .notCheckable(subject) }
      guard decisions > 0, before == 0, change == 0 else { return .pass }
      return .fail(
        finding(
          Message(zh: "有处理决定\(decisions)件，但项目数量为0", en: "\(decisions) decisions, but no item"), subject: subject,
          at: report.figure("proactive", row.id, "previous_items")?.origin))
    }
  }

  let examples = RuleExamples(form: "2019", failing: { $0.set("proactive", "coercion", "decisions", "4") })
}
