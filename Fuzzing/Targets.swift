import CanonicalReaders
import Conversion
import Diagnostics
import Glibc
import OfficePackaging
import TextDecoding
import WebArchive

@testable import FormRecognition
@testable import SafeXML

/// What the fuzzer calls. One executable holds all targets; the environment variable `FUZZ_TARGET` chooses.
///
/// A target returns nothing and throws away every refusal: what it looks for are traps, memory errors, and broken promises (`Promises.swift`).
typealias Target = @Sendable ([UInt8]) -> Void

let targets: [String: Target] = [
  "text": { bytes in
    inEveryEncoding(bytes)
    labels(bytes)
    read(bytes, .text)
  },
  // The reader of pages finds a web archive in them by itself; here it is also opened where the reader would not think of one.
  "web": { bytes in
    _ = try? WebArchive(bytes, limits: limits)
    read(bytes, .html)
  },
  "docx": { read(documentPackage($0) ?? $0, .docx) },
  "xlsx": { read(workbookPackage($0) ?? $0, .xlsx) },
  // Packages as they are. What is no workbook goes to the reader of Word files, which refuses other kinds with advice.
  "zip": { bytes in
    sameArchive(bytes)
    read(bytes, PackageKind.sniff(bytes, limits: limits) == .spreadsheet ? .xlsx : .docx)
  },
  // A brace begins rich text, whatever is damaged behind it.
  "legacy": { read($0, $0.first == 0x7B ? .rtf : .doc) },
  "canonical": { bytes in
    sameTree(bytes)
    switch bytes.prefix(64).first(where: { $0 > 0x20 && $0 < 0x80 }) {
    case 0x3C: if let report = try? CanonicalXMLReader.read(bytes, limits: limits) { roundTrip(report) }
    case 0x7B, 0x5B: if let report = try? CanonicalJSONReader.read(bytes, limits: limits) { roundTrip(report) }
    default: for report in (try? CanonicalCSVReader.read(bytes, limits: limits)) ?? [] { roundTrip(report) }
    }
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

/// In whatever encoding bytes are said to be, what comes out is text.
private func inEveryEncoding(_ bytes: [UInt8]) {
  for forced in [nil, "utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "shift_jis", "euc-kr", "iso-2022-jp"] {
    guard let text = try? TextDecoding.decode(bytes, forced: forced) else { continue }
    promise(String(validating: text.utf8, as: UTF8.self) != nil, "decoded text is no UTF-8")
  }
}

/// The first lines, and all of them in one, as labels and as cells.
private func labels(_ bytes: [UInt8]) {
  for line in [bytes[...]] + bytes.prefix(4_000).split(separator: 0x0A, maxSplits: 16) where line.count <= 400 {
    let text = String(decoding: line, as: UTF8.self)
    _ = Vocabulary.official.terms(for: text)
    _ = Vocabulary.official.isProse(text)
    _ = Vocabulary.official.isFragment(LabelKey(text).body)
    _ = CellValue(text)
  }
}

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

/// Of the processor, by this process.
private func seconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

/// With `FUZZ_CORE_SECONDS`, so much of the processor, and then an orderly end.
private let share = getenv("FUZZ_CORE_SECONDS").flatMap { Double(String(cString: $0)) } ?? .infinity

/// Ten seconds of the processor for one input. libFuzzer's own limit is by the clock, where whatever else is running counts.
private let limitTime: Void = {
  signal(SIGPROF) { _ in promise(false, "ten seconds of the processor for one input") }
}()

@_cdecl("LLVMFuzzerTestOneInput") public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  _ = limitTime
  var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: 10, tv_usec: 0))
  setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
  chosen(Array(UnsafeBufferPointer(start: start, count: count)))
  // libFuzzer takes it as: finish, and say what was done.
  if seconds() > share { raise(SIGUSR1) }
  return 0
}
