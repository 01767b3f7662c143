public import Diagnostics
import ReportModel

extension Recognition {
  /// Findings of a reader, which knows no form, with the figure that their cell became: a person looks for a row and a column.
  public func naming(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard diagnostics.contains(where: Self.isOfACell) else { return diagnostics }
    var subjects: [Origin: Subject] = [:]
    for table in report.tables {
      guard let declaration = OfficialForms.all.first(where: { $0.id == table.form })?.table(table.id) else { continue }
      for figure in table.figures {
        guard let origin = figure.origin, let row = declaration.row(figure.id.row) else { continue }
        subjects[origin] = .figure(declaration, row, declaration.column(figure.id.column, ofRow: row.id))
      }
    }
    return diagnostics.map { diagnostic in
      guard Self.isOfACell(diagnostic), let origin = diagnostic.origin else { return diagnostic }
      var named = diagnostic
      // The cell itself, or a paragraph in it.
      named.subject = subjects[origin] ?? subjects[Origin(part: origin.part, steps: origin.steps.dropLast())]
      // What a person sees there may be another figure.
      if named.subject != nil { named.severity = max(named.severity, .warning) }
      return named
    }
  }

  private static func isOfACell(_ diagnostic: Diagnostic) -> Bool {
    guard diagnostic.subject == nil else { return false }
    switch diagnostic.code.rawValue {
    case "struck-text", "html-picture", "html-script-in-cell", "docx-picture", "rtf-picture", "doc-picture": return true
    default: return false
    }
  }
}
