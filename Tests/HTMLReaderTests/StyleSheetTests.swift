import DocumentTree
import HTMLReader
import Testing

/// Style sheets that hide a figure: what is read is what a browser draws.
@Suite struct StyleSheetTests {
  private func text(_ css: String, _ cell: String) throws -> String? {
    let page = "<meta charset=utf-8><style>\(css)</style><table class=t><tr><td>项目<td>\(cell)</table>"
    let document = try HTMLReader.read(Array(page.utf8))
    for case .table(let table) in document.blocks { return table.cells.last?.text }
    return nil
  }

  private static let figure = "4<span class=x>7</span>"

  @Test(arguments: [
    ".t .x{display:none}", "table td > span.x{display:none}", "td span:first-child{display:none}", "p, .t/* c */ .x{display:none}",
    "@media screen and (min-width:800px){.x{display:none}}", "@supports (display:flex){.x{display:none}}", "@layer l{.x{display:none}}",
    ".x{display:none!important} td .x{display:inline}", ".x{opacity:.01}", ".x{transform:scale(0)}", ".x{font-size:0}",
    ".x{position:absolute;clip:rect(0,0,0,0)}",
  ])
  func theSheetHidesTheSecondDigit(_ css: String) throws { #expect(try text(css, Self.figure) == "4") }

  @Test(arguments: [
    "div .x{display:none}", "tr > .x{display:none}", "@media print{.x{display:none}}", "@media (max-width:800px){.x{display:none}}",
    ".x{display:none} td .x{display:inline}", ".x{font-size:12px}", ".x{clip:rect(0,0,0,0)}", ".x{opacity:.9}",
  ])
  func theSheetHidesNothing(_ css: String) throws { #expect(try text(css, Self.figure) == "47") }

  @Test func whatHasASizeAgainIsSeen() throws {
    #expect(try text("", "<span style='font-size:0'>1<b style='font-size:12px'>2</b></span>") == "2")
  }
}
