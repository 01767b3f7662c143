import Diagnostics
import ReportModel

/// 收取信息处理费情况, even if there were none.
struct FeesStated: Rule {
  let info = RuleInfo(
    "STR-13", .warning, zh: "第六部分报告收取信息处理费情况", en: "section six speaks of information-processing fees",
    why: Message(zh: "没有收取也要写明，例如“本年度未收取信息处理费”。", en: "Also where none was charged: say so."),
    source: "\(Source.notice2021)附件，六、其他需要报告的事项；\(Source.fees)", forms: ["2021"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.report.form == "2021", let section = report.report.sections.first(where: { $0.number == 6 }) else { return [] }
    guard !report.fees.isMentioned else { return [.pass] }
    return [
      .fail(
        finding(
          Message(zh: "“\(section.heading.quoted())”未报告收取信息处理费情况", en: "no statement on information-processing fees"), at: section.origin,
          suggestion: Message(zh: "如未收取，写明“本年度未收取信息处理费”", en: "if none was charged, say so")))
    ]
  }

  let examples = RuleExamples(failing: { $0.setText(6, ["无。"]) })
}
