import Diagnostics
import ReportModel

/// 其中：主要负责同志参加…
struct ByTheHead: Rule {
  let info = RuleInfo(
    "ST-10", .note, zh: "主要负责同志参加次数不大于总次数", en: "events with the head are part of all events",
    why: Message(zh: "“其中”项不能大于总数。", en: "A part is not larger than its whole."),
    formula: "response.press_conferences_by_head ≤ response.press_conferences; the same for interviews",
    source: "\(Source.notice2014)附件二（二）",
    forms: ["2014"])
  func verdicts(on report: CheckedReport) -> [Verdict] { report.boundVerdicts(of: self) }
  let examples = RuleExamples(form: "2014", failing: { $0.set("statistics", "response.interviews_by_head", "value", "2") })
}
