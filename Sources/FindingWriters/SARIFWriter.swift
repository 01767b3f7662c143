public import Diagnostics
import JSONText
import ReportChecks
import ReportModel

/// Findings as a SARIF 2.1.0 log, one run.
///
/// Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, sections 3.13 (sarifLog) to 3.49
/// (reportingDescriptor). A text file's line is a region; places inside a package or a page are logical locations, because they
/// have no line that a viewer could open.
public enum SARIFWriter {
  public static func write(_ files: [CheckedFile], toolVersion: String, language: Language = .english) -> [UInt8] {
    let rules = usedRules(files)
    var index: [String: Int] = [:]
    for (place, rule) in rules.enumerated() { index[rule.0] = place }
    var json = JSONWriter(indentation: 1)
    json.object { json in
      json.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.field("version", "2.1.0")
      json.key("runs")
      json.array { json in
        json.object { json in
          json.key("tool")
          json.object { json in
            json.key("driver")
            json.object { json in
              json.field("name", "nianbao")
              json.field("version", toolVersion)
              json.field("semanticVersion", toolVersion)
              json.field("language", language == .chinese ? "zh-CN" : "en-US")
              json.field("rules", rules) { json, rule in self.rule(rule.0, rule.1, language, &json) }
            }
          }
          json.field("columnKind", "unicodeCodePoints")
          json.field("artifacts", files) { json, file in
            json.object { json in
              json.key("location")
              json.object { $0.field("uri", uri(file.file)) }
              if let type = mimeType(file) { json.field("mimeType", type) }
            }
          }
          json.key("invocations")
          json.array { json in
            json.object { json in json.field("executionSuccessful", !files.contains { $0.refusal != nil }) }
          }
          json.key("results")
          json.array { json in
            for (number, file) in files.enumerated() {
              if let refusal = file.refusal {
                let finding = Diagnostic(refusal.code, .error, refusal.message, at: refusal.origin)
                result(finding, file, number, index, language, &json)
              }
              for finding in file.findings { result(finding, file, number, index, language, &json) }
            }
          }
        }
      }
    }
    return json.bytes + [0x0A]
  }

  private static func usedRules(_ files: [CheckedFile]) -> [(String, RuleInfo?)] {
    var codes = Set<String>()
    for file in files {
      for finding in file.findings { codes.insert(finding.code.rawValue) }
      if let refusal = file.refusal { codes.insert(refusal.code.rawValue) }
    }
    return codes.sorted().map { ($0, AllRules.info(Diagnostic.Code(rawValue: $0))) }
  }

  private static func rule(_ id: String, _ info: RuleInfo?, _ language: Language, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", id)
      guard let info else { return }
      text("shortDescription", info.title.text(in: language), &json)
      text("fullDescription", info.explanation.text(in: language), &json)
      text("help", [info.formula, info.source].compactMap { $0 }.joined(separator: "\n"), &json)
      json.key("defaultConfiguration")
      json.object { $0.field("level", info.severity.rawValue) }
    }
  }

  private static func text(_ name: String, _ value: String, _ json: inout JSONWriter) {
    json.key(name)
    json.object { $0.field("text", value) }
  }

  private static func result(
    _ finding: Diagnostic, _ file: CheckedFile, _ number: Int, _ rules: [String: Int], _ language: Language, _ json: inout JSONWriter
  ) {
    json.object { json in
      json.field("ruleId", finding.code.rawValue)
      json.field("ruleIndex", ifPresent: rules[finding.code.rawValue])
      json.field("level", finding.severity.rawValue)
      var words = FindingText.sentence(finding, language)
      if let origin = finding.origin {
        let place = origin.description(in: language)
        if !place.isEmpty { words += " [\(place)]" }
      }
      text("message", words, &json)
      json.key("locations")
      json.array { json in location(finding.subject, finding.origin, file, number, id: nil, &json) }
      let related = relatedPlaces(finding)
      if !related.isEmpty {
        json.key("relatedLocations")
        json.array { json in
          for (place, item) in related.enumerated() { location(item.subject, item.origin, file, number, id: place + 1, &json) }
        }
      }
      json.key("partialFingerprints")
      json.object { $0.field("finding/v1", fingerprint(finding)) }
      if finding.actual != nil || finding.expected != nil {
        json.key("properties")
        json.object { json in
          json.field("actual", ifPresent: finding.actual)
          json.field("expected", ifPresent: finding.expected)
          json.field("repair", ifPresent: finding.repair?.expected)
        }
      }
    }
  }

  private static func relatedPlaces(_ finding: Diagnostic) -> [(subject: Subject, origin: Origin?)] {
    if let repair = finding.repair { return [(repair.subject, repair.origin)] }
    return finding.related.prefix(12).map { ($0.subject, $0.origin) }
  }

  private static func location(
    _ subject: Subject?, _ origin: Origin?, _ file: CheckedFile, _ number: Int, id: Int?, _ json: inout JSONWriter
  ) {
    json.object { json in
      json.field("id", ifPresent: id)
      json.key("physicalLocation")
      json.object { json in
        json.key("artifactLocation")
        json.object { json in
          json.field("uri", uri(file.file))
          json.field("index", number)
        }
        if let line = origin.flatMap(Self.line) {
          json.key("region")
          json.object { $0.field("startLine", line) }
        }
      }
      var logical: [(name: String, path: String, kind: String)] = []
      if let subject {
        let ids = [subject.table.id, subject.row?.id, subject.column?.id].compactMap { $0 }
        let label = [subject.table.label, subject.row?.label, subject.column?.label].compactMap { $0 }.joined(separator: " / ")
        logical.append((label, ids.joined(separator: "/"), "member"))
      }
      if let origin, !origin.path.isEmpty { logical.append((origin.description(in: .english), origin.path, "element")) }
      if !logical.isEmpty {
        json.field("logicalLocations", logical) { json, item in
          json.object { json in
            json.field("name", item.name)
            json.field("fullyQualifiedName", item.path)
            json.field("kind", item.kind)
          }
        }
      }
      if id != nil, let subject {
        text("message", [subject.row?.label, subject.column?.label].compactMap { $0 }.joined(separator: " / "), &json)
      }
    }
  }

  private static func line(_ origin: Origin) -> Int? {
    for step in origin.steps { if case .line(let number) = step, number > 0 { return number } }
    return nil
  }

  private static func fingerprint(_ finding: Diagnostic) -> String {
    let subject = finding.subject
    return [finding.code.rawValue, subject?.table.id, subject?.row?.id, subject?.column?.id, finding.quote?.phrase].map { $0 ?? "" }.joined(
      separator: "/")
  }

  private static func mimeType(_ file: CheckedFile) -> String? {
    switch file.report?.provenance?.format {
    case "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case "html": "text/html"
    case "text": "text/plain"
    default: nil
    }
  }

  /// A URI reference: a relative path stays relative, an absolute one is a file URI. Source: RFC 3986, sections 2.1 and 3.3.
  static func uri(_ path: String) -> String {
    var out = path.hasPrefix("/") ? "file://" : ""
    // A colon in the first segment of a relative path would be a scheme.
    if !path.hasPrefix("/"), path.prefix(while: { $0 != "/" }).contains(":") { out = "./" }
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: ":"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return out + String(decoding: bytes, as: UTF8.self)
  }
}
