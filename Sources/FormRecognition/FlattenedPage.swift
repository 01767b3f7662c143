import Diagnostics
import DocumentTree
import ReportModel

/// Pages whose text ran together into one paragraph.
enum FlattenedPage {
  /// Cuts paragraphs that hold several headings, or a heading and a table, before and behind each heading.
  static func split(_ rows: [SourceRow], vocabulary: Vocabulary) -> [SourceRow] {
    guard rows.contains(where: { $0.kind == .paragraph && $0.cells[0].text.utf8.count > 120 }) else { return rows }
    let finder = HeadingFinder(rows: rows)
    var out: [SourceRow] = []
    for (index, row) in rows.enumerated() {
      guard row.kind == .paragraph, row.cells[0].text.utf8.count > 120 else {
        out.append(row)
        continue
      }
      let found = finder.headingsInside(row.cells[0].text, row: index)
      guard found.count > 1 || found.first.map({ startsTable($0.after, vocabulary) }) == true else {
        out.append(row)
        continue
      }
      func add(_ text: String) {
        let cell = SourceCell(text, columns: 0..<1, origin: row.origin, vocabulary: vocabulary)
        guard !cell.isBlank else { return }
        var next = row
        next.cells = [cell]
        out.append(next)
      }
      for heading in found {
        add(heading.before)
        add(heading.heading)
        add(heading.after)
      }
    }
    return out
  }

  private static func startsTable(_ text: String, _ vocabulary: Vocabulary) -> Bool {
    let cell = SourceCell(text, columns: 0..<1, origin: Origin(), vocabulary: vocabulary)
    return GluedText.official.split(cell) != nil
  }

  /// Parts a paragraph that holds more than one table of the form into one row for each.
  static func part(_ rows: inout [SourceRow], _ owner: inout [String?], several: [Int: Set<String>]) {
    for (index, tables) in several.sorted(by: { $0.key > $1.key }) {
      var parts: [(table: String, cells: [SourceCell])] = []
      for cell in rows[index].cells {
        let own = Set(cell.terms.map(\.table)).intersection(tables)
        let table =
          own.count == 1
          ? own.first ?? "" : parts.last.map { own.isEmpty || own.contains($0.table) ? $0.table : own.sorted()[0] } ?? tables.sorted()[0]
        if parts.last?.table == table { parts[parts.count - 1].cells.append(cell) } else { parts.append((table, [cell])) }
      }
      let row = rows[index]
      rows.replaceSubrange(
        index...index,
        with: parts.map { part in
          var next = row
          next.cells = part.cells
          return next
        })
      owner.replaceSubrange(index...index, with: parts.map { $0.table })
    }
  }
}
