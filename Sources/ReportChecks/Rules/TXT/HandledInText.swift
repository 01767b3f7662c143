import Diagnostics
import ReportModel

/// 收办、共办理N件: what came in and what was carried in.
struct HandledInText: Rule {
  let info = RuleInfo(
    "TXT-02", .warning, zh: "正文所称办理申请总数与表三一致", en: "applications handled in the text agree with table 三",
    why: Message(zh: "“收办”为本年新收加上年结转；“办理”也可能只指本年新收或已办结的。", en: "收办 is received and carried in; 办理 may be what was received or closed."),
    formula: "claim ∈ {received.total + carried_in.total, received.total, results.total.total}", source: "\(Source.both)附件，一、总体情况；表三",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let received = report.count("requests", "received", "total")
    let all = report.plus(received, report.count("requests", "carried_in", "total"))
    let closed = report.count("requests", "results.total", "total")
    return report.verdicts(
      of: self, claims: { $0 == .handled }, at: [("requests", "received", "total"), ("requests", "carried_in", "total")],
      accepted: { Words(folding: $0.phrase).contains("收办") ? [all] : [all, received, closed] }
    ) { claim in
      Message(
        zh: "正文称办理申请\(claim.value)件，表三新收加结转为\(all ?? 0)件",
        en: "the text says \(claim.value) handled, the table \(all ?? 0) with the carry-over")
    }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "全年共收办政府信息公开申请13件。") })
}
