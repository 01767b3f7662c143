import Digest
import JSONText

extension WorkerReply {
  var line: [UInt8] {
    var json = JSONWriter()
    write(&json)
    return json.bytes
  }

  /// The reply as an object; `extra` writes what the request wanted beside, `each` what it wanted with each of several reports.
  func write(
    _ json: inout JSONWriter, extra: (inout JSONWriter) -> Void = { _ in }, each: (inout JSONWriter, Int) -> Void = { _, _ in }
  ) {
    json.object { json in
      json.field("id", id)
      json.field("outcome", outcome.rawValue)
      json.field("sha256", ifPresent: sha256)
      json.field("size", ifPresent: size)
      json.field("format", ifPresent: format)
      json.field("encoding", ifPresent: encoding)
      json.field("code", ifPresent: code)
      json.field("message", ifPresent: reasonEnglish)
      json.field("message_zh", ifPresent: reasonChinese)
      json.field("key", ifPresent: key)
      if !members.isEmpty {
        json.field("members", members) { json, member in json.object { json in json.bytes("name", member) } }
      }
      if !reports.isEmpty {
        json.field("reports", Array(reports.enumerated())) { json, item in
          json.object { json in
            item.element.write(&json)
            each(&json, item.offset)
          }
        }
      }
      extra(&json)
    }
  }

  /// Reads what ``write(_:extra:)`` writes; `nil` for a line that is no reply.
  init?(line: [UInt8]) {
    guard let node = try? JSONParser.parse(line, maximumDepth: 64), case .object(let fields) = node.value else { return nil }
    self.init(id: "", outcome: .refused)
    var known = false
    for field in fields {
      switch (field.key, field.node.value) {
      case ("id", .string(let text)): id = text
      case ("outcome", .string(let text)):
        guard let outcome = Outcome(rawValue: text) else { return nil }
        self.outcome = outcome
        known = true
      case ("sha256", .string(let text)): sha256 = text
      case ("size", .number(let text)): size = Int(text)
      case ("format", .string(let text)): format = text
      case ("encoding", .string(let text)): encoding = text
      case ("code", .string(let text)): code = text
      case ("message", .string(let text)): reasonEnglish = text
      case ("message_zh", .string(let text)): reasonChinese = text
      case ("key", .string(let text)): key = text
      case ("members", .array(let nodes)):
        for node in nodes {
          guard case .object(let names) = node.value, let name = names.first, case .string(let text) = name.node.value else { return nil }
          guard let bytes = name.key == "name" ? Array(text.utf8) : Base64.decode(text.utf8) else { return nil }
          members.append(bytes)
        }
      case ("reports", .array(let nodes)):
        for node in nodes {
          guard let report = ReportSummary(node) else { return nil }
          reports.append(report)
        }
      default: break
      }
    }
    guard known else { return nil }
  }
}

extension ReportSummary {
  func write(_ json: inout JSONWriter) {
    json.field("number", number)
    json.field("organ", ifPresent: organ)
    json.field("organ_source", ifPresent: organSource)
    json.field("year", ifPresent: year)
    json.field("year_source", ifPresent: yearSource)
    json.field("form", ifPresent: form)
    json.field("title", ifPresent: title)
    json.key("figures_by_status")
    json.object { json in
      json.field("reported", reported)
      json.field("blank", blank)
      json.field("not_applicable", notApplicable)
      json.field("invalid", invalid)
      json.field("missing", missing)
    }
    json.field("inferred", inferred)
    json.key("findings_by_severity")
    json.object { json in
      json.field("error", errors)
      json.field("warning", warnings)
      json.field("note", notes)
    }
    json.field("digest", digest)
  }

  init?(_ node: JSONNode) {
    guard case .object(let fields) = node.value else { return nil }
    self.init()
    func count(_ node: JSONNode) -> Int { if case .number(let text) = node.value { Int(text) ?? 0 } else { 0 } }
    for field in fields {
      switch (field.key, field.node.value) {
      case ("number", .number(let text)): number = Int(text) ?? 1
      case ("organ", .string(let text)): organ = text
      case ("organ_source", .string(let text)): organSource = text
      case ("year", .number(let text)): year = Int(text)
      case ("year_source", .string(let text)): yearSource = text
      case ("form", .string(let text)): form = text
      case ("title", .string(let text)): title = text
      case ("digest", .string(let text)): digest = text
      case ("inferred", _): inferred = count(field.node)
      case ("figures_by_status", .object(let counts)):
        for item in counts {
          switch item.key {
          case "reported": reported = count(item.node)
          case "blank": blank = count(item.node)
          case "not_applicable": notApplicable = count(item.node)
          case "invalid": invalid = count(item.node)
          case "missing": missing = count(item.node)
          default: break
          }
        }
      case ("findings_by_severity", .object(let counts)):
        for item in counts {
          switch item.key {
          case "error": errors = count(item.node)
          case "warning": warnings = count(item.node)
          case "note": notes = count(item.node)
          default: break
          }
        }
      default: break
      }
    }
  }
}
