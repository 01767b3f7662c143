import Diagnostics
import ReportModel

/// 予以公开、部分公开、不予公开、无法提供、不予处理、其他处理N件
struct ResultsInText: Rule {
  let info = RuleInfo(
    "TXT-04", .warning, zh: "正文所称各类办理结果与表三一致", en: "results in the text agree with table 三",
    why: Message(zh: "几类合并表述的（如“予以公开及部分公开”），与各类之和比较。", en: "Several kinds together are compared with their sum."),
    formula: "claim = Σ of the group's rows, total", source: "\(Source.both)附件，一、总体情况；表三（一）至（六）", forms: ["2021", "2019"])

  private static let names = [
    "granted": "予以公开", "partial": "部分公开", "refused": "不予公开", "unavailable": "无法提供", "not_processed": "不予处理", "other": "其他处理",
  ]

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let all = report.declaration("requests")?.resultRows.map(\.id) ?? []
    let others = all.filter { !$0.hasPrefix("results.granted") }.map { (table: "requests", row: $0, column: "total") }
    let granted = report.verdicts(of: self, denials: .otherResults, at: others) { value in
      Message(zh: "正文称全部予以公开，表三其他办理结果为\(value)件", en: "the text says that all were granted, the table has \(value) other results")
    }
    let reasons = report.claims.compactMap { claim -> Verdict? in
      guard case .reason(let row) = claim.quantity, let label = report.declaration("requests")?.row(row)?.label,
        let value = report.count("requests", row, "total")
      else { return nil }
      guard value != claim.value else { return .pass }
      var finding = finding(
        Message(
          zh: "正文称“\(claim.phrase.quoted())”，表三“\(label)”为\(value)件", en: "the text says “\(claim.phrase.quoted())”, the table \(value)"),
        subject: report.subject("requests", row, "total"), at: claim.origin, actual: String(claim.value), expected: String(value))
      finding.quote = claim.quote
      return .fail(finding)
    }
    return granted + reasons
      + report.claims.compactMap { claim -> Verdict? in
        guard case .results(let groups) = claim.quantity else { return nil }
        let rows = all.filter { row in groups.contains { row == "results.\($0)" || row.hasPrefix("results.\($0).") } }
        guard let first = rows.first, let sum = report.sum("requests", rows, "total") else { return .notCheckable(nil) }
        guard sum != claim.value else { return .pass }
        let name = groups.map { Self.names[$0] ?? $0 }.joined(separator: "、")
        var finding = finding(
          Message(
            zh: "正文称“\(name)”\(claim.value)件，表三为\(sum)件",
            en: "the text says \(claim.value) \(groups.joined(separator: " + ")), the table \(sum)"),
          subject: report.subject("requests", first, "total"), at: claim.origin, actual: String(claim.value), expected: String(sum))
        finding.quote = claim.quote
        finding.related = rows.map { report.relatedFigure(FigureID(table: "requests", row: $0, column: "total")) }
        return .fail(finding)
      }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "答复政府信息公开申请中，予以公开6件。") })
}
