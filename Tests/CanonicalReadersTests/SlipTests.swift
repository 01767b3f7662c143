import CanonicalReaders
import Diagnostics
import ReportModel
import ReportWriters
import TestSupport
import Testing

/// Files of ours in which somebody has changed a line.
@Suite struct SlipTests {
  private static let report = ExampleReport.report(organ: "临河县水利局", year: 2022)
  private static var lines: [String] {
    String(decoding: CSVWriter.write([report]), as: UTF8.self).split(separator: "\r\n").map(String.init)
  }

  private func read(_ lines: [String]) throws(Refusal) -> [Report] {
    try CanonicalCSVReader.read(Array(lines.joined(separator: "\r\n").utf8))
  }

  /// Lines by their number, the header being the first; with the same figure or another.
  @Test(arguments: [2, 3, 40, 200], [true, false]) func aFigureThatIsGivenTwiceIsRefusedWithBothLines(_ line: Int, _ isSame: Bool) {
    var lines = Self.lines
    var copy = lines[line - 1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    if !isSame { (copy[6], copy[9]) = ("8", "8") }
    lines.insert(copy.joined(separator: ","), at: line)
    do {
      let reports = try read(lines)
      Issue.record("\(reports.count) reports")
    } catch {
      #expect(error.code == "csv-value" && error.message.english.contains("CSV line \(line + 1): "))
      #expect(error.message.english.contains("already given on line \(line)") && error.message.chinese.contains("在第\(line)行已经有了"))
    }
  }

  @Test func wholeReportsOfOneOfficeAndYearAreStillToldApart() throws {
    let lines = Self.lines
    #expect(try read(lines + lines.dropFirst()).count == 2)
    // The last one is cut short, and the one before it is not.
    #expect(try read(lines + lines[1...50]).map(\.tables.count) == [3, 2])
  }

  @Test func someLinesWithoutTheirFormAreRefused() {
    var lines = Self.lines
    lines[20] = "临河县水利局,2022,,proactive,fees,amount,,万元,missing,,,"
    #expect(throws: Refusal.self) { try read(lines) }
  }

  @Test(arguments: ["1482907", "1,482,907", "99.5", "-99"]) func aValueThatIsNotWhatItsTextSaysIsRefused(_ text: String) throws {
    var report = Self.report
    report.tables[0].figures[0].value = DecimalNumber(99)
    report.tables[0].figures[0].text = text
    #expect(throws: Refusal.self) { try CanonicalCSVReader.read(CSVWriter.write([report])) }
    #expect(throws: Refusal.self) { try CanonicalCSVReader.read(CSVWriter.write([report], layout: .wide)) }
    #expect(throws: Refusal.self) { try CanonicalXMLReader.read(XMLWriter.write(report)) }
    #expect(throws: Refusal.self) { try CanonicalJSONReader.read(JSONReportWriter.write(report)) }
  }

  @Test(arguments: ["99", "099", "99件", "99.0", "９９", "增99", ""]) func otherSpellingsAreTaken(_ text: String) throws {
    var report = Self.report
    report.tables[0].figures[0].value = DecimalNumber(99)
    report.tables[0].figures[0].text = text
    #expect(try CanonicalCSVReader.read(CSVWriter.write([report])).first?.tables[0].figures[0].text == text)
  }
}
