import Diagnostics
import DocumentTree
import TestSupport
import Testing

@testable import PDFReader

/// What content streams draw, and what is made of it.
@Suite struct PDFReaderTests {
  private func read(_ pages: [DrawnPage], content: String = "") throws -> Document {
    let document = try PDFReader.read(DrawnPage.pdf(pages, content: content))
    #expect(document.account.isBalanced)
    #expect(TablePicture.characters(document) == document.account.kept)
    return document
  }

  @Test func textAndRulingsOfAPageAreRead() throws {
    var page = DrawnPage()
    page.text("青禾县人民政府", 100, 80)
    page.cell("规章", 100, 100, 80, 20)
    page.cell("12", 180, 100, 60, 20)
    #expect(TablePicture.lines(try read([page])) == ["青禾县人民政府", "规章|12"])
  }

  @Test(arguments: [
    ("3 Tr BT /F1 10 Tf 100 700 Td <00310032> Tj ET 0 Tr ", "invisible-text"),
    ("1 g BT /F1 10 Tf 100 700 Td <00310032> Tj ET 0 g ", "text-in-the-colour-of-its-ground"),
    ("q 0 0 50 50 re W n BT /F1 10 Tf 100 700 Td <00310032> Tj ET Q ", "clipped-text"),
    ("BT /F1 10 Tf 1 0 0 1 -300 700 Tm <00310032> Tj ET ", "off-page-text"),
    ("BT /F1 10 Tf 100 700 Td <00310032> Tj ET 0.5 g 90 690 60 30 re f 0 g ", "covered-text"),
  ]) func whatIsNotDrawnIsNotRead(_ content: String, _ reason: String) throws {
    var page = DrawnPage()
    page.text("正文", 100, 80)
    let document = try read([page], content: content)
    #expect(TablePicture.lines(document) == ["正文"])
    #expect(document.account.leftOut.map(\.reason) == [reason])
    #expect(document.diagnostics.map(\.code) == ["page-hidden-text"])
  }

  @Test func textThatIsShownGlyphByGlyphHangsTogether() throws {
    let content = "BT /F1 10 Tf 100 700 Td [<0031> 0 <0032> -2000 <0033>] TJ ET "
    var page = DrawnPage()
    page.text("正文", 100, 80)
    #expect(TablePicture.lines(try read([page], content: content)).contains { $0.contains("12") && !$0.contains("123") })
  }

  @Test func toUnicodeMapsCodesRangesAndLists() {
    let map = CharacterMap(
      Array(
        """
        1 begincodespacerange <0000> <FFFF> endcodespacerange
        1 beginbfchar <0001> <9752> endbfchar
        2 beginbfrange <0010> <0012> <0030> <0020> <0021> [<4E00> <D83DDE00>] endbfrange
        """.utf8))
    #expect(map.texts == [1: "青", 0x10: "0", 0x11: "1", 0x12: "2", 0x20: "一", 0x21: "😀"])
    #expect(map.spaces.count == 1)
  }

  @Test func thePredefinedMapsOfGBKAndUnicodeAreKnown() throws {
    let legacy = try #require(PredefinedMap("GBK-EUC-H"))
    #expect(
      legacy.length(of: [0xD2, 0xBB], at: 0) == 2 && legacy.text(of: 0xD2BB, length: 2) == "一" && legacy.text(of: 0x31, length: 1) == "1")
    let unicode = try #require(PredefinedMap("UniGB-UCS2-H"))
    #expect(unicode.text(of: 0x4E00, length: 2) == "一")
    #expect(PredefinedMap("Identity-H") == nil)
  }

  @Test func operandsAreReadAsTheStandardWritesThem() {
    var lexer = ContentLexer(Array("/A#42 -.5 (a\\(b\\051\\n) <4142> [1 [2]] << /K 3 >> Tj".utf8))
    var operands: [Operand] = []
    while let token = lexer.next() { if case .operand(let operand) = token { operands.append(operand) } }
    #expect(operands.count == 6)
    var long = ContentLexer(Array("314.96000000000004 -0.123456789012345678".utf8))
    if case .operand(let first)? = long.next(), case .operand(let second)? = long.next() {
      #expect(abs((first.number ?? 0) - 314.96) < 1e-9 && abs((second.number ?? 0) + 0.123456789012345) < 1e-9)
    } else {
      Issue.record("a number with many digits is a number")
    }
    #expect(operands[0].name == "AB" && operands[1].number == -0.5)
    #expect(operands[2].string == Array("a(b)\n".utf8) && operands[3].string == Array("AB".utf8))
  }

  @Test func aFileCutAnywhereIsReadOrRefused() throws {
    var page = DrawnPage()
    page.cell("规章", 100, 100, 80, 20)
    page.cell("12", 180, 100, 60, 20)
    let whole = DrawnPage.pdf([page])
    // Without its last line a file is whole.
    for end in stride(from: 0, to: whole.count - 8, by: 97) {
      guard let document = try? PDFReader.read(Array(whole[..<end])) else { continue }
      #expect(
        document.diagnostics.contains { $0.code == "pdf-repaired" },
        "\(end) of \(whole.count): \(document.diagnostics.map(\.code.rawValue))")
    }
  }

  @Test(arguments: [
    "[[[[", "<<<<", String(repeating: "q ", count: 50_000), String(repeating: "[", count: 100_000), "/X Do (", "1e999 0 Td",
  ])
  func hostileContentEnds(_ content: String) {
    var page = DrawnPage()
    page.text("正文", 100, 80)
    _ = try? PDFReader.read(DrawnPage.pdf([page], content: content))
  }
}
