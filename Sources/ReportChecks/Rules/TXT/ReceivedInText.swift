import Diagnostics
import ReportModel

/// 收到…申请N件: the applications received, with or without the carry-over.
struct ReceivedInText: Rule {
  let info = RuleInfo(
    "TXT-01", .warning, zh: "正文所称收到申请数与表三一致", en: "applications received in the text agree with table 三",
    why: Message(
      zh: "约半数机关把上年结转计入收到数，所以本年新收，或本年新收加上年结转，都算一致。约数、其他年度、部分范围的数字不比较。",
      en:
        "Half of the offices count the carry-over too, so both readings agree. Vague numbers, other years and narrower scopes are not compared."
    ),
    formula: "claim ∈ {received.total, received.total + carried_in.total}", source: "\(Source.both)附件，一、总体情况；表三", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let received = report.count("requests", "received", "total")
    let carried = report.count("requests", "carried_in", "total")
    return report.verdicts(
      of: self, claims: { $0 == .received }, at: [("requests", "received", "total")], accepted: [received, report.plus(received, carried)]
    ) { claim in
      Message(
        zh: "正文称收到申请\(claim.value)件，表三为\(received ?? 0)件（含结转\(report.plus(received, carried) ?? 0)件）",
        en: "the text says \(claim.value) received, the table \(received ?? 0) (\(report.plus(received, carried) ?? 0) with the carry-over)"
      )
    }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "全年收到政府信息公开申请12件。") })
}
