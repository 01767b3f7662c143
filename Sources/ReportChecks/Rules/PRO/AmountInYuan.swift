import Diagnostics
import ReportModel

/// 本年收费金额（单位：万元）, filled in 元.
struct AmountInYuan: Rule {
  let info = RuleInfo(
    "PRO-07", .note, zh: "收费金额的单位是万元", en: "fees are in 万元",
    why: Message(
      zh: "乡镇、街道的收费金额多为几万元，县级部门很少超过几百万元；数字很大的多半是按元填写。",
      en: "A large whole number in a small office is mostly 元, ten thousand times too much."),
    formula: "fees.amount < 100 万元 for a township, 500 万元 for a local department",
    source: "\(Source.notice2021)附件，表二第二十条第（八）项",
    forms: ["2021"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let figure = report.figure("proactive", "fees", "amount"), let amount = figure.value else { return [.notCheckable(nil)] }
    guard figure.unit == "万元" || figure.unit == nil, let least = Self.doubtful(OfficeKind(report.organ), amount) else { return [.pass] }
    let inWan = amount.multiplied(byPowerOfTen: -4)
    var finding = finding(
      Message(zh: "金额\(amount)疑似以元为单位，本列单位为万元", en: "\(amount) looks like 元; the column is in 万元"),
      severity: amount >= least.warning ? .warning : .note,
      subject: report.subject("proactive", "fees", "amount"), at: figure.origin, actual: amount.description,
      expected: inWan?.description)
    if let inWan { finding.suggestion = Message(zh: "如为元，应填写\(inWan)", en: "if so, it should be \(inWan)") }
    return [.fail(finding)]
  }

  /// From where on an office of this kind has probably counted 元: it is worth a look, or nearly certain. Fees of a township are a few 万元,
  /// those of a county's department seldom more than a hundred; those of cities reach 96,171 万元.
  private static func doubtful(_ kind: OfficeKind, _ amount: DecimalNumber) -> (look: DecimalNumber, warning: DecimalNumber)? {
    let limits: (look: DecimalNumber, warning: DecimalNumber) =
      switch kind {
      case .township: (DecimalNumber(100), DecimalNumber(10_000))
      case .localDepartment: (DecimalNumber(500), DecimalNumber(10_000))
      case .government, .unknown: (DecimalNumber(1_000_000), DecimalNumber(10_000_000))
      }
    return amount >= limits.look || kind == .unknown && amount.integer.map { $0 >= 100_000 } == true ? limits : nil
  }

  let examples = RuleExamples(
    passing: { $0.set("proactive", "fees", "amount", "12.5") }, failing: { $0.set("proactive", "fees", "amount", "125000") })
}
