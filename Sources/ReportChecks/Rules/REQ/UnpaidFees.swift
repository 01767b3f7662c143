import Diagnostics
import ReportModel

/// 逾期未按收费通知要求缴纳费用, in a report that says that no fee was charged.
struct UnpaidFees: Rule {
  let info = RuleInfo(
    "REQ-07", .note, zh: "有逾期未缴费终结件时，收费情况应有说明", en: "cases closed for an unpaid fee go with a word on fees",
    why: Message(
      zh: "发出收费通知而申请人未缴费，报告“未收取”也属正常，只需核对说明是否完整。", en: "Lawful where a fee was asked for and never paid; the text should say so."),
    formula: "other.fee_unpaid.total > 0 ⇒ S6 speaks of a fee notice", source: "\(Source.fees)；\(Source.notice2021)，六、其他需要报告的事项",
    forms: ["2021"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let unpaid = report.count("requests", "results.other.fee_unpaid", "total") else { return [.notCheckable(nil)] }
    let statement = report.fees
    guard unpaid > 0, statement.saysNone, !statement.mentionsNotice else { return [.pass] }
    return [
      .fail(
        finding(
          Message(
            zh: "有逾期未缴费终结\(unpaid)件，但报告称未收取信息处理费，请核对", en: "\(unpaid) cases closed for an unpaid fee, yet the text reports no fee"),
          subject: report.subject("requests", "results.other.fee_unpaid", "total"),
          at: report.figure("requests", "results.other.fee_unpaid", "total")?.origin))
    ]
  }

  let examples = RuleExamples(failing: { $0.set("requests", "results.other.fee_unpaid", "total", "1") })
}
