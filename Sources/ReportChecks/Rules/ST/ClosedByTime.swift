import Diagnostics
import ReportModel

/// 申请办结数: on time, and after an extension.
struct ClosedByTime: Rule {
  let info = RuleInfo(
    "ST-02", .error, zh: "申请办结数等于按时办结与延期办结之和", en: "applications closed equal on time and extended",
    why: Message(zh: "办结的申请要么按时，要么延期。", en: "A closed application was closed on time or after an extension."),
    formula: "closed.total = closed.on_time + closed.extended", source: "\(Source.notice2014)附件三（二）", forms: ["2014"])
  func verdicts(on report: CheckedReport) -> [Verdict] { report.partsVerdicts(of: self) }
  let examples = RuleExamples(form: "2014", failing: { $0.set("statistics", "closed.extended", "value", "1") })
}
