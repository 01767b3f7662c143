import ReportModel

extension MarkupBuffer {
  /// A table on its grid. Source: ISO/IEC 29500-1:2016 §17.4.17 (gridSpan), §17.4.84 (vMerge), §17.4.14 (gridAfter).
  mutating func wordTable(_ table: PrintedTable) {
    // Word has 63 columns at most: a wider one is written as lines.
    guard table.columnCount <= 63 else {
      for row in table.rows { wordParagraph(row.map(\.text).joined(separator: "\t"), style: "TableLabel") }
      return
    }
    let widths = WordColumns.widths(of: table)
    markup("<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"", WordColumns.total, "\" w:type=\"dxa\"/>")
    markup("<w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>")
    for width in widths { markup("<w:gridCol w:w=\"", width, "\"/>") }
    markup("</w:tblGrid>")
    let header = table.headerRowCount
    // Cells that go on from the rows above.
    var open: [PrintedTable.Cell] = []
    for (row, cells) in table.rows.enumerated() {
      open.removeAll { $0.rows.upperBound <= row }
      var line = cells
      if !open.isEmpty {
        line += open
        line.sort { $0.columns.lowerBound < $1.columns.lowerBound }
      }
      guard let end = line.last?.columns.upperBound else { continue }
      markup("<w:tr><w:trPr>")
      if end < table.columnCount { markup("<w:gridAfter w:val=\"", table.columnCount - end, "\"/>") }
      markup("<w:cantSplit/>")
      if row < header { markup("<w:tblHeader/>") }
      markup("</w:trPr>")
      for cell in line { wordCell(cell, row: row, widths, isCentred: row < header || table.form?.alignsLabels != true) }
      markup("</w:tr>")
      open += cells.filter { $0.rows.count > 1 }
    }
    markup("</w:tbl>")
  }

  private mutating func wordCell(_ cell: PrintedTable.Cell, row: Int, _ widths: [Int], isCentred: Bool) {
    let continues = cell.rows.lowerBound < row
    markup("<w:tc><w:tcPr><w:tcW w:w=\"", widths[cell.columns].reduce(0, +), "\" w:type=\"dxa\"/>")
    if cell.columns.count > 1 { markup("<w:gridSpan w:val=\"", cell.columns.count, "\"/>") }
    if continues { markup("<w:vMerge/>") } else if cell.rows.count > 1 { markup("<w:vMerge w:val=\"restart\"/>") }
    markup("<w:vAlign w:val=\"center\"/></w:tcPr>")
    let isLabel = cell.isLabel && !isCentred
    wordParagraph(continues ? "" : cell.text, style: isLabel ? "TableLabel" : "TableText")
    markup("</w:tc>")
  }
}

extension FormTable {
  /// Whether its row labels are long and begin at the left.
  fileprivate var alignsLabels: Bool { shape == .matrix || shape == .list }
}

/// Widths of columns in twentieths of a point, for the 156 mm between the margins.
enum WordColumns {
  static let total = 8844

  static func widths(of table: PrintedTable) -> [Int] {
    let count = max(1, table.columnCount)
    switch table.form?.shape {
    case .matrix? where count > 3:
      // Three columns of labels: two of groups, and the row's own.
      let figure = min(760, total / (count + 2))
      let groups = [660, 1000]
      let rest = max(figure, total - groups.reduce(0, +) - figure * (count - 3))
      return groups + [rest] + [Int](repeating: figure, count: count - 3)
    case .list? where count == 3: return [6300, 1044, 1500]
    default: return (0..<count).map { total * ($0 + 1) / count - total * $0 / count }
    }
  }
}
