import CanonicalReaders
import Diagnostics
import ReportModel
import ReportWriters
import SafeXML
import TestSupport
import Testing

/// 500 random reports of every form, with every state of a figure and hostile text.
@Suite("Round trips")
struct RoundTripTests {
  static let forms = OfficialForms.all.map(\.id)
  static let seeds = 0..<500

  private func report(_ form: String, _ seed: Int) -> Report {
    var options = RandomReport.Options.hostile
    options.gaps = seed % 10 == 9
    return RandomReport.report(form: form, seed: seed, options: options)
  }

  @Test("report → XML → report gives the same report and the same bytes", arguments: forms, seeds)
  func xml(_ form: String, _ seed: Int) throws {
    let report = report(form, seed)
    let bytes = XMLWriter.write(report)
    let read = try CanonicalXMLReader.read(bytes)
    #expect(read == report)
    // Strings are equal by canonical equivalence; bytes are equal by nothing but themselves.
    #expect(XMLWriter.write(read) == bytes)
  }

  @Test("report → JSON → report gives the same report and the same bytes", arguments: forms, seeds)
  func json(_ form: String, _ seed: Int) throws {
    let report = report(form, seed)
    let bytes = JSONReportWriter.write(report, indented: seed % 2 == 0)
    let read = try CanonicalJSONReader.read(bytes)
    #expect(read == report)
    #expect(JSONReportWriter.write(read, indented: seed % 2 == 0) == bytes)
    #expect(XMLWriter.write(read) == XMLWriter.write(report))
  }

  @Test("report → CSV → report gives equal figures", arguments: forms, seeds)
  func csv(_ form: String, _ seed: Int) throws {
    let report = report(form, seed)
    for layout in [CSVWriter.Layout.long, .wide] {
      let bytes = CSVWriter.write([report], layout: layout, byteOrderMark: seed % 2 == 0)
      let read = try CanonicalCSVReader.read(bytes)
      try #require(read.count == 1)
      expectEqualFigures(read[0], report)
      #expect(read[0].organ?.value == report.organ?.value)
      #expect(read[0].year?.value == report.year?.value)
      let isMixed = report.tables.contains { $0.form != report.form }
      if layout == .wide || !isMixed { #expect(read[0].form == report.form) }
      #expect(CSVWriter.write(read, layout: layout, byteOrderMark: seed % 2 == 0) == bytes || isMixed)
    }
  }

  @Test("several reports in one CSV are told apart", arguments: 0..<40)
  func severalReports(_ seed: Int) throws {
    var reports = Self.forms.enumerated().map { report($1, seed * 3 + $0) }
    // The same office and year twice, and a report that says nothing of itself.
    reports.append(reports[0])
    reports.append(Report())
    for layout in [CSVWriter.Layout.long, .wide] {
      let read = try CanonicalCSVReader.read(CSVWriter.write(reports, layout: layout))
      try #require(read.count == reports.count)
      for (a, b) in zip(read, reports) { expectEqualFigures(a, b) }
    }
  }

  @Test("the long CSV of a report without tables states that all is missing")
  func emptyReport() throws {
    var report = Report()
    report.year = Stated(2019, from: .title)
    let bytes = CSVWriter.write([report])
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    #expect(lines.count == 1 + 198)
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(",2019,,") && $0.contains(",missing,") })
    let read = try CanonicalCSVReader.read(bytes)
    #expect(read.count == 1 && read[0].tables.isEmpty && read[0].form == nil && read[0].year?.value == 2019)
  }

  /// What XML has no place for would be lost in its attributes.
  @Test("units and other words with control characters are refused", arguments: ["件\0", "\u{1B}", "\u{FFFF}件"])
  func controlsInWords(_ word: String) throws {
    var report = RandomReport.report(form: "2021", seed: 3)
    report.provenance = Provenance(format: "text", toolVersion: "1")
    let json = String(decoding: JSONReportWriter.write(report), as: UTF8.self)
    let escaped = word.unicodeScalars.map {
      "\\u" + String(repeating: "0", count: 4 - String($0.value, radix: 16).count) + String($0.value, radix: 16)
    }
    .joined()
    for (key, value) in [("format", "text"), ("toolVersion", "1"), ("unit", "件")] {
      let changed = json.replacing("\"\(key)\": \"\(value)\"", with: "\"\(key)\": \"\(escaped)\"")
      #expect(changed != json)
      #expect(throws: Refusal.self) { try CanonicalJSONReader.read(Array(changed.utf8)) }
    }
    let csv = String(decoding: CSVWriter.write([report]), as: UTF8.self)
    #expect(throws: Refusal.self) { try CanonicalCSVReader.read(Array(csv.replacing(",件,", with: ",\(word),").utf8)) }
  }

  /// Figure by figure, those that a table does not hold counting as missing.
  private func expectEqualFigures(_ a: Report, _ b: Report, sourceLocation: SourceLocation = #_sourceLocation) {
    func known(_ report: Report) -> [String: [String]] {
      var out: [String: [String]] = [:]
      for table in report.tables {
        for figure in table.figures where figure.status != .missing {
          out["\(table.form) \(figure.id.table) \(figure.id.row) \(figure.id.column)"] = [
            figure.status.rawValue, figure.value?.description ?? "", figure.unit ?? "-", figure.text,
          ]
        }
      }
      return out
    }
    let (left, right) = (known(a), known(b))
    #expect(left.count == right.count, sourceLocation: sourceLocation)
    for (key, value) in left { #expect(right[key] == value, "\(key)", sourceLocation: sourceLocation) }
  }
}
