import DOCXReader
import Diagnostics
import DocumentTree
import OfficePackaging
import SafeZip
import TestSupport
import Testing
import WordAnnotator

/// Comments are put in; nothing else changes.
@Suite struct WordAnnotatorTests {
  typealias Annotation = WordAnnotator.Annotation

  static let packages = DOCXFixture.names().filter { WordAnnotator.accepts(DOCXFixture.bytes($0)) }

  /// A comment at every paragraph, two at the first, and one without a place.
  static func everywhere(_ bytes: [UInt8]) throws -> [Annotation] {
    let (_, index) = try DOCXReader.readIndexed(bytes)
    var all = index.entries.map { Annotation(origin: $0.origin, paragraphs: ["at \($0.origin.path) <&>"]) }
    if let first = index.entries.first { all.append(Annotation(origin: first.origin, paragraphs: ["又一条"])) }
    return all + [Annotation(origin: nil, paragraphs: ["没有位置"])]
  }

  /// Every byte of `old` stands in `new`, in the same order.
  static func isInsertion(_ old: [UInt8], _ new: [UInt8]) -> Bool {
    var rest = new[...]
    for byte in old {
      guard let place = rest.firstIndex(of: byte) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  static func expectOnlyInsertions(_ before: [UInt8], _ after: [UInt8]) throws {
    let old = ZipRecords.entries(before)
    let new = ZipRecords.entries(after)
    #expect(new.prefix(old.count).map(\.name) == old.map(\.name))
    // The text, its relationships, the comments and the list of types, by the names that this package has for them.
    let main = try DOCXReader.readIndexed(before).index.part
    var package = try OfficePackage(zip: before, limits: Limits())
    let comments = package.relationships(of: main).first { $0.type == "comments" }?.target
    let changing = Set([main, PartName.relationships(of: main), "[Content_Types].xml", comments ?? ""].map(PartName.key))
    var oldArchive = try ZipArchive(before)
    var newArchive = try ZipArchive(after)
    for (was, now) in zip(old, new) {
      if was == now { continue }
      #expect(changing.contains(PartName.key(was.name)), "\(was.name) has changed")
      // Time and attributes stay: bytes 12 to 16 and 36 to 42 of the line.
      #expect(was.line[12..<16] == now.line[12..<16] && was.line[36..<42] == now.line[36..<42])
      let (content, edited) = (try oldArchive.read(named: was.name), try newArchive.read(named: now.name))
      #expect(isInsertion(content, edited), "\(was.name) is not only inserted into")
    }
  }

  @Test(arguments: packages) func everyPackageIsOnlyInsertedInto(_ name: String) throws {
    let bytes = DOCXFixture.bytes(name)
    let annotations = try Self.everywhere(bytes)
    guard annotations.count > 1 else { return }
    let annotated = try WordAnnotator.annotate(bytes, with: annotations)
    try Self.expectOnlyInsertions(bytes, annotated.bytes)
    // A comment a paragraph, and one at the start; the reader sees them and the same text.
    #expect(annotated.comments == annotations.count - 1)
    let (before, after) = (try DOCXReader.read(bytes), try DOCXReader.read(annotated.bytes))
    #expect(after.blocks == before.blocks)
    #expect(after.comments.count == before.comments.count + annotated.comments)
    #expect(try WordAnnotator.annotate(bytes, with: annotations).bytes == annotated.bytes)
    // What is annotated can be annotated again.
    let again = try WordAnnotator.annotate(annotated.bytes, with: annotations)
    try Self.expectOnlyInsertions(annotated.bytes, again.bytes)
    #expect(try DOCXReader.read(again.bytes).comments.count == after.comments.count + annotated.comments)
  }

  @Test func withoutFindingsTheFileIsTheSame() throws {
    let bytes = DOCXFixture.bytes(body: "<w:p/>")
    #expect(try WordAnnotator.annotate(bytes, with: []).bytes == bytes)
  }

  /// The main part of a document of this body, with comments at these places.
  private func document(_ body: String, _ annotations: [Annotation], _ others: [String: String] = [:]) throws -> (
    main: String, comments: String
  ) {
    let annotated = try WordAnnotator.annotate(DOCXFixture.bytes(body: body, others), with: annotations)
    var archive = try ZipArchive(annotated.bytes)
    let main = String(decoding: try archive.read(named: "word/document.xml"), as: UTF8.self)
    let comments = String(decoding: try archive.read(named: "word/comments.xml"), as: UTF8.self)
    return (main, comments)
  }

  private let cell = Origin(.table(1), .row(1), .cell(1))
  private func table(_ content: String) -> String { "<w:tbl><w:tr><w:tc>\(content)</w:tc></w:tr></w:tbl>" }

  @Test func severalFindingsInOneCellAreOneComment() throws {
    let made = try document(
      table("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>5</w:t></w:r></w:p>"),
      [Annotation(origin: cell, paragraphs: ["一", "二"]), Annotation(origin: cell, paragraphs: ["二", "三"])])
    #expect(
      made.main.contains(
        "<w:pPr><w:jc w:val=\"center\"/></w:pPr><w:commentRangeStart w:id=\"0\"/><w:r><w:t>5</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>"
          + "<w:r><w:commentReference w:id=\"0\"/></w:r></w:p>"))
    for text in ["一", "二", "三"] { #expect(made.comments.components(of: ">\(text)<") == 1) }
    #expect(made.comments.components(of: "<w:comment ") == 1)
    #expect(!made.comments.contains("w:date"))
  }

  @Test func anEmptyParagraphTakesAComment() throws {
    for empty in ["<w:p/>", "<w:p />", "<w:p></w:p>", "<w:p><w:pPr/></w:p>"] {
      let made = try document(table(empty), [Annotation(origin: cell, paragraphs: ["空"])])
      #expect(made.main.contains("<w:commentRangeStart w:id=\"0\"/><w:commentRangeEnd w:id=\"0\"/>"), "\(empty)")
    }
  }

  /// A cell within a cell is a cell of its own; of several paragraphs, the first with text is taken.
  @Test func theCommentStandsInTheRightParagraph() throws {
    let inner = table("<w:p><w:r><w:t>7</w:t></w:r></w:p>")
    let body = table("<w:p/><w:p><w:r><w:t>8</w:t></w:r></w:p>\(inner)<w:p/>")
    let outside = try document(body, [Annotation(origin: cell, paragraphs: ["外"])])
    #expect(outside.main.contains("<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>8</w:t>"))
    let nested = try document(
      body, [Annotation(origin: Origin(steps: cell.steps + cell.steps), paragraphs: ["内"])])
    #expect(nested.main.contains("<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>7</w:t>"))
  }

  @Test func placesBeyondTheTextGoToTheStart() throws {
    let made = try document(
      "<w:p><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r><w:t>二</w:t></w:r></w:p>",
      [
        Annotation(origin: Origin(.header(1)), paragraphs: ["页眉"]),
        Annotation(origin: Origin(part: "docProps/core.xml"), paragraphs: ["属性"]),
        Annotation(origin: Origin(.paragraph(2)), paragraphs: ["二"]),
      ])
    #expect(made.main.contains("<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>一"))
    #expect(made.main.contains("<w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t>二"))
    #expect(made.comments.components(of: "<w:comment ") == 2)
  }

  @Test func idsInUseAreNotTaken() throws {
    let made = try document(
      "<w:p><w:r><w:t>一</w:t></w:r><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>", [Annotation(origin: nil, paragraphs: ["新"])],
      ["comments.xml": "<w:comment w:id=\"0\"><w:p><w:r><w:t>旧</w:t></w:r></w:p></w:comment>"])
    #expect(made.comments.contains("旧") && made.comments.contains("<w:comment w:id=\"2\""))
    #expect(made.main.contains("<w:commentRangeStart w:id=\"2\"/>"))
  }

  private static let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  /// The main part itself, in place of the one that the fixture would make.
  private func package(_ main: [UInt8], _ comments: String? = nil) -> [UInt8] {
    var parts = DOCXFixture.loose(["body.xml": Array("<w:p/>".utf8), "comments.xml": Array("".utf8)])
    for index in parts.indices {
      if parts[index].name == "word/document.xml" { parts[index].bytes = main }
      if parts[index].name == "word/comments.xml", let comments { parts[index].bytes = Array(comments.utf8) }
    }
    return DOCXFixture.zip(parts)
  }

  @Test func otherPrefixesAndNone() throws {
    for (main, mark) in [
      (
        "<ns0:document xmlns:ns0='\(Self.namespace)'><ns0:body><ns0:p><ns0:r><ns0:t>a</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>",
        "<ns0:commentRangeStart ns0:id=\"0\"/>"
      ),
      (
        "<document xmlns=\"\(Self.namespace)\"><body><p><pPr/><r><t>a</t></r></p></body></document>",
        "<pPr/><w:commentRangeStart xmlns:w=\"\(Self.namespace)\" w:id=\"0\"/>"
      ),
    ] {
      let bytes = package(Array(main.utf8), "<c:comments xmlns:c=\"\(Self.namespace)\"/>")
      let annotated = try WordAnnotator.annotate(bytes, with: [Annotation(origin: nil, paragraphs: ["批"])])
      try Self.expectOnlyInsertions(bytes, annotated.bytes)
      var archive = try ZipArchive(annotated.bytes)
      #expect(String(decoding: try archive.read(named: "word/document.xml"), as: UTF8.self).contains(mark))
      #expect(try DOCXReader.read(annotated.bytes).comments.count == 1)
    }
  }

  @Test func aPartInUTF16KeepsItsEncoding() throws {
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:document xmlns:w=\"\(Self.namespace)\"><w:body><w:p><w:r><w:t>年报𠮷</w:t></w:r></w:p></w:body></w:document>"
    var main: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { main += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)] }
    let bytes = package(main)
    let annotated = try WordAnnotator.annotate(bytes, with: [Annotation(origin: nil, paragraphs: ["批"])])
    try Self.expectOnlyInsertions(bytes, annotated.bytes)
  }

  @Test func aStrictPackageStaysStrict() throws {
    let annotated = try WordAnnotator.annotate(DOCXFixture.bytes("strict"), with: [Annotation(origin: nil, paragraphs: ["批"])])
    var archive = try ZipArchive(annotated.bytes)
    let entries = archive.entries
    for entry in entries where entry.name.hasSuffix("comments.xml") || entry.name.hasSuffix("document.xml.rels") {
      let text = String(decoding: try archive.read(entry), as: UTF8.self)
      #expect(text.contains("purl.oclc.org") && !text.contains("2006/main") && !text.contains("2006/relationships/comments"))
    }
  }

  @Test func otherKindsAreNotAccepted() {
    #expect(!WordAnnotator.accepts([]))
    #expect(!WordAnnotator.accepts(Array("一、总体情况".utf8)))
    #expect(!WordAnnotator.accepts(DOCXFixture.bytes("flat-opc")))
    #expect(!WordAnnotator.accepts(DOCXFixture.zip([("a.txt", [0x61])])))
  }

  /// Cut or changed anywhere, an archive is annotated or refused, and never anything else.
  @Test func damagedArchivesAreRefused() throws {
    let bytes = DOCXFixture.bytes("comments")
    for place in stride(from: 0, to: bytes.count, by: 3) {
      var changed = bytes
      changed[place] ^= 0x41
      for damaged in [changed, Array(bytes[..<place])] {
        do throws(Refusal) {
          _ = try WordAnnotator.annotate(damaged, with: [Annotation(origin: nil, paragraphs: ["批"])])
        } catch {
          #expect(!error.message.chinese.isEmpty)
        }
      }
    }
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
