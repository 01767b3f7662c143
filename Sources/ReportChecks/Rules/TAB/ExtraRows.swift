import Diagnostics
import ReportModel

/// 其他主动公开文件 and other rows that the form does not have.
struct ExtraRows: Rule {
  let info = RuleInfo(
    "TAB-05", .warning, zh: "不增加规定格式以外的行", en: "no rows beyond the form",
    why: Message(zh: "多出的行已保留，但不计入任何合计。", en: "An extra row is kept, and counted into no sum."), source: "\(Source.both)附件",
    isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.report.tables.flatMap { table in
      table.extraRows.map { extra in
        let label = extra.cells.first { !$0.isEmpty } ?? ""
        return .fail(
          finding(
            Message(zh: "表中多出“\(label.quoted())”一行，规定格式没有此行，未计入", en: "extra row “\(label.quoted())”, not of the form: not counted"),
            subject: report.subject(table.id), at: extra.origin))
      }
    }
  }

  let examples = RuleExamples(failing: { $0.tables[0].extraRows = [ExtraRow(cells: ["其他主动公开文件", "5"], after: "normative_documents")] })
}
