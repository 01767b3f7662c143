import Diagnostics
import ReportModel

/// 不同意公开答复数 and the reasons below it.
struct RefusalsByReason: Rule {
  let info = RuleInfo(
    "ST-04", .error, zh: "不同意公开答复数等于各理由之和", en: "refusals equal their reasons",
    why: Message(zh: "每件不同意公开的答复只按一个主要理由统计。", en: "A refusal is counted under one reason."),
    formula: "answered.refused.total = Σ answered.refused.<reason>", source: "\(Source.notice2014)附件三（三）4", forms: ["2014"])
  func verdicts(on report: CheckedReport) -> [Verdict] { report.partsVerdicts(of: self) }
  let examples = RuleExamples(form: "2014", failing: { $0.set("statistics", "answered.refused.privacy", "value", "2") })
}
