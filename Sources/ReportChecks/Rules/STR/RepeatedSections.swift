import Diagnostics
import ReportModel

/// A section that is there twice.
struct RepeatedSections: Rule {
  let info = RuleInfo(
    "STR-05", .error, zh: "同一部分不重复出现", en: "no section twice",
    why: Message(zh: "多为合并文档时重复粘贴。", en: "Mostly pasted twice."), source: "\(Source.both)附件", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.hasSixSections else { return [] }
    return OfficialForms.sections.compactMap { declared in
      let own = report.report.sections.filter { $0.number == declared.number }
      guard own.count > 1 else { return .pass }
      return .fail(
        finding(
          Message(zh: "“\(declared.heading)”出现\(own.count)次", en: "section “\(declared.heading)” occurs \(own.count) times"),
          at: own[1].origin))
    }
  }

  let examples = RuleExamples(failing: { $0.sections.append($0.sections[5]) })
}
