public import Diagnostics
import SafeZip

/// What bytes are that might be taken for a Word document, found by content and never by name.
public enum PackageKind: String, Hashable, Sendable, CaseIterable {
  /// A ZIP package with OPC content types: .docx, .docm, .dotx, .dotm (and whatever else Office packs).
  case openPackage
  /// A package written as one XML file (`pkg:package`).
  case flatOPC
  /// Word 2003's XML (`w:wordDocument`).
  case wordML2003
  case spreadsheet
  case presentation
  case openDocument
  case ofd
  case otherZip
  /// An OOXML package encrypted with a password, wrapped in a compound file.
  case encryptedPackage
  /// Word 97–2003, also WPS of those years.
  case binaryWord
  /// Excel 97–2003, also WPS's .et.
  case binaryWorkbook
  case otherCompoundFile
  case rtf
  case pdf
  case image

  /// `nil` when the bytes are none of these: text, HTML, or unknown.
  public static func sniff(_ bytes: [UInt8], limits: Limits = Limits()) -> PackageKind? {
    if ZipArchive.looksLikeArchive(bytes) { return zipKind(bytes, limits) }
    if starts(bytes, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return compoundKind(bytes, limits) }
    if starts(bytes, Array("%PDF-".utf8)) { return .pdf }
    if starts(bytes, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]) || starts(bytes, [0xFF, 0xD8, 0xFF])
      || starts(bytes, Array("GIF8".utf8)) || starts(bytes, [0x49, 0x49, 0x2A, 0]) || starts(bytes, [0x4D, 0x4D, 0, 0x2A])
      || (starts(bytes, Array("BM".utf8)) && bytes.count > 30 && bytes[6...9].allSatisfy { $0 == 0 })
      || (starts(bytes, Array("RIFF".utf8)) && bytes.count > 12 && Array(bytes[8..<12]) == Array("WEBP".utf8))
    {
      return .image
    }
    // What follows is text; UTF-16 is compared without its zero bytes. Only two signs open a file of Word there.
    guard let opening = bytes.prefix(8192).first(where: { $0 > 0x20 && $0 < 0xEF }), opening == 0x7B || opening == 0x3C else { return nil }
    let head = bytes.prefix(8192).filter { $0 != 0 }
    var start = 0
    while start < head.count, head[start] <= 0x20 || head[start] >= 0xEF { start += 1 }
    let text = Array(head[start...])
    if starts(text, Array("{\\rtf".utf8)) { return .rtf }
    if text.first == 0x3C {
      if contains(text, Array("http://schemas.microsoft.com/office/2006/xmlPackage".utf8)) { return .flatOPC }
      if contains(text, Array("http://schemas.microsoft.com/office/word/2003/wordml".utf8)) { return .wordML2003 }
    }
    return nil
  }

  private static func zipKind(_ bytes: [UInt8], _ limits: Limits) -> PackageKind {
    var found: Set<String> = []
    if let names = ZipDirectory.names(bytes, limit: limits.packageParts) {
      for name in names { found.insert(PartName.key(name)) }
    } else {
      guard let archive = try? ZipArchive(bytes, limits: limits) else { return .otherZip }
      for entry in archive.entries { found.insert(PartName.key(entry.name)) }
    }
    if found.contains("ofd.xml") { return .ofd }
    if found.contains("[content_types].xml") || found.contains("_rels/.rels") {
      if found.contains("xl/workbook.xml") || found.contains("xl/workbook.bin") { return .spreadsheet }
      if found.contains("ppt/presentation.xml") { return .presentation }
      return .openPackage
    }
    if found.contains("word/document.xml") { return .openPackage }
    if found.contains("content.xml"), found.contains("meta-inf/manifest.xml") { return .openDocument }
    return .otherZip
  }

  /// By the streams of the outermost folder; where the directory can't be read, by the names of entries, which stand at
  /// multiples of 128 bytes. Source: [MS-CFB] 2.6.1, Compound File Directory Entry.
  private static func compoundKind(_ bytes: [UInt8], _ limits: Limits) -> PackageKind {
    let streams: [(name: String, kind: PackageKind)] = [
      ("EncryptedPackage", .encryptedPackage), ("WordDocument", .binaryWord), ("Workbook", .binaryWorkbook),
      ("Book", .binaryWorkbook), ("PowerPoint Document", .presentation),
    ]
    if let file = try? CompoundFile(bytes, limits: limits) {
      let names = Set(file.entries.filter(\.path.isEmpty).map(\.name))
      return streams.first { names.contains($0.name) }?.kind ?? .otherCompoundFile
    }
    let patterns = streams.map { utf16($0.name) }
    var found: [Bool] = streams.map { _ in false }
    var offset = 512
    while offset + 128 <= bytes.count {
      for (index, pattern) in patterns.enumerated() where bytes[offset] == pattern[0] && matches(bytes, at: offset, pattern) {
        found[index] = true
      }
      offset += 128
    }
    return found.firstIndex(of: true).map { streams[$0].kind } ?? .otherCompoundFile
  }

  private static func utf16(_ text: String) -> [UInt8] { text.utf8.flatMap { [$0, 0] } + [0, 0] }

  private static func starts(_ bytes: [UInt8], _ prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }

  private static func matches(_ bytes: [UInt8], at offset: Int, _ pattern: [UInt8]) -> Bool {
    guard offset + pattern.count <= bytes.count else { return false }
    for i in pattern.indices where bytes[offset + i] != pattern[i] { return false }
    return true
  }

  private static func contains(_ bytes: [UInt8], _ pattern: [UInt8]) -> Bool {
    guard bytes.count >= pattern.count else { return false }
    for offset in 0...(bytes.count - pattern.count) where bytes[offset] == pattern[0] {
      if matches(bytes, at: offset, pattern) { return true }
    }
    return false
  }
}

extension PackageKind {
  /// Why a document of this kind is not read, and what to do about it; `nil` for the kinds that are.
  public var refusal: Refusal? {
    switch self {
    case .openPackage, .flatOPC, .wordML2003: nil
    case .encryptedPackage:
      Refusal(
        "input-encrypted",
        Message(
          zh: "文件设有打开密码（password），无法读取。请在 Word 或 WPS 中取消密码后另存，再转换。",
          en: "the file is encrypted with a password; save it without one and try again"))
    case .binaryWord:
      Refusal(
        "input-doc",
        Message(
          zh: "这是旧的 Word 97–2003 格式（.doc）。请在 Word 或 WPS 中另存为 .docx 后再转换。",
          en: "this is a Word 97–2003 document (.doc); save it as .docx and try again"))
    case .binaryWorkbook:
      Refusal(
        "input-xls",
        Message(
          zh: "这是旧的 Excel 97–2003 工作簿（.xls，或 WPS 的 .et）。请在 Excel 或 WPS 中另存为 .xlsx 后再转换。",
          en: "this is an Excel 97–2003 workbook (.xls, or .et of WPS); save it as .xlsx and try again"))
    case .otherCompoundFile:
      Refusal(
        "input-compound-file",
        Message(
          zh: "这是旧的 Office 复合文件，但其中没有 Word 文档。请另存为 .docx 后再转换。",
          en: "this is an old Office compound file without a Word document in it; save the report as .docx"))
    case .spreadsheet:
      Refusal(
        "input-spreadsheet",
        Message(zh: "这是电子表格（.xlsx），不是文字文档。", en: "this is a spreadsheet (.xlsx), not a text document"))
    case .presentation:
      Refusal(
        "input-presentation",
        Message(zh: "这是演示文稿，不是文字文档。", en: "this is a presentation, not a text document"))
    case .openDocument:
      Refusal(
        "input-opendocument",
        Message(
          zh: "这是 OpenDocument 文件（.odt 等）。请另存为 .docx 后再转换。",
          en: "this is an OpenDocument file (.odt or the like); save it as .docx and try again"))
    case .ofd:
      Refusal(
        "input-ofd",
        Message(
          zh: "这是 OFD 版式文件。请提供其 Word（.docx）、网页或文本来源。",
          en: "this is an OFD fixed-layout file; give its .docx, HTML or text source"))
    case .otherZip:
      Refusal(
        "input-zip",
        Message(
          zh: "这是压缩文件，但其中没有 Word 文档，或文件已损坏。",
          en: "this is a ZIP archive without a Word document in it, or a damaged one"))
    case .rtf:
      Refusal(
        "input-rtf",
        Message(
          zh: "这是 RTF 文件。请在 Word 或 WPS 中另存为 .docx 后再转换。",
          en: "this is an RTF file; save it as .docx and try again"))
    case .pdf:
      Refusal(
        "input-pdf",
        Message(
          zh: "这是 PDF 版式文件。请提供其 Word（.docx）、网页或文本来源。",
          en: "this is a PDF file; give its .docx, HTML or text source"))
    case .image:
      Refusal(
        "input-image",
        Message(
          zh: "这是图片，不是文档。请提供 Word（.docx）、网页或文本文件。",
          en: "this is an image, not a document; give a .docx, HTML or text file"))
    }
  }
}
