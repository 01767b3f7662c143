import Diagnostics
import ReportModel

/// An amount with more than four decimals of 万元: below the 元.
struct ManyDecimals: Rule {
  let info = RuleInfo(
    "VAL-10", .note, zh: "金额保留4位以上小数", en: "an amount has more than four decimals",
    why: Message(
      zh: "30号文只规定单位为万元，没有规定小数位数，故仅提示；4位小数即精确到元，6位精确到分。", en: "No national rule fixes the decimals. Four of 万元 are 元, six are 分."),
    source: "\(Source.notice2021)附件，表二第二十条第（八）项")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.numbers(of: [.decimal]) { $0.decimals > 4 && $0.decimals <= 6 }.filter {
      $0.0.unit != "元" && !TooManyDecimals.labelWantsFour(report, $0.0.id)
    }
    .map { figure, value in
      .fail(
        finding(
          Message(zh: "保留\(value.decimals)位小数", en: "\(value.decimals) decimals"), subject: report.subject(figure.id), at: figure.origin,
          actual: value.description))
    }
  }

  let examples = RuleExamples(
    passing: { $0.set("proactive", "fees", "amount", "1.2345") }, failing: { $0.set("proactive", "fees", "amount", "1.234567") })
}
