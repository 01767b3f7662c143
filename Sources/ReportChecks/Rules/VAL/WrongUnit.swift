import Diagnostics
import ReportModel

/// 元 in a column of 万元.
struct WrongUnit: Rule {
  let info = RuleInfo(
    "VAL-08", .error, zh: "数值的单位与本列规定的单位一致", en: "a number is in the unit of its column",
    why: Message(zh: "收费金额以万元为单位；写明“元”的应换算。", en: "Fees are in 万元; what is written in 元 has to be converted."),
    source: "\(Source.notice2021)附件，表二第二十条第（八）项",
    isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.report.tables.flatMap { table -> [Verdict] in
      guard let declared = report.declaration(table.id) else { return [] }
      return table.figures.compactMap { figure in
        guard figure.status == .reported, let value = figure.value, let unit = figure.unit,
          let expected = declared.row(figure.id.row)?.unit ?? declared.column(figure.id.column, ofRow: figure.id.row)?.unit,
          unit != expected, ["元", "万元", "亿元"].contains(unit), ["元", "万元"].contains(expected)
        else { return nil }
        var finding = finding(
          Message(zh: "填写单位为“\(unit)”，应为“\(expected)”", en: "is in \(unit), the column in \(expected)"), subject: report.subject(figure.id),
          at: figure.origin, actual: value.description + unit)
        if unit == "元", let converted = value.multiplied(byPowerOfTen: -4) {
          finding.expected = converted.description
          finding.suggestion = Message(zh: "换算为\(converted)万元", en: "that is \(converted) 万元")
        }
        return .fail(finding)
      }
    }
  }

  let examples = RuleExamples(failing: { report in
    report.set("proactive", "fees", "amount", "3000")
    report.tables[0].figures[report.tables[0].figures.count - 1].unit = "元"
  })
}
