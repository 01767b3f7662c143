import Diagnostics
import ReportModel

/// Identical lines removed by an earlier process: rows of noughts that kept one cell.
struct CollapsedZeros: Rule {
  let info = RuleInfo(
    "SRC-01", .error, zh: "重复行被去除的表格不可恢复", en: "a table whose repeated lines were removed cannot be recovered",
    why: Message(
      zh: "每行只剩第一个数值，其余缺失，说明文件在转换时去掉了相同的行；缺失的数值不能推定为0。",
      en: "Rows hold their first value and nothing else: a conversion dropped equal lines. What is lost is not nought."),
    source: "\(Source.both)附件，表三")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let table = report.report.table("requests"), let block = report.declaration("requests")?.blocks.first else { return [] }
    guard table.figures.contains(where: { $0.status == .missing }) else { return [.pass] }
    func status(_ row: FormRow, _ column: FormColumn) -> Figure.Status { report.figure("requests", row.id, column.id)?.status ?? .missing }
    let single = block.rows.filter { row in
      block.columns.count { status(row, $0) == .reported } == 1
        && block.columns.count { status(row, $0) == .missing } == block.columns.count - 1
    }
    guard single.count >= 5 else { return [.pass] }
    return [
      .fail(
        finding(
          Message(
            zh: "有\(single.count)行只剩一个数值，疑似转换时去除了重复内容，数据不可恢复",
            en: "\(single.count) rows kept one value: equal lines were probably removed, and the table cannot be recovered"),
          subject: report.subject("requests")))
    ]
  }

  let examples = RuleExamples(failing: { report in
    for figure in report.table("requests")?.figures ?? []
    where figure.id.row.hasPrefix("results.refused") && figure.id.column != "natural_person" {
      report.set("requests", figure.id.row, figure.id.column, Figure.missingMark)
    }
  })
}
