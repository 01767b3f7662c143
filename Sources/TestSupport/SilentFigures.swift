public import Diagnostics
public import ReportModel

/// The judge of damaged reports: figures that were read otherwise than they are, without a word.
public enum SilentFigures {
  /// Each as `row.column right → read`.
  ///
  /// A finding counts when it names the figure, its row or its table, as a warning at least; so does a sum of the row that fails, which the
  /// checker tries: two kinds of damage may make up for each other, the sums of the row do not.
  ///
  /// - Parameter counts: numbers that count; one that stands nowhere in the report may have been made by the damage itself.
  public static func found(
    in read: Report, _ diagnostics: [Diagnostic], of report: Report, counting counts: (String) -> Bool = { _ in true }
  ) -> [String] {
    var out: [String] = []
    for table in report.tables {
      for figure in table.figures {
        guard let found = read.figure(figure.id), found.status == .reported, found.value != figure.value else { continue }
        let text = found.value?.description ?? ""
        guard counts(text) else { continue }
        let named = diagnostics.contains { diagnostic in
          guard diagnostic.severity >= .warning, let subject = diagnostic.subject, subject.table.id == table.id else { return false }
          guard let row = subject.row else { return true }
          return row.id == figure.id.row && (subject.column == nil || subject.column?.id == figure.id.column)
        }
        if !named, sumHolds(read, figure.id) { out.append("\(figure.id.row).\(figure.id.column) \(figure.text) → \(text)") }
      }
    }
    return out
  }

  private static func sumHolds(_ report: Report, _ id: FigureID) -> Bool {
    guard let table = report.table(id.table), id.table != "proactive" else { return true }
    let row = table.figures.filter { $0.id.row == id.row }.compactMap { $0.value?.integer }
    guard row.count > 1, let total = row.last else { return true }
    return row.dropLast().reduce(0, +) == total
  }
}
