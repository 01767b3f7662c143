import Foundation

extension HostileCase {
  static let report = "<w:p><w:r><w:t>标题</w:t></w:r></w:p>"

  /// The parts of a small document, to be changed.
  static func parts(body: String = report, _ others: [String: String] = [:]) -> [HostileZip.Entry] {
    DOCXFixture.loose((["body.xml": body].merging(others) { $1 }).mapValues { Array($0.utf8) }).map {
      HostileZip.Entry($0.name, stored: $0.bytes)
    }
  }

  private static func zip(_ change: (inout [HostileZip.Entry]) -> Void) -> [UInt8] {
    var entries = parts()
    change(&entries)
    return HostileZip(entries).bytes()
  }

  private static func sample() -> [UInt8] { PackageFiles.bytes("Samples/city-2023/report.docx") ?? [] }

  private static let documentStart =
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p>"

  /// Bombs, lies, damage and names in ZIP archives.
  static var archives: [HostileCase] {
    [
      .file("bomb-flat.docx", .refused) {
        zip { entries in
          entries.removeAll { $0.name == Array("word/document.xml".utf8) }
          entries.append(HostileZip.Entry("word/document.xml", beginning: documentStart, blanks: 1 << 30))
        }
      },
      .file("bomb-small-part.docx", .either) {
        zip { $0.append(HostileZip.Entry("word/media/image1.png", beginning: "", blanks: 1 << 30)) }
      },
      .file("bomb-overlapping.docx", .refused) {
        zip { entries in
          entries.removeAll { $0.name == Array("word/document.xml".utf8) }
          entries.append(HostileZip.Entry("word/document.xml", beginning: documentStart, blanks: 100 << 20))
          let kernel = entries.count - 1
          for number in 0..<200 {
            var copy = entries[kernel]
            copy.name = Array("word/header\(number).xml".utf8)
            copy.sharing = kernel
            entries.append(copy)
          }
        }
      },
      .file("bomb-nested.zip", .refused) {
        var inner = HostileZip([HostileZip.Entry("a.txt", beginning: "", blanks: 64 << 20)]).bytes()
        for level in 0..<8 {
          inner = HostileZip((0..<4).map { HostileZip.Entry("\(level)-\($0).zip", stored: $0 == 0 ? inner : [0]) }).bytes()
        }
        return inner
      },
      .file("states-little.docx", .refused) {
        zip { entries in
          entries.removeAll { $0.name == Array("word/document.xml".utf8) }
          var entry = HostileZip.Entry("word/document.xml", beginning: documentStart, blanks: 300 << 20)
          entry.statedSize = 100
          entries.append(entry)
        }
      },
      .file("states-much.docx", .either) { zip { for index in $0.indices { $0[index].statedSize = 0x7FFF_FFFF } } },
      .file("states-packed.docx", .either) { zip { for index in $0.indices { $0[index].statedPackedSize = 0x7FFF_FFFF } } },
      .file("states-entries.docx", .either) {
        var zip = HostileZip(parts())
        zip.extraCount = 60_000
        return zip.bytes()
      },
      .file("many-parts.docx", .refused) {
        zip { entries in for number in 0..<20_000 { entries.append(HostileZip.Entry("word/p\(number).xml", stored: [0x20])) } }
      },
      .file("twice-the-document.docx", .either) {
        zip { entries in if let document = entries.first(where: { $0.name == Array("word/document.xml".utf8) }) { entries.append(document) }
        }
      },
      .file("names-outside.docx", .either) {
        zip { entries in
          for name in [
            "../../../../tmp/hostile-slip.txt", "/tmp/hostile-slip.txt", "..\\hostile-slip.txt", "C:\\hostile-slip.txt", "word/\u{0}x",
          ] {
            entries.append(HostileZip.Entry(name, stored: Array("slip".utf8)))
          }
        }
      },
      .file("cut.docx", .refused) { Array(sample().prefix(sample().count / 2)) },
      .file("cut-at-the-end.docx", .refused) { Array(sample().dropLast(30)) },
      .file("flipped.docx", .either) {
        var bytes = sample()
        for place in stride(from: 0, to: bytes.count, by: 97) { bytes[place] ^= 0x55 }
        return bytes
      },
      .file("chunk-of-itself.docx", .either) {
        // A package in a package in a package, each drawn in by altChunk.
        var inner: [UInt8] = []
        for _ in 0..<12 {
          var entries = parts(body: report + "<w:altChunk r:id=\"rIdC\"/>", ["relationships.xml": chunkRelationship("chunk.docx")])
          entries.append(HostileZip.Entry("word/chunk.docx", stored: inner))
          inner = HostileZip(entries).bytes()
        }
        return inner
      },
      .file("chunk-is-the-document.docx", .either) {
        HostileZip(parts(body: report + "<w:altChunk r:id=\"rIdC\"/>", ["relationships.xml": chunkRelationship("document.xml")])).bytes()
      },
      .file("relationships-in-a-circle.docx", .either) {
        var entries = parts()
        entries.append(
          HostileZip.Entry("word/_rels/_rels/document.xml.rels.rels", stored: Array("<Relationships/>".utf8)))
        let circle =
          "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"_rels/.rels\"/></Relationships>"
        for index in entries.indices where entries[index].name == Array("_rels/.rels".utf8) {
          entries[index] = HostileZip.Entry("_rels/.rels", stored: Array(circle.utf8))
        }
        return HostileZip(entries).bytes()
      },
    ]
  }

  private static func chunkRelationship(_ target: String) -> String {
    "<Relationship Id=\"rIdC\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk\" Target=\"\(target)\"/>"
  }
}
