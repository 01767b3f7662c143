import Diagnostics
import OfficePackaging
import SafeXML
import SafeZip

/// A package whose parts are edited and added; what is not touched keeps its bytes.
struct AnnotatedPackage: ~Copyable {
  private var package: OfficePackage
  private var patch: ZipPatch
  private let main: String
  private let limits: Limits
  /// Entries by the keys of their names.
  private var entries: [String: Int] = [:]
  /// The list of content types, once something was put into it.
  private var types: EditedPart?

  private static let contentTypes = "[Content_Types].xml"
  private static let commentsType = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
  private static let relationshipsType = "application/vnd.openxmlformats-package.relationships+xml"
  private static let relationshipsNamespace = "http://schemas.openxmlformats.org/package/2006/relationships"

  init(_ bytes: [UInt8], main: String, _ limits: Limits) throws(Refusal) {
    // All that can fail comes first: a value with an owner is either whole or not there.
    let patch = try Self.patch(bytes)
    let package = try OfficePackage(zip: bytes, limits: limits)
    self.patch = patch
    self.package = package
    self.main = main
    self.limits = limits
    for (number, name) in patch.names.enumerated() {
      let key = PartName.key(String(decoding: name, as: UTF8.self))
      if entries[key] == nil { entries[key] = number }
    }
  }

  private static func patch(_ bytes: [UInt8]) throws(Refusal) -> ZipPatch {
    do throws(ZipError) { return try ZipPatch(bytes) } catch { throw .cannotEdit(error) }
  }

  /// Source: ISO/IEC 29500-2:2012 §13.2.1, Digital Signature Origin part.
  var isSigned: Bool { entries.keys.contains { $0.hasPrefix("_xmlsignatures/") } }

  mutating func part(_ name: String) throws(Refusal) -> EditedPart {
    guard let bytes = try package.bytes(name), entries[PartName.key(name)] != nil else { throw .cannotAnnotate(name) }
    return try EditedPart(name, bytes, limits)
  }

  /// The part of the comments: that of the document, or a new one, which is then made known.
  mutating func comments(strict: Bool) throws(Refusal) -> EditedPart {
    let known = package.relationships(of: main).first { $0.type == "comments" && !$0.isExternal }?.target
    if let known, package.has(known) {
      let part = try self.part(known)
      guard part.tree.root.name == "w:comments" else { throw .cannotAnnotate(known) }
      return part
    }
    let folder = main.lastIndex(of: "/").map { main[...$0] } ?? ""
    var name = known ?? "\(folder)comments.xml"
    var number = 1
    while package.has(name) || known == nil && package.contentType(of: name)?.hasSuffix("comments+xml") == true {
      number += 1
      name = "\(folder)comments\(number).xml"
    }
    if known == nil { try relate(to: name, strict: strict) }
    if package.contentType(of: name) != Self.commentsType { try declare(name, Self.commentsType) }
    let namespace = strict ? CommentMarkup.strict : CommentMarkup.transitional
    return try EditedPart(
      name, Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"\(namespace)\"></w:comments>".utf8),
      limits)
  }

  mutating func put(_ part: EditedPart) {
    if let entry = entries[PartName.key(part.name)] {
      patch.replace(entry, with: part.finished())
    } else {
      patch.add(part.name, part.finished(), like: entries[PartName.key(main)] ?? 0)
    }
  }

  mutating func finished() throws(Refusal) -> [UInt8] {
    if let types { put(types) }
    do throws(ZipError) { return try patch.finished() } catch { throw .cannotEdit(error) }
  }

  /// Source: ISO/IEC 29500-1:2016 §11.3.2, Comments part; annex A of part 4 for the transitional type.
  private mutating func relate(to target: String, strict: Bool) throws(Refusal) {
    let name = PartName.relationships(of: main)
    var part: EditedPart
    if package.has(name) {
      part = try self.part(name)
    } else {
      part = try EditedPart(name, Array("<Relationships xmlns=\"\(Self.relationshipsNamespace)\"></Relationships>".utf8), limits)
      if package.contentType(of: name) != Self.relationshipsType { try declare(name, Self.relationshipsType) }
    }
    let ids = Set(part.tree.root.children.compactMap { $0["Id"] })
    var number = ids.count + 1
    while ids.contains("rId\(number)") { number += 1 }
    let type =
      strict
      ? "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
      : "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    let prefix = try part.root().prefix
    let file = target.split(separator: "/").last.map(String.init) ?? target
    try part.append(
      "<\(prefix.isEmpty ? "" : prefix + ":")Relationship Id=\"rId\(number)\" Type=\"\(type)\" Target=\"\(CommentMarkup.escaped(file))\"/>")
    put(part)
  }

  /// Source: ISO/IEC 29500-2:2012 §10.1.2.2, the Override element.
  private mutating func declare(_ name: String, _ type: String) throws(Refusal) {
    var part: EditedPart
    if let types { part = types } else { part = try self.part(Self.contentTypes) }
    let prefix = try part.root().prefix
    try part.append(
      "<\(prefix.isEmpty ? "" : prefix + ":")Override PartName=\"/\(CommentMarkup.escaped(name))\" ContentType=\"\(type)\"/>")
    types = part
  }
}

extension Refusal {
  static func cannotEdit(_ error: ZipError) -> Refusal {
    Refusal(
      "annotate-package",
      Message(
        zh: "压缩包的结构不允许只改动其中一部分（\(error)），无法加入批注。",
        en: "the archive cannot be edited in part (\(error)), so no comments can be put into it"))
  }
}
