import Diagnostics
import ReportModel

/// 七、…, 附表: chapters beyond the form.
struct ExtraChapters: Rule {
  let info = RuleInfo(
    "STR-15", .note, zh: "规定格式之外的部分", en: "a chapter beyond the form", why: Message(zh: "内容已保留。", en: "It is kept."),
    source: "\(Source.both)附件", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.hasSixSections else { return [] }
    return report.report.sections.filter { $0.number == nil && !$0.heading.isEmpty }.map { section in
      .fail(
        finding(
          Message(zh: "发现规定格式之外的部分“\(section.heading.quoted())”", en: "extra part beyond the form: “\(section.heading.quoted())”"),
          at: section.origin))
    }
  }

  let examples = RuleExamples(failing: {
    $0.sections.append(ReportSection(number: nil, heading: "七、附表", blocks: [.paragraph(TextLine("见附件。"))]))
  })
}
