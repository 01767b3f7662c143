import Diagnostics
import ReportModel

/// Six sections, each there.
struct SectionsPresent: Rule {
  let info = RuleInfo(
    "STR-01", .error, zh: "六个部分齐全", en: "each of the six sections is there",
    why: Message(zh: "没有内容的部分也要保留标题并说明。", en: "A section without content keeps its heading and says so."),
    source: "\(Source.both)附件；\(Source.ordinance)第五十条", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.hasSixSections else { return [] }
    guard report.report.sections.contains(where: { $0.number != nil }) else {
      return [.fail(finding(Message(zh: "未见规定的六个部分", en: "none of the six sections is there")))]
    }
    return OfficialForms.sections.map { declared in
      guard !report.report.sections.contains(where: { $0.number == declared.number }) else { return .pass }
      return .fail(finding(Message(zh: "缺少“\(declared.heading)”部分", en: "section \(declared.number), “\(declared.heading)”, is missing")))
    }
  }

  let examples = RuleExamples(failing: { $0.sections.removeAll { $0.number == 5 } })
}
