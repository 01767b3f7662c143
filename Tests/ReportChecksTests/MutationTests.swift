import Diagnostics
import ReportChecks
import ReportModel
import TestSupport
import Testing

/// Each figure of a correct report changed, one at a time: the right rule finds it, and fault location names the cell and its value.
@Suite struct MutationTests {
  enum Change: String, CaseIterable, Sendable {
    case plusOne, minusOne, timesTen, swapped, blank

    func apply(_ value: Int) -> String? {
      switch self {
      case .plusOne: return String(value + 1)
      case .minusOne: return value > 0 ? String(value - 1) : nil
      case .timesTen: return String(value * 10)
      case .swapped:
        var digits = Array(String(value))
        guard let place = digits.indices.dropFirst().first(where: { digits[$0] != digits[$0 - 1] && !(($0 == 1) && digits[1] == "0") })
        else {
          return nil
        }
        digits.swapAt(place, place - 1)
        return String(digits)
      case .blank: return ""
      }
    }
  }

  struct Tally: CustomStringConvertible {
    var changes = 0
    var found = 0
    var located = 0
    var description: String { "\(changes) changes, \(found) found, \(located) located" }
  }

  /// 175 or 161 cells of `requests`: every change of one cell is determinable, because every cell is in at least two sums.
  @Test(arguments: ["2021", "2019"], Change.allCases) func requests(_ form: String, _ change: Change) {
    var tally = Tally()
    for start in [3, 1107] { sweep(form, "requests", change, start, &tally) }
    print("mutation sweep requests \(form) \(change.rawValue): \(tally)")
    #expect(tally.found == tally.changes)
    #expect(tally.located == tally.changes)
  }

  /// One sum a row: a change is found; which of the five cells it was shows only where the slip is a well-known one, or the cell is blank.
  @Test(arguments: ["2021", "2019"], Change.allCases) func disputes(_ form: String, _ change: Change) {
    var tally = Tally()
    sweep(form, "disputes", change, 11, &tally)
    print("mutation sweep disputes \(form) \(change.rawValue): \(tally)")
    #expect(tally.found == tally.changes)
    if change == .blank { #expect(tally.located == tally.changes) }
  }

  /// No sums: only a blank shows.
  @Test func proactiveBlanks() {
    var tally = Tally()
    sweep("2021", "proactive", .blank, 5, &tally)
    #expect(tally.found == tally.changes && tally.changes == 10)
  }

  private func sweep(_ form: String, _ table: String, _ change: Change, _ start: Int, _ tally: inout Tally) {
    let correct = ExampleReport.report(form: form, start: start)
    for figure in correct.table(table)?.figures ?? [] {
      guard let value = figure.value?.integer, let text = change.apply(value), text != String(value) else { continue }
      var report = correct
      report.set(table, figure.id.row, figure.id.column, text)
      let findings = Checker.check(report).findings.filter { expected($0, table, change) }
      tally.changes += 1
      if !findings.isEmpty { tally.found += 1 }
      let repairs = Set(findings.compactMap(\.repair))
      if repairs.count == 1, let repair = repairs.first, repair.subject.row?.id == figure.id.row,
        repair.subject.column?.id == figure.id.column, repair.expected == String(value)
      {
        tally.located += 1
      }
    }
  }

  private func expected(_ finding: Diagnostic, _ table: String, _ change: Change) -> Bool {
    guard finding.severity == .error, finding.subject?.table.id == table else { return false }
    if change == .blank { return finding.code == "VAL-01" }
    return ["REQ-01", "REQ-02", "REQ-03", "DIS-01"].contains(finding.code.rawValue)
  }

  /// A blank is said once, and no sum that it is in is called wrong.
  @Test func blanksDoNotCascade() {
    var report = ExampleReport.report()
    report.set("requests", "results.total", "total", "")
    let codes = Checker.check(report).findings.filter { $0.severity == .error }.map(\.code.rawValue)
    #expect(codes == ["VAL-01"])
  }

  @Test func correctReportsHaveNoErrors() {
    for form in ["2021", "2019"] {
      for start in [3, 50, 999] {
        let findings = Checker.check(ExampleReport.report(form: form, start: start)).findings
        #expect(
          findings.filter { $0.severity == .error || ["REQ", "DIS", "TXT"].contains($0.code.rawValue.prefix(3)) && $0.severity > .note }
            == [])
      }
    }
  }
}
