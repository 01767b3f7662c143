import Diagnostics
import ReportModel

/// 一 to 六, in this order.
struct SectionOrder: Rule {
  let info = RuleInfo(
    "STR-02", .error, zh: "六个部分按规定顺序排列", en: "the sections stand in the order of the form",
    why: Message(zh: "内容整体错位一节，多为复制时串行。", en: "Contents shifted by one section are mostly a slip in copying."), source: "\(Source.both)附件",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.hasSixSections else { return [] }
    let numbered = report.report.sections.filter { $0.number != nil }
    for (a, b) in zip(numbered, numbered.dropFirst()) where (a.number ?? 0) > (b.number ?? 0) {
      return [
        .fail(
          finding(
            Message(
              zh: "“\(a.heading.quoted())”出现在“\(b.heading.quoted())”之前，应按规定顺序排列",
              en: "“\(a.heading.quoted())” stands before “\(b.heading.quoted())”"), at: a.origin))
      ]
    }
    return [.pass]
  }

  let examples = RuleExamples(failing: { $0.sections.swapAt(4, 5) })
}
