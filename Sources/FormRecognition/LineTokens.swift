import Diagnostics
import DocumentTree
import ReportModel

/// A line of text taken apart into a label and figures.
enum LineTokens {
  /// `规章 0 0 0`, `一、本年新收…  3  0  0`, `0 0 0 0 0 0 0`; `nil` when the line is anything else.
  static func split(_ cell: SourceCell, vocabulary: Vocabulary) -> [SourceCell]? {
    guard cell.text.hasWords(2) else { return nil }
    var parts = cell.text.words
    // `3187.46 万元` is one figure.
    if parts.count > 2, let unit = parts.last, Units.all.contains(String(unit)),
      case .number = CellValue(parts[parts.count - 2]).content
    {
      parts.removeLast()
      parts[parts.count - 1] += unit
    }
    guard parts.count >= 2, parts.count <= 40 else { return nil }
    var values = 0
    while values < parts.count {
      let value = CellValue(parts[parts.count - 1 - values])
      guard value.isReadable || isDamaged(value) else { break }
      values += 1
    }
    guard values > 0 else { return labels(parts, cell, vocabulary) }
    let words = parts.dropLast(values)
    var cells: [SourceCell] = []
    if !words.isEmpty {
      if let names = labels(Array(words), cell, vocabulary) {
        cells = names
      } else if values >= 5, words.allSatisfy({ vocabulary.isFragment(LabelKey($0).body) }) {
        // A row of figures beside a piece of its label.
        cells = [make(words.joined(separator: " "), 0, cell, vocabulary)]
      } else {
        return nil
      }
    } else if values < 2 {
      return nil
    }
    for part in parts.suffix(values) {
      cells.append(make(String(part), cells.count, cell, vocabulary))
    }
    return cells
  }

  /// Words that are labels: one over all of them, or several in a row.
  private static func labels(_ words: [Substring], _ cell: SourceCell, _ vocabulary: Vocabulary) -> [SourceCell]? {
    var cells: [SourceCell] = []
    var start = 0
    while start < words.count {
      var found = false
      for end in stride(from: min(words.count, start + 8), to: start, by: -1) {
        let text = words[start..<end].joined(separator: " ")
        let candidate = make(text, cells.count, cell, vocabulary)
        if !candidate.terms.isEmpty {
          cells.append(candidate)
          start = end
          found = true
          break
        }
      }
      guard found else { return nil }
    }
    return cells
  }

  private static func isDamaged(_ value: CellValue) -> Bool { value.content == .unreadable(.damaged) }

  private static func make(_ text: String, _ column: Int, _ cell: SourceCell, _ vocabulary: Vocabulary) -> SourceCell {
    SourceCell(text, columns: column..<column + 1, origin: cell.origin, vocabulary: vocabulary)
  }
}
