import Diagnostics
import ReportModel

/// 未收到政府信息公开申请
struct NoApplications: Rule {
  let info = RuleInfo(
    "TXT-06", .error, zh: "正文称未收到申请的，表三本年新收为0", en: "where the text denies applications, table 三 has none",
    why: Message(zh: "“未收到涉及国家秘密的申请”一类只否认一部分的，不作判断。", en: "A denial of some kind of application only is left alone."),
    formula: "received.total = 0",
    source: "\(Source.both)附件，一、总体情况；表三第一项", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.verdicts(of: self, denials: .applications, at: [("requests", "received", "total")]) { value in
      Message(zh: "正文称未收到申请，表三为\(value)件", en: "the text denies applications, the table has \(value)")
    }
  }

  let examples = RuleExamples(
    passing: { report in
      report.set("requests", "received", "total", "0")
      report.setText(1, ["本年度未收到政府信息公开申请。"])
    }, failing: { $0.setText(1, ["本年度未收到政府信息公开申请。"]) })
}
