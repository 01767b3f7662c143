import CanonicalReaders
import Diagnostics
import ReportChecks
import ReportModel
import ReportWriters
import TestSupport
import Testing

/// What a report from a file of ours lacks is said as of any other.
@Suite struct GapsTests {
  private func gaps(_ change: (inout Report) -> Void) -> [String] {
    var report = ExampleReport.report(organ: "临河县水利局", year: 2022)
    change(&report)
    let gaps = Checker.gaps(in: report)
    #expect(gaps.allSatisfy { $0.severity == .error })
    return gaps.map(\.code.rawValue)
  }

  @Test func aWholeReportHasNone() { #expect(gaps { _ in } == []) }

  @Test func blanksAndNothingToReportAreNone() {
    #expect(gaps { $0.tables[1].figures[3] = Figure(id: $0.tables[1].figures[3].id, status: .blank) } == [])
    #expect(gaps { $0.tables[1].figures[3] = Figure(id: $0.tables[1].figures[3].id, status: .notApplicable, text: "/") } == [])
  }

  @Test func whatIsMissingOrUnreadableIsNamed() {
    #expect(gaps { $0.tables.removeLast() } == ["TAB-01"])
    #expect(gaps { $0.tables[1].figures.remove(at: 3) } == ["TAB-04"])
    #expect(gaps { $0.tables[1].figures.removeSubrange(0..<7) } == ["TAB-03"])
    #expect(gaps { $0.tables[1].figures[3] = Figure(id: $0.tables[1].figures[3].id, status: .invalid, text: "1O") } == ["VAL-14"])
    #expect(gaps { $0.tables[1].figures[3] = Figure(id: $0.tables[1].figures[3].id, status: .invalid, text: "若干") } == ["VAL-04"])
    #expect(gaps { ($0.tables, $0.form) = ([], nil) } == ["TAB-01", "TAB-01", "TAB-01"])
  }

  @Test func aFileThatWasCutIsNotWhole() throws {
    let bytes = CSVWriter.write([ExampleReport.report(organ: "临河县水利局", year: 2022)])
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    let cut = try CanonicalCSVReader.read(Array(lines.prefix(101).joined(separator: "\r\n").utf8))
    #expect(cut.count == 1 && Checker.gaps(in: cut[0]).contains { $0.code == "TAB-01" })
  }
}
