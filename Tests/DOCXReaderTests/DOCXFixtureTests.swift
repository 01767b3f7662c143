import DOCXReader
import Diagnostics
import DocumentTree
import TestSupport
import Testing

@Suite struct DOCXFixtureTests {
  private static let options: [(TrackChanges, String)] = [(.accept, ""), (.reject, "-rejected"), (.all, "-all")]

  private func dump(_ bytes: [UInt8], _ option: TrackChanges = .accept) throws -> (Document, [UInt8]) {
    let document = try DOCXReader.read(bytes, options: .init(trackChanges: option))
    return (document, document.inspectionJSON(account: true, origins: true, diagnostics: true, indentation: 1))
  }

  @Test(arguments: DOCXFixture.names())
  func everyFixtureReadsAsItsGolden(_ name: String) throws {
    let (document, dump) = try dump(DOCXFixture.bytes(name))
    #expect(Golden.mismatch(dump, "Tests/DOCXReaderTests/Golden/\(name).json") == nil)
    #expect(document.account.isBalanced)
    #expect(charactersInTree(of: document) == document.account.kept + document.account.generated)
  }

  @Test(
    arguments: DOCXFixture.names().filter {
      $0.contains("delet") || $0.contains("insert") || $0.contains("moved") || $0.contains("revision")
    })
  func revisionsReadAsBeforeOrWhole(_ name: String) throws {
    for (option, suffix) in Self.options.dropFirst() {
      let (document, dump) = try dump(DOCXFixture.bytes(name), option)
      #expect(Golden.mismatch(dump, "Tests/DOCXReaderTests/Golden/\(name)\(suffix).json") == nil)
      #expect(document.account.isBalanced)
    }
  }

  @Test(arguments: ["flat-opc", "word-2003"])
  func singleXMLFilesReadAsTheirGoldens(_ name: String) throws {
    let bytes = try #require(PackageFiles.bytes("Tests/Fixtures/docx/\(name).xml"))
    let (document, dump) = try dump(bytes)
    #expect(Golden.mismatch(dump, "Tests/DOCXReaderTests/Golden/\(name).json") == nil)
    #expect(document.account.isBalanced)
  }

  @Test func everyGoldenHasAFixture() throws {
    #expect(DOCXFixture.names().count > 60)
  }

  @Test func typedAndAutomaticNumbersGiveTheSameText() throws {
    let numbering =
      "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    let automatic = try DOCXReader.read(
      DOCXFixture.bytes(
        body: "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>",
        ["numbering.xml": numbering]))
    let typed = try DOCXReader.read(DOCXFixture.bytes(body: "<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>"))
    #expect(texts(automatic.blocks) == texts(typed.blocks))
  }

  @Test func utf16PartsAreRead() throws {
    let xml =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>年报</w:t></w:r></w:p></w:body></w:document>"
    var bytes: [UInt8] = [0xFE, 0xFF]
    for unit in xml.utf16 { bytes += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    let package = DOCXFixture.bytes(parts: ["word/document.xml": bytes])
    #expect(texts(try DOCXReader.read(package).blocks) == ["年报"])
  }

  @Test func foreignChunksAreReadByWhoeverCan() throws {
    let reader: DOCXReader.ForeignReader = { content in
      var document = Document(format: content.kind.rawValue)
      document.blocks = [.paragraph(Paragraph("网页", origin: Origin(.line(1))))]
      document.account.read = 2
      document.account.kept = 2
      return .success(document)
    }
    let document = try DOCXReader.read(
      DOCXFixture.bytes("chunk-html"), options: .init(foreignReader: reader))
    #expect(texts(document.blocks) == ["前", "网页", "后"])
    #expect(document.blocks[1].origin.part == "word/chunk.htm")
    #expect(document.account.isBalanced)
  }

  @Test func embeddedWorkbooksAreReadByWhoeverCanAndSaidInAnyCase() throws {
    let workbook = DOCXFixture.zip([("[Content_Types].xml", Array("<a/>".utf8)), ("xl/workbook.xml", Array("<a/>".utf8))])
    let bytes = DOCXFixture.bytes(parts: [
      "body.xml": Array(
        "<w:p><w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID='Excel.Sheet.12' r:id='rIdBook'/></w:object></w:r></w:p>"
          .utf8),
      "relationships.xml": Array(
        "<Relationship Id='rIdBook' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/package' Target='embeddings/book.xlsx'/>"
          .utf8),
      "word/embeddings/book.xlsx": workbook,
    ])
    let unread = try DOCXReader.read(bytes)
    #expect(unread.diagnostics.map(\.code) == ["docx-embedded-object"])
    #expect(unread.diagnostics.map(\.severity) == [.warning])

    let reader: DOCXReader.ForeignReader = { content in
      guard content.kind == .spreadsheet, content.bytes == workbook else { return nil }
      var document = Document(format: "xlsx")
      document.blocks = [.table(Table(rowCount: 0, columnCount: 0, cells: [], origin: Origin(.sheet("表1"))))]
      return .success(document)
    }
    let read = try DOCXReader.read(bytes, options: .init(foreignReader: reader))
    #expect(read.blocks.count == 2)
    #expect(read.blocks.last?.origin.part == "word/embeddings/book.xlsx")
    #expect(read.diagnostics.map(\.code) == ["docx-embedded-workbook"])
  }

  @Test func documentsInsideDocumentsAreReadToALimit() throws {
    var bytes = DOCXFixture.bytes(body: "<w:p><w:r><w:t>最内</w:t></w:r></w:p>")
    for _ in 0..<8 {
      bytes = DOCXFixture.bytes(parts: [
        "body.xml": Array("<w:altChunk r:id='rIdChunk'/>".utf8),
        "relationships.xml": Array(
          "<Relationship Id='rIdChunk' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk' Target='in.docx'/>"
            .utf8),
        "word/in.docx": bytes,
      ])
    }
    var limits = Limits()
    limits.containerNesting = 8
    #expect(texts(try DOCXReader.read(bytes, limits: limits).blocks) == ["最内"])
    let cut = try DOCXReader.read(bytes)
    #expect(cut.blocks.isEmpty)
    #expect(cut.diagnostics.contains { $0.code == "docx-unread-chunk" })
  }
}

func texts(_ blocks: [Block]) -> [String] {
  blocks.compactMap { if case .paragraph(let paragraph) = $0 { paragraph.text } else { nil } }
}

/// Characters of the tree, counted apart from the reader.
func charactersInTree(of document: Document) -> Int {
  func count(_ blocks: [Block]) -> Int {
    blocks.reduce(0) { sum, block in
      switch block {
      case .paragraph(let paragraph): sum + paragraph.text.unicodeScalars.count { !$0.properties.isWhitespace }
      case .table(let table): sum + table.cells.reduce(0) { $0 + count($1.blocks) }
      }
    }
  }
  return count(document.blocks) + document.notes.reduce(0) { $0 + count($1.blocks) }
    + document.comments.reduce(0) { $0 + count($1.blocks) } + document.headers.reduce(0) { $0 + count($1.blocks) }
    + document.footers.reduce(0) { $0 + count($1.blocks) }
}
