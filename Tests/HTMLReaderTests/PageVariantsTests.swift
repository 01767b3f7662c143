import Conversion
import Diagnostics
import Foundation
import ReportModel
import TestSupport
import Testing

/// What portals do to a page: each trait on a report of which every figure is known.
@Suite struct PageVariantsTests {
  struct Variant: Sendable, CustomTestStringConvertible {
    let name: String
    var form = "2021"
    /// Finding that has to be there.
    var code: String?
    /// Text that must not reach the report.
    var absent: String?
    let bend: @Sendable (String) -> String
    var testDescription: String { name }
  }

  static func replacing(_ pattern: String, _ with: String) -> @Sendable (String) -> String {
    { $0.replacingOccurrences(of: pattern, with: with, options: .regularExpression) }
  }

  static let variants: [Variant] = [
    Variant(name: "nothing changed", code: "page-chrome") { $0 },
    Variant(name: "divs with display:table") { page in
      page.replacingOccurrences(of: "<table>", with: "<div style='display:table'>").replacingOccurrences(of: "</table>", with: "</div>")
        .replacingOccurrences(of: "<table class=\"index\">", with: "<div>")
        .replacingOccurrences(of: "<tr>", with: "<div style='display: table-row'>").replacingOccurrences(of: "</tr>", with: "</div>")
        .replacingOccurrences(of: "<td[^>]*>", with: "<div style='display:table-cell;border:1px'>", options: .regularExpression)
        .replacingOccurrences(of: "</td>", with: "</div>")
    },
    Variant(name: "divs in a grid that only classes tell") { page in
      page.replacingOccurrences(of: "<table>", with: "<div class=t>").replacingOccurrences(of: "</table>", with: "</div>")
        .replacingOccurrences(of: "<table class=\"index\">", with: "<div>")
        .replacingOccurrences(of: "<tr>", with: "<div class=r>").replacingOccurrences(of: "</tr>", with: "</div>")
        .replacingOccurrences(of: "<td[^>]*>", with: "<div class=c>", options: .regularExpression)
        .replacingOccurrences(of: "</td>", with: "</div>")
    },
    Variant(name: "each row a table of its own") { page in
      page.replacingOccurrences(of: "</tr>\n<tr>", with: "</tr></table><table><tr>")
    },
    Variant(name: "the whole page in nested layout tables") { page in
      page.replacingOccurrences(of: "<body>", with: "<body><table><tr><td><table><tr><td>左</td><td><table><tr><td>")
        .replacingOccurrences(of: "</body>", with: "</td></tr></table></td></tr></table></td></tr></table></body>")
    },
    Variant(name: "row spans beyond the end of the table", bend: replacing("rowspan=\"22\"", "rowspan=\"60\"")),
    Variant(name: "row spans of nought", bend: replacing("rowspan=\"2\"><p>自然人", "rowspan=\"2\"><p>自然人")),
    Variant(name: "no spans at all", bend: replacing(" (row|col)span=\"[0-9]+\"", "")),
    Variant(name: "no row spans", bend: replacing(" rowspan=\"[0-9]+\"", "")),
    Variant(name: "column spans one too wide", bend: replacing("colspan=\"3\"", "colspan=\"4\"")),
    Variant(name: "hidden rows with other figures", absent: "98765") { page in
      page.replacingOccurrences(
        of: "<tr><td><p>规章", with: "<tr style=\"display:none\"><td>规章</td><td>98765</td><td>98765</td><td>98765</td></tr><tr><td><p>规章")
    },
    Variant(name: "hidden by a class of the page's own sheet", absent: "98765") { page in
      page.replacingOccurrences(of: "<style>", with: "<style>.gone{display:none}")
        .replacingOccurrences(
          of: "<tr><td><p>规章", with: "<tr class='x gone'><td>规章</td><td>98765</td><td>98765</td><td>98765</td></tr><tr><td><p>规章")
    },
    Variant(name: "hidden cells between the figures", code: "html-hidden-cells", absent: "98765") { page in
      page.replacingOccurrences(
        of: "<td><p>([0-9]+)", with: "<td style=\"display: none\" rowspan=2>98765</td><td><p>$1", options: .regularExpression)
    },
    Variant(name: "a hidden group of rows", code: "html-hidden-cells", absent: "98765") { page in
      page.replacingOccurrences(
        of: "<tr><td><p>规章",
        with: "<tbody hidden><tr><td>规章</td><td>98765</td><td>98765</td><td>98765</td></tr></tbody><tbody><tr><td><p>规章")
    },
    Variant(name: "swallowed angle brackets") { page in
      page.replacingOccurrences(of: "本报告所列数据", with: "根据<中华人民共和国政府信息公开工作年度报告格式>编制。本报告所列数据")
    },
    Variant(name: "broken references", bend: replacing("&nbsp;", "&nbsp")),
    Variant(name: "figures in fields") { page in
      page.replacingOccurrences(
        of: "<td><p>([0-9]+)</p></td>", with: "<td><input type=\"text\" value=\"$1\"></td>", options: .regularExpression)
    },
    Variant(name: "digits in spans of their own") { page in
      page.replacingOccurrences(
        of: "<p>([0-9])([0-9]+)</p>", with: "<p><span>$1</span><span lang=EN-US>$2</span></p>", options: .regularExpression)
    },
    Variant(name: "Word's conditional comments") { page in
      page.replacingOccurrences(of: "<p>（一）予以公开", with: "<p><!--[if !supportLists]--><span>（一）</span><!--[endif]-->予以公开")
        .replacingOccurrences(of: "<td>", with: "<![if !supportEmptyParas]><td>")
        .replacingOccurrences(of: "<h2>", with: "<!--[if gte mso 9]><xml><w:View>一、总体情况</w:View></xml><![endif]--><h2>")
    },
    Variant(name: "Word's empty paragraphs") { page in
      page.replacingOccurrences(of: "</p></td>", with: "<o:p></o:p></p></td>").replacingOccurrences(
        of: "<td><p>", with: "<td><p class=MsoNormal><span style=\"mso-spacerun:'yes'\">")
    },
    Variant(name: "paragraphs parted by breaks") { page in
      page.replacingOccurrences(of: "</p>\n<p>", with: "<br><br>\u{3000}\u{3000}")
    },
    Variant(name: "each table's heading in its first cell") { page in
      page.replacingOccurrences(
        of: "<h2>(二、[^<]*)</h2>\n<table>\n", with: "<table><tr><td colspan=4>$1</td></tr>", options: .regularExpression)
    },
    Variant(name: "columns of labels in th and thead") { page in
      page.replacingOccurrences(of: "<table>\n", with: "<table><thead></thead><tfoot></tfoot><tbody>")
    },
    Variant(name: "a title twice", code: nil) { page in
      page.replacingOccurrences(of: "<div class=\"article\">", with: "<h1>临溪县人民政府2021年政府信息公开工作年度报告</h1><div class=\"article\">")
    },
    Variant(name: "the page as a string of JSON") { page in
      "{\"code\":200,\"data\":{\"title\":\"年报\",\"content\":\"" + escaped(page) + "\"}}"
    },
    Variant(name: "the page as a string of a script") { page in
      "<!DOCTYPE html><html><head><meta charset=utf-8></head><body><div id=a></div><script>var c = \"" + escaped(page)
        + "\";\nshow(c);</script></body></html>"
    },
    Variant(name: "the page as a string of a script in single quotes") { page in
      "<html><head><meta charset=utf-8></head><body><script>document.getElementById('x').innerHTML='"
        + escaped(page).replacingOccurrences(of: "\\\"", with: "\"").replacingOccurrences(of: "'", with: "\\'")
        + "'</script></body></html>"
    },
    Variant(name: "an index card of lines") { page in
      page.replacingOccurrences(
        of: "<table class=\"index\">.*?</table>", with: "<ul><li>索引号：0-1</li><li>发布机构：临溪县人民政府</li><li>发布日期：2022-01-19</li></ul>",
        options: .regularExpression)
    },
    Variant(name: "everything in capitals, no quotes") { page in
      page.replacingOccurrences(of: "<td", with: "<TD").replacingOccurrences(of: "</td>", with: "</TD>").replacingOccurrences(
        of: "span=\"([0-9]+)\"", with: "SPAN=$1", options: .regularExpression)
    },
    Variant(name: "no end of cells and rows", bend: replacing("</(td|tr|p|tbody)>", "")),
    Variant(name: "a nested table around each figure") { page in
      page.replacingOccurrences(
        of: "<td><p>([0-9]+)</p></td>", with: "<td><table><tr><td>$1</td></tr></table></td>", options: .regularExpression)
    },
    Variant(name: "doubly escaped spaces") { page in
      page.replacingOccurrences(of: "<p>([0-9]+)</p>", with: "<p>$1&amp;nbsp;</p>", options: .regularExpression)
    },
  ]

  /// As scripts and JSON write it: `\"`, `\/`, `\n`, `\u….`.
  static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"").replacingOccurrences(
      of: "\n", with: "\\r\\n"
    )
    .replacingOccurrences(of: "</", with: "<\\/").replacingOccurrences(of: "规章", with: "\\u89c4\\u7ae0")
  }

  @Test(arguments: variants) func aVariantReadsRightOrIsReported(_ variant: Variant) throws {
    let report = ExampleReport.report(form: variant.form)
    let page = variant.bend(String(decoding: ReportAsHTML.page(report), as: UTF8.self))
    let read = try #require(try ReportReader.read(Array(page.utf8)).first)
    var wrong: [String] = []
    for table in report.tables {
      for figure in table.figures {
        let back = read.report.figure(figure.id)
        if back?.status == figure.status, back?.value == figure.value { continue }
        wrong.append("\(figure.id.row).\(figure.id.column): \(figure.text) → \(back?.status.rawValue ?? "none") \(back?.text ?? "")")
      }
    }
    #expect(
      wrong.isEmpty,
      "\(wrong.count): \(wrong.prefix(3)) \(read.diagnostics.filter { $0.severity > .note }.prefix(2).map(\.message.english))")
    #expect(read.report.organ?.value == report.organ?.value)
    #expect(read.report.year?.value == report.year?.value)
    #expect(read.report.sections.compactMap(\.number) == [1, 2, 3, 4, 5, 6])
    if let code = variant.code { #expect(read.diagnostics.contains { $0.code.rawValue == code }) }
    let narrative = RandomPageTests.narrative(read.report).joined(separator: "\n")
    for words in ["首页", "打印本页", "索引号", "主办："] { #expect(!narrative.contains(words), "\(words)") }
    if let absent = variant.absent { #expect(!narrative.contains(absent)) }
    for words in ["全县各单位按照要求推进公开工作", "解读形式还不多", "没有收取信息处理费"] { #expect(narrative.contains(words), "\(words)") }
  }

  @Test(arguments: [
    "<html><body><h1>年报</h1><iframe src='/files/2023.pdf'></iframe></body></html>",
    "<html><body><p>首页</p><embed src=\"report.pdf\" type=\"application/pdf\"></body></html>",
    "<html><body><div>2023年政府信息公开工作年度报告</div><object data=a.pdf></object></body></html>",
  ]) func aPageWhoseBodyIsElsewhereSaysSo(_ page: String) {
    #expect { try ReportReader.read(Array(page.utf8)) } throws: { ($0 as? Refusal)?.code == "html-elsewhere" }
  }
}
