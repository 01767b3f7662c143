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
      let again = own.dropFirst().map(\.origin) + repetitions(of: declared, own.first, in: report)
      guard !own.isEmpty, !again.isEmpty else { return .pass }
      return .fail(
        finding(
          Message(
            zh: "“\(declared.heading)”出现\(again.count + 1)次", en: "section “\(declared.heading)” occurs \(again.count + 1) times"),
          at: again[0]))
    }
  }

  /// Lines behind a section's beginning that are its heading once more, ordinal and all: a reader takes them for text, since a section has one
  /// heading. Several headings one below another are a table of contents.
  private func repetitions(of declared: SectionDeclaration, _ section: ReportSection?, in report: CheckedReport) -> [Origin?] {
    guard let section, let start = report.report.sections.firstIndex(where: { $0.number == declared.number }) else { return [] }
    let headings = [Self.folded(declared.heading), Self.folded(section.heading)].filter(\.startsWithOrdinal)
    return report.report.sections[start...].flatMap { section in
      let lines = section.blocks.map { block -> Words in if case .paragraph(let line) = block { Self.folded(line.text) } else { Words([]) }
      }
      return zip(lines.indices, section.blocks).compactMap { index, block -> Origin?? in
        guard case .paragraph(let line) = block, headings.contains(lines[index]) else { return nil }
        let neighbours = [index - 1, index + 1].filter(lines.indices.contains).map { lines[$0] }
        return neighbours.contains { Self.official.contains($0) } ? nil : .some(line.origin)
      }
    }
  }

  private static let official = Set(OfficialForms.sections.map { folded($0.heading) })

  private static func folded(_ heading: String) -> Words { Words(folding: heading) }

  let examples = RuleExamples(failing: { $0.sections.append($0.sections[5]) })
}
