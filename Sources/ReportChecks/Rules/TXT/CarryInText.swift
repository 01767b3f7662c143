import Diagnostics
import ReportModel

/// 上年结转N件；结转下年度N件
struct CarryInText: Rule {
  let info = RuleInfo(
    "TXT-05", .warning, zh: "正文所称结转数与表三一致", en: "what is carried over in the text agrees with table 三",
    why: Message(zh: "上年结转对应第二项，结转下年度对应第四项。", en: "Carried in is the second item, carried on the fourth."),
    formula: "claim = carried_in.total; claim = carried_out.total",
    source: "\(Source.both)附件，一、总体情况；表三第二项、第四项", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let before = report.count("requests", "carried_in", "total")
    let after = report.count("requests", "carried_out", "total")
    let denied =
      report.verdicts(of: self, denials: .carriedIn, at: [("requests", "carried_in", "total")]) { value in
        Message(zh: "正文称无上年结转，表三为\(value)件", en: "the text denies a carry-over, the table has \(value)")
      }
      + report.verdicts(of: self, denials: .carriedOut, at: [("requests", "carried_out", "total")]) { value in
        Message(zh: "正文称无结转下年度，表三为\(value)件", en: "the text says that nothing is carried on, the table has \(value)")
      }
    return denied
      + report.verdicts(of: self, claims: { $0 == .carriedIn }, at: [("requests", "carried_in", "total")], accepted: [before]) { claim in
        Message(zh: "正文称上年结转\(claim.value)件，表三为\(before ?? 0)件", en: "the text says \(claim.value) carried in, the table \(before ?? 0)")
      }
      + report.verdicts(of: self, claims: { $0 == .carriedOut }, at: [("requests", "carried_out", "total")], accepted: [after]) { claim in
        Message(zh: "正文称结转下年度\(claim.value)件，表三为\(after ?? 0)件", en: "the text says \(claim.value) carried on, the table \(after ?? 0)")
      }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "政府信息公开申请结转下年度继续办理3件。") })
}
