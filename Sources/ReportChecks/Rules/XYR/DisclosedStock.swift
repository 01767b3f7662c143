import Diagnostics
import ReportModel

/// 对外公开总数量 does not shrink by itself.
struct DisclosedStock: YearRule {
  let info = RuleInfo(
    "XYR-05", .note, zh: "对外公开总数量的变化与本年新公开数量相符", en: "the stock of disclosed documents follows the flow",
    why: Message(zh: "撤下、废止可能使总数减少，故仅提示。", en: "Withdrawn documents may explain it, so this only asks to look."),
    formula: "disclosed_total(N) = disclosed_total(N−1) + newly_disclosed(N)",
    source: "\(Source.notice2019)附件，表二第二十条第（一）项", forms: ["2019"])

  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict] {
    guard earlier.declaration("proactive")?.column("disclosed_total", ofRow: "regulations") != nil else { return [] }
    return ["regulations", "normative_documents"].compactMap { row in
      guard later.declaration("proactive")?.column("disclosed_total", ofRow: row) != nil else { return nil }
      let subject = later.subject("proactive", row, "disclosed_total")
      guard let before = earlier.count("proactive", row, "disclosed_total"), let new = later.count("proactive", row, "newly_disclosed"),
        let now = later.count("proactive", row, "disclosed_total")
      else { return .notCheckable(subject) }
      guard now != before &+ new else { return .pass }
      return .fail(
        Diagnostic(
          info.code, info.severity,
          Message(
            zh: "对外公开总数量由\(before)变为\(now)，与本年新公开\(new)不符", en: "the stock went from \(before) to \(now), newly disclosed are \(new)"),
          subject: subject,
          at: later.figure("proactive", row, "disclosed_total")?.origin, actual: String(now), expected: String(before &+ new)))
    }
  }

  let examples = YearRuleExamples(
    form: "2019", earlier: { $0.set("proactive", "normative_documents", "disclosed_total", "11") },
    failing: { $0.set("proactive", "normative_documents", "disclosed_total", "9") })
}
