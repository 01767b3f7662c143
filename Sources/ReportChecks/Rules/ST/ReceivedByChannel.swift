import Diagnostics
import ReportModel

/// 收到申请数: in person, by fax, online and by letter.
struct ReceivedByChannel: Rule {
  let info = RuleInfo(
    "ST-01", .error, zh: "收到申请数等于当面、传真、网络、信函之和", en: "applications received equal their four channels",
    why: Message(zh: "一件申请只计一种提交方式。", en: "An application comes by one channel."),
    formula: "received.total = received.in_person + received.fax + received.online + received.letter", source: "\(Source.notice2014)附件三（一）",
    forms: ["2014"])
  func verdicts(on report: CheckedReport) -> [Verdict] { report.partsVerdicts(of: self) }
  let examples = RuleExamples(form: "2014", failing: { $0.set("statistics", "received.total", "value", "6") })
}
