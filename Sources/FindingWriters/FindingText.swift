public import Diagnostics

/// A finding in words: table, row and column first, then what is the matter, then what to do.
public enum FindingText {
  public static func sentence(_ finding: Diagnostic, _ language: Language) -> String {
    var text = finding.subject.map { subject($0, language) } ?? ""
    text += finding.message.text(in: language)
    if let suggestion = finding.suggestion {
      text += (language == .chinese ? "。建议：" : ". Suggestion: ") + suggestion.text(in: language)
    }
    return text
  }

  public static func subject(_ subject: Subject, _ language: Language) -> String {
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
}
