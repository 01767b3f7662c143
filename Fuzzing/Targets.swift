import CanonicalReaders
import Conversion
import DOCReader
import DOCXReader
import Diagnostics
import DocumentTree
@testable import FormRecognition
import Glibc
import HTMLReader
import JSONText
import PlainTextReader
import RTFReader
import ReportModel
import ReportWriters
@testable import SafeXML
import SafeZip
import TextDecoding
import WebArchive
import XLSXReader

/// What the fuzzer calls. One executable holds all targets; the environment variable `FUZZ_TARGET` chooses.
///
/// A target returns nothing and throws away every refusal: what it looks for are traps, memory errors, and broken promises, which trap by `precondition`.
typealias Target = ([UInt8]) -> Void

let targets: [String: Target] = [
  "text": { read($0, .text) },
  "docx": { read(zipped($0) ?? $0, .docx) },
  "docx-raw": { read($0, .docx) },
  "doc": { read($0, .doc) },
  "rtf": { read($0, .rtf) },
  "html": { read($0, .html) },
  "xlsx": { read(workbook($0) ?? $0, .xlsx) },
  "mhtml": { bytes in _ = try? WebArchive(bytes, limits: limits); read(bytes, .html) },
  "zip": { bytes in
    guard var archive = try? ZipArchive(bytes, limits: limits) else { return }
    for entry in archive.entries { _ = try? archive.read(entry) }
  },
  "encodings": { bytes in
    for forced in [nil, "utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "shift_jis", "euc-kr", "iso-2022-jp"] {
      guard let text = try? TextDecoding.decode(bytes, forced: forced) else { continue }
      precondition(String(validating: text.utf8, as: UTF8.self) != nil, "decoded text is no UTF-8")
    }
  },
  "labels": { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    _ = Vocabulary.official.terms(for: LabelKey(text))
    _ = Vocabulary.official.isFragment(LabelKey(text).body)
    _ = CellValue(text)
  },
  "xml": { bytes in
    // The scanner reads what libxml2 reads, and to the same tree; it may leave a document to libxml2, and accept none that that refuses.
    guard case .success(let own)? = XMLScanner.tree(of: bytes, limits: limits, prefixes: [:]) else { return }
    guard let other = try? MarkupTree.parseByLibrary(bytes, limits: limits, options: .init()) else {
      preconditionFailure("accepted what libxml2 refuses")
    }
    precondition(own.root == other.root, "another tree than libxml2's")
  },
  "canonical-xml": { bytes in _ = try? CanonicalXMLReader.read(bytes, limits: limits) },
  "json": { bytes in _ = try? CanonicalJSONReader.read(bytes, limits: limits) },
  "csv": { bytes in _ = try? CanonicalCSVReader.read(bytes, limits: limits) },
  "roundtrip": roundTrip,
]

let limits: Limits = {
  var limits = Limits()
  limits.partBytes = 4 << 20
  limits.packageBytes = 16 << 20
  limits.documentText = 1 << 20
  limits.cells = 50_000
  limits.tableArea = 200_000
  return limits
}()

func read(_ bytes: [UInt8], _ format: InputFormat) {
  var options = ReadingOptions()
  options.format = format
  options.limits = limits
  if let document = try? ReportReader.document(bytes, options: options) {
    precondition(document.account.isBalanced, "characters are lost without account: \(document.account)")
  }
  _ = try? ReportReader.read(bytes, options: options)
}

/// The bytes as the main part of a package: the fuzzer spends its time in the reader and not in the checksums of ZIP.
func zipped(_ bytes: [UInt8]) -> [UInt8]? {
  guard bytes.first == 0x3C else { return nil }
  var zip = ZipWriter()
  let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  zip.add("[Content_Types].xml", Array("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>".utf8))
  zip.add("_rels/.rels", Array("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' Type='\(office)/officeDocument' Target='word/document.xml'/></Relationships>".utf8))
  zip.add("word/document.xml", bytes)
  return zip.finished()
}

func workbook(_ bytes: [UInt8]) -> [UInt8]? {
  guard bytes.first == 0x3C else { return nil }
  let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  var zip = ZipWriter()
  zip.add("_rels/.rels", Array("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' Type='\(office)/officeDocument' Target='xl/workbook.xml'/></Relationships>".utf8))
  zip.add("xl/workbook.xml", Array("<workbook xmlns='\(main)' xmlns:r='\(office)'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>".utf8))
  zip.add("xl/_rels/workbook.xml.rels", Array("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='\(office)/worksheet' Target='worksheets/sheet1.xml'/></Relationships>".utf8))
  zip.add("xl/worksheets/sheet1.xml", bytes)
  return zip.finished()
}

/// A report that can be read is written in each format and read again: the same report.
func roundTrip(_ bytes: [UInt8]) {
  var options = ReadingOptions()
  options.limits = limits
  guard let report = try? ReportReader.read(bytes, options: options).first?.report else { return }
  let xml = ReportWriter.write([report], options: WritingOptions(format: .xml))
  guard let again = try? CanonicalXMLReader.read(xml) else { preconditionFailure("our own XML is refused") }
  precondition(ReportWriter.write([again], options: WritingOptions(format: .xml)) == xml, "XML changes when it is read and written")
  let json = ReportWriter.write([report], options: WritingOptions(format: .json))
  guard let fromJSON = try? CanonicalJSONReader.read(json) else { preconditionFailure("our own JSON is refused") }
  precondition(ReportWriter.write([fromJSON], options: WritingOptions(format: .json)) == json, "JSON changes when it is read and written")
  for layout in [CSVWriter.Layout.long] {
    let csv = CSVWriter.write([report], layout: layout, byteOrderMark: false)
    _ = try? CanonicalCSVReader.read(csv)
  }
  _ = try? ReportReader.read(ReportWriter.write([report], options: WritingOptions(format: .text)), options: options)
}

let chosen: Target = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? "text"
  guard let target = targets[name] else { fatalError("there is no target \(name)") }
  return target
}()

@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  chosen(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
