import Diagnostics
import ReportModel

/// Every row of the form, once.
struct MissingRow: Rule {
  let info = RuleInfo(
    "TAB-03", .error, zh: "各行齐全", en: "every row is there",
    why: Message(zh: "没有数据的行也要保留并填0。", en: "A row stays, with noughts, where there is nothing to count."),
    source: "\(Source.both)附件", isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.report.tables.flatMap { table -> [Verdict] in
      guard let declared = report.declaration(table.id), table.figures.contains(where: { $0.status != .missing }) else { return [] }
      return declared.blocks.flatMap { block -> [Verdict] in
        func isMissing(_ row: FormRow) -> Bool {
          block.columns.allSatisfy { (report.figure(table.id, row.id, $0.id)?.status ?? .missing) == .missing }
        }
        if declared.blocks.count > 1, block.rows.allSatisfy(isMissing) { return [] }
        return block.rows.map { row in
          isMissing(row)
            ? .fail(finding(Message(zh: "缺少此行", en: "the row is missing"), subject: report.subject(table.id, row.id))) : .pass
        }
      }
    }
  }

  let examples = RuleExamples(failing: { report in
    for figure in report.table("requests")?.figures ?? [] where figure.id.row == "carried_in" {
      report.set("requests", "carried_in", figure.id.column, Figure.missingMark)
    }
  })
}
