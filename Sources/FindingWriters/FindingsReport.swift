public import Diagnostics
import JSONText
public import ReportChecks
import ReportModel

/// The findings on several files as one JSON document, and as a table.
public enum FindingsReport {
  public static func json(_ files: [CheckedFile], toolVersion: String) -> [UInt8] {
    var json = JSONWriter(indentation: 1)
    json.object { json in
      json.field("tool", "nianbao")
      json.field("version", toolVersion)
      json.field("files", files) { json, file in
        json.object { json in
          json.field("file", file.file)
          if let refusal = file.refusal { FindingJSON.refusal(refusal, &json) }
          json.field("organ", ifPresent: file.report?.organ?.value)
          json.field("year", ifPresent: file.report?.year?.value)
          json.field("form", ifPresent: file.report?.form)
          let relations = file.relations
          json.key("relations")
          json.object { json in
            json.field("passed", relations.passed)
            json.field("failed", relations.failed)
            json.field("not_checkable", relations.notCheckable)
          }
          json.field("findings", file.findings) { json, finding in json.onOneLine { FindingJSON.write(finding, file: nil, to: &$0) } }
        }
      }
    }
    return json.bytes + [0x0A]
  }

  /// One line a finding, RFC 4180, for a spreadsheet.
  public static func csv(_ files: [CheckedFile]) -> [UInt8] {
    var out =
      "file,organ,year,form,code,severity,table,row,column,table_label,row_label,column_label,actual,expected,repair_row,repair_column,"
      + "repair_value,message_zh,message_en,suggestion_zh,place\r\n"
    for file in files {
      let report = file.report
      for finding in file.findings {
        let subject = finding.subject
        let repair = finding.repair
        let fields: [String?] = [
          file.file, report?.organ?.value, report?.year.map { String($0.value) }, report?.form, finding.code.rawValue,
          finding.severity.rawValue, subject?.table.id, subject?.row?.id, subject?.column?.id, subject?.table.label, subject?.row?.label,
          subject?.column?.label, finding.actual, finding.expected, repair?.subject.row?.id, repair?.subject.column?.id, repair?.expected,
          finding.message.chinese, finding.message.english, finding.suggestion?.chinese, finding.origin?.description(in: .chinese),
        ]
        out += fields.map { field($0 ?? "") }.joined(separator: ",") + "\r\n"
      }
    }
    return Array(out.utf8)
  }

  private static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
    var out = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { out += "\"" }
      out.unicodeScalars.append(scalar)
    }
    return out + "\""
  }
}

/// The catalogue itself, for `nianbao rules` and `--explain`.
public enum RulesPrinter {
  public static func json(_ rules: [RuleInfo]) -> [UInt8] {
    var json = JSONWriter(indentation: 1)
    json.object { json in
      json.field("rules", rules) { json, rule in
        json.object { json in
          json.field("code", rule.code.rawValue)
          json.field("group", rule.group)
          json.field("severity", rule.severity.rawValue)
          json.field("title", rule.title.english)
          json.field("title_zh", rule.title.chinese)
          json.field("explanation", rule.explanation.english)
          json.field("explanation_zh", rule.explanation.chinese)
          json.field("formula", ifPresent: rule.formula)
          json.field("source", rule.source)
          json.field("forms", rule.forms) { $0.string($1) }
          json.field("found_by", rule.isFoundByReading ? "reading" : "checking")
          json.field("profiles", Profile.allCases.filter { profile in profile.lists(rule) }) { $0.string($1.rawValue) }
        }
      }
    }
    return json.bytes + [0x0A]
  }

  /// One rule a line, with its formula below.
  public static func text(_ rules: [RuleInfo], _ language: Language) -> [UInt8] {
    var out = ""
    for rule in rules {
      out += "\(rule.code.rawValue)  \(rule.severity.name(in: language))  \(rule.title.text(in: language))\n"
      if let formula = rule.formula { out += "        \(formula)\n" }
      out += "        \(language == .chinese ? "依据：" : "source: ")\(rule.source)\n"
    }
    return Array(out.utf8)
  }

  /// The catalogue as a page of the documentation.
  public static func markdown(_ rules: [RuleInfo]) -> String {
    var out = ""
    var group = ""
    for rule in rules {
      if rule.group != group {
        group = rule.group
        out += "\n### \(group)\n\n| code | severity | rule | 规则 | formula | source |\n|---|---|---|---|---|---|\n"
      }
      func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
      let mark = rule.isFoundByReading ? " †" : ""
      out +=
        "| \(rule.code.rawValue)\(mark) | \(rule.severity.rawValue) | \(cell(rule.title.english)) | \(rule.title.chinese) | "
        + (rule.formula.map { "`\(cell($0))`" } ?? "–") + " | \(rule.source) |\n"
    }
    return out
  }

  /// Everything that is to be known of a rule.
  public static func explanation(_ rule: RuleInfo, _ language: Language) -> [UInt8] {
    let chinese = language == .chinese
    func line(_ zh: String, _ en: String, _ text: String) -> String { "  \(chinese ? zh + "：" : en + ": ")\(text)\n" }
    var out = "\(rule.code.rawValue) (\(rule.severity.name(in: language)))  \(rule.title.text(in: language))\n\n"
    out += "  \(rule.explanation.text(in: language))\n\n"
    if let formula = rule.formula { out += line("公式", "formula", formula) }
    out += line("依据", "source", rule.source)
    if !rule.forms.isEmpty { out += line("适用格式", "forms", rule.forms.joined(separator: ", ")) }
    let profiles = Profile.allCases.filter { $0.lists(rule) }.map(\.rawValue).joined(separator: ", ")
    out += line("包含于", "profiles", profiles)
    if rule.isFoundByReading { out += chinese ? "  在读取文件时发现。\n" : "  Found while a file is read.\n" }
    return Array(out.utf8)
  }
}

extension Profile {
  func lists(_ rule: RuleInfo) -> Bool {
    rule.severity >= minimum && includes(rule.code)
  }
}
