import Conversion
import Diagnostics
import DocumentTree
import Foundation
import ReportModel
import TestSupport
import Testing

/// Documents inside documents, and files that are not what their name says.
@Suite struct ForeignPartsTests {
  private func document(_ body: String, _ relationship: String, _ part: String, _ bytes: [UInt8]) -> [UInt8] {
    DOCXFixture.bytes(parts: [
      "body.xml": Array(body.utf8),
      "relationships.xml": Array(
        "<Relationship Id='rIdPart' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/\(relationship)' Target='\(part)'/>"
          .utf8),
      "word/\(part)": bytes,
    ])
  }

  private func texts(_ document: Document) -> [String] {
    document.blocks.map { block in
      switch block {
      case .paragraph(let paragraph): paragraph.text
      case .table(let table): "[" + table.cells.map(\.text).joined(separator: "|") + "]"
      }
    }
  }

  @Test(arguments: ["chunk-html", "chunk-mhtml", "chunk-text"]) func chunksOfOtherFormatsAreRead(_ name: String) throws {
    let read = try ReportReader.document(DOCXFixture.bytes(name))
    #expect(read.account.isBalanced)
    #expect(!read.diagnostics.contains { $0.code == "docx-unread-chunk" })
    let dump = read.inspectionJSON(account: true, origins: true, diagnostics: true, indentation: 1)
    #expect(Golden.mismatch(dump, "Tests/ConversionTests/Golden/\(name).json") == nil)
  }

  @Test func chunksOfRTFOfWordAndOfOldWordAreRead() throws {
    let rtf = Array("{\\rtf1\\ansi \\trowd\\cellx1000\\cellx2000\\pard\\intbl a\\cell b\\cell\\row\\pard c\\par}".utf8)
    let chunk = "<w:p><w:r><w:t>前</w:t></w:r></w:p><w:altChunk r:id='rIdPart'/>"
    #expect(texts(try ReportReader.document(document(chunk, "aFChunk", "c.rtf", rtf))) == ["前", "[a|b]", "c"])
    let inner = DOCXFixture.bytes(body: "<w:p><w:r><w:t>内</w:t></w:r></w:p>")
    #expect(texts(try ReportReader.document(document(chunk, "aFChunk", "c.docx", inner))) == ["前", "内"])
    let old = try #require(PackageFiles.bytes("Tests/Fixtures/doc/features.doc"))
    let read = try ReportReader.document(document(chunk, "aFChunk", "c.doc", old))
    #expect(texts(read).contains("一、总体情况"))
    #expect(read.account.isBalanced)
  }

  @Test func aTableThatIsAnEmbeddedWorkbookIsRead() throws {
    let body =
      "<w:p><w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID='Excel.Sheet.12' r:id='rIdPart'/></w:object></w:r></w:p>"
    let book = XLSXFixture.bytes(
      sheet: "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>规章</t></is></c><c r='B1'><v>3</v></c></row></sheetData>")
    let read = try ReportReader.document(document(body, "package", "embeddings/b.xlsx", book))
    #expect(texts(read) == ["", "[规章|3]"])
    #expect(read.diagnostics.map(\.code) == ["docx-embedded-workbook"])
    #expect(read.blocks[1].origin.description(in: .english) == "word/embeddings/b.xlsx sheet “表”, cell A1:B1")
    #expect(read.account.isBalanced)

    let unknown = try ReportReader.document(document(body, "oleObject", "embeddings/b.bin", [1, 2, 3]))
    #expect(unknown.diagnostics.map(\.code) == ["docx-embedded-object"])
    #expect(unknown.diagnostics.first?.message.english.contains("table is an embedded object") == true)
    #expect(unknown.diagnostics.first?.origin != nil)
  }

  @Test func filesThatAreNotRefusedAreFoundByTheirBytes() throws {
    let sample = SampleReports.all[1]
    let formats: [(String, [UInt8])] = [
      ("docx", ReportAsDOCX.package(sample.report)), ("html", ReportAsHTML.page(sample.report)),
      ("xlsx", ReportAsXLSX.workbook(sample.report)),
      ("pdf", DrawnPage.pdf(ReportAsPages.pages(sample.report))), ("ofd", DrawnPage.ofd(ReportAsPages.pages(sample.report))),
      ("rtf", Array("{\\rtf1 一}".utf8)), ("doc", try #require(PackageFiles.bytes("Tests/Fixtures/doc/office-2016.doc"))),
    ]
    for (format, bytes) in formats { #expect(try FormatDetector.detect(bytes).rawValue == format) }
    // Word's formats go by each other's names.
    var options = ReadingOptions()
    options.format = .docx
    #expect(try ReportReader.document(formats[6].1, options: options).format == "doc")
  }

  @Test(arguments: [
    ("%PDF-1.7", "pdf-damaged"), ("\u{89}PNG\r\n\u{1A}\n", "input-image"), ("Rar!", "input-archive"),
  ]) func othersAreRefusedByName(_ head: String, _ code: String) {
    let bytes = head.unicodeScalars.map { UInt8($0.value & 0xFF) } + [UInt8](repeating: 0, count: 64)
    #expect {
      _ = try ReportReader.read(bytes)
    } throws: { error in
      (error as? Refusal)?.code.rawValue == code
    }
  }
}

/// Characters read = kept + left out, in every file of the shared corpora.
@Suite(.enabled(if: PackageFiles.shared != nil, "the shared corpus is not beside the package"))
struct AccountTests {
  private static func files(_ folder: String) -> [String] {
    guard let shared = PackageFiles.shared else { return [] }
    let found = (try? FileManager.default.contentsOfDirectory(atPath: shared.appending(path: folder).path)) ?? []
    return found.sorted().map { "\(folder)/\($0)" }.filter { !$0.hasSuffix(".json") && !$0.hasSuffix("reference") && !$0.hasSuffix(".md") }
  }

  static let all =
    ["corpus/files/text", "corpus/files/docx", "corpus/files/html", "corpus/real-docx", "corpus/real-html", "corpus/template"]
    .flatMap { files($0) }

  @Test(arguments: all) func theTwoSidesOfTheAccountAreEqual(_ path: String) throws {
    let shared = try #require(PackageFiles.shared)
    guard let data = try? Data(contentsOf: shared.appending(path: path)), !data.isEmpty else { return }
    guard let document = try? ReportReader.document([UInt8](data)) else { return }
    #expect(document.account.isBalanced)
  }
}
