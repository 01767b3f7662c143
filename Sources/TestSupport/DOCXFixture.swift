import Foundation
import SafeZip

/// DOCX packages from folders of loose XML, one construct each.
///
/// A folder holds any of `body.xml`, `styles.xml`, `numbering.xml`, `footnotes.xml`, `endnotes.xml`, `comments.xml`, `header1.xml`,
/// `footer1.xml`: what stands inside the root element of that part, which is written around it, with content type and
/// relationship (`rIdStyles`, `rIdHeader1`, …). `relationships.xml` holds further relationships of the document. Files in
/// folders below are parts as they stand, and go before what is made here.
public enum DOCXFixture {
  /// The names of all fixtures, sorted.
  public static func names() -> [String] {
    let folder = PackageFiles.root.appending(path: "Tests/Fixtures/docx")
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return found.filter { !$0.hasPrefix(".") && !$0.hasSuffix(".xml") && $0 != "Golden" }.sorted()
  }

  public static func bytes(_ name: String) -> [UInt8] {
    package(parts: files(in: PackageFiles.root.appending(path: "Tests/Fixtures/docx/\(name)")))
  }

  /// A package with this content of `w:body`, and of other parts by their short names.
  public static func bytes(body: String, _ others: [String: String] = [:]) -> [UInt8] {
    var parts = others.mapValues { Array($0.utf8) }
    parts["body.xml"] = Array(body.utf8)
    return package(parts: parts)
  }

  /// The parts of a fixture.
  public static func loose(_ name: String) -> [(name: String, bytes: [UInt8])] {
    loose(files(in: PackageFiles.root.appending(path: "Tests/Fixtures/docx/\(name)")))
  }

  public static func zip(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var writer = ZipWriter()
    for part in parts { writer.add(part.name, part.bytes) }
    return writer.finished()
  }

  /// The parts of a package, in the order in which they are packed.
  public static func loose(_ files: [String: [UInt8]]) -> [(name: String, bytes: [UInt8])] {
    var parts: [String: [UInt8]] = [:]
    var relationships = files["relationships.xml"].map { String(decoding: $0, as: UTF8.self) } ?? ""
    var overrides = ""
    for kind in kinds {
      guard let content = files[kind.file] else { continue }
      let inner = String(decoding: content, as: UTF8.self)
      parts["word/\(kind.part)"] = Array(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:\(kind.root) \(namespaces)>\(kind.before)\(inner)\(kind.after)</w:\(kind.root)>"
          .utf8)
      overrides += "<Override PartName=\"/word/\(kind.part)\" ContentType=\"\(wordType)\(kind.type)+xml\"/>"
      if let id = kind.id {
        relationships += "<Relationship Id=\"\(id)\" Type=\"\(officeType)/\(kind.relationship)\" Target=\"\(kind.part)\"/>"
      }
    }
    parts["word/_rels/document.xml.rels"] = Array("<Relationships xmlns=\"\(relsNamespace)\">\(relationships)</Relationships>".utf8)
    parts["_rels/.rels"] = Array(
      "<Relationships xmlns=\"\(relsNamespace)\"><Relationship Id=\"rId1\" Type=\"\(officeType)/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
        .utf8)
    parts["[Content_Types].xml"] = Array(
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"htm\" ContentType=\"text/html\"/><Default Extension=\"txt\" ContentType=\"text/plain\"/>\(overrides)</Types>"
        .utf8)
    for (name, bytes) in files where name.contains("/") || name == "[Content_Types].xml" { parts[name] = bytes }
    if files["body.xml"] == nil {
      // A folder of finished parts brings its own; what was made up here would only contradict them.
      for made in ["word/_rels/document.xml.rels", "_rels/.rels", "[Content_Types].xml"] where files[made] == nil {
        if made != "[Content_Types].xml" && made != "_rels/.rels" { parts[made] = nil }
      }
    }
    return parts.keys.sorted().map { ($0, parts[$0] ?? []) }
  }

  /// A package of parts and short names.
  public static func bytes(parts files: [String: [UInt8]]) -> [UInt8] { package(parts: files) }

  private static func package(parts files: [String: [UInt8]]) -> [UInt8] {
    zip(loose(files))
  }

  private static func files(in folder: URL) -> [String: [UInt8]] {
    var out: [String: [UInt8]] = [:]
    for path in (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? [] {
      let url = folder.appending(path: path)
      // A folder has no data.
      if let data = try? Data(contentsOf: url) { out[path] = [UInt8](data) }
    }
    return out
  }

  private struct Kind {
    var file: String
    var part: String
    var root: String
    var type: String
    var relationship = ""
    var id: String?
    var before = ""
    var after = ""
  }

  private static let kinds: [Kind] = [
    Kind(
      file: "body.xml", part: "document.xml", root: "document", type: "document.main", before: "<w:body>",
      after: "</w:body>"),
    Kind(file: "styles.xml", part: "styles.xml", root: "styles", type: "styles", relationship: "styles", id: "rIdStyles"),
    Kind(
      file: "numbering.xml", part: "numbering.xml", root: "numbering", type: "numbering", relationship: "numbering",
      id: "rIdNumbering"),
    Kind(
      file: "footnotes.xml", part: "footnotes.xml", root: "footnotes", type: "footnotes", relationship: "footnotes",
      id: "rIdFootnotes"),
    Kind(
      file: "endnotes.xml", part: "endnotes.xml", root: "endnotes", type: "endnotes", relationship: "endnotes",
      id: "rIdEndnotes"),
    Kind(
      file: "comments.xml", part: "comments.xml", root: "comments", type: "comments", relationship: "comments",
      id: "rIdComments"),
    Kind(file: "header1.xml", part: "header1.xml", root: "hdr", type: "header", relationship: "header", id: "rIdHeader1"),
    Kind(file: "footer1.xml", part: "footer1.xml", root: "ftr", type: "footer", relationship: "footer", id: "rIdFooter1"),
  ]

  private static let relsNamespace = "http://schemas.openxmlformats.org/package/2006/relationships"
  private static let officeType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
  private static let namespaces = [
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    ("w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
    ("v", "urn:schemas-microsoft-com:vml"), ("o", "urn:schemas-microsoft-com:office:office"),
  ].map { "xmlns:\($0.0)=\"\($0.1)\"" }.joined(separator: " ")
}
