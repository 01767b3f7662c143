import Diagnostics
import DocumentTree
import RTFReader
import TestSupport
import Testing

@Suite struct RTFReaderTests {
  private func read(_ body: String, _ changes: TrackChanges = .accept) throws -> Document {
    let head = "{\\rtf1\\ansi\\ansicpg936\\uc1{\\fonttbl{\\f0\\fcharset0 Times New Roman;}{\\f1\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}}"
    let document = try RTFReader.read(Array("\(head)\(body)}".utf8), trackChanges: changes)
    #expect(document.account.isBalanced)
    return document
  }

  private func texts(_ document: Document) -> [String] {
    document.blocks.compactMap { if case .paragraph(let paragraph) = $0 { paragraph.text } else { nil } }
  }

  private func grid(_ document: Document) -> [String] {
    var out: [String] = []
    for case .table(let table) in document.blocks {
      for cell in table.cells {
        out.append("\(cell.rows.lowerBound)-\(cell.rows.upperBound)/\(cell.columns.lowerBound)-\(cell.columns.upperBound) \(cell.text)")
      }
    }
    return out
  }

  @Test func textOfBytesAndOfUnicodeIsRead() throws {
    let document = try read(
      "\\pard\\f1 \\'c4\\'ea\\'b1\\'a8\\par\\f0 \\'c4\\'ea\\u25253\\'b1\\u-10179?\\u-8704?\\par a\\tab b\\line c\\~d\\par")
    #expect(texts(document) == ["年报", "年报\u{1F600}", "a\tb\nc\u{A0}d"])
    #expect(document.encoding == "gbk")
  }

  @Test func whatNobodySeesIsLeftOutAndNamed() throws {
    let document = try read(
      "{\\stylesheet{\\s1 x;}}{\\info{\\title \\'c4\\'ea}}{\\*\\generator Word;}{\\*\\unknown y}\\pard a{\\v b}c{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}\\par"
    )
    #expect(texts(document) == ["ac3"])
    #expect(document.metadata.map(\.value) == ["年"])
    #expect(document.account.leftOut.map(\.reason) == ["hidden-text", "field-code"])
    #expect(document.diagnostics.map(\.code) == ["rtf-left-out"])
  }

  @Test func revisionsReadAsAsked() throws {
    let body = "\\pard a{\\deleted 1}{\\revised 2}b\\par"
    #expect(texts(try read(body)) == ["a2b"])
    #expect(texts(try read(body, .reject)) == ["a1b"])
    #expect(texts(try read(body, .all)) == ["a12b"])
    #expect(try read(body).revisions.map(\.count) == [1, 1])
  }

  @Test func numbersOfListsAreKeptAndBulletsAreNot() throws {
    let document = try read(
      "{\\listtext\\u19968?\\'a1\\'a2\\tab}\\pard \\'d7\\'dc\\par{\\listtext\\'b7\\tab}x\\par")
    #expect(texts(document) == ["一、总", "x"])
  }

  @Test func tablesAreTrueGrids() throws {
    let row = { (cells: String, edges: String) in "{\\trowd\\trleft0\(edges)\\pard\\intbl \(cells)\\row}" }
    let body =
      row("a\\cell b\\cell ", "\\clvmgf\\cellx1000\\cellx3000")
      + row("\\cell c\\cell d\\cell ", "\\clvmrg\\cellx1000\\cellx2000\\cellx3000")
      + row("e\\cell f\\cell\\cell ", "\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000") + "\\pard after\\par"
    let document = try read(body)
    #expect(grid(document) == ["0-2/0-1 a", "0-1/1-3 b", "1-2/1-2 c", "1-2/2-3 d", "2-3/0-1 e", "2-3/1-3 f"])
    #expect(texts(document) == ["after"])
  }

  @Test func tablesInsideCellsAreRead() throws {
    let document = try read(
      "\\trowd\\cellx1000\\cellx2000\\pard\\intbl x\\par\\pard\\intbl\\itap2 n\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}{\\nonesttables\\par}\\pard\\intbl y\\cell z\\cell\\row\\pard end\\par"
    )
    guard case .table(let table)? = document.blocks.first else {
      Issue.record("no table")
      return
    }
    #expect(table.cells.map(\.text) == ["x\ny", "z"])
    #expect(table.cells[0].nestedTables.map { $0.cells.map(\.text) } == [["n"]])
  }

  @Test func notesAndTextBoxesHaveTheirPlaces() throws {
    let document = try read(
      "\\pard a{\\footnote\\pard \\chftn note\\par}b{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt\\pard box\\par}}{\\shprslt copy}}\\par{\\header\\pard head\\par}"
    )
    #expect(texts(document) == ["ab", "box"])
    #expect(document.notes.count == 1)
    #expect(document.headers.count == 1)
  }

  @Test func aFileThatIsCutIsSaidToBe() throws {
    let document = try RTFReader.read(Array("{\\rtf1 a\\par".utf8))
    #expect(document.diagnostics.map(\.code) == ["rtf-cut"])
  }

  @Test func damagedFilesAreReadOrRefused() {
    let whole = Array(
      "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f1\\fcharset134 x;}}\\trowd\\clvmgf\\cellx1000\\cellx2000\\pard\\intbl\\f1 \\'c4\\'ea\\cell{\\field{\\*\\fldinst =SUM}{\\fldrslt 3}}\\cell\\row\\trowd\\clvmrg\\cellx1000\\cellx2000\\pard\\intbl\\itap2 n\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}\\pard\\intbl \\u24180?\\cell\\cell\\row\\pard{\\listtext 1.\\tab}{\\footnote\\pard x\\par}\\par}"
        .utf8)
    for length in 0..<whole.count { #expect((try? RTFReader.read(Array(whole[..<length])))?.account.isBalanced ?? true) }
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator) }
      #expect((try? RTFReader.read(bytes))?.account.isBalanced ?? true)
    }
    #expect(throws: Refusal.self) { try RTFReader.read(Array(String(repeating: "{", count: 2000).utf8)) }
    let deep = (1...60).map { "\\itap\($0) x\\nestcell" }.joined()
    #expect(throws: Refusal.self) { try RTFReader.read(Array("{\\rtf1 \(deep)}".utf8)) }
  }
}
