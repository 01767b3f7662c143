import Diagnostics
import ReportModel

/// （三）不予公开 and the like, where a report prints a sub-total that the form does not have.
struct PrintedSubtotals: Rule {
  let info = RuleInfo(
    "REQ-04", .error, zh: "表中多出的小计行等于其分项之和", en: "a printed sub-total equals the sum of its parts",
    why: Message(
      zh: "规定格式没有小计行；既然填了，就应与分项相符，否则无法判断哪个数正确。", en: "The form has no sub-totals; where one is printed it has to agree with its parts."),
    formula: "subtotal(g).c = Σ results.g.*.c", source: "\(Source.both)附件，表三（三）至（六）", forms: ["2021", "2019"])

  private static let groups = [("不予公开", "refused"), ("无法提供", "unavailable"), ("不予处理", "not_processed"), ("其他处理", "other")]

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let table = report.report.table("requests"), let declared = report.declaration("requests") else { return [] }
    let columns = declared.blocks.first?.columns ?? []
    var out: [Verdict] = []
    for extra in table.extraRows {
      let labels = extra.cells.filter { DecimalNumber($0) == nil }.joined()
      let values = extra.cells.compactMap { DecimalNumber($0)?.integer }
      guard values.count == columns.count else { continue }
      var group = Self.groups.first { labels.contains($0.0) }?.1
      if group == nil, labels.contains("小计") || labels.contains("合计"), let after = extra.after, after.hasPrefix("results.") {
        group = after.split(separator: ".").dropFirst().first.map(String.init)
      }
      guard let group else { continue }
      let rows = declared.rows.map(\.id).filter { $0.hasPrefix("results.\(group).") }
      guard !rows.isEmpty else { continue }
      for (column, value) in zip(columns, values) {
        let subject = report.subject("requests", rows[0], column.id)
        guard let sum = report.sum("requests", rows, column.id) else {
          out.append(.notCheckable(subject))
          continue
        }
        guard sum != value else {
          out.append(.pass)
          continue
        }
        let label = labels.quoted()
        out.append(
          .fail(
            finding(
              Message(zh: "“\(label)”小计为\(value)，分项之和为\(sum)", en: "the sub-total “\(label)” is \(value), its parts sum to \(sum)"),
              subject: subject, at: extra.origin, actual: String(value), expected: String(sum))))
      }
    }
    return out
  }

  let examples = RuleExamples(
    passing: {
      $0.tables[1].extraRows = [
        ExtraRow(cells: ["（四）无法提供小计", "1", "1", "0", "0", "0", "0", "2"], after: "results.unavailable.still_unclear")
      ]
    },
    failing: {
      $0.tables[1].extraRows = [
        ExtraRow(cells: ["（四）无法提供小计", "1", "2", "0", "0", "0", "0", "3"], after: "results.unavailable.still_unclear")
      ]
    })
}
