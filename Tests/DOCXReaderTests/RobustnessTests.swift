import DOCXReader
import Diagnostics
import DocumentTree
import OfficePackaging
import TestSupport
import Testing

/// A fixture that is cut or damaged is read or refused; it never traps, and what is read keeps its account.
@Suite struct DOCXRobustnessTests {
  private func survives(_ bytes: [UInt8]) -> Bool {
    guard let document = try? DOCXReader.read(bytes) else { return false }
    #expect(document.account.isBalanced)
    return true
  }

  @Test(arguments: DOCXFixture.names())
  func fixturesCutAnywhereAreRefused(_ name: String) {
    let whole = DOCXFixture.bytes(name)
    var read = 0
    for length in stride(from: 0, to: whole.count, by: 41) where survives(Array(whole[..<length])) { read += 1 }
    #expect(read == 0)
  }

  @Test(arguments: DOCXFixture.names())
  func packagesWithAByteChangedAreReadOrRefused(_ name: String) {
    let whole = DOCXFixture.bytes(name)
    var generator = SeededGenerator(seed: UInt64(whole.count))
    for _ in 0..<40 {
      var bytes = whole
      bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      _ = survives(bytes)
    }
  }

  /// The checksums of a package hide most damage from the readers of its parts: so the parts are damaged, then packed.
  @Test(arguments: DOCXFixture.names())
  func partsWithABitTurnedAreReadOrRefused(_ name: String) {
    let parts = DOCXFixture.loose(name)
    var generator = SeededGenerator(seed: UInt64(name.utf8.count) &* 977)
    for index in parts.indices where parts[index].name.hasSuffix("xml") {
      for _ in 0..<150 {
        var files: [String: [UInt8]] = [:]
        for part in parts { files[part.name] = part.bytes }
        var bytes = parts[index].bytes
        let position = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        files[parts[index].name] = bytes
        _ = survives(DOCXFixture.bytes(parts: files))
      }
    }
  }

  @Test func deepNestingIsRefusedOrRead() {
    for depth in [10, 40, 60, 2000] {
      let tables =
        String(repeating: "<w:tbl><w:tr><w:tc>", count: depth) + String(repeating: "</w:tc></w:tr></w:tbl>", count: depth)
      _ = survives(DOCXFixture.bytes(body: tables))
      let controls =
        String(repeating: "<w:sdt><w:sdtContent>", count: depth) + String(repeating: "</w:sdtContent></w:sdt>", count: depth)
      _ = survives(DOCXFixture.bytes(body: controls))
    }
    let nested = String(repeating: "<w:tbl><w:tr><w:tc>", count: 33) + String(repeating: "</w:tc></w:tr></w:tbl>", count: 33)
    #expect(throws: Refusal.self) { try DOCXReader.read(DOCXFixture.bytes(body: nested)) }
  }

  @Test func aDoctypeIsRefused() {
    let xml =
      "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    #expect {
      try DOCXReader.read(DOCXFixture.bytes(parts: ["word/document.xml": Array(xml.utf8)]))
    } throws: { error in
      (error as? Refusal)?.code == "package-doctype"
    }
  }

  @Test func circlesOfStylesEnd() throws {
    let styles =
      "<w:style w:type='paragraph' w:styleId='a'><w:basedOn w:val='b'/></w:style><w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='a'/></w:style>"
    let document = try DOCXReader.read(
      DOCXFixture.bytes(body: "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>", ["styles.xml": styles]))
    #expect(texts(document.blocks) == ["x"])
  }
}

struct KindCase: CustomTestStringConvertible {
  var kind: PackageKind?
  var bytes: [UInt8]
  var testDescription: String { kind?.rawValue ?? "none" }
  init(_ kind: PackageKind?, _ bytes: [UInt8]) {
    self.kind = kind
    self.bytes = bytes
  }
}

@Suite struct PackageKindTests {
  static func compound(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 1024 - 8)
    var entry: [UInt8] = []
    for byte in name.utf8 { entry += [byte, 0] }
    entry += [UInt8](repeating: 0, count: 128 - entry.count)
    return bytes + entry
  }

  static func zip(_ names: [String]) -> [UInt8] {
    DOCXFixture.zip(names.map { ($0, Array("<a/>".utf8)) })
  }

  @Test(arguments: [
    KindCase(.binaryWord, compound("WordDocument")), KindCase(.encryptedPackage, compound("EncryptedPackage")),
    KindCase(.binaryWorkbook, compound("Workbook")), KindCase(.otherCompoundFile, compound("Something")),
    KindCase(.pdf, Array("%PDF-1.7".utf8)),
    KindCase(.rtf, Array("{\\rtf1".utf8)), KindCase(.image, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    KindCase(.image, [0xFF, 0xD8, 0xFF, 0xE0]), KindCase(.ofd, zip(["OFD.xml"])),
    KindCase(.spreadsheet, zip(["[Content_Types].xml", "xl/workbook.xml"])),
    KindCase(.openDocument, zip(["content.xml", "META-INF/manifest.xml"])), KindCase(.otherZip, zip(["a.txt"])),
    KindCase(.openPackage, DOCXFixture.bytes(body: "")), KindCase(nil, Array("一、总体情况".utf8)), KindCase(nil, []),
    KindCase(nil, Array("<html><body></body></html>".utf8)),
  ])
  func kindsAreFoundByContentAndRefusedByName(_ example: KindCase) {
    #expect(PackageKind.sniff(example.bytes) == example.kind)
    if example.kind == .openPackage { return }
    #expect(throws: Refusal.self) { try DOCXReader.read(example.bytes) }
  }

  @Test func passwordsAreNamed() {
    #expect {
      try DOCXReader.read(Self.compound("EncryptedPackage"))
    } throws: { error in
      guard let refusal = error as? Refusal else { return false }
      return refusal.message.english.contains("password") && refusal.message.chinese.contains("password")
    }
  }
}
