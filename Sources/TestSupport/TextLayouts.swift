public import ReportModel

/// Writes a report as the plain-text copies that circulate write it: layouts L1 to L11 of what real files look like.
///
/// A measuring instrument for the reader: written from the description of the layouts, independent of it.
public enum TextLayout: String, CaseIterable, Sendable {
  /// Bars, padding at the right, blanks in their place.
  case barsPadded = "L1"
  /// The same, but a blank cell vanishes and leaves one more bar at the right end.
  case barsBlankVanished = "L1-vanished"
  /// The same, but the line breaks at a blank cell.
  case barsBlankBreaks = "L1-broken"
  case leadingBars = "L2"
  case leadingBarsBlankVanished = "L2-vanished"
  case barsWithoutPadding = "L3"
  case barBeforeCell = "L4a"
  case barAfterCell = "L4b"
  case loneBars = "L4-lone"
  case cellALine = "L5"
  case cellALineSpaced = "L5-spaced"
  case everyPlace = "L6"
  case markdown = "Markdown"
  case tabsSpreadsheet = "L7-spreadsheet"
  case tabsBrowser = "L7-browser"
  case aligned = "L8"
  /// Labels wrapped to a few characters, merged labels down the margin, header cells staggered, page numbers inside.
  case drawn = "L8-drawn"
  case drawnCentred = "L8-centred"
  /// Columns too narrow for their figures: `1102` is `110` above `2`.
  case drawnNarrow = "L8-narrow"
  case lineOfPDF = "L9"
  /// Figures one a line, before their labels.
  case figuresBeforeLabels = "L9-before"
  /// All labels of a table, then all its figures.
  case labelsThenFigures = "L9-columns"
  case glued = "L10"
  case deduplicated = "L11"

  /// Whether an empty cell leaves a trace of its place.
  public var keepsBlanks: Bool {
    switch self {
    case .barsPadded, .barsBlankBreaks, .leadingBars, .barsWithoutPadding, .loneBars, .everyPlace, .markdown, .tabsSpreadsheet,
      .tabsBrowser:
      true
    default: false
    }
  }
}

public struct LayoutCell: Sendable {
  public var text: String
  public var rowSpan: Int
  public var columnSpan: Int
  public var column: Int
  public var figure: FigureID?

  public init(text: String, rowSpan: Int = 1, columnSpan: Int = 1, column: Int, figure: FigureID? = nil) {
    self.text = text
    self.rowSpan = rowSpan
    self.columnSpan = columnSpan
    self.column = column
    self.figure = figure
  }
}

extension TextLayout {
  /// The whole report: title, sections, narrative, and the tables in this layout.
  public func render(_ report: Report) -> String {
    var lines: [String] = report.title.map(\.text)
    func add(_ blocks: [NarrativeBlock]) {
      for block in blocks {
        switch block {
        case .paragraph(let line): lines.append(line.text)
        case .formTable(let id): if let table = report.table(id) { lines += render(table) }
        case .table: break
        }
      }
    }
    add(report.preface)
    for section in report.sections {
      if !section.heading.isEmpty { lines.append(section.heading) }
      add(section.blocks)
    }
    add(report.closing)
    if self == .deduplicated {
      var seen: Set<String> = []
      lines = lines.filter { seen.insert($0).inserted }
    }
    return lines.joined(separator: "\n")
  }

  public static func rows(of table: ReportTable) -> (rows: [[LayoutCell]], width: Int) {
    guard let declared = OfficialForms.form(table.form)?.table(table.id) else { return ([], 0) }
    let grid = declared.grid
    let rows = grid.rows.map { row in
      row.map { cell in
        switch cell.content {
        case .label(let id):
          LayoutCell(
            text: table.labels[id] ?? declared.officialText(of: id), rowSpan: cell.rows.count, columnSpan: cell.columns.count,
            column: cell.columns.lowerBound, figure: nil)
        case .figure(let id):
          LayoutCell(
            text: table.figures.first { $0.id == id }?.text ?? "", rowSpan: cell.rows.count, columnSpan: cell.columns.count,
            column: cell.columns.lowerBound, figure: id)
        }
      }
    }
    return (rows, grid.columnCount)
  }

  func render(_ table: ReportTable) -> [String] {
    let (rows, width) = Self.rows(of: table)
    switch self {
    case .barsPadded: return rows.enumerated().map { padded($1.map(\.text), width, last: $0 == rows.count - 1, leading: false) }
    case .leadingBars: return rows.enumerated().map { padded($1.map(\.text), width, last: $0 == rows.count - 1, leading: true) }
    case .barsBlankVanished, .leadingBarsBlankVanished:
      return rows.enumerated().compactMap { index, row in
        let cells = row.map(\.text).filter { !$0.isEmpty }
        let last = index == rows.count - 1
        return cells.isEmpty && last ? nil : padded(cells, width, last: last, leading: self == .leadingBarsBlankVanished)
      }
    case .barsBlankBreaks: return rows.enumerated().flatMap { broken($1.map(\.text), width, last: $0 == rows.count - 1) }
    case .barsWithoutPadding: return rows.map { $0.map { $0.text + " |" }.joined(separator: " ") }
    case .barBeforeCell: return rows.flatMap { $0.filter { !$0.text.isEmpty }.map { "|" + $0.text } }
    case .barAfterCell: return rows.flatMap { $0.filter { !$0.text.isEmpty }.map { $0.text + "|" } }
    case .loneBars: return rows.flatMap { $0.flatMap { $0.text.isEmpty ? ["|"] : [$0.text, "|"] } }
    case .cellALine, .deduplicated: return rows.flatMap { $0.filter { !$0.text.isEmpty }.map(\.text) }
    case .cellALineSpaced: return rows.flatMap { $0.filter { !$0.text.isEmpty }.flatMap { [$0.text, ""] } }
    case .everyPlace: return places(rows, width).map { "| " + $0.joined(separator: " | ") + " | " }
    case .markdown:
      let lines = places(rows, width).map { "| " + $0.joined(separator: " | ") + " |" }
      return [lines[0], "|" + String(repeating: " --- |", count: width)] + lines.dropFirst()
    case .tabsSpreadsheet: return places(rows, width).map { $0.joined(separator: "\t") }
    case .tabsBrowser: return rows.map { $0.map(\.text).joined(separator: "\t") }
    case .aligned: return aligned(rows, width)
    case .lineOfPDF:
      return rows.map { row in row.map(\.text).filter { !$0.isEmpty }.joined(separator: " ") }.filter { !$0.isEmpty }
    case .drawn: return drawn(table.id, rows, width, figure: 6, centred: false, page: 40)
    case .drawnCentred: return drawn(table.id, rows, width, figure: 6, centred: true, page: 37)
    case .drawnNarrow: return drawn(table.id, rows, width, figure: 3, centred: false, page: nil)
    case .figuresBeforeLabels:
      return rows.flatMap { row in
        row.filter { $0.figure != nil && !$0.text.isEmpty }.map(\.text) + row.filter { $0.figure == nil && !$0.text.isEmpty }.map(\.text)
      }
    case .labelsThenFigures:
      return rows.flatMap { $0.filter { $0.figure == nil && !$0.text.isEmpty }.map(\.text) }
        + rows.flatMap { $0.filter { $0.figure != nil && !$0.text.isEmpty }.map(\.text) }
    case .glued: return [rows.map { $0.map(\.text).joined() }.joined()]
    }
  }

  private func drawn(_ id: String, _ rows: [[LayoutCell]], _ width: Int, figure: Int, centred: Bool, page: Int?) -> [String] {
    DrawnTable(widths: DrawnTable.widths(id, columns: width, figure: figure), isCentred: centred, pageLength: page).lines(rows)
  }

  private func padded(_ cells: [String], _ width: Int, last: Bool, leading: Bool) -> String {
    var line = leading ? "| " : ""
    for (index, cell) in cells.enumerated() { line += (index > 0 ? " " : "") + cell + " |" }
    if !last, cells.count < width { line += " " + String(repeating: "|", count: width - cells.count) }
    return line
  }

  /// The line breaks at each blank cell that stands between others: `规章 | 1 |`, then `| 3 |`.
  private func broken(_ cells: [String], _ width: Int, last: Bool) -> [String] {
    guard !cells.allSatisfy(\.isEmpty) else { return [padded(cells, width, last: last, leading: false)] }
    var lines: [String] = []
    var line = ""
    for (index, cell) in cells.enumerated() {
      if cell.isEmpty, index > 0 {
        lines.append(line)
        line = "|"
      } else {
        line += (line.isEmpty ? "" : " ") + cell + " |"
      }
    }
    if !last, cells.count < width { line += " " + String(repeating: "|", count: width - cells.count) }
    lines.append(line)
    return lines
  }

  /// Every place of the layout grid, merged ones empty.
  private func places(_ rows: [[LayoutCell]], _ width: Int) -> [[String]] {
    rows.map { row in
      var line = [String](repeating: "", count: width)
      for cell in row where cell.column < width { line[cell.column] = cell.text }
      return line
    }
  }

  /// Numbers of a row on one line, long labels wrapped above and below it, as `pdftotext -layout` leaves them.
  private func aligned(_ rows: [[LayoutCell]], _ width: Int) -> [String] {
    var lines: [String] = []
    for row in rows {
      let figures = row.filter { $0.figure != nil }
      let labels = row.filter { $0.figure == nil && !$0.text.isEmpty }.map(\.text)
      guard !figures.isEmpty else {
        lines.append("    " + labels.joined(separator: "      "))
        continue
      }
      let numbers = figures.map { $0.text.isEmpty ? "   " : $0.text }.joined(separator: "      ")
      if let long = labels.last, long.count > 14 {
        let middle = long.index(long.startIndex, offsetBy: long.count / 2)
        lines.append("  " + (labels.dropLast() + [String(long[..<middle])]).joined(separator: "   "))
        lines.append(String(repeating: " ", count: 30) + numbers)
        lines.append("    " + long[middle...])
      } else {
        lines.append("  " + labels.joined(separator: "   ") + "        " + numbers)
      }
    }
    return lines
  }
}
