import Diagnostics
import ReportModel

/// A count with decimals.
struct FractionalCounts: Rule {
  let info = RuleInfo(
    "VAL-06", .error, zh: "件数为整数", en: "counts are whole numbers",
    why: Message(zh: "只有金额可以有小数；多见于按“万件”填写。", en: "Only amounts have decimals; mostly the cell was filled in ten thousands."),
    formula: "r.c is whole for every count", source: "\(Source.both)附件表格")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.numbers(of: [.count, .signed]) { !$0.isWhole }.map { figure, value in
      .fail(
        finding(
          Message(zh: "为小数\(value)，应为整数", en: "is a fraction: \(value)"), subject: report.subject(figure.id), at: figure.origin,
          actual: value.description))
    }
  }

  let examples = RuleExamples(failing: { $0.set("proactive", "licensing", "decisions", "1.5") })
}
