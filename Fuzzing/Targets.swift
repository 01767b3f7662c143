import CanonicalReaders
import Conversion
import Diagnostics
@testable import FormRecognition
import Glibc
@testable import SafeXML
import SafeZip
import TextDecoding
import WebArchive

/// What the fuzzer calls. One executable holds all targets; the environment variable `FUZZ_TARGET` chooses.
///
/// A target returns nothing and throws away every refusal: what it looks for are traps, memory errors, and broken promises (`Promises.swift`).
typealias Target = @Sendable ([UInt8]) -> Void

let targets: [String: Target] = [
  "text": { read($0, .text) },
  // The bytes as the main part of a package: the fuzzer spends its time in the reader and not in the checksums of ZIP.
  "docx": { read(documentPackage($0) ?? $0, .docx) },
  "docx-raw": { read($0, .docx) },
  "doc": { read($0, .doc) },
  "rtf": { read($0, .rtf) },
  "html": { read($0, .html) },
  "xlsx": { read(workbookPackage($0) ?? $0, .xlsx) },
  "mhtml": { bytes in
    _ = try? WebArchive(bytes, limits: limits)
    read(bytes, .html)
  },
  "zip": { bytes in
    guard var archive = try? ZipArchive(bytes, limits: limits) else { return }
    for entry in archive.entries { _ = try? archive.read(entry) }
  },
  "encodings": { bytes in
    for forced in [nil, "utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "shift_jis", "euc-kr", "iso-2022-jp"] {
      guard let text = try? TextDecoding.decode(bytes, forced: forced) else { continue }
      promise(String(validating: text.utf8, as: UTF8.self) != nil, "decoded text is no UTF-8")
    }
  },
  "labels": { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    _ = Vocabulary.official.terms(for: LabelKey(text))
    _ = Vocabulary.official.isFragment(LabelKey(text).body)
    _ = CellValue(text)
  },
  "xml": sameTree,
  "canonical-xml": { bytes in
    if let report = try? CanonicalXMLReader.read(bytes, limits: limits) { roundTrip(report) }
  },
  "json": { bytes in
    if let report = try? CanonicalJSONReader.read(bytes, limits: limits) { roundTrip(report) }
  },
  "csv": { bytes in
    for report in (try? CanonicalCSVReader.read(bytes, limits: limits)) ?? [] { roundTrip(report) }
  },
  // Whatever it is, by its bytes; what was recognised is written in every format and read again.
  "roundtrip": { bytes in
    var options = ReadingOptions()
    options.limits = limits
    guard let result = try? ReportReader.read(bytes, options: options).first else { return }
    roundTrip(result.report)
    if result.isRecognised { textReadsBack(result.report) }
  },
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

let chosen: Target = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? "text"
  guard let target = targets[name] else { fatalError("there is no target \(name)") }
  return target
}()

/// With `FUZZ_SEEDS`, writes seeds into that folder and ends.
@_cdecl("LLVMFuzzerInitialize") public func initialise(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>>>
) -> CInt {
  if let folder = getenv("FUZZ_SEEDS") {
    Seeds.write(to: String(cString: folder))
    exit(0)
  }
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  chosen(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
