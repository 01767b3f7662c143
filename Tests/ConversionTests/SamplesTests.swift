import Conversion
import Diagnostics
import ReportModel
import TestSupport
import Testing

/// Samples/: each report as DOCX, HTML and text, and what they convert to. `make samples` writes them anew.
@Suite struct SamplesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let sample: SampleReports.Sample
    let kind: String
    var testDescription: String { "\(sample.name) from \(kind)" }

    var bytes: [UInt8] {
      switch kind {
      case "docx": ReportAsDOCX.package(sample.report)
      case "html": ReportAsHTML.page(sample.report)
      default: Array(TextLayout.barsPadded.render(sample.report).utf8)
      }
    }
  }
  static let cases = SampleReports.all.flatMap { sample in ["docx", "html", "txt"].map { Case(sample: sample, kind: $0) } }

  @Test(arguments: cases) func aSampleReadsAsTheReportItWasMadeFrom(_ item: Case) throws {
    let bytes = item.bytes
    let folder = "Samples/\(item.sample.name)"
    #expect(Golden.mismatch(bytes, "\(folder)/report.\(item.kind)") == nil)
    var options = ReadingOptions()
    options.fileName = "report.\(item.kind)"
    let read = try #require(try ReportReader.read(bytes, options: options).first)
    let report = read.report
    #expect(report.organ?.value == item.sample.report.organ?.value)
    #expect(report.year?.value == item.sample.report.year?.value)
    #expect(report.form == item.sample.report.form)
    for table in item.sample.report.tables {
      for figure in table.figures {
        let back = report.figure(figure.id)
        #expect(
          back?.status == figure.status && back?.value == figure.value && back?.text == figure.text && back?.unit == figure.unit,
          "\(figure.id): \(figure.status) “\(figure.text)” \(figure.unit ?? "") → \(String(describing: back))")
      }
    }
    #expect(Self.narrative(report) == Self.narrative(item.sample.report))
    let faults = read.diagnostics.filter { $0.severity == .error }
    #expect(faults.count == (item.sample.name.hasSuffix("faults") ? 1 : 0), "\(faults)")
  }

  @Test(arguments: cases.filter { $0.kind == "docx" }) func whatASampleConvertsToIsTheSame(_ item: Case) throws {
    var options = ReadingOptions()
    options.fileName = "report.docx"
    let report = try #require(try ReportReader.read(item.bytes, options: options).first).report
    for format in [OutputFormat.xml, .csv, .text, .json, .docx, .xlsx, .html] {
      let out = ReportWriter.write([report], options: WritingOptions(format: format))
      #expect(Golden.mismatch(out, "Samples/\(item.sample.name)/converted.\(format.fileEnding)") == nil)
    }
  }

  @Test(arguments: SampleReports.all.map(\.name)) func everyKindOfFileGivesTheSameReport(_ name: String) throws {
    var reports: [Report] = []
    for item in Self.cases where item.sample.name == name {
      guard var report = try ReportReader.read(item.bytes).first?.report else { continue }
      report.provenance = nil
      reports.append(Self.withoutPlaces(report))
    }
    #expect(reports.count == 3)
    #expect(reports.dropFirst().allSatisfy { $0 == reports.first })
  }

  static func narrative(_ report: Report) -> [String] {
    func texts(_ blocks: [NarrativeBlock]) -> [String] {
      blocks.map {
        switch $0 {
        case .paragraph(let line): line.text
        case .formTable(let id): "[\(id)]"
        case .table: "[table]"
        }
      }
    }
    return report.title.map(\.text) + texts(report.preface) + report.sections.flatMap { [$0.heading] + texts($0.blocks) }
      + texts(report.closing)
  }

  /// The report without what differs between files: places, the words that say organ and year, the page's index card.
  static func withoutPlaces(_ report: Report) -> Report {
    func lines(_ blocks: [NarrativeBlock]) -> [NarrativeBlock] {
      blocks.map { block in
        switch block {
        case .paragraph(let line): .paragraph(TextLine(line.text))
        case .table(var table):
          {
            table.origin = nil
            return .table(table)
          }()
        case .formTable: block
        }
      }
    }
    var out = report
    out.title = out.title.map { TextLine($0.text) }
    out.preface = lines(out.preface)
    out.closing = lines(out.closing)
    out.metadata = []
    for index in out.sections.indices {
      out.sections[index].origin = nil
      out.sections[index].blocks = lines(out.sections[index].blocks)
    }
    for table in out.tables.indices {
      out.tables[table].origin = nil
      for index in out.tables[table].figures.indices { out.tables[table].figures[index].origin = nil }
    }
    return out
  }
}
