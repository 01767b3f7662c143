import Diagnostics
import ReportModel

/// A count beyond anything that an office does.
struct ImplausibleCount: Rule {
  let info = RuleInfo(
    "VAL-15", .warning, zh: "件数异常偏大", en: "a count is implausibly large",
    why: Message(zh: "已知全市汇总的处理决定可达千万件，故上限只作提示性设置，可在调用时调整。", en: "City totals reach eight digits; the limit is an option of the library."),
    formula: "r.c < 10⁹", source: "\(Source.both)附件表格")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let limit = DecimalNumber(report.options.implausibleCount)
    let digits = limit.description.utf8.count
    // Fewer digits than the limit has: no need to compare.
    return report.numbers(of: [.count]) { $0.description.utf8.count >= digits && $0 > limit }.map { figure, value in
      .fail(
        finding(
          Message(zh: "数值\(value)异常偏大", en: "\(value) is implausibly large"), subject: report.subject(figure.id), at: figure.origin,
          actual: value.description))
    }
  }

  let examples = RuleExamples(failing: { $0.set("proactive", "licensing", "decisions", "12345678901") })
}
