import Diagnostics
import ReportModel

/// Every column of the form, in every row.
struct MissingCell: Rule {
  let info = RuleInfo(
    "TAB-04", .error, zh: "各列齐全", en: "every column is there",
    why: Message(zh: "缺少的列无法判断数值归属。", en: "Without the column nobody can tell where a value belongs."),
    source: "\(Source.both)附件", isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.report.tables.flatMap { table -> [Verdict] in
      guard let declared = report.declaration(table.id) else { return [] }
      return declared.blocks.flatMap { block in
        block.rows.flatMap { row -> [Verdict] in
          let missing = block.columns.filter { (report.figure(table.id, row.id, $0.id)?.status ?? .missing) == .missing }
          guard missing.count < block.columns.count else { return [] }
          return missing.map { column in
            .fail(finding(Message(zh: "缺少此格", en: "the cell is missing"), subject: report.subject(table.id, row.id, column.id)))
          }
        }
      }
    }
  }

  let examples = RuleExamples(failing: { $0.set("requests", "received", "company", Figure.missingMark) })
}
