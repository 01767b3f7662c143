import Conversion
import Diagnostics
import DocumentTree
import ReportModel
import TestSupport
import Testing

/// The samples as pages of PDF and OFD.
@Suite struct ReportsAsPagesTests {
  @Test(arguments: SampleReports.all, ["pdf", "ofd"]) func aSampleReadsAsTheReportItWasMadeFrom(
    _ sample: SampleReports.Sample, _ format: String
  ) throws {
    let pages = ReportAsPages.pages(sample.report)
    let bytes = format == "pdf" ? DrawnPage.pdf(pages) : DrawnPage.ofd(pages)
    #expect(try FormatDetector.detect(bytes).rawValue == format)
    if sample.name == SampleReports.all[0].name { #expect(Golden.mismatch(bytes, "Samples/\(sample.name)/report.\(format)") == nil) }
    let document = try ReportReader.document(bytes)
    #expect(document.account.isBalanced && TablePicture.characters(document) == document.account.kept)
    let read = try #require(try ReportReader.read(bytes).first)
    #expect(read.report.year?.value == sample.report.year?.value)
    for table in sample.report.tables {
      for figure in table.figures {
        let back = read.report.figure(figure.id)
        #expect(
          back?.status == figure.status && back?.value == figure.value, "\(figure.id): “\(figure.text)” → \(String(describing: back))")
      }
    }
  }
}
