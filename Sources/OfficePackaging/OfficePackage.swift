public import Diagnostics
import Digest
public import SafeXML
import SafeZip

/// A package of parts, from a ZIP archive or from Flat OPC. Parts are found by relationships, never by path.
public struct OfficePackage: ~Copyable {
  public struct Relationship: Sendable {
    public var id: String
    /// The last step of the type's URI, the same in transitional and Strict packages: `footnotes`.
    public var type: String
    /// A part's name, or the address of an external target.
    public var target: String
    public var isExternal: Bool
  }

  private var archive: ZipArchive?
  private var entries: [String: ZipArchive.Entry] = [:]
  /// The parts of a Flat OPC file: their XML roots, or their bytes.
  private var flatRoots: [String: MarkupElement] = [:]
  private var flatBinaries: [String: [UInt8]] = [:]
  private var defaults: [String: String] = [:]
  private var overrides: [String: String] = [:]
  /// The relationships of the package itself, once they are read.
  private var own: [Relationship]?
  private let limits: Limits
  public private(set) var encoding: String?
  /// Names that stand in the directory once more: one program reads the first of them, another the last.
  public private(set) var repeatedParts: [String] = []

  /// Opens a ZIP package.
  public init(zip bytes: [UInt8], limits: Limits) throws(Refusal) {
    self.limits = limits
    do {
      let archive = try ZipArchive(bytes, limits: limits)
      for entry in archive.entries {
        let key = PartName.key(entry.name)
        // Of two entries of one name the first counts, as for libzip's own search.
        if entries[key] == nil { entries[key] = entry } else { repeatedParts.append(entry.name) }
      }
      self.archive = consume archive
    } catch {
      throw .package(error)
    }
    readContentTypes()
  }

  /// Takes the parts out of a Flat OPC tree.
  public init(flat root: MarkupElement, limits: Limits) throws(Refusal) {
    self.limits = limits
    for part in root.children where part.name == "pkg:part" {
      guard let name = part["pkg:name"] else { continue }
      let key = PartName.key(name)
      if let type = part["pkg:contentType"] { overrides[key] = type }
      if let data = part.first("pkg:xmlData") {
        for child in data.children {
          flatRoots[key] = child
          break
        }
      } else if let data = part.first("pkg:binaryData") {
        flatBinaries[key] = Base64.decodeMail(data.textBytes)
      }
    }
  }

  public func has(_ name: String) -> Bool {
    let key = PartName.key(name)
    return entries[key] != nil || flatRoots[key] != nil || flatBinaries[key] != nil
  }

  public mutating func bytes(_ name: String) throws(Refusal) -> [UInt8]? {
    let key = PartName.key(name)
    if let binary = flatBinaries[key] { return binary }
    guard let entry = entries[key] else { return nil }
    do {
      return try archive?.read(entry)
    } catch {
      throw .package(error)
    }
  }

  /// The root element of an XML part; `nil` when there is no such part.
  ///
  /// - Parameter keepingPlaces: the tree says where elements stand in the part.
  public mutating func root(_ name: String, keepingPlaces: Bool = false) throws(Refusal) -> MarkupElement? {
    if let root = flatRoots[PartName.key(name)] { return root }
    guard let bytes = try bytes(name) else { return nil }
    do {
      let tree = try MarkupTree.parse(bytes, limits: limits, options: .init(keepsPlaces: keepingPlaces))
      if encoding == nil { encoding = tree.encoding }
      return tree.root
    } catch {
      throw .malformedPart(name, error)
    }
  }

  /// The relationships of a part, of the package itself with `""`. Empty when there are none, or unreadable.
  public mutating func relationships(of name: String) -> [Relationship] {
    if name.isEmpty, let own { return own }
    let found = readRelationships(of: name)
    if name.isEmpty { own = found }
    return found
  }

  private mutating func readRelationships(of name: String) -> [Relationship] {
    guard let root = try? root(PartName.relationships(of: name)) else { return [] }
    return root.children.compactMap { element in
      guard element.name == "rel:Relationship", let id = element["Id"], let target = element["Target"] else { return nil }
      let type = element["Type"] ?? ""
      let isExternal = element["TargetMode"] == "External"
      return Relationship(
        id: id, type: Self.lastStep(of: type),
        target: isExternal ? target : PartName.resolve(target, from: name), isExternal: isExternal)
    }
  }

  private static func lastStep(of uri: String) -> String {
    guard let end = uri.utf8.lastIndex(where: { $0 != 0x2F }) else { return "" }
    let path = uri.utf8[...end]
    return String(Substring(path.lastIndex(of: 0x2F).map { path[path.index(after: $0)...] } ?? path))
  }

  public func contentType(of name: String) -> String? {
    let key = PartName.key(name)
    if let type = overrides[key] { return type }
    guard let dot = key.lastIndex(of: ".") else { return nil }
    return defaults[String(key[key.index(after: dot)...])]
  }

  /// The part that holds the document, found by its relationship.
  ///
  /// Packages without a usable `_rels/.rels` exist: then what the content types call a main part, then the usual path.
  /// - Parameters:
  ///   - family: `wordprocessingml` or `spreadsheetml`, as content types say it.
  public mutating func mainPart(_ family: String, usually path: String) throws(Refusal) -> String {
    for relationship in relationships(of: "") where relationship.type == "officeDocument" && has(relationship.target) {
      return relationship.target
    }
    let declared = overrides.filter { $0.value.contains(family) && $0.value.hasSuffix(".main+xml") }
    for key in declared.keys.sorted() where has(key) { return key }
    if has(path) { return path }
    throw .noMainPart
  }

  private mutating func readContentTypes() {
    guard let root = try? root("[Content_Types].xml") else { return }
    for element in root.children {
      guard let type = element["ContentType"] else { continue }
      if element.name == "ct:Default", let ending = element["Extension"] { defaults[ending.lowercased()] = type }
      if element.name == "ct:Override", let name = element["PartName"] { overrides[PartName.key(name)] = type }
    }
    encoding = nil
  }
}

extension Refusal {
  public static let noMainPart = Refusal(
    "package-no-main-part",
    Message(zh: "包内找不到正文部件。", en: "the package holds no document part"))

  public static func malformedPart(_ name: String, _ error: XMLError) -> Refusal {
    switch error {
    case .doctypeNotAllowed, .entityReference:
      Refusal(
        "package-doctype",
        Message(
          zh: "部件 \(name.quoted()) 含有 DOCTYPE 或实体引用，为安全起见不予读取。",
          en: "part \(name.quoted()) has a DOCTYPE or an entity reference, which is not read for safety"))
    case .tooDeep, .tooManyAttributes, .tooLarge:
      Refusal(
        "limit-xml",
        Message(
          zh: "部件 \(name.quoted()) 超出读取限度（\(error)）。",
          en: "part \(name.quoted()) passes a limit (\(error))"))
    case .malformed, .empty, .outOfMemory:
      Refusal(
        "package-malformed-part",
        Message(
          zh: "部件 \(name.quoted()) 不是完好的 XML（\(error)）。",
          en: "part \(name.quoted()) is not well-formed XML (\(error))"))
    }
  }

  static func package(_ error: ZipError) -> Refusal {
    switch error {
    case .notAnArchive, .damaged, .noSuchEntry:
      return Refusal(
        "package-damaged",
        Message(zh: "文件已损坏或不完整，无法打开。", en: "the file is damaged or incomplete and cannot be opened"))
    case .encrypted:
      return Refusal(
        "input-encrypted",
        Message(
          zh: "压缩包设有密码（password），无法读取。", en: "the archive is encrypted with a password"))
    case .damagedEntry(let name):
      return Refusal(
        "package-damaged",
        Message(zh: "包内部件 \(name.quoted()) 已损坏。", en: "part \(name.quoted()) of the package is damaged"))
    case .unsupportedCompression(let name, let method):
      return Refusal(
        "package-compression",
        Message(
          zh: "包内部件 \(name.quoted()) 使用了不支持的压缩方法（\(method)）。",
          en: "part \(name.quoted()) uses an unsupported compression method (\(method))"))
    case .noLibrary:
      return Refusal(
        "package-library",
        Message(
          zh: "文件的压缩结构不常见，读取它需要本机安装 libzip。请用 Word 或 WPS 另存一次，或安装 libzip 后再转换。",
          en: "the archive is of an unusual kind, which needs libzip; save the file anew in Word or WPS, or install libzip"))
    case .tooManyEntries, .entryTooLarge, .archiveTooLarge, .suspiciousRatio, .outOfMemory:
      return Refusal(
        "limit-package",
        Message(zh: "文件解压后超出读取限度（\(error)）。", en: "the file passes a limit once inflated (\(error))"))
    }
  }
}
