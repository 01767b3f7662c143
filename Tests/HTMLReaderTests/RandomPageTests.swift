import Conversion
import Diagnostics
import DocumentTree
import ReportModel
import TestSupport
import Testing

/// Whatever way HTML lets a report be written, it reads back to the same report; with a page around it too.
@Suite struct RandomPageTests {
  static let reports: [(name: String, report: Report)] =
    SampleReports.all.map { ($0.name, $0.report) } + ["2021", "2019", "2014"].map { ("example \($0)", ExampleReport.report(form: $0)) }

  @Test(arguments: 0..<60) func aReportReadsBack(_ seed: Int) throws { try check(seed, chrome: false) }

  @Test(arguments: 0..<60) func aReportInsideAPageReadsBack(_ seed: Int) throws { try check(seed, chrome: true) }

  private func check(_ seed: Int, chrome: Bool) throws {
    let (name, report) = Self.reports[seed % Self.reports.count]
    var writer = RandomHTML(seed: seed, chrome: chrome)
    let page = writer.page(report)
    let read = try #require(try ReportReader.read(Array(page.utf8)).first)
    for table in report.tables {
      for figure in table.figures {
        let back = read.report.figure(figure.id)
        #expect(
          back?.status == figure.status && back?.value == figure.value,
          "\(name), \(figure.id.row).\(figure.id.column): \(figure.text) → \(back?.status.rawValue ?? "none") \(back?.text ?? "")")
      }
    }
    #expect(read.report.organ?.value == report.organ?.value)
    #expect(read.report.year?.value == report.year?.value)
    #expect(Self.narrative(read.report) == Self.narrative(report), "\(name)")
    let account = try ReportReader.document(Array(page.utf8)).account
    #expect(account.isBalanced)
  }

  static func narrative(_ report: Report) -> [String] {
    func texts(_ blocks: [NarrativeBlock]) -> [String] {
      blocks.compactMap { if case .paragraph(let line) = $0 { squeezed(line.text) } else { nil } }
    }
    return report.title.map { squeezed($0.text) } + texts(report.preface)
      + report.sections.flatMap { [squeezed($0.heading)] + texts($0.blocks) } + texts(report.closing)
  }

  private static func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
