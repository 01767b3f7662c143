public import ReportModel

/// A report as pages with ruled tables, for samples and round trips; written apart from the readers.
public enum ReportAsPages {
  private static let left = 60.0
  private static let width = 475.0
  private static let bottom = 780.0

  public static func pages(_ report: Report) -> [DrawnPage] {
    var pages = [DrawnPage()]
    var y = 70.0
    func turn(for height: Double) {
      guard y + height > bottom else { return }
      pages.append(DrawnPage())
      y = 60
    }
    for piece in DocumentDraft(report).pieces {
      switch piece {
      case .text(let text):
        for (index, line) in DrawnPage.wrapped("　　" + text, width: width, size: 12).enumerated() {
          turn(for: 20)
          pages[pages.count - 1].text(
            index == 0 ? String(line.unicodeScalars.dropFirst(2)) : line, index == 0 ? left + 24 : left, y + 12, size: 12)
          y += 20
        }
      case .table(let rows, let columns):
        let layout = Layout(rows, columns)
        y += 6
        var first = 0
        while first < rows.count {
          // As many rows as the page holds.
          turn(for: layout.heights[first])
          var last = first
          var height = 0.0
          while last < rows.count, last == first || y + height + layout.heights[last] <= bottom {
            height += layout.heights[last]
            last += 1
          }
          layout.draw(first..<last, on: &pages[pages.count - 1], at: y)
          y += height
          first = last
        }
        y += 10
      case .wrapped: continue
      }
    }
    for index in pages.indices { pages[index].text("- \(index + 1) -", 285, 812, size: 9) }
    return pages
  }

  private struct Layout {
    let rows: [[LayoutCell]]
    let heights: [Double]
    private let columnWidth: Double
    private static let size = 8.0

    init(_ rows: [[LayoutCell]], _ columns: Int) {
      self.rows = rows
      columnWidth = width / Double(max(columns, 1))
      var heights = Array(repeating: 18.0, count: rows.count)
      for (row, cells) in rows.enumerated() {
        for cell in cells {
          let lines = DrawnPage.wrapped(cell.text, width: Double(cell.columnSpan) * columnWidth - 8, size: Self.size).count
          let needed = (Double(lines) * 1.2 * Self.size + 8) / Double(max(cell.rowSpan, 1))
          for index in row..<min(rows.count, row + max(cell.rowSpan, 1)) { heights[index] = max(heights[index], needed) }
        }
      }
      self.heights = heights
    }

    /// Merged cells that the page cuts have their text on the page where they begin.
    func draw(_ range: Range<Int>, on page: inout DrawnPage, at y: Double) {
      for (row, cells) in rows.enumerated() {
        for cell in cells {
          let own = (row..<min(rows.count, row + max(cell.rowSpan, 1))).clamped(to: range)
          guard !own.isEmpty else { continue }
          let top = heights[range.lowerBound..<own.lowerBound].reduce(y, +)
          page.cell(
            own.lowerBound == row ? cell.text : "", left + Double(cell.column) * columnWidth, top, Double(cell.columnSpan) * columnWidth,
            heights[own].reduce(0, +), size: Self.size)
        }
      }
    }
  }
}
