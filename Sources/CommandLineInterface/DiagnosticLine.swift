import Diagnostics
import FindingWriters

/// A finding as one line for people.
enum DiagnosticLine {
  /// File, severity, code; then the table, the row and the column, and what is the matter; then the place.
  static func human(_ diagnostic: Diagnostic, file: String, language: Language, style: TerminalStyle = .plain) -> String {
    let severity = style.paint(diagnostic.severity.name(in: language), diagnostic.severity)
    var line = "\(file): "
    var rest = FindingText.sentence(diagnostic, language)
    if let other = diagnostic.otherFile { rest += language == .chinese ? "（对照\(other)）" : " (compared with \(other))" }
    if let origin = diagnostic.origin {
      let place = origin.description(in: language)
      if !place.isEmpty { rest += " [\(place)]" }
    }
    line = line.oneLine
    return line + severity + " " + diagnostic.code.rawValue + ": " + rest.oneLine
  }
}
