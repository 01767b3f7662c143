public import Diagnostics
public import DocumentTree
import PageLayout
import SafePDF

/// Reads PDF: what each page draws, with the objects decrypted and repaired by qpdf.
public enum PDFReader {
  /// What can open a file that asks for no password: an owner's password alone is no obstacle.
  public static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(Refusal) -> Document {
    guard bytes.count <= limits.inputBytes else {
      throw Refusal(
        "limit-input",
        Message(zh: "文件超过读取上限（\(limits.inputBytes) 字节）。", en: "the file is larger than \(limits.inputBytes) bytes"))
    }
    let file: PDFFile
    do {
      file = try PDFFile(bytes, streamLimit: limits.partBytes, totalLimit: limits.packageBytes)
    } catch {
      throw .pdf(error)
    }
    var reader = PageReader(file, limits: limits)
    let pages = try reader.pages()
    var document = try LaidOutPages.document(of: pages, tables: reader.taggedTables(), format: "pdf", limits: limits)
    document.metadata = reader.metadata()
    document.diagnostics = reader.diagnostics + document.diagnostics
    return document
  }
}

/// Goes through the pages of a file.
struct PageReader {
  private let file: PDFFile
  private let limits: Limits
  private let fonts = FontCache()
  private let register = MarkRegister()
  private(set) var diagnostics: [Diagnostic] = []
  private static let mostPages = 2_000

  init(_ file: PDFFile, limits: Limits) {
    self.file = file
    self.limits = limits
  }

  mutating func pages() throws(Refusal) -> [PageContents] {
    let count = file.pageCount
    guard count > 0 else { throw .pdf(.damaged("")) }
    guard count <= Self.mostPages else { throw .tooManyPages(Self.mostPages) }
    readHiddenGroups()
    var pages: [PageContents] = []
    var glyphs = 0
    for index in 0..<count {
      let read = try page(file.page(index), number: index + 1)
      glyphs += read.glyphs.count
      guard glyphs <= ContentInterpreter.mostGlyphs else { throw .tooMuchOnPage(index + 1) }
      pages.append(read)
    }
    if file.passedLimit { throw .streamTooLarge }
    nameSurroundings()
    let warnings = file.takeWarnings()
    if warnings.count > 0 { diagnostics.insert(.repaired(warnings.count, warnings.texts.first ?? ""), at: 0) }
    return pages
  }

  func taggedTables() -> [TaggedTable] { StructureTree(file.catalog, register).tables }

  func metadata() -> [Metadatum] {
    let info = file.trailer["Info"]
    return ["Title", "Author", "Creator", "Producer", "CreationDate"].compactMap { key in
      guard let bytes = info[key].string, !bytes.isEmpty, bytes.count < 4096 else { return nil }
      let text = bytes.starts(with: [0xFE, 0xFF]) ? CharacterMapText.utf16(bytes.dropFirst(2)) : String(decoding: bytes, as: UTF8.self)
      return text.isEmpty ? nil : Metadatum(name: key, value: text)
    }
  }

  private func readHiddenGroups() {
    for group in file.catalog["OCProperties"]["D"]["OFF"].items where group.id != 0 { register.hiddenGroups.insert(group.id) }
  }

  /// An attribute that pages inherit. Source: ISO 32000-1:2008, 7.7.3.4.
  private static func inherited(_ key: String, _ page: PDFObject) -> PDFObject {
    var node = page
    for _ in 0..<64 {
      let value = node[key]
      if !value.isNull { return value }
      let parent = node["Parent"]
      guard parent.isDictionary else { return value }
      node = parent
    }
    return node[key]
  }

  private mutating func page(_ page: PDFObject, number: Int) throws(Refusal) -> PageContents {
    var box = Self.inherited("CropBox", page).numbers
    let media = Self.inherited("MediaBox", page).numbers
    if box.count != 4 { box = media }
    if box.count != 4 || abs(box[2] - box[0]) < 1 || abs(box[3] - box[1]) < 1 { box = [0, 0, 595, 842] }
    let (x0, x1) = (min(box[0], box[2]), max(box[0], box[2]))
    let (y0, y1) = (min(box[1], box[3]), max(box[1], box[3]))
    let turn = ((Self.inherited("Rotate", page).integer ?? 0) % 360 + 360) % 360
    let isTurned = turn == 90 || turn == 270
    let matrix =
      switch turn {
      case 90: PageMatrix(0, 1, 1, 0, -y0, -x0)
      case 180: PageMatrix(-1, 0, 0, 1, x1, -y0)
      case 270: PageMatrix(0, -1, -1, 0, y1, x1)
      default: PageMatrix(1, 0, 0, -1, -x0, y1)
      }
    let interpreter = ContentInterpreter(
      number: number, matrix: matrix, width: isTurned ? y1 - y0 : x1 - x0, height: isTurned ? x1 - x0 : y1 - y0, fonts: fonts,
      register: register)
    var content: [UInt8] = []
    for stream in page["Contents"].items {
      guard let data = stream.data else {
        diagnostics.append(.unreadableContent(at: Origin(.page(number))))
        continue
      }
      content += data
      content.append(0x0A)
    }
    interpreter.run(content, resources: Self.inherited("Resources", page), stream: page.id)
    readAnnotations(page, number, interpreter, Self.inherited("Resources", page))
    if interpreter.passedLimit { throw .tooMuchOnPage(number) }
    if interpreter.missing > 0 { diagnostics.append(.missingObjects(interpreter.missing, at: Origin(.page(number)))) }
    return interpreter.page
  }

  /// Form fields and text that was typed over the page are drawn as they look; other annotations are named.
  private mutating func readAnnotations(_ page: PDFObject, _ number: Int, _ interpreter: ContentInterpreter, _ resources: PDFObject) {
    var kinds: [String: Int] = [:]
    for annotation in page["Annots"].items.prefix(10_000) {
      guard let kind = annotation["Subtype"].name, kind != "Link", kind != "Popup" else { continue }
      if kind == "Widget", annotation["FT"].name == "Sig" || annotation["Parent"]["FT"].name == "Sig" { continue }
      let flags = annotation["F"].integer ?? 0
      if kind == "Widget" || kind == "FreeText" {
        // Hidden, and not for the screen.
        if flags & 2 != 0 || flags & 32 != 0 { continue }
        var appearance = annotation["AP"]["N"]
        if !appearance.isStream, let state = annotation["AS"].name { appearance = appearance[state] }
        if appearance.isStream {
          interpreter.paintAppearance(appearance, in: annotation["Rect"].numbers, resources: resources)
          continue
        }
        if kind == "Widget", annotation["V"].isNull, annotation["Parent"]["V"].isNull { continue }
      }
      kinds[kind, default: 0] += 1
    }
    for (kind, count) in kinds.sorted(by: { $0.key < $1.key }) {
      diagnostics.append(.annotations(kind, count, at: Origin(.page(number))))
    }
  }

  private mutating func nameSurroundings() {
    let names = file.catalog["Names"]["EmbeddedFiles"]
    if names.isDictionary { diagnostics.append(.attachments) }
    if file.catalog["AcroForm"]["XFA"].isArray || file.catalog["AcroForm"]["XFA"].isStream { diagnostics.append(.dynamicForm) }
    if let flags = file.catalog["AcroForm"]["SigFlags"].integer, flags & 1 != 0 { diagnostics.append(.signatures) }
  }
}

private enum CharacterMapText {
  static func utf16(_ bytes: ArraySlice<UInt8>) -> String {
    let bytes = Array(bytes)
    var units: [UInt16] = []
    for index in stride(from: 0, to: bytes.count - 1, by: 2) { units.append(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])) }
    return String(decoding: units, as: UTF16.self)
  }
}
