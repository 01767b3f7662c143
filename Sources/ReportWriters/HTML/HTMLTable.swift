import ReportModel

extension MarkupBuffer {
  /// A table: its caption, header rows in `thead`, each block of rows in a `tbody` of its own.
  ///
  /// - Parameter number: of the table on the page; ids of its headers begin with it.
  mutating func table(_ table: PrintedTable, _ number: Int) {
    markup("<table>\n")
    if let caption = table.caption {
      markup("<caption")
      flow(caption)
      markup("</caption>\n")
    }
    let headers = HTMLHeaders(table)
    let header = table.headerRowCount
    var cell = 0
    for (index, row) in table.rows.enumerated() {
      if index == 0, header > 0 { markup("<thead>\n") }
      if index == header {
        if index > 0 { markup("</thead>\n") }
        markup("<tbody>\n")
      } else if index > header, table.isHeading(row) {
        markup("</tbody>\n<tbody>\n")
      }
      markup("<tr>")
      for item in row {
        self.cell(item, isInHeader: index < header, isHeading: table.isHeading(row), number, headers, cell)
        cell += 1
      }
      markup("</tr>\n")
    }
    if !table.rows.isEmpty { if header < table.rows.count { markup("</tbody>\n") } else { markup("</thead>\n") } }
    markup("</table>\n")
  }

  private mutating func cell(
    _ cell: PrintedTable.Cell, isInHeader: Bool, isHeading: Bool, _ number: Int, _ headers: HTMLHeaders, _ index: Int
  ) {
    if cell.isLabel {
      markup("<th id=\"t", number, "-")
      markup("", index, "\"")
      if isInHeader { markup(" scope=\"col\"") } else if isHeading { markup(" scope=\"rowgroup\"") } else { markup(" scope=\"row\"") }
    } else {
      markup("<td")
      if let names = headers.names[index] {
        markup(" headers=\"")
        for (place, name) in names.enumerated() {
          if place > 0 { markup(" ") }
          markup("t", number, "-")
          markup("", name)
        }
        markup("\"")
      }
    }
    if cell.rows.count > 1 { markup(" rowspan=\"", cell.rows.count, "\"") }
    if cell.columns.count > 1 { markup(" colspan=\"", cell.columns.count, "\"") }
    flow(cell.text)
    if cell.isLabel { markup("</th>") } else { markup("</td>") }
  }
}

/// The labels that govern each figure: those above it up to the next figure, behind which another block begins, and those to its left.
///
/// Cells are counted as they are written.
struct HTMLHeaders {
  /// For a figure: its labels, from the top and from the left.
  private(set) var names: [Int: [Int]] = [:]

  init(_ table: PrintedTable) {
    guard table.form != nil, !table.rows.isEmpty else { return }
    let width = table.columnCount
    var places = [Int](repeating: -1, count: width * table.rows.count)
    var cells: [PrintedTable.Cell] = []
    for cell in table.rows.joined() {
      for row in cell.rows where row < table.rows.count {
        for column in cell.columns where column < width { places[row * width + column] = cells.count }
      }
      cells.append(cell)
    }
    for (index, cell) in cells.enumerated() where cell.isFigure {
      var above: [Int] = []
      var row = cell.rows.lowerBound - 1
      // Figures above are of the same block until a label comes.
      while row >= 0 {
        let other = places[row * width + cell.columns.lowerBound]
        guard other >= 0 else { break }
        if cells[other].isLabel { above.append(other) } else if !above.isEmpty { break }
        row = cells[other].rows.lowerBound - 1
      }
      var left: [Int] = []
      var column = cell.columns.lowerBound - 1
      while column >= 0 {
        let other = places[cell.rows.lowerBound * width + column]
        guard other >= 0 else { break }
        if cells[other].isLabel { left.append(other) }
        column = cells[other].columns.lowerBound - 1
      }
      names[index] = above.reversed() + left.reversed()
    }
  }
}
