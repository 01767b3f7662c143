import Diagnostics
import ReportModel

/// 本年新公开数量 is part of 对外公开总数量.
struct DisclosedPart: Rule {
  let info = RuleInfo(
    "PRO-03", .warning, zh: "本年新公开数量不大于对外公开总数量", en: "what was newly disclosed is part of all that is disclosed",
    why: Message(zh: "对外公开总数量是年末的存量，包括本年新公开的。", en: "The total at the end of the year holds what was disclosed in it."),
    formula: "r.newly_disclosed ≤ r.disclosed_total", source: "\(Source.notice2019)附件，表二第二十条第（一）项", forms: ["2019"])
  func verdicts(on report: CheckedReport) -> [Verdict] { report.boundVerdicts(of: self) }
  let examples = RuleExamples(form: "2019", failing: { $0.set("proactive", "normative_documents", "newly_disclosed", "15") })
}
