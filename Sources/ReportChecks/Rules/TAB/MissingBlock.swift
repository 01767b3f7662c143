import Diagnostics
import ReportModel

/// Every item of article 20 that the form asks for.
struct MissingBlock: Rule {
  let info = RuleInfo(
    "TAB-02", .error, zh: "表二各部分齐全", en: "every block of table 二 is there",
    why: Message(zh: "没有相应业务的也要保留表格并填0。", en: "A block stays, with noughts, where there is nothing to count."),
    source: "\(Source.both)附件，表二", isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let table = report.report.table("proactive"), let declared = report.declaration("proactive"),
      table.figures.contains(where: { $0.status != .missing })
    else { return [] }
    return declared.blocks.map { block in
      let rows = Set(block.rows.map(\.id))
      guard table.figures.contains(where: { rows.contains($0.id.row) && $0.status != .missing }) else {
        let label = block.heading.flatMap { declared.heading($0)?.label } ?? block.id
        return .fail(finding(Message(zh: "缺少“\(label)”部分", en: "the block \(label) is missing"), subject: report.subject("proactive")))
      }
      return .pass
    }
  }

  let examples = RuleExamples(failing: { $0.set("proactive", "fees", "amount", Figure.missingMark) })
}
