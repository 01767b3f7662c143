import Diagnostics
import ReportModel

/// 现行有效件数 follows from last year's, 制发 and 废止.
struct StockFollowsFlow: YearRule {
  let info = RuleInfo(
    "XYR-02", .warning, zh: "现行有效件数等于上年现行有效件数加制发减废止", en: "what is in force follows from last year's, issued and repealed",
    why: Message(zh: "集中清理、口径调整可能使其不成立，应能说明。", en: "A clean-up or a re-count may break it, and can be explained."),
    formula: "in_force(N) = in_force(N−1) + issued(N) − repealed(N)",
    source: "\(Source.notice2021)附件，表二第二十条第（一）项", forms: ["2021"])

  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict] {
    guard earlier.declaration("proactive")?.column("in_force", ofRow: "regulations") != nil,
      later.declaration("proactive")?.column("in_force", ofRow: "regulations") != nil
    else { return [] }
    return ["regulations", "normative_documents"].map { row in
      let subject = later.subject("proactive", row, "in_force")
      guard let before = earlier.count("proactive", row, "in_force"), let issued = later.count("proactive", row, "issued"),
        let repealed = later.count("proactive", row, "repealed"), let now = later.count("proactive", row, "in_force")
      else { return .notCheckable(subject) }
      let due = before &+ issued &- repealed
      guard due != now else { return .pass }
      return .fail(
        Diagnostic(
          info.code, info.severity,
          Message(
            zh: "现行有效\(now)，按上年\(before)加制发\(issued)减废止\(repealed)应为\(due)",
            en: "\(now) in force; last year's \(before) + \(issued) issued − \(repealed) repealed make \(due)"),
          subject: subject, at: later.figure("proactive", row, "in_force")?.origin, actual: String(now), expected: String(due)))
    }
  }

  let examples = YearRuleExamples(
    earlier: { $0.set("proactive", "normative_documents", "in_force", "12") },
    failing: { $0.set("proactive", "normative_documents", "in_force", "20") })
}
