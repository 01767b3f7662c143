import Diagnostics
import ReportModel

/// 总体情况 and 存在的主要问题及改进情况 say something.
struct SectionSubstance: Rule {
  let info = RuleInfo(
    "STR-08", .warning, zh: "第一、五部分有实质内容", en: "sections one and five have substance",
    why: Message(zh: "通知要求写明具体情况和具体问题，不能只写“无”。", en: "The notice asks for concrete facts and concrete problems."),
    source: "\(Source.notice2021)附件，一、总体情况；五、存在的主要问题及改进情况",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.hasSixSections else { return [] }
    return report.report.sections.filter { $0.number == 1 || $0.number == 5 }.map { section in
      let paragraphs = report.prose.paragraphs(of: section.number ?? 0)
      let count = paragraphs.reduce(0) { $0 + $1.folded.scalars.count }
      let hasTable = section.blocks.contains { if case .table = $0 { true } else { false } }
      guard count < 10, !hasTable else { return .pass }
      return .fail(
        finding(Message(zh: "“\(section.heading.quoted())”无实质内容", en: "“\(section.heading.quoted())” has no substance"), at: section.origin)
      )
    }
  }

  let examples = RuleExamples(failing: { $0.setText(5, ["无。"]) })
}
