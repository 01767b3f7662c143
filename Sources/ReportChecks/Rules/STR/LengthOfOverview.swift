import Diagnostics
import ReportModel

/// 总体情况 原则上不超过1000字.
struct LengthOfOverview: Rule {
  let info = RuleInfo(
    "STR-12", .note, zh: "“一、总体情况”原则上不超过1000字", en: "section one has at most 1000 characters",
    why: Message(zh: "通知要求多用数据和事例，不写空话套话。", en: "The notice asks for figures and facts, and no slogans."),
    source: "\(Source.notice2021)附件，一、总体情况", forms: ["2021"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let paragraphs = report.prose.paragraphs(of: 1)
    guard report.report.form == "2021", let first = paragraphs.first else { return [] }
    let count = paragraphs.reduce(0) { $0 + $1.folded.scalars.count }
    guard count > 1000 else { return [.pass] }
    return [
      .fail(
        finding(
          Message(zh: "“一、总体情况”\(count)字，超过1000字的原则要求", en: "section 1 has \(count) characters; the notice asks for at most 1000"),
          at: first.origin,
          actual: String(count), expected: "≤1000"))
    ]
  }

  let examples = RuleExamples(failing: { $0.addText(1, String(repeating: "公开工作稳步推进。", count: 120)) })
}
