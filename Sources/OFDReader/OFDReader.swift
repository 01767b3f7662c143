public import Diagnostics
public import DocumentTree
import OfficePackaging
import PageLayout
import SafeXML

/// Reads OFD, the fixed pages of GB/T 33190-2016: what each page draws, with its templates, in the order of Document.xml.
public enum OFDReader {
  public static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(Refusal) -> Document {
    guard bytes.count <= limits.inputBytes else {
      throw Refusal(
        "limit-input",
        Message(zh: "文件超过读取上限（\(limits.inputBytes) 字节）。", en: "the file is larger than \(limits.inputBytes) bytes"))
    }
    var package = try OFDPackage(bytes, limits: limits)
    let pages = try package.pages()
    var document = try LaidOutPages.document(of: pages, format: "ofd", limits: limits)
    document.metadata = package.metadata
    document.account.read += package.annotationCharacters
    document.account.leaveOut("annotation", package.annotationCharacters)
    document.diagnostics = package.diagnostics + document.diagnostics
    return document
  }
}

extension MarkupElement {
  /// The name without its namespace, of which OFD has had several.
  var local: Substring {
    let name = name
    guard let end = name.utf8.lastIndex(where: { $0 == 0x3A || $0 == 0x7D }) else { return name[...] }
    return name[name.utf8.index(after: end)...]
  }

  func child(_ name: String) -> MarkupElement? {
    for child in children where child.local == name { return child }
    return nil
  }

  /// The numbers of an attribute or of the text of an array type (ST_Box, ST_Array).
  static func numbers(_ text: String?) -> [Double] {
    guard let text else { return [] }
    return text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "," || $0 == "\r\n" }).compactMap { word in
      Double(word).flatMap { $0.isFinite && abs($0) < 1e7 ? $0 : nil }
    }
  }

  func numbers(_ attribute: String) -> [Double] { Self.numbers(self[attribute]) }
  func number(_ attribute: String) -> Double? { numbers(attribute).first }
}

extension Refusal {
  static let notOFD = Refusal("ofd-no-document", Message(zh: "OFD 文件中找不到文档。", en: "the OFD file holds no document"))

  static func tooManyPages(_ limit: Int) -> Refusal {
    Refusal("limit-page", Message(zh: "页面或页面内容超过上限（\(limit)）", en: "there are more than \(limit) pages, glyphs or paths"))
  }
}

extension Diagnostic {
  static func severalDocuments(_ count: Int) -> Diagnostic {
    Diagnostic(
      "ofd-several-documents", .error,
      Message(zh: "OFD 文件含\(count)个文档，只读取第一个", en: "the OFD file holds \(count) documents, of which the first is read"))
  }

  static func missingPart(_ name: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "ofd-missing-part", .error,
      Message(zh: "部件“\(name.quoted())”缺失或损坏，未读取", en: "part “\(name.quoted())” is missing or damaged and was not read"), at: origin)
  }

  static func unknownObject(_ name: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "ofd-unknown-object", .warning,
      Message(zh: "页面上有不认识的对象“\(name.quoted())”，未读取", en: "an object “\(name.quoted())” of the page is unknown and was not read"),
      at: origin)
  }

  static func annotations(_ characters: Int) -> Diagnostic {
    Diagnostic(
      "ofd-annotations", .note,
      Message(zh: "文件有注释或水印（\(characters)字），不作为正文", en: "annotations or watermarks (\(characters) characters) are no part of the text"))
  }

  static let signatures = Diagnostic(
    "ofd-signatures", .note, Message(zh: "文件有电子签章，未验证", en: "the file is signed; the signature was not verified"))
}
