import Conversion
import Diagnostics
import ReportModel
import TestSupport
import Testing

/// Ten years of one office: three forms, files of every kind, as an archive holds them.
@Suite struct TenYearSeriesTests {
  struct Year: Sendable, CustomTestStringConvertible {
    let year: Int
    let kind: String
    let bytes: @Sendable (Report) -> [UInt8]
    var testDescription: String { "\(year) as \(kind)" }
    var report: Report {
      let form = OfficialForms.form(forReportYear: year)?.id ?? "2021"
      var report = ExampleReport.report(form: form, start: 3 + (year - 2014) * 7, organ: "澄江市水利局", year: year)
      if year == 2017 {
        // The years in which half of the cells say nothing.
        for table in report.tables.indices {
          for index in report.tables[table].figures.indices where index % 5 == 3 {
            report.tables[table].figures[index].status = index % 2 == 0 ? .blank : .notApplicable
            report.tables[table].figures[index].value = nil
            report.tables[table].figures[index].text = index % 2 == 0 ? "" : "/"
          }
        }
      }
      return report
    }
  }

  static func text(_ layout: TextLayout) -> @Sendable (Report) -> [UInt8] { { Array(layout.render($0).utf8) } }
  static func html(_ change: @escaping @Sendable (inout ReportAsHTML.Options) -> Void) -> @Sendable (Report) -> [UInt8] {
    { report in
      var options = ReportAsHTML.Options()
      change(&options)
      return ReportAsHTML.page(report, options: options)
    }
  }
  static func wide(_ layout: TextLayout) -> @Sendable (Report) -> [UInt8] {
    { report in [0xFF, 0xFE] + layout.render(report).utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] } }
  }

  static let years: [Year] = [
    Year(year: 2014, kind: "text with bars", bytes: text(.barsPadded)),
    Year(year: 2015, kind: "a page", bytes: html { _ in }),
    Year(year: 2016, kind: "Word", bytes: { ReportAsDOCX.package($0) }),
    Year(year: 2017, kind: "a page with end tags left out", bytes: html { $0.omitsEndTags = true }),
    Year(year: 2018, kind: "text in columns", bytes: text(.drawn)),
    Year(year: 2019, kind: "UTF-16, tabs", bytes: wide(.tabsSpreadsheet)),
    Year(year: 2020, kind: "text in columns, labels wrapped", bytes: text(.drawnCentred)),
    Year(year: 2021, kind: "a page with header cells", bytes: html { $0.headerCells = true }),
    Year(year: 2022, kind: "Word", bytes: { ReportAsDOCX.package($0) }),
    Year(year: 2023, kind: "text, a cell a line", bytes: text(.loneBars)),
  ]

  @Test(arguments: years) func aYearConvertsWithoutAWrongFigure(_ item: Year) throws {
    let report = item.report
    let read = try #require(try ReportReader.read(item.bytes(report)).first)
    #expect(read.report.year?.value == item.year)
    #expect(read.report.organ?.value == "澄江市水利局")
    #expect(read.report.form == report.form)
    for figure in report.tables.flatMap(\.figures) {
      let back = read.report.figure(figure.id)
      #expect(
        back?.status == figure.status && back?.value == figure.value,
        "\(figure.id.row).\(figure.id.column) \(figure.text) → \(back?.text ?? "none")")
    }
    #expect(read.diagnostics.filter { $0.severity > .note }.isEmpty, "\(read.diagnostics.map(\.message.english))")
    // What is written reads back to the same figures.
    for format in [OutputFormat.text, .xml, .json, .csv] {
      let out = ReportWriter.write([read.report], options: WritingOptions(format: format))
      let again = try #require(try ReportReader.read(out).first).report
      #expect(again.year?.value == item.year && again.form == report.form, "\(format)")
      for figure in report.tables.flatMap(\.figures) {
        let back = again.figure(figure.id)
        #expect(back?.status == figure.status && back?.value == figure.value, "\(format): \(figure.id.row).\(figure.id.column)")
      }
    }
  }

  /// Each table is of the form that its own labels say; a table of another year's form is read as such, and said.
  @Test(arguments: [("2021", "2019", 2021), ("2019", "2021", 2020)]) func anOldTableInANewYearIsReadByItsLabels(
    _ forms: (String, String, Int)
  ) throws {
    var report = ExampleReport.report(form: forms.0, year: forms.2)
    let other = ExampleReport.report(form: forms.1, year: forms.2)
    let old = try #require(other.table("proactive"))
    report.tables[try #require(report.tables.firstIndex { $0.id == "proactive" })] = old
    for bytes in [ReportAsHTML.page(report), ReportAsDOCX.package(report), Array(TextLayout.leadingBars.render(report).utf8)] {
      let read = try #require(try ReportReader.read(bytes).first)
      #expect(read.report.table("proactive")?.form == forms.1)
      #expect(read.report.table("requests")?.form == forms.0)
      for figure in report.tables.flatMap(\.figures) { #expect(read.report.figure(figure.id)?.value == figure.value, "\(figure.id.row)") }
      #expect(read.diagnostics.contains { $0.code == "STR-07" && $0.severity == .warning })
    }
  }
}
