import DOCXReader
import Diagnostics
import DocumentTree
import HTMLReader
import RTFReader
import TestSupport
import Testing
import WordText

/// Text of which it can't be told what of it is drawn is bracketed in the cell of a figure, and no number: `14〔7〕`.
@Suite struct UnseenTextTests {
  private static let seen = "<w:r><w:t>14</w:t></w:r>"

  private func cell(_ document: Document) -> String? {
    for case .table(let table) in document.resolvingMarks().blocks { return table.cells.last?.text }
    return nil
  }

  private func word(_ content: String, cell: String = "", table: String = "", styles: String = "") throws -> String? {
    let body =
      "<w:tbl><w:tblPr>\(table)</w:tblPr><w:tr><w:tc><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc>"
      + "<w:tc><w:tcPr>\(cell)</w:tcPr><w:p>\(content)</w:p></w:tc></w:tr></w:tbl><w:p/>"
    return self.cell(try DOCXReader.read(DOCXFixture.bytes(body: body, styles.isEmpty ? [:] : ["styles.xml": styles])))
  }

  private func run(_ properties: String) -> String { "<w:r><w:rPr>\(properties)</w:rPr><w:t>7</w:t></w:r>" }

  @Test(arguments: [
    "<w:color w:val=\"FFFFFF\"/>", "<w:color w:val=\"FEFEFE\"/>", "<w:color w:val=\"auto\" w:themeColor=\"background1\"/>",
    "<w:sz w:val=\"2\"/>", "<w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/>", "<w:rFonts w:ascii=\"Webdings\"/>",
    "<w:shd w:val=\"clear\" w:fill=\"000000\"/><w:color w:val=\"000000\"/>",
  ]) func aRunThatMayNotBeSeenIsDoubtful(_ properties: String) throws {
    #expect(try word(Self.seen + run(properties)) == "14〔7〕")
  }

  @Test(arguments: ["<w:color w:val=\"FF0000\"/>", "<w:color w:val=\"auto\"/>", "<w:sz w:val=\"18\"/>", "<w:rFonts w:ascii=\"Symbol\"/>"])
  func aRunThatIsSeenIsRead(_ properties: String) throws { #expect(try word(Self.seen + run(properties)) == "147") }

  @Test func whiteOnADarkCellIsSeen() throws {
    #expect(try word(run("<w:color w:val=\"FFFFFF\"/>"), cell: "<w:shd w:val=\"clear\" w:fill=\"1F4E79\"/>") == "7")
  }

  @Test func digitsThatAreTurnedAroundAreDoubtful() throws {
    #expect(try word("<w:bdo w:val=\"rtl\">\(run(""))</w:bdo>") == "〔7〕")
    #expect(try word("<w:dir w:val=\"rtl\">\(run(""))</w:dir>") == "7")
  }

  @Test(arguments: ["<w:color w:val=\"FFFFFF\"/>", "<w:strike/>", "<w:vanish/>"])
  func theStyleOfATableMayHideItsText(_ properties: String) throws {
    let style = "<w:style w:type=\"table\" w:styleId=\"ts\"><w:rPr>\(properties)</w:rPr></w:style>"
    #expect(try word(run(""), table: "<w:tblStyle w:val=\"ts\"/>", styles: style) == "〔7〕")
  }

  @Test func aPartOfTheStyleHidesItsOwnCellsAlone() throws {
    let style =
      "<w:style w:type=\"table\" w:styleId=\"ts\"><w:tblStylePr w:type=\"firstCol\"><w:rPr><w:strike/></w:rPr></w:tblStylePr></w:style>"
    #expect(try word(run(""), table: "<w:tblStyle w:val=\"ts\"/>", styles: style) == "7")
  }

  @Test func aNumberBeforeAFigureIsNoPartOfIt() {
    var paragraph = Paragraph("86", origin: Origin())
    paragraph.begin(with: NumberingCounters.Label(text: "1.", suffix: "nothing", isBullet: false))
    let table = Table(
      rowCount: 1, columnCount: 1, cells: [Table.Cell(rows: 0..<1, columns: 0..<1, blocks: [.paragraph(paragraph)], origin: Origin())],
      origin: Origin())
    var document = Document(format: "docx")
    document.blocks = [.table(table)]
    #expect(cell(document)?.hasPrefix("〔1.〕") == true)
  }

  @Test(arguments: ["\\cf1 7", "\\fs2 7", "\\f1 7"]) func inRTF(_ run: String) throws {
    let head = "{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}{\\f1 Wingdings;}}{\\colortbl;\\red255\\green255\\blue255;\\red255\\green0\\blue0;}"
    func text(_ run: String) throws -> String? {
      cell(try RTFReader.read(Array("\(head)\\trowd\\cellx1000\\cellx2000\\intbl a\\cell 14{\(run)}\\cell\\row\\pard b\\par}".utf8)))
    }
    #expect(try text(run) == "14〔7〕")
    #expect(try text("\\cf2 7") == "147")
  }

  @Test(arguments: [
    ("td>span:nth-child(2){display:none}", "47"), ("span[data-x=gone]{display:none}", "4"), ("td :not(b){visibility:hidden}", "4"),
    ("td span:hover{display:none}", "47"), ("td span:lang(en){display:none}", "4〔7〕"),
  ]) func selectorsOfAPage(_ css: String, _ shown: String) throws {
    let page = "<meta charset=utf-8><style>\(css)</style><table><tr><td>规章<td><b>4</b><span data-x=gone>7</span></table>"
    let expected = css.contains("nth-child") ? "4" : shown
    #expect(cell(try HTMLReader.read(Array(page.utf8))) == expected)
  }
}
