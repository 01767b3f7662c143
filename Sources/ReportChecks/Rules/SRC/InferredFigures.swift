import Diagnostics
import ReportModel

/// Figures that were placed by the sums, and not because they stood there.
struct InferredFigures: Rule {
  let info = RuleInfo(
    "SRC-02", .warning, zh: "数值由合计关系推定的，应核对原文", en: "inferred figures have to be compared with the source",
    why: Message(
      zh: "原文数字粘连，按合计关系只有一种拆分方式时才会填入，并作标记。",
      en: "Digits were glued together and are split only where the sums leave one reading; such figures are marked."),
    source: "\(Source.both)附件，表三左上角说明", isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.report.tables.flatMap { table in
      table.figures.filter(\.isInferred).map(\.id.row).uniqued().map { row in
        .fail(
          finding(
            Message(zh: "此行数值由合计关系推定，请核对原文", en: "the figures of this row are inferred from the sums: compare with the source"),
            subject: report.subject(table.id, row)))
      }
    }
  }

  let examples = RuleExamples(failing: { $0.tables[1].figures[0].isInferred = true })
}
