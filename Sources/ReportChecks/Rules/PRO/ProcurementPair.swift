import Diagnostics
import ReportModel

/// 采购项目数量 and 采购总金额 are nought together.
struct ProcurementPair: Rule {
  let info = RuleInfo(
    "PRO-06", .note, zh: "采购项目数量与采购总金额应同为0或同不为0", en: "procurement items and amount are nought together",
    why: Message(zh: "有项目就有金额。", en: "A project has a price."),
    formula: "procurement.items = 0 ⇔ procurement.amount = 0", source: "\(Source.notice2019)附件，表二第二十条第（九）项", forms: ["2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let items = report.count("proactive", "procurement", "items"),
      let amount = report.figure("proactive", "procurement", "amount")?.value
    else { return [.notCheckable(nil)] }
    guard (items == 0) != amount.isZero else { return [.pass] }
    return [
      .fail(
        finding(
          Message(zh: "采购项目数量为\(items)，采购总金额为\(amount)，其中一个为0", en: "\(items) items and an amount of \(amount): one of them is nought"),
          subject: report.subject("proactive", "procurement", "amount"), at: report.figure("proactive", "procurement", "amount")?.origin))
    ]
  }

  let examples = RuleExamples(form: "2019", failing: { $0.set("proactive", "procurement", "items", "4") })
}
