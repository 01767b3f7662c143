import Conversion
import DOCXReader
import Diagnostics
import DocumentTree
import FindingWriters
import Foundation
import ReportChecks
import SafeXML
import SafeZip
import TestSupport
import Testing
import WordAnnotator

/// Word processors see the comments where they belong, and the same text as before.
@Suite struct OtherProgramsTests {
  typealias Annotation = WordAnnotator.Annotation

  /// A comment at every cell and paragraph of the text, which says what stands there.
  private func echoes(_ bytes: [UInt8]) throws -> [Annotation] {
    let (document, index) = try DOCXReader.readIndexed(bytes)
    var texts: [Origin: String] = [:]
    func collect(_ blocks: [Block]) {
      for block in blocks {
        switch block {
        case .paragraph(let paragraph): texts[paragraph.origin] = paragraph.text
        case .table(let table): for cell in table.cells { collect(cell.blocks) }
        }
      }
    }
    collect(document.blocks)
    return index.entries.compactMap { entry in
      texts[entry.origin].map { Annotation(origin: entry.origin, paragraphs: ["=" + $0]) }
    }
  }

  @Test(.enabled(if: ExternalTool.path("soffice") != nil, "LibreOffice is not installed"))
  func libreOfficeShowsTheCommentsAtTheirCells() throws {
    // Files of our own writing, and what LibreOffice makes of them: compressed, with its own parts.
    var files: [String: [UInt8]] = [:]
    for sample in SampleReports.all.prefix(2) { files["\(sample.name).docx"] = ReportAsDOCX.package(sample.report) }
    let own = try ExternalTool.libreOffice(files, to: "docx", ending: "docx")
    #expect(own.count == files.count)
    for (name, bytes) in own { files["lo-\(name)"] = bytes }
    var annotated: [String: [UInt8]] = [:]
    var counts: [String: Int] = [:]
    for (name, bytes) in files {
      let result = try WordAnnotator.annotate(bytes, with: echoes(bytes))
      try WordAnnotatorTests.expectOnlyInsertions(bytes, result.bytes)
      annotated[name] = result.bytes
      counts[name] = result.comments
    }
    let opened = try ExternalTool.libreOffice(annotated, to: "odt", ending: "odt")
    for (name, count) in counts {
      var archive = try ZipArchive(try #require(opened[name]))
      let tree = try MarkupTree.parse(try archive.read(named: "content.xml"))
      let anchors = Anchors(tree.root)
      #expect(anchors.comments.count == count, "\(name)")
      #expect(anchors.comments.filter { $0.comment != "=" + $0.paragraph } == [], "\(name)")
    }
  }

  /// Comments of an ODT, each with the paragraph around it. Source: OpenDocument 1.3, part 3, §14.1 office:annotation.
  private struct Anchors {
    struct Anchor: Equatable {
      var comment: String
      var paragraph: String
    }
    private(set) var comments: [Anchor] = []
    private static let office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    private static let text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

    init(_ root: MarkupElement) {
      for paragraph in root.descendants where paragraph.name == Self.text + "p" || paragraph.name == Self.text + "h" {
        for element in paragraph.descendants where element.name == Self.office + "annotation" {
          let words = element.children.filter { $0.name == Self.text + "p" }.map(\.text).joined()
          comments.append(Anchor(comment: words, paragraph: Self.shown(paragraph)))
        }
      }
    }

    private static func shown(_ element: MarkupElement) -> String {
      element.nodes.map { node in
        switch node {
        case .text(let text): text
        case .element(let child) where child.name == office + "annotation": ""
        case .element(let child): shown(child)
        }
      }.joined()
    }
  }

  @Test(.enabled(if: ExternalTool.path("pandoc") != nil, "pandoc is not installed"), arguments: SampleReports.all.map(\.name))
  func pandocSeesTheSameText(_ name: String) throws {
    let pandoc = try #require(ExternalTool.path("pandoc"))
    let sample = try #require(SampleReports.all.first { $0.name == name })
    let bytes = ReportAsDOCX.package(sample.report)
    let annotated = try WordAnnotator.annotate(bytes, with: echoes(bytes))
    let texts = try [bytes, annotated.bytes].map { bytes in
      try ExternalTool.inTemporaryFolder { folder in
        try ExternalTool.write(bytes, to: folder.appending(path: "in.docx"))
        #expect(ExternalTool.run(pandoc, ["--track-changes=all", "in.docx", "-t", "json", "-o", "out.json"], in: folder))
        let json = try JSONSerialization.jsonObject(with: Data(try #require(ExternalTool.read(folder.appending(path: "out.json")))))
        var text = ""
        var comments = 0
        Self.collect(json, &text, &comments)
        return (text, comments)
      }
    }
    #expect(texts[0].0 == texts[1].0)
    #expect(texts[1].1 == annotated.comments)
  }

  /// The words of a document of pandoc's; what stands in a comment is left out, and counted.
  private static func collect(_ json: Any, _ text: inout String, _ comments: inout Int) {
    if let list = json as? [Any] {
      for item in list { collect(item, &text, &comments) }
    } else if let object = json as? [String: Any] {
      // Pandoc takes the title out of the text.
      if let meta = object["meta"] as? [String: Any] { for key in meta.keys.sorted() { collect(meta[key] ?? [], &text, &comments) } }
      let content = object["c"] ?? object["blocks"]
      switch object["t"] as? String {
      case "Str": text += content as? String ?? ""
      case "Span":
        let parts = content as? [Any] ?? []
        let classes = (parts.first as? [Any])?.dropFirst().first as? [String] ?? []
        if classes.contains("comment-start") {
          comments += 1
        } else if let inner = parts.last {
          collect(inner, &text, &comments)
        }
      default: if let content { collect(content, &text, &comments) }
      }
    }
  }

  /// Files of many programs, where they stand beside the package: each takes comments or is refused with a reason, and nothing else changes.
  @Test func filesOfOtherProgramsAreOnlyInsertedInto() throws {
    guard let folder = PackageFiles.shared?.appending(path: "corpus"),
      let walk = FileManager.default.enumerator(atPath: folder.path)
    else {
      print("skipped: no ../shared/corpus")
      return
    }
    var (annotated, refused) = (0, [String]())
    for name in walk.compactMap({ $0 as? String }).filter({ $0.hasSuffix(".docx") }).sorted() {
      guard let bytes = ExternalTool.read(folder.appending(path: name)), bytes.count < 300_000, WordAnnotator.accepts(bytes) else {
        continue
      }
      do throws(Refusal) {
        let annotations = try (DOCXReader.readIndexed(bytes)).index.entries.prefix(40).map {
          Annotation(origin: $0.origin, paragraphs: ["批"])
        }
        let result = try WordAnnotator.annotate(bytes, with: annotations + [Annotation(origin: nil, paragraphs: ["始"])])
        annotated += 1
        do { try WordAnnotatorTests.expectOnlyInsertions(bytes, result.bytes) } catch { Issue.record("\(name): \(error)") }
      } catch {
        refused.append("\(name): \(error.code.rawValue) \(error.message.english)")
      }
    }
    print("annotation of other programs' files: \(annotated) annotated, \(refused.count) refused\n" + refused.joined(separator: "\n"))
    #expect(annotated > 10 * refused.count)
  }

  /// From file to findings to comments: the cell that is to be repaired has the comment.
  @Test func findingsBecomeCommentsAtTheirCells() throws {
    let bytes = try #require(PackageFiles.bytes("Samples/bureau-2021-faults/report.docx"))
    let read = try #require(try ReportReader.read(bytes).first)
    let findings = Checker.check(read.report, profile: .draft, readingFindings: read.diagnostics).findings
    for language in Language.allCases {
      let comments = FindingComments.comments(findings, language: language)
      let annotated = try WordAnnotator.annotate(
        bytes, with: comments.map { Annotation(origin: $0.origin, paragraphs: $0.paragraphs) })
      try WordAnnotatorTests.expectOnlyInsertions(bytes, annotated.bytes)
      let words = try DOCXReader.read(annotated.bytes).comments.map { comment in
        comment.blocks.map { block in if case .paragraph(let paragraph) = block { paragraph.text } else { "" } }.joined(separator: "\n")
      }
      let path = "Tests/WordAnnotatorTests/Golden/bureau-2021-faults-\(language.rawValue).txt"
      #expect(Golden.mismatch(words.joined(separator: "\n\n") + "\n", path) == nil)
    }
  }
}
