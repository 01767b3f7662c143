import Conversion
import Diagnostics
import DocumentTree
import ReportModel
import TestSupport
import Testing

/// The samples as workbooks of every making.
@Suite struct ReportsAsWorkbooksTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let sample: SampleReports.Sample
    let number: Int
    var testDescription: String { "\(sample.name) \(number)" }
    var options: ReportAsXLSX.Options {
      var options = ReportAsXLSX.Options()
      options.sheetForEachTable = number & 1 != 0
      options.sharedStrings = number & 2 == 0
      options.borders = number & 4 == 0
      options.blankRows = number & 8 == 0
      options.numbers = number & 16 == 0
      options.isStrict = number & 2 != 0
      return options
    }
  }
  static let cases = SampleReports.all.flatMap { sample in (0..<32).map { Case(sample: sample, number: $0) } }

  @Test(arguments: cases) func aSampleReadsAsTheReportItWasMadeFrom(_ item: Case) throws {
    let bytes = ReportAsXLSX.workbook(item.sample.report, options: item.options)
    let document = try ReportReader.document(bytes)
    #expect(document.account.isBalanced)
    let read = try #require(try ReportReader.read(bytes).first)
    #expect(read.report.provenance?.format == "xlsx")
    #expect(read.report.year?.value == item.sample.report.year?.value)
    #expect(read.report.organ?.value == item.sample.report.organ?.value)
    for table in item.sample.report.tables {
      for figure in table.figures {
        let back = read.report.figure(figure.id)
        #expect(
          back?.status == figure.status && back?.value == figure.value && back?.text == figure.text && back?.unit == figure.unit,
          "\(figure.id): \(figure.status) “\(figure.text)” → \(String(describing: back))")
      }
    }
    #expect(read.report.sections.count == item.sample.report.sections.count)
    let faults = read.diagnostics.filter { $0.severity == .error }
    #expect(faults.count == (item.sample.name.hasSuffix("faults") ? 1 : 0), "\(faults)")
  }
}
