import Diagnostics
import ReportModel

/// 六、其他需要报告的事项: 无 is enough, nothing is not.
struct EmptyLastSection: Rule {
  let info = RuleInfo(
    "STR-09", .note, zh: "第六部分不留空", en: "section six is not empty",
    why: Message(zh: "如无内容请写“无”，但信息处理费情况应予说明。", en: "Write 无 if there is nothing; fees are to be stated in any case."),
    source: "\(Source.notice2021)附件，六、其他需要报告的事项", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.hasSixSections, let section = report.report.sections.first(where: { $0.number == 6 }) else { return [] }
    let hasText = !report.prose.paragraphs(of: 6).isEmpty || section.blocks.contains { if case .table = $0 { true } else { false } }
    return [
      hasText
        ? .pass
        : .fail(finding(Message(zh: "“\(section.heading.quoted())”为空，如无内容请写“无”", en: "section 6 is empty"), at: section.origin))
    ]
  }

  let examples = RuleExamples(failing: { $0.setText(6, []) })
}
