import Diagnostics
import ReportModel

/// 本年收费金额（单位：万元）, filled in 元.
struct AmountInYuan: Rule {
  let info = RuleInfo(
    "PRO-07", .note, zh: "收费金额的单位是万元", en: "fees are in 万元",
    why: Message(
      zh: "乡镇、街道和县级部门的收费金额很少达到1亿元，6位以上整数多半是按元填写。", en: "A large whole number in a small office is mostly 元, ten thousand times too much."),
    formula: "fees.amount < 10 000 万元 for a township or a local department; no whole number of six digits",
    source: "\(Source.notice2021)附件，表二第二十条第（八）项",
    forms: ["2021"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let figure = report.figure("proactive", "fees", "amount"), let amount = figure.value else { return [.notCheckable(nil)] }
    let whole = amount.integer
    let isLarge = (OfficeKind(report.organ) == .township || OfficeKind(report.organ) == .localDepartment) && amount >= DecimalNumber(10_000)
    guard isLarge || (whole ?? 0) >= 100_000, figure.unit == "万元" || figure.unit == nil else { return [.pass] }
    let inWan = amount.multiplied(byPowerOfTen: -4)
    var finding = finding(
      Message(zh: "金额\(amount)疑似以元为单位，本列单位为万元", en: "\(amount) looks like 元; the column is in 万元"),
      subject: report.subject("proactive", "fees", "amount"), at: figure.origin, actual: amount.description,
      expected: inWan?.description)
    if let inWan { finding.suggestion = Message(zh: "如为元，应填写\(inWan)", en: "if so, it should be \(inWan)") }
    return [.fail(finding)]
  }

  let examples = RuleExamples(
    passing: { $0.set("proactive", "fees", "amount", "12.5") }, failing: { $0.set("proactive", "fees", "amount", "125000") })
}
