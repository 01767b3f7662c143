import Diagnostics
import DocumentTree
import TestSupport
import Testing

@testable import XLSXReader

@Suite struct XLSXReaderTests {
  private func read(_ bytes: [UInt8]) throws -> Document {
    let document = try XLSXReader.read(bytes)
    #expect(document.account.isBalanced)
    #expect(
      Self.characters(document.blocks) + document.comments.reduce(0) { $0 + Self.characters($1.blocks) }
        + (document.headers + document.footers).reduce(0) { $0 + Self.characters($1.blocks) } == document.account.kept
        + document.account.generated)
    return document
  }

  private static func characters(_ blocks: [Block]) -> Int {
    blocks.reduce(0) { sum, block in
      switch block {
      case .paragraph(let paragraph): sum + paragraph.text.unicodeScalars.count { !$0.properties.isWhitespace }
      case .table(let table): sum + table.cells.reduce(0) { $0 + characters($1.blocks) }
      }
    }
  }

  /// Paragraphs as they are, tables as rows of cells with their spans.
  private func picture(_ document: Document) -> [String] {
    document.blocks.flatMap { block -> [String] in
      switch block {
      case .paragraph(let paragraph): return [paragraph.text]
      case .table(let table):
        return (0..<table.rowCount).map { row in
          table.cells.filter { $0.rows.lowerBound == row }
            .map { cell in
              cell.text + (cell.columns.count > 1 ? "→\(cell.columns.count)" : "") + (cell.rows.count > 1 ? "↓\(cell.rows.count)" : "")
            }.joined(separator: "|")
        }
      }
    }
  }

  private func row(_ number: Int, _ cells: String, _ attributes: String = "") -> String {
    "<row r='\(number)' \(attributes)>\(cells)</row>"
  }
  private func text(_ place: String, _ text: String, _ style: Int = 0) -> String {
    "<c r='\(place)' s='\(style)' t='inlineStr'><is><t>\(text)</t></is></c>"
  }
  private func number(_ place: String, _ value: String, _ style: Int = 0) -> String { "<c r='\(place)' s='\(style)'><v>\(value)</v></c>" }
  private func data(_ rows: String...) -> String { "<sheetData>\(rows.joined())</sheetData>" }

  @Test func stringsOfEveryKindAreRead() throws {
    let document = try read(
      XLSXFixture.bytes(
        sheet: data(
          row(1, "<c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"),
          row(2, "<c r='A2' t='str'><f>A1</f><v>公式</v></c>\(text("B2", "内_x000D_嵌"))"),
          row(3, "<c r='A3' t='b'><v>1</v></c><c r='B3' t='e'><v>#DIV/0!</v></c>")),
        strings: [
          "<r><t>富</t></r><r><rPr><b/></rPr><t>文本</t></r><rPh sb='0' eb='1'><t>fu</t></rPh><phoneticPr fontId='1'/>", "<t>共享</t>",
          "<t>没用</t>",
        ]))
    #expect(picture(document) == ["富文本|共享", "公式|内\n嵌", "TRUE|#DIV/0!"])
    #expect(document.account.leftOut.first { $0.reason == "phonetic-guide" }?.characters == 2)
    #expect(document.account.leftOut.first { $0.reason == "unreferenced-string" }?.characters == 2)
    #expect(document.diagnostics.map(\.code) == ["xlsx-error-value"])
    guard case .table(let table) = document.blocks[0] else { return }
    #expect(table.cells[3].origin.path == "sheet:表/reference:B2")
  }

  @Test func whatFontsSetApartIsMarked() throws {
    let document = try read(
      XLSXFixture.bytes(
        sheet: data(row(1, "<c r='A1' t='s'><v>0</v></c>\(number("B1", "73", 1))\(text("C1", "无", 1))<c r='D1' t='s' s='1'><v>0</v></c>")),
        strings: ["<r><rPr><strike/></rPr><t>7</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r><r><t>3</t></r>"],
        styles: "<fonts><font/><font><strike val='1'/></font></fonts><cellXfs><xf/><xf fontId='1'/></cellXfs>"))
    guard case .table(let table) = document.blocks[0] else { return #expect(Bool(false)) }
    let marks = table.cells.map { cell -> [TextMark] in
      guard case .paragraph(let paragraph)? = cell.blocks.first else { return [] }
      return paragraph.marks
    }
    let own = [TextMark(.struck, 0..<1), TextMark(.raised, 1..<2)]
    #expect(marks == [own, [TextMark(.struck, 0..<2)], [TextMark(.struck, 0..<3)], own])
  }

  @Test func formulasWithoutAResultAreNoBlanks() throws {
    let document = try read(XLSXFixture.bytes(sheet: data(row(1, text("A1", "总计") + "<c r='B1'><f>SUM(B2:B3)</f></c>"))))
    #expect(picture(document) == ["总计|=SUM(B2:B3)"])
    #expect(document.diagnostics.map(\.code) == ["xlsx-formula-without-value"])
  }

  @Test func mergesGiveATrueGrid() throws {
    let document = try read(
      XLSXFixture.bytes(
        sheet: data(
          row(1, text("A1", "标题")), row(2, text("A2", "a") + text("B2", "b") + text("C2", "隐")), row(3, text("B3", "c") + text("C3", "d")),
          row(4, text("A4", "e") + text("B4", "f") + text("C4", "g")))
          + "<mergeCells><mergeCell ref='A1:C1'/><mergeCell ref='A2:A3'/><mergeCell ref='B2:C2'/><mergeCell ref='C2:C3'/></mergeCells>"))
    #expect(picture(document) == ["标题", "a↓2|b→2", "c|d", "e|f|g"])
    #expect(document.diagnostics.map(\.code) == ["xlsx-overlapping-merge", "xlsx-text-in-merged-cell"])
  }

  @Test func whatIsHiddenIsLeftOutAndNamed() throws {
    let document = try read(
      XLSXFixture.bytes(sheets: [
        (
          "显", "",
          "<cols><col min='2' max='2' hidden='1' width='9'/></cols>"
            + data(
              row(1, text("A1", "甲") + text("B1", "藏列") + text("C1", "乙")), row(2, text("A2", "藏行"), "hidden='1'"),
              row(3, number("A3", "1") + number("C3", "2"))) + "<mergeCells><mergeCell ref='B3:C3'/></mergeCells>"
        ), ("藏", "state='veryHidden'", data(row(1, text("A1", "看不见")))),
      ]))
    #expect(picture(document) == ["甲|乙", "1|"])
    #expect(
      document.account.leftOut.filter { $0.reason.hasPrefix("hidden") }.map(\.reason).sorted() == [
        "hidden-column", "hidden-row", "hidden-sheet",
      ])
    #expect(Set(document.diagnostics.map(\.code)) == ["xlsx-hidden-cells", "xlsx-hidden-sheet", "xlsx-text-in-merged-cell"])
    #expect(document.diagnostics.contains { $0.message.chinese.contains("“藏”") })
  }

  @Test func areasAreParted() throws {
    let document = try read(
      XLSXFixture.bytes(
        sheet: data(
          row(1, text("A1", "一、总体情况")), row(2, text("A2", "a") + text("B2", "b") + text("D2", "x") + text("E2", "y")),
          row(3, text("A3", "c") + text("B3", "d") + text("D3", "z") + text("E3", "w")), row(5, text("A5", "e") + text("B5", "f")))))
    #expect(picture(document) == ["一、总体情况", "a|b", "c|d", "x|y", "z|w", "e|f"])
  }

  @Test func framedBlanksAreCells() throws {
    let styles =
      "<borders><border/><border><left style='thin'/></border></borders><cellXfs><xf/><xf borderId='1'/></cellXfs>"
    let document = try read(
      XLSXFixture.bytes(
        sheet: data(row(1, text("A1", "规章", 1) + "<c r='B1' s='1'/><c r='C1' s='1'/>"), row(2, "<c r='A2' s='1'/><c r='C2' s='1'/>")),
        styles: styles))
    #expect(picture(document) == ["规章||", "||"])
  }

  @Test func whatStandsBesideTheCellsIsRead() throws {
    let relation = XLSXFixture.relation
    let document = try read(
      XLSXFixture.bytes(
        sheet: data(row(1, text("A1", "甲")))
          + "<headerFooter><oddHeader>&amp;C&amp;\"宋体\"&amp;12页眉&amp;P</oddHeader></headerFooter><drawing r:id='d'/>",
        sheetRelationships:
          "<Relationship Id='c' Type='\(relation)/comments' Target='../comments1.xml'/><Relationship Id='d' Type='\(relation)/drawing' Target='../drawings/d.xml'/>",
        parts: [
          "comments1.xml":
            "<comments xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><authors><author>张</author></authors><commentList><comment ref='A1' authorId='0'><text><r><t>批注</t></r></text></comment></commentList></comments>",
          "xl/drawings/d.xml":
            "<xdr:wsDr xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>文本框</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor><xdr:pic/></xdr:wsDr>",
        ]))
    #expect(picture(document) == ["甲", "文本框"])
    #expect(document.headers.count == 1)
    #expect(document.comments.first?.author == "张")
    #expect(document.diagnostics.map(\.code) == ["xlsx-comments", "xlsx-picture"])
  }

  struct FormatCase: Sendable, CustomTestStringConvertible {
    var code: String
    var value: String
    var shown: String?
    var finding: String?
    var testDescription: String { "\(value) as \(code)" }
    init(_ code: String, _ value: String, _ shown: String, _ finding: String? = nil) {
      self.code = code
      self.value = value
      self.shown = shown
      self.finding = finding
    }
  }

  @Test(arguments: [
    FormatCase("General", "96171.600000000006", "96171.6"), FormatCase("General", "1E-4", "0.0001"),
    FormatCase("General", "3187.46", "3187.46"),
    FormatCase("General", "1.2345678E+7", "12345678"), FormatCase("0.00", "3.5", "3.50"),
    FormatCase("0", "12.4", "12", "xlsx-number-rounded"),
    FormatCase("0.00", "1.005", "1.01", "xlsx-number-rounded"), FormatCase("#,##0", "1482907", "1,482,907"), FormatCase("0%", "0.5", "50%"),
    FormatCase("0.0%", "0.1234", "12.3%", "xlsx-number-rounded"), FormatCase("0.0000", "251000", "251000.0000"),
    FormatCase("+0;-0;0", "14", "+14"), FormatCase("+0;-0;0", "-8", "-8"), FormatCase("0\"件\"", "12", "12件"),
    FormatCase("0.00_);(0.00)", "-5", "-5", "xlsx-number-shown-otherwise"),
    FormatCase("0;[Red]0", "-5", "-5", "xlsx-number-shown-otherwise"),
    FormatCase("_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "0", "0", "xlsx-number-shown-otherwise"),
    FormatCase("0;-0;;@", "0", "0", "xlsx-number-shown-otherwise"), FormatCase("[DBNum1]General", "12", "12", "xlsx-number-format"),
    FormatCase("0.00E+00", "12", "12", "xlsx-number-format"), FormatCase("[&gt;100]0;0.0", "12", "12", "xlsx-number-format"),
    FormatCase("yyyy\"年\"m\"月\"d\"日\"", "45369", "2024年3月18日"), FormatCase("yyyy/m/d h:mm", "45369.75", "2024/3/18 18:00"),
    FormatCase("yyyy-mm-dd", "60", "60", "xlsx-number-format"), FormatCase("yyyy-mm-dd", "59", "1900-02-28"),
    FormatCase("mmm d", "45369", "45369", "xlsx-number-format"), FormatCase("0,", "12000", "12"),
    FormatCase("#,##0.00", "-1234.5", "-1,234.50"),
    FormatCase("@", "007.5", "7.5"), FormatCase("[$¥-804]#,##0.00", "3", "¥3.00"), FormatCase("General", "abc", "abc", "xlsx-bad-number"),
  ])
  func numbersAreShownAsAPersonSeesThem(_ example: FormatCase) throws {
    let code = example.code.replacing("\"", with: "&quot;")
    let document = try read(
      XLSXFixture.bytes(
        sheet: data(row(1, number("A1", example.value, 1))),
        styles: "<numFmts><numFmt numFmtId='200' formatCode=\"\(code)\"/></numFmts><cellXfs><xf/><xf numFmtId='200'/></cellXfs>"))
    #expect(picture(document) == [example.shown])
    #expect(document.diagnostics.map(\.code.rawValue) == [example.finding].compactMap { $0 })
  }

  @Test func datesOf1904AreRead() throws {
    let document = try read(
      XLSXFixture.bytes(
        sheet: data(row(1, number("A1", "43907", 1))), styles: "<cellXfs><xf/><xf numFmtId='14'/></cellXfs>",
        workbook: "<workbookPr date1904='1'/>"))
    #expect(picture(document) == ["2024/3/18"])
  }

  @Test func otherWorkbooksAreRefusedByName() {
    #expect {
      try XLSXReader.read(
        DOCXFixture.zip([
          ("[Content_Types].xml", Array("<a/>".utf8)), ("xl/workbook.bin", [0]),
          (
            "_rels/.rels",
            Array(
              "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' Type='\(XLSXFixture.relation)/officeDocument' Target='xl/workbook.bin'/></Relationships>"
                .utf8)
          ),
        ]))
    } throws: { error in
      (error as? Refusal)?.code == "input-xlsb"
    }
  }

  @Test func absurdSheetsAreRefusedOrRead() throws {
    let wide = try read(
      XLSXFixture.bytes(
        sheet: data(row(1, text("A1", "a")), row(1_048_576, text("XFD1048576", "z")))
          + "<mergeCells><mergeCell ref='B2:XFD9'/></mergeCells>"))
    #expect(picture(wide).contains("a"))
    let whole = try read(
      XLSXFixture.bytes(
        sheet: data(row(1, text("A1", "a")), row(1_048_576, text("XFD1048576", "z")))
          + "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"))
    #expect(picture(whole) == ["a"])
    #expect(throws: Refusal.self) {
      try XLSXReader.read(
        XLSXFixture.bytes(
          sheet: data(row(1, text("A1", "a") + text("B1", "b")), row(1_048_576, text("XFD1048576", "z")))
            + "<mergeCells><mergeCell ref='A1:A1048576'/><mergeCell ref='B1:XFD1'/></mergeCells>"))
    }
    #expect(throws: Refusal.self) {
      try XLSXReader.read(XLSXFixture.bytes(sheet: "<sheetData>\(String(repeating: "<row>", count: 600))</sheetData>"))
    }
  }

  @Test func damagedWorkbooksAreReadOrRefused() throws {
    let whole = ReportAsXLSX.workbook(SampleReports.all[0].report)
    for length in stride(from: 0, to: whole.count, by: 97) { #expect((try? XLSXReader.read(Array(whole[..<length]))) == nil) }
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      var bytes = whole
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      #expect((try? XLSXReader.read(bytes))?.account.isBalanced ?? true)
    }
    // The checksums of a package hide most damage: so the sheet is damaged, then packed.
    let styles = "<borders><border/><border><left style='thin'/></border></borders><cellXfs><xf/><xf borderId='1' numFmtId='4'/></cellXfs>"
    let content = Array(
      (data(
        row(1, text("A1", "甲") + number("B1", "1.5", 1), "hidden='0'"),
        row(2, "<c r='A2' t='s'><v>0</v></c><c r='C2'><f>A1</f><v>2</v></c>"),
        row(4, "<c t='b'><v>1</v></c><c t='e'><v>#REF!</v></c>"))
        + "<mergeCells><mergeCell ref='A1:A2'/><mergeCell ref='B4:C5'/></mergeCells>")
        .utf8)
    for _ in 0..<2500 {
      var bytes = content
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= 1 << UInt8.random(in: 0..<7, using: &generator)
      let fixture = XLSXFixture.bytes(sheet: String(decoding: bytes, as: UTF8.self), strings: ["<t>乙</t>"], styles: styles)
      #expect((try? XLSXReader.read(fixture))?.account.isBalanced ?? true)
    }
  }
}
