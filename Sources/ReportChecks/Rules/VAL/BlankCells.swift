import Diagnostics
import ReportModel

/// A cell is empty. Blank is unknown; where there is nothing, the form wants a nought.
struct BlankCells: Rule {
  let info = RuleInfo(
    "VAL-01", .error, zh: "表格不留空，无数据填0", en: "no cell is blank: where there is nothing, 0",
    why: Message(
      zh: "空格无法区分“没有”和“漏填”，涉及空格的合计也无法核对。空格只在此报告一次，不再逐项报告合计。",
      en: "A blank may be nothing or something forgotten, and the sums it is in cannot be checked. It is said here once, and no more."),
    source: "\(Source.both)附件表格")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.report.tables.flatMap { table -> [Verdict] in
      let blanks = table.figures(.blank)
      guard !blanks.isEmpty else { return [.pass] }
      guard !report.options.blankAsZero, BlanksAsZeros.outcome(table, report) == nil else { return [] }
      return BlankGroups(blanks, table, report).groups.map { group in .fail(finding(for: group, in: table, report)) }
    }
  }

  private func finding(for group: BlankGroups.Group, in table: ReportTable, _ report: CheckedReport) -> Diagnostic {
    let count = group.figures.count
    guard count > 1, let first = group.figures.first else {
      guard let figure = group.figures.first else { return finding(info.title) }
      var finding = finding(
        Message(zh: "为空，无数据请填0", en: "is blank; write 0 if there is nothing"), subject: group.subject, at: figure.origin, actual: "")
      if let value = report.faults.forced[figure.id] {
        finding.expected = String(value)
        finding.suggestion = Message(zh: "按合计关系应为\(value)", en: "by the sums it should be \(value)")
        finding.repair = Repair(group.subject, actual: "", expected: String(value), origin: figure.origin)
      }
      return finding
    }
    let places = group.names.prefix(8).joined(separator: "、") + (group.names.count > 8 ? "等" : "")
    let known = group.figures.compactMap { figure in report.faults.forced[figure.id].map { (figure, $0) } }
    var finding = finding(
      Message(
        zh: "有\(count)格为空（\(places)），无数据请填0",
        en: "\(count) cells are blank (\(group.ids.prefix(8).joined(separator: ", "))); write 0 if there is nothing"),
      subject: group.subject, at: first.origin, actual: "")
    finding.related = group.figures.map { RelatedFigure(report.subject($0.id), value: "", side: .right, origin: $0.origin) }
    if known.count == count {
      let values = known.map { String($0.1) }.joined(separator: "、")
      finding.suggestion = Message(zh: "按合计关系依次应为\(values)", en: "by the sums they should be \(values)")
    }
    return finding
  }

  let examples = RuleExamples(failing: { $0.set("requests", "received", "natural_person", "") })
}
