import Diagnostics
import ReportModel

/// Published before the counting period was over.
struct TooEarly: Rule {
  let info = RuleInfo(
    "PUB-03", .warning, zh: "发布日期在统计期限结束之后", en: "published after the counting period",
    why: Message(zh: "数据统计到12月31日，此前发布的数据不可能完整。", en: "The counts run to 31 December."), formula: "date ≥ (year + 1)-01-01",
    source: "\(Source.ordinance)第四十九条；\(Source.both)")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let year = report.year else { return [] }
    guard let date = PublicationDate(report.report) else { return [.notCheckable(nil)] }
    guard date.value < String(year &+ 1) + "-01-01" else { return [.pass] }
    return [
      .fail(
        finding(
          Message(zh: "发布日期\(date.value)早于统计截止日", en: "published \(date.value), before the counting period ended"), actual: date.value,
          expected: "≥\(year &+ 1)-01-01"))
    ]
  }

  let examples = RuleExamples(failing: { $0.metadata = [NamedValue(name: "发布日期", value: "2023-12-31")] })
}
