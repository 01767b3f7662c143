import Diagnostics
import JSONText

/// A finding as one line.
enum DiagnosticLine {
  static func text(_ diagnostic: Diagnostic, file: String, language: Language, format: DiagnosticsFormat) -> String {
    switch format {
    case .human: human(diagnostic, file: file, language: language)
    case .json: json(diagnostic, file: file)
    }
  }

  /// File, severity, code; then the table, the row and the column, and what is the matter; then the place.
  static func human(_ diagnostic: Diagnostic, file: String, language: Language) -> String {
    var line = "\(file): \(severity(diagnostic.severity, language)) \(diagnostic.code.rawValue): "
    if let subject = diagnostic.subject { line += self.subject(subject, language) }
    line += diagnostic.message.text(in: language)
    if let suggestion = diagnostic.suggestion { line += (language == .chinese ? "。建议：" : ". Suggestion: ") + suggestion.text(in: language) }
    if let origin = diagnostic.origin {
      let place = origin.description(in: language)
      if !place.isEmpty { line += " [\(place)]" }
    }
    return line.oneLine
  }

  static func severity(_ severity: Severity, _ language: Language) -> String {
    switch (severity, language) {
    case (.error, .chinese): "错误"
    case (.warning, .chinese): "警告"
    case (.note, .chinese): "提示"
    case (.error, .english): "error"
    case (.warning, .english): "warning"
    case (.note, .english): "note"
    }
  }

  static func subject(_ subject: Subject, _ language: Language) -> String {
    switch language {
    case .chinese:
      var text = "“\(subject.table.label)”表"
      if let row = subject.row { text += "“\(row.label)”行" }
      if let column = subject.column { text += "“\(column.label)”列" }
      return text + "："
    case .english:
      var ids = [subject.table.id]
      var labels = [subject.table.label]
      for term in [subject.row, subject.column].compactMap({ $0 }) {
        ids.append(term.id)
        labels.append(term.label)
      }
      return "\(ids.joined(separator: " / ")) (\(labels.joined(separator: " / "))): "
    }
  }

  static func json(_ diagnostic: Diagnostic, file: String) -> String {
    var json = JSONWriter()
    json.object { json in
      json.field("file", file)
      json.field("code", diagnostic.code.rawValue)
      json.field("severity", diagnostic.severity.rawValue)
      message(diagnostic.message, &json)
      if let subject = diagnostic.subject {
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
      json.field("actual", ifPresent: diagnostic.actual)
      json.field("expected", ifPresent: diagnostic.expected)
      if let suggestion = diagnostic.suggestion {
        json.key("suggestion")
        json.object { json in
          json.field("zh", suggestion.chinese)
          json.field("en", suggestion.english)
        }
      }
      if let origin = diagnostic.origin { place(origin, &json) }
    }
    return json.string
  }

  static func json(_ refusal: Refusal, file: String) -> String {
    var json = JSONWriter()
    json.object { json in
      json.field("file", file)
      json.field("code", refusal.code.rawValue)
      json.field("severity", "error")
      json.field("refused", true)
      message(refusal.message, &json)
      if let origin = refusal.origin { place(origin, &json) }
    }
    return json.string
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
        case .element(let name): json.field("element", name)
        }
      }
      json.field("text", origin.description(in: .english))
      json.field("text_zh", origin.description(in: .chinese))
    }
  }
}
