import Diagnostics
import ReportModel

/// A count below nought.
struct NegativeCounts: Rule {
  let info = RuleInfo(
    "VAL-05", .error, zh: "件数不为负", en: "counts are not negative", why: Message(zh: "只有“本年增/减”可以为负。", en: "Only 本年增/减 may be."),
    formula: "r.c ≥ 0 for every count", source: "\(Source.both)附件表格")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.numbers(of: [.count, .decimal]) { $0.isNegative }.map { figure, value in
      .fail(
        finding(
          Message(zh: "为负数\(value)", en: "is negative: \(value)"), subject: report.subject(figure.id), at: figure.origin,
          actual: value.description))
    }
  }

  let examples = RuleExamples(failing: { $0.set("proactive", "licensing", "decisions", "-6") })
}
