import Diagnostics
import ReportModel

/// A heading in other words than the form's.
struct HeadingWording: Rule {
  let info = RuleInfo(
    "STR-03", .note, zh: "标题与规定标题一致", en: "headings in the words of the form",
    why: Message(zh: "通知正文和各地习惯用语不一，已按同义标题识别。", en: "Other wordings circulate and are read as the same."), source: "\(Source.both)附件",
    forms: ["2021", "2019"], isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.hasSixSections else { return [] }
    return report.report.sections.compactMap { section in
      guard let declared = OfficialForms.sections.first(where: { $0.number == section.number }), !section.heading.isEmpty else {
        return nil
      }
      guard Words(folding: section.heading) != Words(folding: declared.heading) else { return .pass }
      return .fail(
        finding(
          Message(
            zh: "标题“\(section.heading.quoted())”与规定标题“\(declared.heading)”不一致，已按同义标题识别",
            en: "heading “\(section.heading.quoted())” read as “\(declared.heading)”"), at: section.origin))
    }
  }

  let examples = RuleExamples(failing: { $0.sections[0].heading = "一、基本情况" })
}
