import CanonicalReaders
import DOCReader
import DOCXReader
public import Diagnostics
import Digest
public import DocumentTree
import FormRecognition
import HTMLReader
import OFDReader
import OfficePackaging
import PDFReader
import PlainTextReader
import RTFReader
public import ReportModel
import TextDecoding
import XLSXReader

/// How an input is to be read.
public struct ReadingOptions: Sendable {
  /// Overrules what the bytes say.
  public var format: InputFormat?
  public var organ: String?
  public var year: Int?
  /// Id of the form to read the tables as.
  public var form: String?
  public var encoding: String?
  /// Which report of a page that holds several, from 1.
  public var select: Int?
  /// All reports of a document that holds several, where `select` names none; else the first, with a warning.
  public var takesEveryReport = false
  public var trackChanges: TrackChanges = .accept
  public var limits = Limits()
  /// For provenance and messages.
  public var fileName: String?

  public init() {}

  /// Whether a label names an encoding. Source: WHATWG Encoding Standard §4.2.
  public static func isEncoding(_ label: String) -> Bool { EncodingName.named(label) != nil }
}

/// A report, and everything that has to be said about how it was read.
public struct ReadReport: Sendable {
  public var report: Report
  public var diagnostics: [Diagnostic]
  /// Read from a document by recognition, which reports what only it can see; not from a file that we wrote ourselves.
  public var isRecognised: Bool
  /// Which report of its source it is, from 1.
  public var number = 1
  public init(report: Report, diagnostics: [Diagnostic], isRecognised: Bool = false) {
    self.report = report
    self.diagnostics = diagnostics
    self.isRecognised = isRecognised
  }
}

/// Bytes → report. Pure: no file, no network, no global state.
public enum ReportReader {
  /// The reports in the bytes: one, but for CSV, which may hold many, and where every report of a document is asked for.
  public static func read(_ bytes: [UInt8], options: ReadingOptions = ReadingOptions()) throws(Refusal) -> [ReadReport] {
    try checkSize(bytes, options.limits)
    let format: InputFormat
    if let stated = options.format { format = stated } else { format = try FormatDetector.detect(bytes) }
    var results: [ReadReport]
    switch format {
    case .xml: results = [ReadReport(report: try CanonicalXMLReader.read(bytes, limits: options.limits), diagnostics: [])]
    case .json: results = [ReadReport(report: try CanonicalJSONReader.read(bytes, limits: options.limits), diagnostics: [])]
    case .csv: results = try readCSV(bytes, options)
    case .text, .docx, .doc, .rtf, .html, .xlsx, .pdf, .ofd:
      // What a form field only prompts for is no content, and what is struck out no figure.
      let document = try document(bytes, format: format, options: options).resolvingMarks()
      if format == .text { try GridCSV.check(document) }
      results = try ReportParts(LaidOutDocument(document), options).read { part throws(Refusal) in try recognise(part, options) }
      let provenance = Provenance(
        fileName: options.fileName, sha256: SHA256.hexadecimal(bytes), byteCount: bytes.count, format: document.format,
        encoding: document.encoding, toolVersion: ToolkitVersion.current)
      for index in results.indices { results[index].report.provenance = provenance }
      return results
    }
    for index in results.indices {
      results[index].number = index + 1
      if let stated = options.form, let own = results[index].report.form, own != stated {
        results[index].diagnostics.append(.formKept(own, stated: stated))
      }
      overrule(&results[index].report, options)
    }
    return results
  }

  /// The document as its reader sees it, for `inspect`.
  public static func document(_ bytes: [UInt8], options: ReadingOptions = ReadingOptions()) throws(Refusal) -> Document {
    try checkSize(bytes, options.limits)
    let format: InputFormat
    if let stated = options.format { format = stated } else { format = try FormatDetector.detect(bytes) }
    let whole = try document(bytes, format: format, options: options)
    return options.select == nil ? whole : try ReportParts(LaidOutDocument(whole), options).chosen[0].document
  }

  private static func checkSize(_ bytes: [UInt8], _ limits: Limits) throws(Refusal) {
    guard !bytes.isEmpty else { throw Refusal("empty", Message(zh: "文件是空的", en: "the file is empty")) }
    guard bytes.count <= limits.inputBytes else {
      throw .inputTooLarge(bytes.count, limit: limits.inputBytes)
    }
  }

  private static func recognise(_ laidOut: LaidOutDocument, _ options: ReadingOptions) throws(Refusal) -> ReadReport {
    let document = laidOut.document
    let recognition: Recognition
    do {
      recognition = try Recogniser.recognise(
        laidOut, stated: StatedIdentity(organ: options.organ, year: options.year, form: options.form))
    } catch {
      // No report on the page, but a viewer or an attachment that may hold it: that is what a person wants to know.
      if error.code == "STR-17", let elsewhere = document.diagnostics.first(where: { $0.code == "html-elsewhere" }) {
        throw Refusal(
          "html-elsewhere",
          Message(
            zh: "网页中没有报告正文。" + elsewhere.message.chinese, en: "the page does not hold the report itself: " + elsewhere.message.english))
      }
      throw error
    }
    return ReadReport(
      report: recognition.report, diagnostics: recognition.naming(document.diagnostics) + recognition.diagnostics, isRecognised: true)
  }

  private static func overrule(_ report: inout Report, _ options: ReadingOptions) {
    if let organ = options.organ { report.organ = Stated(organ, from: .user) }
    if let year = options.year { report.year = Stated(year, from: .user) }
  }

  private static func document(_ bytes: [UInt8], format: InputFormat, options: ReadingOptions) throws(Refusal) -> Document {
    let document =
      switch format {
      case .text, .xml, .json, .csv: try readText(bytes, options.encoding, options.limits)
      case .docx, .doc, .rtf: try readWord(bytes, options)
      case .html: try readHTML(bytes, options)
      case .xlsx: try readXLSX(bytes, options)
      case .pdf: try PDFReader.read(bytes, limits: options.limits)
      case .ofd: try OFDReader.read(bytes, limits: options.limits)
      }
    try document.check(options.limits)
    return document
  }

  /// Word's formats go by each other's names: the bytes decide.
  private static func readWord(_ bytes: [UInt8], _ options: ReadingOptions) throws(Refusal) -> Document {
    switch PackageKind.sniff(bytes, limits: options.limits) {
    case .binaryWord:
      return try DOCReader.read(bytes, trackChanges: options.trackChanges, limits: options.limits)
    case .rtf: return try RTFReader.read(bytes, trackChanges: options.trackChanges, limits: options.limits)
    default: return try readDOCX(bytes, options)
    }
  }

  private static func readDOCX(_ bytes: [UInt8], _ options: ReadingOptions) throws(Refusal) -> Document {
    var own = DOCXReader.Options(trackChanges: options.trackChanges)
    let limits = options.limits
    let trackChanges = options.trackChanges
    own.foreignReader = { content in foreign(content, trackChanges, limits) }
    return try DOCXReader.read(bytes, options: own, limits: limits)
  }

  /// Parts of other formats in a Word document: chunks that Word takes in, workbooks in place of tables.
  private static func foreign(
    _ content: DOCXReader.ForeignContent, _ trackChanges: TrackChanges, _ limits: Limits
  ) -> Result<Document, Refusal>? {
    do {
      switch content.kind {
      case .html, .mhtml:
        let charset = content.contentType?.split(separator: ";").first { $0.lowercased().contains("charset=") }
        var pages = PageReading(
          declaredEncoding: charset?.split(separator: "=").last.map { $0.filter { $0 != "\"" && $0 != " " } },
          trackChanges: trackChanges, limits: limits)
        pages.anchors = []
        return .success(try pages.read(content.bytes))
      case .text: return .success(try readText(content.bytes, nil, limits))
      case .rtf: return .success(try RTFReader.read(content.bytes, trackChanges: trackChanges, limits: limits))
      case .binaryWord: return .success(try DOCReader.read(content.bytes, trackChanges: trackChanges, limits: limits))
      case .spreadsheet: return .success(try XLSXReader.read(content.bytes, limits: limits))
      }
    } catch {
      return .failure(error)
    }
  }

  private static func readHTML(_ bytes: [UInt8], _ options: ReadingOptions) throws(Refusal) -> Document {
    try PageReading(encoding: options.encoding, trackChanges: options.trackChanges, limits: options.limits).read(bytes)
      .readingWrittenTables(options.limits)
  }

  static func readText(
    _ bytes: [UInt8], _ encoding: String?, _ limits: Limits, declared: String? = nil
  ) throws(Refusal) -> Document {
    // No encoding makes less of a character than a byte; three of UTF-8 are what most of them become.
    guard bytes.count <= limits.documentText.multipliedReportingOverflow(by: 2).partialValue else {
      throw .tooMuchText(limits.documentText)
    }
    let decoded = try TextDecoding.decode(bytes, declared: declared, forced: encoding)
    var document = try PlainTextReader.read(decoded.text, encoding: decoded.encoding, limits: limits)
    document.diagnostics = decoded.diagnostics + document.diagnostics
    return document
  }

  private static func readXLSX(_ bytes: [UInt8], _ options: ReadingOptions) throws(Refusal) -> Document {
    try XLSXReader.read(bytes, limits: options.limits)
  }

  private static func readCSV(_ bytes: [UInt8], _ options: ReadingOptions) throws(Refusal) -> [ReadReport] {
    try CanonicalCSVReader.read(bytes, limits: options.limits).map { ReadReport(report: $0, diagnostics: []) }
  }
}

extension Diagnostic {
  fileprivate static func formKept(_ own: String, stated: String) -> Diagnostic {
    Diagnostic(
      "form-kept", .warning,
      Message(
        zh: "文件是本工具写出的，数据属于\(own)年格式，不能按 --form \(stated) 重新识别",
        en: "the file is of our own making, with the figures of form \(own): they can't be read again as --form \(stated)"))
  }
}

extension Refusal {
  /// - Parameter size: what the file system says; a stream that was not read to its end has none.
  public static func inputTooLarge(_ size: Int?, limit: Int) -> Refusal {
    guard let size else {
      return Refusal("limit-input", Message(zh: "输入超过上限\(limit)字节", en: "the input has more bytes than the limit of \(limit)"))
    }
    return Refusal(
      "limit-input", Message(zh: "文件有\(size)字节，超过上限\(limit)字节", en: "the file has \(size) bytes, more than the limit of \(limit)"))
  }
}
