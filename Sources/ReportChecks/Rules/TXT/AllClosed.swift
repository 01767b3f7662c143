import Diagnostics
import ReportModel

/// 所有申请均已办结
struct AllClosed: Rule {
  let info = RuleInfo(
    "TXT-07", .warning, zh: "正文称全部办结的，结转下年度为0", en: "where the text says that all are closed, nothing is carried on",
    why: Message(zh: "“按时办结率100%”不等于全部办结，不作判断。", en: "All on time is not all closed."), formula: "carried_out.total = 0",
    source: "\(Source.both)附件，一、总体情况；表三第四项",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.verdicts(of: self, denials: .allClosed, at: [("requests", "carried_out", "total")]) { value in
      Message(zh: "正文称全部办结，但结转下年度\(value)件", en: "the text says that all are closed, yet \(value) are carried on")
    }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "收到的政府信息公开申请均已办结。") })
}
