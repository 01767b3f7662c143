import Diagnostics
import ReportModel

/// An amount that is ten thousand times last year's, or a ten-thousandth.
struct AmountsOfTwoYears: YearRule {
  let info = RuleInfo(
    "XYR-06", .warning, zh: "收费金额两年之间没有元、万元混用", en: "amounts of two years are in the same unit",
    why: Message(zh: "两年金额之比接近1万，多为一年按元、一年按万元填写。", en: "A ratio near ten thousand is a unit mistaken in one of the years."),
    formula: "amount(N) / amount(N−1) not within 20 % of 10⁴ or 10⁻⁴",
    source: "\(Source.notice2021)附件，表二第二十条第（八）项", forms: ["2021"])

  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict] {
    guard earlier.declaration("proactive")?.column("amount", ofRow: "fees") != nil,
      later.declaration("proactive")?.column("amount", ofRow: "fees") != nil
    else { return [] }
    guard let a = earlier.figure("proactive", "fees", "amount")?.value, let b = later.figure("proactive", "fees", "amount")?.value else {
      return [.notCheckable(nil)]
    }
    func near(_ large: DecimalNumber, _ small: DecimalNumber) -> Bool {
      guard !small.isZero, !small.isNegative, let low = small.multiplied(byPowerOfTen: 3), let eight = DecimalNumber.times(low, 8),
        let twelve = DecimalNumber.times(low, 12)
      else { return false }
      return large >= eight && large <= twelve
    }
    guard near(a, b) || near(b, a) else { return [.pass] }
    return [
      .fail(
        Diagnostic(
          info.code, info.severity,
          Message(zh: "收费金额由\(a)变为\(b)，约差一万倍，疑似元、万元混用", en: "fees went from \(a) to \(b), about ten thousand times: 元 and 万元 mixed up?"),
          subject: later.subject("proactive", "fees", "amount"), at: later.figure("proactive", "fees", "amount")?.origin,
          actual: b.description))
    ]
  }

  let examples = YearRuleExamples(
    earlier: { $0.set("proactive", "fees", "amount", "12.5") }, failing: { $0.set("proactive", "fees", "amount", "125000") })
}
