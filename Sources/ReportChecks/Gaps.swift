public import Diagnostics
public import ReportModel

extension Checker {
  /// What is missing in a report or can't be read, in the words in which the reader of a document says it of its own.
  ///
  /// For reports from a file that we wrote ourselves, whose readers take what is there. Prose and sums are not looked at.
  public static func gaps(in report: Report) -> [Diagnostic] {
    guard mayHaveGaps(report) else { return [] }
    var options = CheckOptions()
    options.readsClaims = false
    let checked = CheckedReport(report, options: options)
    let findings = AllRules.single.filter { $0.info.isFoundByReading && $0.info.severity == .error }.flatMap { rule in
      rule.verdicts(on: checked).compactMap { verdict in if case .fail(let finding) = verdict { finding } else { nil } }
    }
    return FindingOrder(checked).sorted(findings)
  }

  /// Most reports are whole, and seen to be without a look at their text.
  private static func mayHaveGaps(_ report: Report) -> Bool {
    guard let form = report.form.flatMap(OfficialForms.form) else { return true }
    for table in report.tables {
      let expected = OfficialForms.form(table.form)?.table(table.id)?.blocks.reduce(0) { $0 + $1.rows.count * $1.columns.count }
      if table.figures.count != expected { return true }
      // VAL-08: an amount in another unit than its column's.
      for figure in table.figures where figure.status == .missing || figure.status == .invalid || figure.unit == "元" || figure.unit == "亿元"
      {
        return true
      }
    }
    return !form.tables.allSatisfy { report.table($0.id) != nil }
  }
}
