import Diagnostics
import ReportModel
import TestSupport
import Testing

@testable import ReportChecks

/// What the pattern of broken sums says, beyond the one wrong cell of the mutation sweep.
@Suite struct FaultPatternTests {
  private func findings(_ change: (inout Report) -> Void, options: CheckOptions = CheckOptions()) -> [Diagnostic] {
    var report = ExampleReport.report(start: 20)
    change(&report)
    return Checker.check(report, options: options).findings
  }

  private func value(_ report: Report, _ row: String, _ column: String) -> Int {
    report.figure(FigureID(table: "requests", row: row, column: column))?.value?.integer ?? 0
  }

  private func add(_ amount: Int, _ row: String, _ columns: [String], _ report: inout Report) {
    for column in columns { report.set("requests", row, column, String(value(report, row, column) + amount)) }
  }

  @Test func partialCountedTwice() {
    let found = findings { report in
      let partial = value(report, "results.partial", "natural_person")
      add(partial, "results.granted", ["natural_person", "total"], &report)
    }
    #expect(found.contains { $0.code == "REQ-11" && $0.subject?.column?.id == "natural_person" })
    #expect(found.contains { $0.code == "REQ-02" && $0.suggestion?.chinese.contains("部分公开重复计入") == true })
    // The total column repeats what the column says, and is left out.
    #expect(!found.contains { $0.code == "REQ-02" && $0.subject?.column?.id == "total" })
  }

  @Test func carryOverMissing() {
    let found = findings { report in
      let carried = value(report, "carried_in", "company")
      for row in ["received", "results.granted", "results.total"] { add(500, row, ["company", "total"], &report) }
      add(-carried, "results.granted", ["company", "total"], &report)
      add(-carried, "results.total", ["company", "total"], &report)
    }.filter { $0.severity == .error }
    #expect(found.map(\.code.rawValue) == ["REQ-03"])
    #expect(found.first?.suggestion?.chinese.contains("上年结转未计入办理结果") == true)
  }

  @Test func categoryMovedBetweenReceiptAndResult() {
    let found = findings { report in
      add(1, "results.granted", ["company"], &report)
      add(-1, "results.granted", ["natural_person"], &report)
      add(1, "results.total", ["company"], &report)
      add(-1, "results.total", ["natural_person"], &report)
    }.filter { $0.severity == .error }
    #expect(found.map(\.code.rawValue) == ["REQ-03", "REQ-03"])
    #expect(found.allSatisfy { $0.suggestion?.chinese.contains("归入不同类别") == true && $0.repair == nil })
  }

  @Test func subTotalCountedIn() {
    let found = findings { report in
      let rows = ["not_held", "needs_creation", "still_unclear"].map { "results.unavailable." + $0 }
      let sum = rows.reduce(0) { $0 + value(report, $1, "research") }
      add(sum, "results.total", ["research", "total"], &report)
      add(sum, "received", ["research", "total"], &report)
    }
    #expect(found.contains { $0.code == "REQ-02" && $0.suggestion?.chinese.contains("小计重复计入") == true })
  }

  /// Two wrong cells in different rows and columns, by different amounts: each is named.
  @Test func twoWrongCells() {
    let found = findings { report in
      add(4, "results.granted", ["company"], &report)
      add(-7, "results.not_processed.repeat", ["research"], &report)
    }.filter { $0.severity == .error }
    #expect(found.count == 4)
    #expect(Set(found.compactMap { $0.repair?.subject.row?.id }) == ["results.granted", "results.not_processed.repeat"])
  }

  /// Two wrong cells by the same amount: four cells would do, and none is named.
  @Test func ambiguityIsNotGuessed() {
    let found = findings { report in
      add(3, "results.granted", ["company"], &report)
      add(3, "results.not_processed.repeat", ["research"], &report)
    }.filter { $0.severity == .error }
    #expect(found.count == 4)
    #expect(found.allSatisfy { $0.repair == nil })
  }

  @Test func blanksAsZerosAreCountedOnRequest() {
    var report = ExemplaryReport.report()
    for figure in report.table("requests")?.figures ?? [] where figure.value?.isZero == true {
      report.set("requests", figure.id.row, figure.id.column, "")
    }
    #expect(Checker.check(report).findings.filter { $0.severity > .note }.map(\.code.rawValue) == ["VAL-02"])
    var options = CheckOptions()
    options.blankAsZero = true
    let counted = Checker.check(report, options: options)
    #expect(counted.findings.map(\.code.rawValue) == ["VAL-02"] && counted.findings.first?.severity == .note)
    #expect(counted.relations.notCheckable == 0)
    report.set("requests", "received", "total", "11")
    let broken = Checker.check(report, options: options).findings.filter { $0.severity == .error }
    #expect(Set(broken.map(\.code.rawValue)) == ["REQ-01", "REQ-03"])
    #expect(broken.first?.repair?.expected == "9")
  }

  @Test func profilesAndPatterns() {
    let report = ExampleReport.report(organ: "临溪县水利局")
    #expect(Checker.check(report, profile: .archive).findings.allSatisfy { $0.severity > .note })
    #expect(CodePattern.matches("STR-01", "STR") && !CodePattern.matches("STR-01", "ST") && CodePattern.matches("ST-01", "st"))
    #expect(CodePattern.matches("REQ-03", "REQ-0") && !CodePattern.matches("REQ-11", "REQ-0"))
  }

  /// Hostile figures make nothing trap.
  @Test func hugeFiguresAreNotCheckable() {
    for text in ["9223372036854775807", "99999999999999999999999999999999999999999999", "-9223372036854775808", "1.5"] {
      var report = ExampleReport.report()
      for figure in report.tables.flatMap(\.figures) { report.set(figure.id.table, figure.id.row, figure.id.column, text) }
      _ = Checker.check(report)
      let checked = CheckedReport(report)
      _ = Checker.compare(earlier: checked, later: checked)
      _ = Checker.rollUp(summary: checked, units: UnitReports([checked, checked]))
    }
  }

  @Test(arguments: 0..<60) func randomReportsAreSurvived(_ seed: Int) {
    for form in ["2021", "2019", "2014"] {
      let report = CheckedReport(RandomReport.report(form: form, seed: seed))
      _ = Checker.check(report)
      _ = Checker.compare(earlier: report, later: report)
    }
  }
}
