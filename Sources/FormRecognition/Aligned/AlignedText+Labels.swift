import Diagnostics
import ReportModel

/// Labels that wrap around the figures of their row.
extension AlignedText {
  /// Joins the pieces of a label that wrapped, where together they are a label of a form and no line between says otherwise.
  ///
  /// `其他对外管理服 96 -8 12077` and `务事项`; header cells that wrap side by side.
  func completed(_ lines: ArraySlice<AlignedLine>) -> [SourceRow] {
    var out: [SourceRow] = []
    var index = lines.startIndex
    while index < lines.endIndex {
      if let (row, next) = completed(at: index, lines) {
        out.append(row)
        index = next
      } else {
        out.append(rows[lines[index].row])
        index += 1
      }
    }
    return out
  }

  func isLabel(_ text: String) -> Bool { !vocabulary.terms(for: text).isEmpty }

  func completed(at start: Int, _ lines: ArraySlice<AlignedLine>) -> (SourceRow, Int)? {
    var labels = lines[start].labels.map(\.text)
    let open = labels.indices.filter { !isLabel(labels[$0]) }
    guard !open.isEmpty, open.count == 1 || lines[start].values.isEmpty else { return nil }
    var figures = lines[start].values
    var figuresAt = start
    var index = start + 1
    while index < lines.endIndex, index - start <= 5 {
      let line = lines[index]
      if !line.values.isEmpty {
        guard figures.isEmpty else { return nil }
        figures = line.values
        figuresAt = index
      }
      if line.labels.count == open.count {
        for (place, piece) in zip(open, line.labels) { labels[place] += piece.text }
      } else if !line.labels.isEmpty {
        return nil
      }
      index += 1
      if labels.allSatisfy(isLabel) {
        var row = rows[lines[figuresAt].row]
        row.cells = [cell((labels + figures.map(\.text)).joined(separator: "  "), 0, row)]
        return (row, index)
      }
    }
    return nil
  }
}
