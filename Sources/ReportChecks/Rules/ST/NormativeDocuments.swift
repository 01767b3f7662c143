import Diagnostics
import ReportModel

/// 其中：主动公开规范性文件数
struct NormativeDocuments: Rule {
  let info = RuleInfo(
    "ST-07", .warning, zh: "主动公开规范性文件数不大于主动公开政府信息数", en: "normative documents are part of what was disclosed",
    why: Message(zh: "“其中”项不能大于总数。", en: "A part is not larger than its whole."),
    formula: "disclosure.normative_documents ≤ disclosure.total", source: "\(Source.notice2014)附件一（一）", forms: ["2014"])
  func verdicts(on report: CheckedReport) -> [Verdict] { report.boundVerdicts(of: self) }
  let examples = RuleExamples(form: "2014", failing: { $0.set("statistics", "disclosure.normative_documents", "value", "50") })
}
