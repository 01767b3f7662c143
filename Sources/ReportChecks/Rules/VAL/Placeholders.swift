import Diagnostics
import ReportModel

/// `/`, `—`, `无` in a cell.
struct Placeholders: Rule {
  let info = RuleInfo(
    "VAL-03", .warning, zh: "数据栏不用“/”“—”“无”等代替0", en: "no strokes or words in place of a nought",
    why: Message(zh: "“/”可能表示没有，也可能表示不适用；规定格式要求填数字。", en: "A stroke may mean nothing or not applicable; the form wants a number."),
    source: "\(Source.both)附件表格")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.report.tables.flatMap { table -> [Verdict] in
      let found = table.figures(.notApplicable)
      guard let first = found.first else { return [.pass] }
      // Several strokes are one thing to say; a cell that the sums fill keeps its own finding.
      if found.count > 12
        || found.count > 1 && !found.contains(where: { report.faults.forced[$0.id] != nil && report.faults.forced[$0.id] != 0 })
      {
        var finding = finding(
          Message(
            zh: "有\(found.count)格填写为“\(first.text.quoted(limit: 8))”一类的符号或文字，无数据请填0",
            en: "\(found.count) cells hold “\(first.text.quoted(limit: 8))” or the like; write 0 if there is nothing"),
          subject: report.subject(table.id),
          at: first.origin, actual: first.text)
        finding.related = found.map { RelatedFigure(report.subject($0.id), value: $0.text, side: .right, origin: $0.origin) }
        return [.fail(finding)]
      }
      return found.map { figure in
        var finding = finding(
          Message(zh: "填写为“\(figure.text.quoted(limit: 8))”，无数据请填0", en: "“\(figure.text.quoted(limit: 8))”: write 0 if there is nothing"),
          subject: report.subject(figure.id), at: figure.origin, actual: figure.text)
        if let value = report.faults.forced[figure.id] {
          finding.expected = String(value)
          finding.suggestion = Message(zh: "按合计关系应为\(value)", en: "by the sums it should be \(value)")
        }
        return .fail(finding)
      }
    }
  }

  let examples = RuleExamples(failing: { $0.set("requests", "received", "research", "/") })
}
