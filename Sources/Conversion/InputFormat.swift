public import Diagnostics
import OfficePackaging
import WebArchive

/// The kinds of input that are read.
public enum InputFormat: String, Hashable, Sendable, CaseIterable {
  case text, docx, doc, rtf, html, xlsx, pdf, ofd, xml, csv, json
}

/// The kinds of output that are written.
public enum OutputFormat: String, Hashable, Sendable, CaseIterable {
  case text, xml, csv, json, docx, xlsx, html

  /// By the ending of a file's name; `nil` for another ending.
  public init?(fileName: String) {
    let ending = fileName.split(separator: "/").last.map(String.init) ?? fileName
    guard let dot = ending.lastIndex(of: ".") else { return nil }
    switch ending[ending.index(after: dot)...].lowercased() {
    case "txt", "text": self = .text
    case "xml": self = .xml
    case "csv": self = .csv
    case "json": self = .json
    case "docx": self = .docx
    case "xlsx": self = .xlsx
    case "html", "htm": self = .html
    default: return nil
    }
  }

  public var fileEnding: String { self == .text ? "txt" : rawValue }
}

/// Finds the kind of an input from its bytes. A file's ending is never looked at.
public enum FormatDetector {
  public static func detect(_ bytes: [UInt8]) throws(Refusal) -> InputFormat {
    guard !bytes.isEmpty else { throw Refusal("empty", Message(zh: "文件是空的", en: "the file is empty")) }
    // Some programs write a few bytes before the header. Source: ISO 32000-1:2008, annex H.
    if bytes.prefix(1024).firstRange(of: Array("%PDF-".utf8)) != nil { return .pdf }
    if let refusal = foreign(bytes) { throw refusal }
    if let kind = PackageKind.sniff(bytes) {
      // What is named there and not read is refused by the reader of Word files, with advice.
      switch kind {
      case .spreadsheet: return .xlsx
      case .binaryWord: return .doc
      case .rtf: return .rtf
      case .ofd: return .ofd
      default: return .docx
      }
    }
    if WebArchive.looksLikeArchive(bytes) { return .html }
    if mayBeMarked(bytes), let found = markup(text(ofHead: bytes)), found != .text { return found }
    return PageInScript.mayHold(bytes) && PageInScript(bytes) != nil ? .html : .text
  }

  /// What can be named by its signature and is not read.
  private static func foreign(_ bytes: [UInt8]) -> Refusal? {
    func begins(_ signature: String) -> Bool { bytes.starts(with: Array(signature.utf8)) }
    if bytes.starts(with: [0x1F, 0x8B]) || begins("Rar!") || bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) || begins("BZh")
      || bytes.starts(with: [0xFD, 0x37, 0x7A])
    {
      return Refusal("input-archive", Message(zh: "这是压缩文件，请先解压", en: "this is a compressed archive; unpack it first"))
    }
    return nil
  }

  /// The first text of the file in lower case, whatever its encoding: wide encodings lose their noughts.
  private static func text(ofHead bytes: [UInt8]) -> [UInt8] {
    var head = bytes.prefix(8192).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    if head.contains(0) { head.removeAll { $0 == 0 } }
    for mark: [UInt8] in [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] where head.starts(with: mark) {
      head.removeFirst(mark.count)
      break
    }
    return head
  }

  /// A first look: markup has a tag, JSON a bracket at its start, our CSV the name of its first column.
  private static func mayBeMarked(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(8192)
    if head.contains(UInt8(ascii: "<")) { return true }
    // Behind white space, byte order marks and the noughts of wide encodings.
    let first = head.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF && $0 != 0xFF && $0 != 0xFE }
    return first.map { "{[\"oO".utf8.contains($0) } ?? false
  }

  private static func markup(_ head: [UInt8]) -> InputFormat? {
    let start = head.firstIndex { $0 > 0x20 } ?? head.endIndex
    let body = head[start...]
    func begins(_ word: String) -> Bool { body.starts(with: Array(word.utf8)) }
    func contains(_ word: String) -> Bool { head.firstRange(of: Array(word.utf8)) != nil }
    if begins("{") || begins("[") {
      if contains("\"nianbao\"") || contains("\"annualreport\"") || contains("\"format\":\"urn:nianbao") || contains("urn:nianbao:") {
        return .json
      }
      return contains("<table") || contains("<div") || contains("<p")
        ? .html : contains("\"sections\"") && contains("\"tables\"") ? .json : .text
    }
    if begins("organ,year,") || begins("\"organ\",\"year\"") { return .csv }
    if begins("<") {
      if contains("urn:nianbao:") || contains("<annualreport") { return .xml }
      if contains("schemas.microsoft.com/office/2006/xmlpackage") || contains("schemas.microsoft.com/office/word/2003/wordml")
        || contains("progid=\"word.document\"")
      {
        return .docx
      }
      for word in [
        "<!doctype html", "<html", "<head", "<body", "<table", "<div", "<p", "<meta", "<script", "<!--", "<title", "<span", "<style", "<br",
        "<h1", "<h2", "<center", "<font", "<ul", "<tr", "<td", "<section", "<article", "<link",
      ]
      where begins(word) { return .html }
      if begins("<?xml") { return contains("<html") ? .html : .xml }
      if begins("<!doctype") { return .html }
      return contains("</") || contains("<p>") || contains("<td") ? .html : nil
    }
    // Text before the first tag: fragments that a crawler cut.
    if contains("<table") || contains("<td") || contains("<html") || contains("</p>") || contains("</div>") { return .html }
    return nil
  }
}

extension Collection<UInt8> where Self: RandomAccessCollection, Index == Int {
  /// The first place of a pattern, by plain search.
  func firstRange(of pattern: [UInt8]) -> Range<Int>? {
    guard let last = pattern.last, pattern.count <= count else { return nil }
    // A byte that the pattern does not hold at all takes its whole length along: looked for is the last one.
    var isInside: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for byte in pattern {
      let bit = UInt64(1) << UInt64(byte & 63)
      switch byte >> 6 {
      case 0: isInside.0 |= bit
      case 1: isInside.1 |= bit
      case 2: isInside.2 |= bit
      default: isInside.3 |= bit
      }
    }
    var end = startIndex + pattern.count - 1
    while end < endIndex {
      let byte = self[end]
      if byte == last, self[(end - pattern.count + 1)...].starts(with: pattern) { return end - pattern.count + 1..<end + 1 }
      let word =
        switch byte >> 6 {
        case 0: isInside.0
        case 1: isInside.1
        case 2: isInside.2
        default: isInside.3
        }
      end += word >> UInt64(byte & 63) & 1 == 0 ? pattern.count : 1
    }
    return nil
  }
}
