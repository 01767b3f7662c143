import Diagnostics
import ReportModel

/// A summary is the sum of its units, cell by cell.
struct UnitsAddUp: RollUpRule {
  let info = RuleInfo(
    "ROL-01", .error, zh: "汇总报告的各项数据等于各单位之和", en: "a summary is the sum of its units",
    why: Message(
      zh: "缺少单位报告时无法核对，只列出缺少的单位（ROL-02）。现行有效、制发件数可能因联合发文而不等（ROL-03）。",
      en: "Where a unit is missing nothing is concluded. Joint documents may count once (ROL-03)."),
    formula: "summary.r.c = Σ unit.r.c", source: "\(Source.ordinance)第四十九条；\(Source.both)")

  func verdicts(summary: CheckedReport, units: UnitReports, missing: [String]) -> [Verdict] {
    guard units.count > 0 else { return [] }
    guard missing.isEmpty else { return [.notCheckable(nil)] }
    return units.cells(of: summary).compactMap { cell in
      let subject = summary.subject(cell.id)
      guard let total = cell.summary, let sum = cell.sum else { return .notCheckable(subject) }
      guard total != sum else { return .pass }
      guard !JointDocuments.concerns(cell.id) else { return nil }
      return .fail(
        Diagnostic(
          info.code, info.severity,
          Message(zh: "汇总为\(total)，\(units.count)家单位之和为\(sum)", en: "the summary says \(total), \(units.count) units sum to \(sum)"),
          subject: subject,
          at: summary.figure(cell.id.table, cell.id.row, cell.id.column)?.origin, actual: total.description, expected: sum.description))
    }
  }

  let examples = RollUpRuleExamples(failing: { $0.set("requests", "received", "natural_person", "99") })
}
