import Diagnostics
import ReportModel

/// A sentence between the heading and its table.
struct ProseBeforeTable: Rule {
  let info = RuleInfo(
    "TAB-13", .note, zh: "第二至四部分只有表格", en: "sections two to four are tables",
    why: Message(zh: "表前文字已保留；规定格式中这三部分以表格形式报告。", en: "The sentence is kept; in the form these sections are tables and nothing else."),
    source: "\(Source.both)附件")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.hasSixSections else { return [] }
    return report.report.sections.compactMap { section in
      guard let number = section.number, (2...4).contains(number),
        let table = section.blocks.firstIndex(where: { if case .formTable = $0 { true } else { false } }),
        let line = section.blocks[..<table].lazy.compactMap({ if case .paragraph(let line) = $0 { line } else { nil } }).first
      else { return nil }
      return .fail(
        finding(
          Message(
            zh: "“\(section.heading.quoted())”表前有文字说明“\(line.text.quoted(limit: 20))”，已保留",
            en: "prose before the table of “\(section.heading.quoted())” is kept: “\(line.text.quoted(limit: 20))”"), at: line.origin))
    }
  }

  let examples = RuleExamples(failing: { report in
    guard let index = report.sections.firstIndex(where: { $0.number == 3 }) else { return }
    report.sections[index].blocks.insert(.paragraph(TextLine("本年度申请办理情况如下表。")), at: 0)
  })
}
