import Diagnostics
import ReportModel

/// 本年度未发生…, where a table should stand.
struct SentenceForTable: Rule {
  let info = RuleInfo(
    "TAB-12", .note, zh: "不以文字代替表格", en: "no sentence in place of a table",
    why: Message(zh: "没有数据时表格也应保留并填0；系统不会据文字推定为0。", en: "The table stays, with noughts; noughts are not made up from words."),
    source: "\(Source.both)附件")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.hasSixSections, let form = report.report.form.flatMap(OfficialForms.form) else { return [] }
    return form.tables.compactMap { table in
      guard let number = table.section, report.report.table(table.id) == nil,
        let first = report.prose.paragraphs(of: number).first
      else { return nil }
      return .fail(
        finding(
          Message(zh: "以文字“\(first.text.quoted(limit: 30))”代替表格", en: "prose in place of the table: “\(first.text.quoted(limit: 30))”"),
          subject: report.subject(table.id), at: first.origin))
    }
  }

  let examples = RuleExamples(failing: { report in
    report.tables.removeLast()
    report.setText(4, ["本年度未发生行政复议、行政诉讼。"])
  })
}
