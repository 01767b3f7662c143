public import Diagnostics
public import JSONText

extension JSONWriter {
  /// The fields of a finding, in the object that the caller has opened: code, severity, message, subject, values, place.
  public mutating func findingFields(_ diagnostic: Diagnostic) {
    field("code", diagnostic.code.rawValue)
    field("severity", diagnostic.severity.rawValue)
    messageFields(diagnostic.message)
    if let subject = diagnostic.subject {
      field("table", subject.table.id)
      field("table_label", subject.table.label)
      if let row = subject.row {
        field("row", row.id)
        field("row_label", row.label)
      }
      if let column = subject.column {
        field("column", column.id)
        field("column_label", column.label)
      }
    }
    field("actual", ifPresent: diagnostic.actual)
    field("expected", ifPresent: diagnostic.expected)
    if let suggestion = diagnostic.suggestion {
      key("suggestion")
      object { json in
        json.field("zh", suggestion.chinese)
        json.field("en", suggestion.english)
      }
    }
    if let origin = diagnostic.origin { placeField(origin) }
  }

  public mutating func messageFields(_ message: Message) {
    field("message", message.english)
    field("message_zh", message.chinese)
  }

  /// `place`: the steps by name, and the whole in words.
  public mutating func placeField(_ origin: Origin) {
    key("place")
    object { json in
      json.field("part", ifPresent: origin.part)
      for step in origin.steps {
        switch step {
        case .line(let n): json.field("line", n)
        case .paragraph(let n): json.field("paragraph", n)
        case .table(let n): json.field("table", n)
        case .row(let n): json.field("row", n)
        case .cell(let n): json.field("cell", n)
        case .sheet(let name): json.field("sheet", name)
        case .footnote(let id): json.field("footnote", id)
        case .endnote(let id): json.field("endnote", id)
        case .comment(let id): json.field("comment", id)
        case .header(let n): json.field("header", n)
        case .footer(let n): json.field("footer", n)
        case .textBox(let n): json.field("textBox", n)
        case .byte(let n): json.field("byte", n)
        case .element(let name): json.field("element", name)
        }
      }
      json.field("text", origin.description(in: .english))
      json.field("text_zh", origin.description(in: .chinese))
    }
  }
}
