import CanonicalReaders
public import Conversion
public import Diagnostics
import Digest
import FindingWriters
import JSONText
import ReportChecks
import ReportModel
import ReportWriters
public import SafeFiles
import SafeZip

/// What a worker does with one source: bytes → reports → summaries, and results into the store or the reply.
public struct SourceConverter {
  /// Where results go in a run of the archive; `nil` for replies that carry them.
  public struct Storing: Sendable {
    var store: Store
    /// What beside the source decides the results, as one text.
    public var settings: String
    public var formats: [OutputFormat]

    public init(folder: String, settings: String, formats: [OutputFormat]) {
      store = Store(folder: folder)
      self.settings = settings
      self.formats = formats
    }
  }

  private let names: NamesFile
  private let limits: Limits
  private let storing: Storing?
  private var sources: SourceBytes

  public init(names: NamesFile = .none, limits: Limits = Limits(), storing: Storing? = nil) {
    self.names = names
    self.limits = limits
    self.storing = storing
    sources = SourceBytes(limits)
  }

  /// The reply as a line.
  ///
  /// - Throws: when results can't be written into the store; nothing that a source can cause is thrown.
  public mutating func reply(to request: WorkerRequest) throws(FileError) -> [UInt8] {
    if !request.series.isEmpty, let storing { return try compare(request, storing.store) }
    if let sums = request.sums, let storing { return try addUp(sums, request, storing.store) }
    var reply = WorkerReply(id: request.id, outcome: .report)
    var results: [ReadReport] = []
    var source: [UInt8]?
    do {
      let bytes: [UInt8]
      if let given = request.bytes { bytes = given } else { bytes = try read(request.name) }
      source = bytes
      let format = try request.format.flatMap(InputFormat.init(rawValue:)) ?? FormatDetector.detect(bytes)
      reply.format = format.rawValue
      results = try convert(bytes, format, request)
      let provenance = results.first?.report.provenance
      reply.encoding = provenance?.encoding
      reply.format = provenance?.format ?? reply.format
      // What was read from a document carries the digest of these very bytes; what we have written ourselves, that of its source.
      if ![.xml, .json, .csv].contains(format) { reply.sha256 = provenance?.sha256 }
    } catch {
      try refuse(error, request, &reply)
    }
    if let source {
      reply.size = source.count
      if reply.sha256 == nil { reply.sha256 = SHA256.hexadecimal(source) }
    }
    for result in results { reply.reports.append(ReportSummary(result)) }
    if let storing, let sha = reply.sha256, reply.outcome == .report, let name = request.name {
      let key = Store.key(sha256: sha, name: name.key, settings: storing.settings)
      try store(results, key, storing)
      reply.key = key
    }
    var json = JSONWriter()
    reply.write(&json) { json in
      guard storing == nil, reply.outcome == .report else { return }
      if results.count == 1 {
        Self.write(findings: results[0], &json)
        if request.want.contains("xml") { Self.write(xml: results[0], &json) }
      }
      Self.write(results, request.want, &json)
    } each: { json, index in
      // Of several reports, what is said of one stands with it.
      guard storing == nil, results.count > 1 else { return }
      Self.write(findings: results[index], &json)
      if request.want.contains("xml") { Self.write(xml: results[index], &json) }
    }
    return json.bytes
  }

  private enum Failure: Error {
    case refusal(Refusal)
    case container([[UInt8]])
  }

  private mutating func read(_ name: SourceName?) throws -> [UInt8] {
    guard let name else { throw Failure.refusal(Refusal("empty", Message(zh: "没有内容", en: "nothing to read"))) }
    return try sources.read(name)
  }

  private func convert(_ bytes: [UInt8], _ format: InputFormat, _ request: WorkerRequest) throws -> [ReadReport] {
    var options = ReadingOptions()
    options.format = format
    options.encoding = request.encoding
    options.organ = request.organ
    options.year = request.year
    options.form = request.form
    options.takesEveryReport = true
    options.limits = limits
    let shown = request.name?.shown ?? request.fileName
    options.fileName = shown?.split(separator: "/").last.map(String.init)
    let results = try ReportReader.read(bytes, options: options)
    // All of them, also where one is asked for: what the path of the file says of it depends on the others.
    let identified = Identification(names).identified(results, request.name)
    guard let select = request.select else { return identified.map(checked) }
    guard let one = identified.first(where: { $0.number == select }) else {
      throw Refusal(
        "select-none",
        Message(zh: "文件中没有第\(select)份报告，或者无法读取", en: "the file holds no report number \(select), or it can't be read"))
    }
    return [checked(one)]
  }

  /// Neither `archive` nor `panel` has rules that hold prose against tables.
  private static let checking: CheckOptions = {
    var options = CheckOptions()
    options.readsClaims = false
    return options
  }()

  /// With what the rules for archives find, behind what the reader said. Source: checks.md §14, profile `archive`.
  private func checked(_ result: ReadReport) -> ReadReport {
    var options = Self.checking
    options.isFreshlyRead = result.isRecognised
    var result = result
    result.diagnostics += Checker.check(CheckedReport(result.report, options: options), profile: .archive).findings
    return result
  }

  /// Why there is no report, and whether that is the file's kind or its fault.
  private mutating func refuse(_ error: any Error, _ request: WorkerRequest, _ reply: inout WorkerReply) throws(FileError) {
    let refusal: Refusal
    switch error {
    case let error as Refusal: refusal = error
    case Failure.refusal(let error): refusal = error
    case Failure.container(let members):
      reply.outcome = .container
      reply.format = "zip"
      reply.members = members
      return
    case SourceBytes.Failure.file(let error):
      reply.outcome = .unreadable
      reply.code = "io"
      reply.reasonChinese = error.message(chinese: true)
      reply.reasonEnglish = error.message(chinese: false)
      return
    case SourceBytes.Failure.tooLarge(let size, let isArchive):
      reply.size = size
      // An archive that is larger than any document may be stays on the disk.
      if isArchive, let name = request.name, let members = try? sources.members(of: name) {
        reply.outcome = .container
        reply.format = "zip"
        reply.members = members
        return
      }
      refusal = .inputTooLarge(size, limit: limits.inputBytes)
    case SourceBytes.Failure.zip(let error):
      reply.outcome = .refused
      reply.code = "zip"
      reply.reasonChinese = "压缩文件无法读取：\(error.description)"
      reply.reasonEnglish = "the archive can't be read: \(error.description)"
      return
    default: refusal = .internalError
    }
    if refusal.code == "input-zip", let name = request.name, let members = try? sources.members(of: name) {
      reply.outcome = .container
      reply.format = "zip"
      reply.members = members
      return
    }
    reply.outcome = Self.outcome(of: refusal.code, named: request.name?.shown ?? request.fileName ?? "")
    reply.code = refusal.code.rawValue
    // What it is by its bytes, not what it would have been read as: input-ofd, input-image.
    if refusal.code.rawValue.hasPrefix("input-") { reply.format = String(refusal.code.rawValue.dropFirst("input-".count)) }
    reply.reasonChinese = refusal.message.chinese
    reply.reasonEnglish = refusal.message.english
  }

  /// Files that are in order and no reports, as opposed to what may be a report and can't be read.
  private static func outcome(of code: Diagnostic.Code, named name: String) -> WorkerReply.Outcome {
    switch code {
    // Pictures of saved pages, and what Windows keeps of them (Thumbs.db); a scanned report has a name.
    case "input-image": nameParts.contains(where: name.contains) ? .unsupported : .notReport
    case "input-compound-file": name.hasSuffix("Thumbs.db") ? .notReport : .unsupported
    case "STR-17", "csv-not-report", "empty": .notReport
    // What begins as an archive and can't be opened as one is damaged.
    case "input-encrypted", "input-zip": .refused
    default: code.rawValue.hasPrefix("input-") ? .unsupported : .refused
    }
  }

  private static let nameParts = ["公开", "年报", "年度报告", "扫描"]

  private func store(_ results: [ReadReport], _ key: String, _ storing: Storing) throws(FileError) {
    for result in results {
      let number = result.number
      for format in storing.formats {
        let bytes = ReportWriter.write([result.report], options: WritingOptions(format: format))
        try storing.store.write(bytes, key, number, format.fileEnding)
      }
      var findings: [UInt8] = []
      for finding in result.diagnostics { findings += FindingRecord(finding).csv }
      try storing.store.write(findings, key, number, "findings")
    }
  }

  /// Compares the reports of a series, each with the one before it. Source: checks.md §8, XYR.
  private func compare(_ request: WorkerRequest, _ store: Store) throws(FileError) -> [UInt8] {
    var earlier: (place: StoredReport, report: CheckedReport?)?
    for place in request.series {
      let later = try stored(place, store)
      if let earlier {
        var findings: [UInt8] = []
        if let before = earlier.report, let later {
          for finding in Checker.compare(earlier: before, later: later, profile: .panel).findings { findings += FindingRecord(finding).csv }
        } else {
          findings = FindingRecord(.notCompared).csv
        }
        try store.write(findings, place.key, place.number, Store.yearsEnding(earlier.place))
      }
      earlier = (place, later)
    }
    return WorkerReply(id: request.id, outcome: .report).line
  }

  /// Holds a summary against its units, read one after another. Source: checks.md, ROL.
  private func addUp(_ sums: WorkerRequest.Sums, _ request: WorkerRequest, _ store: Store) throws(FileError) -> [UInt8] {
    var findings: [UInt8] = []
    var units = UnitReports()
    for place in sums.units { if let unit = try stored(place, store) { units.add(unit) } }
    if let summary = try stored(sums.summary, store), units.count == sums.units.count {
      // As in `check`: what only several reports show is wanted in full.
      let result = Checker.rollUp(summary: summary, units: units, missing: sums.missing, profile: .review)
      for finding in result.findings { findings += FindingRecord(finding).csv }
    } else {
      findings = FindingRecord(.notCompared).csv
    }
    try store.write(findings, sums.summary.key, sums.summary.number, Store.sumsEnding(sums))
    return WorkerReply(id: request.id, outcome: .report).line
  }

  private func stored(_ place: StoredReport, _ store: Store) throws(FileError) -> CheckedReport? {
    let bytes = try store.read(place.key, place.number, "xml")
    return (try? CanonicalXMLReader.read(bytes, limits: limits)).map { CheckedReport($0, options: Self.checking) }
  }

  private static func write(findings result: ReadReport, _ json: inout JSONWriter) {
    json.field("findings", result.diagnostics) { json, item in FindingJSON.write(item, file: nil, to: &json) }
  }

  private static func write(xml result: ReadReport, _ json: inout JSONWriter) {
    json.field("xml", String(decoding: ReportWriter.write([result.report], options: WritingOptions(format: .xml)), as: UTF8.self))
  }

  private static func write(_ results: [ReadReport], _ want: Set<String>, _ json: inout JSONWriter) {
    let reports = results.map(\.report)
    func text(_ format: OutputFormat) -> String {
      String(decoding: ReportWriter.write(reports, options: WritingOptions(format: format)), as: UTF8.self)
    }
    if want.contains("figures") {
      json.field("figures", reports.flatMap(CSVWriter.rows(of:))) { json, row in
        json.array { json in for field in row { json.string(field) } }
      }
    }
    if want.contains("report") { json.field("report", reports) { json, report in json.report(report) } }
    if want.contains("csv") { json.field("csv", text(.csv)) }
    if want.contains("text") { json.field("text", text(.text)) }
    if want.contains("html") { json.field("html", text(.html)) }
    for format in [OutputFormat.docx, .xlsx] where want.contains(format.rawValue) {
      json.field(format.rawValue, Base64.encode(ReportWriter.write(reports, options: WritingOptions(format: format))))
    }
  }
}

extension ReportSummary {
  init(_ result: ReadReport) {
    self.init()
    let report = result.report
    number = result.number
    organ = report.organ?.value
    organSource = report.organ?.source.rawValue
    year = report.year?.value
    yearSource = report.year?.source.rawValue
    form = report.form
    // A title that stands there twice, as page title and as document title, is one.
    title =
      report.title.isEmpty
      ? nil : report.title.map(\.text).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }.joined(separator: " ")
    var tuples: [UInt8] = []
    for row in CSVWriter.rows(of: report) {
      let (value, status) = (row[6], row[8])
      switch status {
      case "reported": reported += 1
      case "blank": blank += 1
      case "not_applicable": notApplicable += 1
      case "invalid": invalid += 1
      default: missing += 1
      }
      for field in [row[2], row[3], row[4], row[5], status, status == "reported" ? value : "", row[7]] { tuples += Array(field.utf8) + [0] }
    }
    inferred = report.tables.reduce(0) { $0 + $1.figures.count { $0.isInferred } }
    for finding in result.diagnostics {
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .note: notes += 1
      }
    }
    digest = String(SHA256.hexadecimal(tuples).prefix(32))
  }
}

extension Diagnostic {
  fileprivate static var notCompared: Diagnostic {
    Diagnostic(
      "archive-not-compared", .warning,
      Message(zh: "归档的报告超出读取限制，未与其他报告核对", en: "a filed report is over a limit of reading: not compared with others"))
  }
}

extension SourceConverter {
  /// The reply to a line that is no request.
  public static func malformed(line: Int, reason: String) -> [UInt8] {
    var reply = WorkerReply(id: "", outcome: .refused)
    reply.code = "bad-request"
    reply.reasonEnglish = "line \(line): \(reason)"
    reply.reasonChinese = "第\(line)行不是有效的请求：\(reason)"
    return reply.line
  }

  /// The reply when a result could not be written: `size` is the error number.
  public static func storeFailed(_ request: WorkerRequest, code: Int32) -> [UInt8] {
    var reply = WorkerReply(id: request.id, outcome: .unreadable)
    reply.code = "store"
    reply.size = Int(code)
    return reply.line
  }
}
