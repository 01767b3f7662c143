import ReportModel

/// The tables as people see them, on the grid of the official form: labels and cells as written, merged places empty.
///
/// Not read back: blank and missing look the same. Between tables stands an empty line, and when there are several reports,
/// before each of them one with organ and year.
extension CSVBuffer {
  mutating func grid(_ reports: [Report]) {
    var isFirst = true
    for report in reports {
      if reports.count > 1 {
        if !isFirst { endRecord() }
        field(report.organ?.value ?? "")
        field(report.year.map { String($0.value) } ?? "")
        endRecord()
        isFirst = false
      }
      for table in report.tables {
        guard let declaration = OfficialForms.form(table.form)?.table(table.id) else { continue }
        if !isFirst { endRecord() }
        isFirst = false
        grid(of: table, declaration)
      }
    }
  }

  private mutating func grid(of table: ReportTable, _ declaration: FormTable) {
    let grid = declaration.grid
    var texts: [FigureID: String] = [:]
    for figure in table.figures where texts[figure.id] == nil {
      texts[figure.id] = figure.text.isEmpty ? figure.writtenValue?.description ?? "" : figure.text
    }
    var lines: [(rows: [String], cells: [String])] = []
    for cells in grid.rows {
      var line = Array(repeating: "", count: grid.columnCount)
      var rows: [String] = []
      for cell in cells where cell.columns.lowerBound < line.count {
        switch cell.content {
        case .label(let label):
          line[cell.columns.lowerBound] = table.labels[label] ?? declaration.officialText(of: label)
        case .figure(let id):
          line[cell.columns.lowerBound] = texts[id] ?? ""
          if rows.last != id.row { rows.append(id.row) }
        }
      }
      lines.append((rows, line))
    }
    // Rows that the form does not have follow the row that they follow in the source; without one they come first.
    let known = Set(lines.flatMap(\.rows))
    for extra in table.extraRows where !known.contains(extra.after ?? "") {
      record(extra.cells, width: grid.columnCount)
    }
    for line in lines {
      record(line.cells, width: grid.columnCount)
      for extra in table.extraRows where extra.after.map(line.rows.contains) ?? false {
        record(extra.cells, width: grid.columnCount)
      }
    }
  }

  private mutating func record(_ cells: [String], width: Int) {
    fields(cells)
    for _ in cells.count..<max(width, cells.count) { field("") }
    endRecord()
  }
}
