import Diagnostics
import ReportModel

/// Rows of figures whose labels wrapped above and below them, as `pdftotext -layout` prints a table.
///
/// The lines of seven figures are taken in order. They are the rows of a form only when there are exactly as many, no label on the same
/// line says otherwise, and enough labels say so; else nothing is done, and rows without a label of their own stay unread.
enum AlignedRows {
  static func resolve(_ rows: [SourceRow], declarations: [FormTable], table: String) -> (rows: [SourceRow], diagnostics: [Diagnostic])? {
    guard let width = declarations.first?.blocks.first?.columns.count, rows.contains(where: \.isStream) else { return nil }
    var lines: [(index: Int, labels: [SourceCell], values: [SourceCell])] = []
    for (index, row) in rows.enumerated() where row.isStream && row.cells.count >= width {
      let values = row.cells.suffix(width)
      guard values.allSatisfy({ $0.terms.isEmpty && !$0.isLabel && !$0.isBlank }) else { continue }
      lines.append((index, Array(row.cells.dropLast(width)), Array(values)))
    }
    guard !lines.isEmpty, lines.contains(where: { rowIDs($0.labels, table).isEmpty }) else { return nil }
    for declaration in declarations where declaration.rows.count == lines.count {
      var confirmed = 0
      var contradicted = false
      for (line, row) in zip(lines, declaration.rows) {
        let ids = rowIDs(line.labels, table)
        if ids.contains(row.id) { confirmed += 1 } else if !ids.isEmpty { contradicted = true }
      }
      guard !contradicted, confirmed * 3 >= lines.count else { continue }
      var out: [SourceRow] = Array(rows[..<lines[0].index]).filter { row in row.cells.contains { !$0.terms.isEmpty } }
      for (line, row) in zip(lines, declaration.rows) {
        var source = rows[line.index]
        var label = line.labels.first ?? line.values[0]
        label.text = row.label
        label.key = LabelKey(row.label)
        label.value = CellValue(row.label)
        label.terms = Vocabulary.official.terms(for: label.key)
        var group = label
        if let last = row.groups.last, let heading = declaration.heading(last) {
          group.text = heading.label
          group.key = LabelKey(heading.label)
          group.terms = Vocabulary.official.terms(for: group.key)
          source.cells = [group, label] + line.values
        } else {
          source.cells = [label] + line.values
        }
        source.kind = .packed(table: -1, padding: nil)
        out.append(source)
      }
      return (
        out,
        [
          Diagnostic(
            "SRC-06", .note,
            Message(
              zh: "行标签被折行，\(lines.count)行数值按顺序对应规定格式，其中\(confirmed)行由同行标签印证",
              en: "labels are wrapped: the \(lines.count) lines of figures are the form's rows in order; \(confirmed) labels confirm it"),
            subject: .table(id: table), at: rows[lines[0].index].origin)
        ]
      )
    }
    return nil
  }

  private static func rowIDs(_ labels: [SourceCell], _ table: String) -> [String] {
    guard let last = labels.last else { return [] }
    return last.columnIDs(in: table).isEmpty || last.key.ordinal != nil ? last.rowIDs(in: table) : []
  }
}
