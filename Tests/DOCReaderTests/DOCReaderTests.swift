import Conversion
import DOCReader
import Diagnostics
import DocumentTree
import OfficePackaging
import ReportModel
import TestSupport
import Testing

/// Documents of Word 97–2003. The fixtures were made with LibreOffice: two of the samples, and one document with a bit of everything.
@Suite struct DOCReaderTests {
  static let options: [(TrackChanges, String)] = [(.accept, ""), (.reject, "-rejected"), (.all, "-all")]

  private func fixture(_ name: String) throws -> [UInt8] { try #require(PackageFiles.bytes("Tests/Fixtures/doc/\(name)")) }

  @Test(arguments: options) func everyConstructReadsAsItsGolden(_ option: TrackChanges, _ suffix: String) throws {
    let document = try DOCReader.read(fixture("features.doc"), trackChanges: option)
    let dump = document.inspectionJSON(account: true, origins: true, diagnostics: true, indentation: 1)
    #expect(Golden.mismatch(dump, "Tests/DOCReaderTests/Golden/features\(suffix).json") == nil)
    #expect(document.account.isBalanced)
  }

  @Test func theSameDocumentAsRTFReadsAsItsGolden() throws {
    let document = try ReportReader.document(fixture("features.rtf"))
    let dump = document.inspectionJSON(account: true, origins: true, diagnostics: true, indentation: 1)
    #expect(Golden.mismatch(dump, "Tests/DOCReaderTests/Golden/features-rtf.json") == nil)
    #expect(document.account.isBalanced)
  }

  /// A paragraph and a table with text struck out, raised and lowered, as LibreOffice writes them.
  @Test(arguments: ["marks.doc", "marks.rtf"]) func whatIsSetApartIsMarked(_ name: String) throws {
    let document = try ReportReader.document(fixture(name))
    var texts: [String: [TextMark]] = [:]
    func collect(_ blocks: [Block]) {
      for block in blocks {
        switch block {
        case .paragraph(let paragraph): texts[paragraph.text] = paragraph.marks
        case .table(let table): table.cells.forEach { collect($0.blocks) }
        }
      }
    }
    collect(document.blocks)
    #expect(texts["共73件，面积20m2，注4"] == [TextMark(.struck, 3..<4), TextMark(.raised, 20..<21), TextMark(.lowered, 27..<28)])
    #expect(texts["规章"] == [])
    #expect(texts["73"] == [TextMark(.struck, 0..<1)])
    #expect(texts["31"] == [TextMark(.raised, 1..<2)])
    #expect(texts["52"] == [TextMark(.lowered, 1..<2)])
    #expect(texts["9"] == [TextMark(.struck, 0..<1)])
  }

  @Test(arguments: ["bureau-2021-faults", "office-2016"]) func samplesGiveTheirReports(_ name: String) throws {
    let sample = try #require(SampleReports.all.first { $0.name == name })
    let read = try #require(try ReportReader.read(fixture("\(name).doc")).first).report
    #expect(read.provenance?.format == "doc")
    #expect(read.organ?.value == sample.report.organ?.value)
    for table in sample.report.tables {
      for figure in table.figures {
        let back = read.figure(figure.id)
        #expect(back?.status == figure.status && back?.value == figure.value && back?.text == figure.text, "\(figure.id)")
      }
    }
  }

  @Test func passwordsAreNamed() throws {
    var bytes = try fixture("features.doc")
    // The flag in the file information block, which begins the first stream.
    let block = try #require(bytes.indices.first { $0 % 512 == 0 && bytes[$0] == 0xEC && bytes[$0 + 1] == 0xA5 })
    bytes[block + 0x0B] |= 1
    #expect {
      try DOCReader.read(bytes)
    } throws: { error in
      (error as? Refusal)?.message.english.contains("password") == true
    }
  }

  @Test func filesCutAnywhereAreRefused() throws {
    let whole = try fixture("features.doc")
    for length in stride(from: 0, to: whole.count - 512, by: 101) {
      #expect((try? DOCReader.read(Array(whole[..<length]))) == nil, "\(length)")
    }
  }

  @Test(arguments: 0..<8) func filesWithBytesChangedAreReadOrRefused(_ seed: Int) throws {
    let whole = try fixture("features.doc")
    var generator = SeededGenerator(seed: UInt64(seed) &* 7919 &+ 1)
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      guard let document = try? DOCReader.read(bytes) else { continue }
      #expect(document.account.isBalanced)
    }
  }
}

@Suite struct CompoundFileTests {
  @Test func chainsThatGoInCirclesEnd() throws {
    var bytes = try #require(PackageFiles.bytes("Tests/Fixtures/doc/features.doc"))
    // Every entry of the first table of chains points to sector 1.
    let sector = (Int(bytes[76]) | Int(bytes[77]) << 8) + 1
    for index in 0..<128 {
      bytes[sector * 512 + index * 4] = 1
      for byte in 1..<4 { bytes[sector * 512 + index * 4 + byte] = 0 }
    }
    #expect(throws: Refusal.self) { try CompoundFile(bytes) }
  }

  @Test func streamsAreFoundByName() throws {
    let file = try CompoundFile(try #require(PackageFiles.bytes("Tests/Fixtures/doc/features.doc")))
    #expect(file.entries.contains { $0.name == "WordDocument" })
    #expect(try file.stream("WordDocument")?.starts(with: [0xEC, 0xA5]) == true)
    #expect(try file.stream("nothing") == nil)
  }
}
