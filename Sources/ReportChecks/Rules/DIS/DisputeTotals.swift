import Diagnostics
import ReportModel

/// 结果维持, 结果纠正, 其他结果 and 尚未审结 add up to 总计, for reviews and both kinds of suit.
struct DisputeTotals: Rule {
  let info = RuleInfo(
    "DIS-01", .error, zh: "复议、诉讼各结果之和等于总计", en: "the outcomes of reviews and suits add up to their totals",
    why: Message(zh: "一件复议或诉讼年末只有一种状态，未结的计入“尚未审结”。", en: "A case has one state at the end of the year; an open one is pending."),
    formula: "r.upheld + r.corrected + r.other + r.pending = r.total", source: "\(Source.both)附件，表四", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.verdicts(of: self) { result in
      Message(
        zh: "各结果之和为\(result.left ?? 0)，总计填写为\(result.right ?? 0)",
        en: "the outcomes sum to \(result.left ?? 0), the total says \(result.right ?? 0)")
    }
  }

  let examples = RuleExamples(failing: { $0.set("disputes", "review", "total", "2") })
}
