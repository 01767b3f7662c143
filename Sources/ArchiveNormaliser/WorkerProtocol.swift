import Digest
import JSONText

/// One file for a worker to read: a line of JSON on its standard input. See docs/worker.md.
public struct WorkerRequest: Hashable, Sendable {
  /// Comes back in the reply.
  public var id: String
  /// The file, or an entry of an archive; `nil` when the bytes come with the request.
  public var name: SourceName?
  public var bytes: [UInt8]?
  /// For provenance, where there is no path.
  public var fileName: String?
  public var organ: String?
  public var year: Int?
  public var form: String?
  public var encoding: String?
  public var format: String?
  /// Only this report of a file that holds several, from 1; else all of them.
  public var select: Int?
  /// What the reply holds beside identity, counts and findings: `figures`, `report`, `xml`, `csv`, `text`.
  public var want: Set<String> = []
  /// Instead of a file: reports of one office in the store, year after year, to be compared. Only with a store.
  var series: [StoredReport] = []
  /// Instead of a file: a summary in the store and the reports of its units, to be added up. Only with a store.
  var sums: Sums?

  struct Sums: Hashable, Sendable {
    var summary: StoredReport
    var units: [StoredReport] = []
    /// Offices of which there is no report.
    var missing: [String] = []
  }

  /// How much there is to do, in files.
  var weight: Int { max(1, series.count + (sums?.units.count ?? 0)) }

  public init(id: String) { self.id = id }

  public var line: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("id", id)
      if let name {
        json.bytes("path", name.path)
        if !name.members.isEmpty {
          json.field("members", name.members) { json, member in
            json.object { json in json.bytes("name", member) }
          }
        }
      }
      if let bytes { json.field("bytes", Base64.encode(bytes)) }
      json.field("file_name", ifPresent: fileName)
      json.field("organ", ifPresent: organ)
      json.field("year", ifPresent: year)
      json.field("form", ifPresent: form)
      json.field("encoding", ifPresent: encoding)
      json.field("format", ifPresent: format)
      json.field("select", ifPresent: select)
      if !series.isEmpty { json.field("series", series) { json, report in report.write(&json) } }
      if let sums {
        json.field("summary", [sums.summary]) { json, report in report.write(&json) }
        json.field("units", sums.units) { json, report in report.write(&json) }
        json.field("missing", sums.missing) { json, name in json.string(name) }
      }
      if !want.isEmpty { json.field("want", want.sorted()) { json, item in json.string(item) } }
    }
    return json.bytes
  }

  /// - Throws: what is wrong with the line, in one sentence.
  public init(line: [UInt8]) throws(WorkerProtocolError) {
    let node: JSONNode
    do { node = try JSONParser.parse(line, maximumDepth: 16) } catch {
      throw WorkerProtocolError(reason: "no JSON: \(error.reason) in column \(error.column)")
    }
    guard case .object(let members) = node.value else { throw WorkerProtocolError(reason: "a request is a JSON object") }
    id = ""
    var path: [UInt8]?
    var entries: [[UInt8]] = []
    var (summary, units, missing): ([StoredReport], [StoredReport], [String]) = ([], [], [])
    for member in members {
      switch (member.key, member.node.value) {
      case ("id", .string(let text)): id = text
      case ("id", .number(let text)): id = text
      case ("path", .string(let text)): path = Array(text.utf8)
      case ("path_base64", .string(let text)): path = try Self.decoded(text, "path_base64")
      case ("members", .array(let nodes)): entries = try nodes.map { node throws(WorkerProtocolError) in try Self.member(node) }
      case ("bytes", .string(let text)): bytes = try Self.decoded(text, "bytes")
      case ("file_name", .string(let text)): fileName = text
      case ("organ", .string(let text)): organ = text
      case ("year", .number(let text)):
        guard let number = Int(text) else { throw WorkerProtocolError(reason: "year is no whole number") }
        year = number
      case ("form", .string(let text)): form = text
      case ("encoding", .string(let text)): encoding = text
      case ("format", .string(let text)): format = text
      case ("select", .number(let text)):
        guard let number = Int(text), number >= 1 else { throw WorkerProtocolError(reason: "select counts from 1") }
        select = number
      case ("want", .array(let nodes)):
        for node in nodes {
          guard case .string(let text) = node.value, Self.wanted.contains(text) else {
            throw WorkerProtocolError(reason: "want is a list of: \(Self.wanted.sorted().joined(separator: ", "))")
          }
          want.insert(text)
        }
      case ("series", .array(let nodes)): series = try StoredReport.list(nodes)
      case ("summary", .array(let nodes)): summary = try StoredReport.list(nodes)
      case ("units", .array(let nodes)): units = try StoredReport.list(nodes)
      case ("missing", .array(let nodes)):
        missing = nodes.compactMap { if case .string(let text) = $0.value { text } else { nil } }
      case (_, .null): break
      default: throw WorkerProtocolError(reason: "unexpected field or type: \(member.key)")
      }
    }
    if let path { name = SourceName(path: path, members: entries) }
    if let first = summary.first { sums = Sums(summary: first, units: units, missing: missing) }
    guard series.isEmpty, sums == nil else { return }
    guard (name == nil) != (bytes == nil) else { throw WorkerProtocolError(reason: "a request has either path or bytes") }
  }

  /// What a reply can hold beside the rest.
  public static let wanted: Set<String> = ["figures", "report", "xml", "csv", "text", "html", "docx", "xlsx"]

  private static func decoded(_ text: String, _ field: String) throws(WorkerProtocolError) -> [UInt8] {
    guard let bytes = Base64.decode(text.utf8) else { throw WorkerProtocolError(reason: "\(field) is no Base64") }
    return bytes
  }

  private static func member(_ node: JSONNode) throws(WorkerProtocolError) -> [UInt8] {
    if case .string(let text) = node.value { return Array(text.utf8) }
    guard case .object(let fields) = node.value else { throw WorkerProtocolError(reason: "members are names") }
    for field in fields {
      if case .string(let text) = field.node.value {
        if field.key == "name" { return Array(text.utf8) }
        if field.key == "name_base64" { return try decoded(text, "name_base64") }
      }
    }
    throw WorkerProtocolError(reason: "members are names")
  }
}

/// A report in the store.
struct StoredReport: Hashable, Sendable {
  var key: String
  var number: Int

  init(key: String, number: Int) {
    self.key = key
    self.number = number
  }

  func write(_ json: inout JSONWriter) {
    json.object { json in
      json.field("key", key)
      json.field("number", number)
    }
  }

  static func list(_ nodes: [JSONNode]) throws(WorkerProtocolError) -> [StoredReport] {
    try nodes.map { node throws(WorkerProtocolError) in try StoredReport(node) }
  }

  private init(_ node: JSONNode) throws(WorkerProtocolError) {
    guard case .object(let fields) = node.value else { throw WorkerProtocolError(reason: "series is a list of objects") }
    (key, number) = ("", 1)
    for field in fields {
      switch (field.key, field.node.value) {
      case ("key", .string(let text)): key = text
      case ("number", .number(let text)): number = Int(text) ?? 1
      default: throw WorkerProtocolError(reason: "unexpected field in series: \(field.key)")
      }
    }
  }
}

public struct WorkerProtocolError: Error, Hashable, Sendable {
  public var reason: String
}

/// What became of a file: a line of JSON on the worker's standard output.
public struct WorkerReply: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable {
    case report
    /// An archive: its entries are sources of their own.
    case container
    /// Read, and no report: another document, a script, a style sheet. Left out with its reason.
    case notReport = "not_report"
    /// A report perhaps, but of a kind that is not read: a scan, a picture, an old workbook, an archive of another program.
    case unsupported
    /// A report perhaps, but it can't be read: damaged, locked, over a limit.
    case refused
    /// The file itself can't be read.
    case unreadable
    /// The worker ended over it, or took too long: never written by a worker.
    case quarantined
    /// A link, a device, a pipe; never written by a worker.
    case skipped
  }

  public var id: String
  public var outcome: Outcome
  public var sha256: String?
  public var size: Int?
  public var format: String?
  public var encoding: String?
  public var code: String?
  public var reasonChinese: String?
  public var reasonEnglish: String?
  /// Entries of a container.
  public var members: [[UInt8]] = []
  public var reports: [ReportSummary] = []
  /// Under which the results stand in the store.
  public var key: String?

  public init(id: String, outcome: Outcome) {
    self.id = id
    self.outcome = outcome
  }
}

/// What the catalogue holds of a report.
public struct ReportSummary: Hashable, Sendable {
  /// Which report of the source, from 1.
  public var number = 1
  public var organ: String?
  public var organSource: String?
  public var year: Int?
  public var yearSource: String?
  public var form: String?
  public var title: String?
  /// Figures by status.
  public var reported = 0
  public var blank = 0
  public var notApplicable = 0
  public var invalid = 0
  public var missing = 0
  public var inferred = 0
  public var errors = 0
  public var warnings = 0
  public var notes = 0
  /// Equal for reports whose figures are equal in status and value.
  public var digest = ""
  public init() {}
}

extension JSONWriter {
  /// A name of bytes: as text where it is UTF-8, else in Base64 under another key.
  mutating func bytes(_ key: String, _ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if Array(text.utf8) == bytes { field(key, text) } else { field(key + "_base64", Base64.encode(bytes)) }
  }
}
