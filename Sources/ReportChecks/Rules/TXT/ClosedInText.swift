import Diagnostics
import ReportModel

/// 答复、办结N件: the results of the year.
struct ClosedInText: Rule {
  let info = RuleInfo(
    "TXT-03", .warning, zh: "正文所称办结、答复数与表三“（七）总计”一致", en: "applications closed in the text agree with （七）总计",
    why: Message(zh: "“按期答复”“延期答复”等只是一部分，不比较。", en: "Answered on time or after an extension is a part, and is not compared."),
    formula: "claim = results.total.total", source: "\(Source.both)附件，一、总体情况；表三（七）", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let total = report.count("requests", "results.total", "total")
    // 不予处理 and 其他处理 need no answer: the answers alone are a fair reading too.
    let rows = report.declaration("requests")?.resultRows.map(\.id) ?? []
    let answers = report.sum("requests", rows.filter { !$0.hasPrefix("results.other") && !$0.hasPrefix("results.not_processed") }, "total")
    return report.verdicts(of: self, claims: { $0 == .closed }, at: [("requests", "results.total", "total")], accepted: [total, answers]) {
      claim in
      Message(zh: "正文称办结\(claim.value)件，表三（七）总计为\(total ?? 0)件", en: "the text says \(claim.value) closed, the table \(total ?? 0)")
    }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "政府信息公开申请办结7件。") })
}
