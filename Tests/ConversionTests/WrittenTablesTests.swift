import Conversion
import DocumentTree
import ReportModel
import TestSupport
import Testing

/// Pages whose tables are text: lines with tabs in `pre`, lines with bars that `br` parts.
@Suite struct WrittenTablesTests {
  private static let report = ExampleReport.report(form: "2021", start: 3)

  private static func page(_ body: String) -> [UInt8] {
    Array("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\(body)</body></html>".utf8)
  }

  static let pages: [(name: String, bytes: [UInt8])] = [
    ("pre, tabs", page("<pre>\(TextLayout.tabsBrowser.render(report))</pre>")),
    ("pre, bars", page("<pre>\(TextLayout.barsPadded.render(report))</pre>")),
    ("br, bars", page("<p>\(TextLayout.barsPadded.render(report).replacing("\n", with: "<br>"))</p>")),
  ]

  @Test(arguments: pages) func theyAreReadAsText(_ page: (name: String, bytes: [UInt8])) throws {
    let read = try #require(try ReportReader.read(page.bytes).first)
    for figure in Self.report.tables.flatMap(\.figures) {
      #expect(read.report.figure(figure.id)?.value == figure.value, "\(page.name), \(figure.id)")
    }
    let document = try ReportReader.document(page.bytes)
    #expect(document.account.isBalanced)
    #expect(document.blocks.contains { if case .table = $0 { true } else { false } })
  }

  @Test func otherTextWithTabsStaysAsItIs() throws {
    let document = try ReportReader.document(Self.page("<pre>编号\t名称\t说明\n1\t甲\t第一份\n2\t乙\t第二份\n3\t丙\t第三份</pre>"))
    #expect(!document.blocks.contains { if case .table = $0 { true } else { false } })
  }
}
