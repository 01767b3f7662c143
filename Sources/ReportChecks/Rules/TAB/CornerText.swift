import Diagnostics
import ReportModel

/// （本列数据的勾稽关系为：…）, the text in the corner of table 三.
struct CornerText: Rule {
  let info = RuleInfo(
    "TAB-14", .note, zh: "表三左上角的勾稽说明与规定一致", en: "the corner of table 三 says what the form says",
    why: Message(zh: "说明文字是表格的一部分，不应改动。全角、半角标点的差别不计。", en: "The text is part of the form. Width of marks does not matter."),
    source: "\(Source.both)附件，表三左上角说明")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let table = report.report.table("requests"), let declared = report.declaration("requests"),
      let written = table.labels[.heading("corner")], let official = declared.heading("corner")?.label
    else { return [] }
    func plain(_ text: String) -> [Unicode.Scalar] { Words(folding: text).scalars.filter { !"(),，。:.：".unicodeScalars.contains($0) } }
    guard plain(written) != plain(official) else { return [.pass] }
    return [
      .fail(
        finding(
          Message(
            zh: "表头勾稽说明缺失或被改动：“\(written.quoted(limit: 24))”", en: "the corner's text is missing or altered: “\(written.quoted(limit: 24))”"
          ),
          subject: report.subject("requests"), at: table.origin))
    ]
  }

  let examples = RuleExamples(
    passing: { $0.tables[1].labels[.heading("corner")] = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)" },
    failing: { $0.tables[1].labels[.heading("corner")] = "项目" })
}
