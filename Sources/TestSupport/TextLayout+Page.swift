import ReportModel

/// A table drawn on a page and copied off it line by line, as `pdftotext -layout` does: cells wrap at their width, merged
/// cells run down the margin, pages end inside labels.
struct DrawnTable {
  /// Characters of each column.
  var widths: [Int]
  /// Text stands in the middle of its cell's height, not at its top.
  var isCentred = false
  /// Lines on a page, after which its number and the next page follow; `nil` for one long page.
  var pageLength: Int?

  func lines(_ rows: [[LayoutCell]]) -> [String] {
    let starts = widths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1 + 1) }
    func width(_ cell: LayoutCell) -> Int {
      let end = min(widths.count, cell.column + cell.columnSpan)
      return max(1, starts[end] - starts[cell.column] - 1)
    }
    // Heights: what the cells of one row need; a merged cell stretches its last row.
    var heights = rows.map { row in
      row.filter { $0.rowSpan == 1 }.map { Self.wrapped($0.text, width($0)).count }.max() ?? 1
    }
    for (index, row) in rows.enumerated() {
      for cell in row where cell.rowSpan > 1 {
        let own = index..<min(rows.count, index + cell.rowSpan)
        let lack = Self.wrapped(cell.text, width(cell)).count - heights[own].reduce(0, +)
        if lack > 0 { heights[own.upperBound - 1] += lack }
      }
    }
    let tops = heights.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    let total = starts[widths.count]
    var grid = [[Character]](repeating: [Character](repeating: " ", count: total), count: tops[rows.count])
    for (index, row) in rows.enumerated() {
      for cell in row {
        let pieces = Self.wrapped(cell.text, width(cell))
        let end = tops[min(rows.count, index + cell.rowSpan)]
        let first = isCentred ? tops[index] + max(0, (end - tops[index] - pieces.count) / 2) : tops[index]
        for (offset, piece) in pieces.enumerated() where first + offset < grid.count {
          for (place, character) in piece.enumerated() where starts[cell.column] + place < total {
            grid[first + offset][starts[cell.column] + place] = character
          }
        }
      }
    }
    var lines: [String] = []
    for (number, line) in grid.enumerated() {
      var text = String(line)
      while text.last == " " { text.removeLast() }
      if !text.isEmpty { lines.append(text) }
      if let pageLength, number % pageLength == pageLength - 1 {
        lines += ["", String(repeating: " ", count: total / 2) + "- \(number / pageLength + 3) -", "\u{0C}"]
      }
    }
    return lines
  }

  private static func wrapped(_ text: String, _ width: Int) -> [String] {
    var pieces: [String] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      pieces.append(String(rest.prefix(width)))
      rest = rest.dropFirst(width)
    }
    return pieces.isEmpty ? [""] : pieces
  }

  /// Widths for a table of the forms, figures in `figure` characters.
  static func widths(_ table: String, columns: Int, figure: Int) -> [Int] {
    switch table {
    case "requests": [2, 5, 5] + [Int](repeating: figure, count: max(0, columns - 3))
    case "disputes": [Int](repeating: figure, count: columns)
    case "statistics": [11, 3] + [Int](repeating: 8, count: max(0, columns - 2))
    default: [7] + [Int](repeating: 8, count: max(0, columns - 1))
    }
  }
}
