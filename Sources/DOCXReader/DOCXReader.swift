public import Diagnostics
public import DocumentTree
import OfficePackaging
import SafeXML
import WordText

/// Reads Word documents: .docx and its kin, Strict, Flat OPC, Word 2003 XML.
public enum DOCXReader {
  /// A part of another format inside the document, for whoever can read it.
  public struct ForeignContent: Sendable {
    public enum Kind: String, Hashable, Sendable { case html, mhtml, text, rtf, binaryWord, spreadsheet }
    public var kind: Kind
    public var bytes: [UInt8]
    /// The name of the part: `word/afchunk.htm`.
    public var part: String
    public var contentType: String?
    /// How many documents this one stands in.
    public var nesting: Int
  }

  /// Reads foreign content, or returns `nil` when there is no reader for it.
  public typealias ForeignReader = @Sendable (ForeignContent) -> Result<Document, Refusal>?

  public struct Options: Sendable {
    public var trackChanges: TrackChanges = .accept
    /// Without one, HTML and text chunks and embedded workbooks are reported and not read.
    public var foreignReader: ForeignReader?
    /// How many documents this one stands in.
    public var nesting = 0

    public init(trackChanges: TrackChanges = .accept, foreignReader: ForeignReader? = nil, nesting: Int = 0) {
      self.trackChanges = trackChanges
      self.foreignReader = foreignReader
      self.nesting = nesting
    }
  }

  public static func read(
    _ bytes: [UInt8], options: Options = Options(), limits: Limits = Limits()
  ) throws(Refusal) -> Document {
    guard bytes.count <= limits.inputBytes else {
      throw Refusal(
        "limit-input",
        Message(
          zh: "文件超过读取上限（\(limits.inputBytes) 字节）。", en: "the file is larger than \(limits.inputBytes) bytes"))
    }
    guard let kind = PackageKind.sniff(bytes, limits: limits) else { throw .notADocument }
    switch kind {
    case .openPackage:
      var package = try OfficePackage(zip: bytes, limits: limits)
      let main = try package.mainPart("wordprocessingml", usually: "word/document.xml")
      return try read(&package, main, options, limits)
    case .flatOPC:
      let tree = try parse(bytes, limits, prefixes: NamespacePrefixes.officeOpenXML)
      guard tree.root.name == "pkg:package" else { throw .notADocument }
      var package = try OfficePackage(flat: tree.root, limits: limits)
      let main = try package.mainPart("wordprocessingml", usually: "word/document.xml")
      var document = try read(&package, main, options, limits)
      document.encoding = tree.encoding ?? "utf-8"
      return document
    case .wordML2003:
      // The names are nearly those of today's WordprocessingML: both are read under one prefix.
      var prefixes = NamespacePrefixes.officeOpenXML
      prefixes["http://schemas.microsoft.com/office/word/2003/wordml"] = "w"
      let tree = try parse(bytes, limits, prefixes: prefixes)
      guard tree.root.name == "w:wordDocument", let body = tree.root.first(.body) else { throw .notADocument }
      var reader = DocumentReader(options: options, limits: limits)
      if let styles = tree.root.first(.styles) { reader.styles = Styles(styles) }
      if let lists = tree.root.first(.lists) { reader.use(NumberingDefinitions(lists)) }
      try reader.readMain(body)
      var document = reader.finished()
      document.encoding = tree.encoding ?? "utf-8"
      return document
    default:
      throw kind.refusal ?? .notADocument
    }
  }

  private static func read(
    _ package: inout OfficePackage, _ main: String, _ options: Options, _ limits: Limits
  ) throws(Refusal) -> Document {
    guard let root = try package.root(main) else { throw .noMainPart }
    guard root.tag == .document else {
      if root.name == "s:workbook" { throw PackageKind.spreadsheet.refusal ?? .notADocument }
      throw .noMainPart
    }
    guard let body = root.first(.body) else { throw .noMainPart }
    var reader = DocumentReader(options: options, limits: limits)
    reader.preservesSpace = root[.xmlSpace] == "preserve"
    return try reader.read(&package, main: main, body)
  }

  private static func parse(
    _ bytes: [UInt8], _ limits: Limits, prefixes: [String: String]
  ) throws(Refusal) -> MarkupTree {
    do {
      return try MarkupTree.parse(bytes, limits: limits, options: .init(prefixes: prefixes, keepsPlaces: false))
    } catch {
      throw .malformedPart("XML", error)
    }
  }
}

extension Refusal {
  static let notADocument = Refusal(
    "docx-not-a-document",
    Message(
      zh: "这不是 Word 文档（.docx、Flat OPC 或 Word 2003 XML）。",
      en: "this is not a Word document (.docx, Flat OPC or Word 2003 XML)"))
}
