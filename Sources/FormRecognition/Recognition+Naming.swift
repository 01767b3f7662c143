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
      // The cell itself, or a paragraph in it, or something in that.
      var steps = origin.steps[...]
      for _ in 0..<4 where named.subject == nil && !steps.isEmpty {
        named.subject = subjects[Origin(part: origin.part, steps: Array(steps))]
        steps.removeLast()
      }
      // What a person sees there may be another figure.
      if named.subject != nil { named.severity = max(named.severity, .warning) }
      return named
    }
  }

  /// Findings that say that a cell may show something else than was read.
  private static func isOfACell(_ diagnostic: Diagnostic) -> Bool {
    guard diagnostic.subject == nil, diagnostic.origin != nil else { return false }
    let code = diagnostic.code.rawValue
    guard let dash = code.utf8.firstIndex(of: 0x2D) else { return false }
    switch code[code.utf8.index(after: dash)...] {
    case "text", "picture", "script-in-cell", "field-without-result", "embedded-object", "equation-object", "control", "chart", "symbol",
      "text-in-merged-cell", "number-format", "number-rounded", "number-shown-otherwise", "hidden-by-format", "error-value",
      "formula-without-value", "bad-number", "cell-type", "duplicate-cell", "bad-shared-string":
      return true
    default: return false
    }
  }
}
