import Diagnostics
import ReportModel

extension CheckedReport {
  /// Reported figures of the given kinds of which something is true that is true of no small whole number from nought up.
  func numbers(of kinds: Set<ValueKind>, where matches: (DecimalNumber) -> Bool) -> [(Figure, DecimalNumber)] {
    var out: [(Figure, DecimalNumber)] = []
    for (table, places) in zip(report.tables, unusual) where !places.isEmpty {
      guard let declared = declaration(table.id) else { continue }
      for place in places {
        let figure = table.figures[place]
        guard figure.status == .reported, let value = figure.value, matches(value) else { continue }
        let kind = declared.row(figure.id.row)?.kind ?? declared.column(figure.id.column, ofRow: figure.id.row)?.kind
        if let kind, kinds.contains(kind) { out.append((figure, value)) }
      }
    }
    return out
  }

  /// Cells whose text is no number, by what stands there and what should.
  func invalid(where matches: (Figure, ValueKind?) -> Bool) -> [Figure] {
    report.tables.flatMap { table -> [Figure] in
      let declared = declaration(table.id)
      return table.figures.filter { figure in
        guard figure.status == .invalid else { return false }
        return matches(figure, declared?.row(figure.id.row)?.kind ?? declared?.column(figure.id.column, ofRow: figure.id.row)?.kind)
      }
    }
  }

  /// A total and its parts, in the list of 2014.
  func partsVerdicts(of rule: some Rule) -> [Verdict] {
    verdicts(of: rule) { result in
      Message(
        zh: "应等于其分项之和\(result.left ?? 0)，实际为\(result.right ?? 0)",
        en: "should equal its parts, \(result.left ?? 0), and is \(result.right ?? 0)")
    }
  }

  /// A part that must not be larger than its whole.
  func boundVerdicts(of rule: some Rule) -> [Verdict] {
    verdicts(of: rule) { result in
      Message(
        zh: "\(result.left ?? 0)大于\(result.right ?? 0)，关系不成立：" + rule.info.title.chinese,
        en: "\(result.left ?? 0) is more than \(result.right ?? 0): " + rule.info.title.english)
    }
  }
}
