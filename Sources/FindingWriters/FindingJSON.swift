public import Diagnostics
public import JSONText
import ReportChecks
import ReportModel

/// A finding as one JSON object: the same on standard error and in a report.
public enum FindingJSON {
  /// - Parameter file: named where each line stands for itself.
  public static func write(_ diagnostic: Diagnostic, file: String?, to json: inout JSONWriter) {
    json.object { json in
      json.field("file", ifPresent: file)
      json.field("code", diagnostic.code.rawValue)
      json.field("severity", diagnostic.severity.rawValue)
      message(diagnostic.message, &json)
      if let subject = diagnostic.subject { self.subject(subject, &json) }
      json.field("actual", ifPresent: diagnostic.actual)
      json.field("expected", ifPresent: diagnostic.expected)
      if let suggestion = diagnostic.suggestion { both("suggestion", suggestion, &json) }
      if let repair = diagnostic.repair {
        json.key("repair")
        json.object { json in
          self.subject(repair.subject, &json)
          json.field("actual", repair.actual)
          json.field("expected", repair.expected)
          if let reason = repair.reason { both("reason", reason, &json) }
          if let origin = repair.origin { place(origin, &json) }
        }
      }
      if !diagnostic.related.isEmpty {
        json.field("figures", diagnostic.related) { json, figure in
          json.object { json in
            json.field("row", ifPresent: figure.subject.row?.id)
            json.field("column", ifPresent: figure.subject.column?.id)
            json.field("value", figure.value)
            json.field("side", figure.side.rawValue)
          }
        }
      }
      if let quote = diagnostic.quote {
        json.key("quote")
        json.object { json in
          json.field("section", ifPresent: quote.section)
          json.field("sentence", quote.sentence)
          json.field("phrase", quote.phrase)
        }
      }
      json.field("other_file", ifPresent: diagnostic.otherFile)
      if let origin = diagnostic.origin { place(origin, &json) }
    }
  }

  public static func line(_ diagnostic: Diagnostic, file: String) -> String {
    var json = JSONWriter()
    write(diagnostic, file: file, to: &json)
    return json.string
  }

  public static func line(_ refusal: Refusal, file: String) -> String {
    var json = JSONWriter()
    json.object { json in
      json.field("file", file)
      self.refusal(refusal, &json)
    }
    return json.string
  }

  static func refusal(_ refusal: Refusal, _ json: inout JSONWriter) {
    json.field("code", refusal.code.rawValue)
    json.field("severity", "error")
    json.field("refused", true)
    message(refusal.message, &json)
    if let origin = refusal.origin { place(origin, &json) }
  }

  private static func both(_ name: String, _ message: Message, _ json: inout JSONWriter) {
    json.key(name)
    json.object { json in
      json.field("zh", message.chinese)
      json.field("en", message.english)
    }
  }

  private static func subject(_ subject: Subject, _ json: inout JSONWriter) {
    json.field("table", subject.table.id)
    json.field("table_label", subject.table.label)
    if let row = subject.row {
      json.field("row", row.id)
      json.field("row_label", row.label)
    }
    if let column = subject.column {
      json.field("column", column.id)
      json.field("column_label", column.label)
    }
  }

  private static func message(_ message: Message, _ json: inout JSONWriter) {
    json.field("message", message.english)
    json.field("message_zh", message.chinese)
  }

  private static func place(_ origin: Origin, _ json: inout JSONWriter) {
    json.key("place")
    json.object { json in
      json.field("part", ifPresent: origin.part)
      for step in origin.steps {
        switch step {
        case .line(let n): json.field("line", n)
        case .paragraph(let n): json.field("paragraph", n)
        case .table(let n): json.field("table", n)
        case .row(let n): json.field("row", n)
        case .cell(let n): json.field("cell", n)
        case .sheet(let name): json.field("sheet", name)
        case .reference(let cell): json.field("reference", cell)
        case .footnote(let id): json.field("footnote", id)
        case .endnote(let id): json.field("endnote", id)
        case .comment(let id): json.field("comment", id)
        case .header(let n): json.field("header", n)
        case .footer(let n): json.field("footer", n)
        case .textBox(let n): json.field("textBox", n)
        case .byte(let n): json.field("byte", n)
        case .page(let n): json.field("page", n)
        case .element(let name): json.field("element", name)
        }
      }
      json.field("text", origin.description(in: .english))
      json.field("text_zh", origin.description(in: .chinese))
    }
  }
}
