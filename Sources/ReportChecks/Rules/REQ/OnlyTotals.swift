import Diagnostics
import ReportModel

/// A table 三 in which one column is filled and the kinds of applicant are not.
struct OnlyTotals: Rule {
  let info = RuleInfo(
    "REQ-05", .warning, zh: "六类申请人分类数据不能只填总计", en: "the kinds of applicant are filled, not the total alone",
    why: Message(zh: "规定格式要求按申请人类别填报，没有的填0。", en: "The form asks for every kind of applicant; where there is none, a nought."),
    source: "\(Source.both)附件，表三“申请人情况”", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let block = report.declaration("requests")?.blocks.first, let table = report.report.table("requests") else { return [] }
    guard table.figures.contains(where: { $0.status != .reported }) else { return [.pass] }
    func filled(_ row: FormRow, _ column: FormColumn) -> Bool { report.figure("requests", row.id, column.id)?.status == .reported }
    for single in [block.columns.last, block.columns.first].compactMap({ $0 }) {
      let others = block.columns.filter { $0.id != single.id }
      let rows = block.rows.filter { filled($0, single) }
      guard rows.count >= block.rows.count * 3 / 4, rows.contains(where: { report.count("requests", $0.id, single.id) != 0 }) else {
        continue
      }
      if block.rows.allSatisfy({ row in others.allSatisfy { !filled(row, $0) } }) {
        return [
          .fail(
            finding(
              Message(zh: "仅填写“\(single.label)”列，缺少分类数据", en: "only the column \(single.id) is filled: the kinds of applicant are missing"),
              subject: report.subject("requests"), at: table.origin))
        ]
      }
    }
    return [.pass]
  }

  let examples = RuleExamples(failing: { report in
    for figure in report.table("requests")?.figures ?? [] where figure.id.column != "total" {
      report.set("requests", figure.id.row, figure.id.column, "")
    }
  })
}
