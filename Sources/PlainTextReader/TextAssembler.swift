import Diagnostics
import DocumentTree

/// Puts lines together to paragraphs and tables.
struct TextAssembler {
  let limits: Limits
  private(set) var blocks: [Block] = []
  private(set) var account = TextAccount()
  private(set) var diagnostics: [Diagnostic] = []
  private var tableCount = 0

  init(limits: Limits) { self.limits = limits }

  mutating func read(_ written: [TextLine]) throws(Refusal) {
    for line in written { account.read += line.text.countOfVisible }
    var dress: [Int: Int] = [:]
    let lines = LineDress.removed(from: written, left: &dress)
    for (line, count) in dress.sorted(by: { $0.key < $1.key }) where count > 0 {
      account.leaveOut("markup", count, at: Origin(.line(line)))
    }
    let edges = PageEdges(lines)
    var index = 0
    while index < lines.count {
      let line = lines[index]
      switch line.shape {
      case .empty:
        index += 1
      case .plain:
        if let end = cellStream(from: index, in: lines) {
          try appendStream(lines[index..<end])
          index = end
        } else if startsTabbedTable(index, in: lines) {
          index = try appendTabbedTable(from: index, in: lines)
        } else {
          append(paragraph: line, pageNumber: edges.numbers[index])
          index += 1
        }
      case .barred, .bars, .rule:
        var end = index
        while end < lines.count, lines[end].shape.isOfBarTable { end += 1 }
        if let streamEnd = cellStream(from: index, in: lines), streamEnd > end {
          try appendStream(lines[index..<streamEnd])
          index = streamEnd
        } else {
          try appendBarTable(lines[index..<end])
          index = end
        }
      case .tabbed:
        index = try appendTabbedTable(from: index, in: lines)
      }
    }
  }

  // MARK: Paragraphs

  private mutating func append(paragraph line: TextLine, pageNumber: Paragraph.PageNumber? = nil) {
    var text = String(line.text.trimmingTrailingCarriageReturn)
    var level: Int?
    if let (hashes, rest) = markdownHeading(text) {
      level = hashes
      account.leaveOut("markup", hashes, at: Origin(.line(line.number)))
      text = rest
    }
    account.kept += Substring(text).countOfVisible
    if line.hasEscape, text.utf8.contains(0x5C) {
      let unescaped = Self.unescaped(text)
      let marks = Substring(text).countOfVisible - Substring(unescaped).countOfVisible
      account.kept -= marks
      account.leaveOut("escape", marks, at: Origin(.line(line.number)))
      text = unescaped
    }
    if line.hasWide, text.unicodeScalars.contains("\u{2028}") {
      var scalars = String.UnicodeScalarView()
      for scalar in text.unicodeScalars { scalars.append(scalar == "\u{2028}" ? "\n" : scalar) }
      text = String(scalars)
    }
    var paragraph = Paragraph(text, outlineLevel: level, origin: Origin(.line(line.number)))
    paragraph.pageNumber = pageNumber
    blocks.append(.paragraph(paragraph))
  }

  /// `## 一、总体情况`: ATX headings of CommonMark, the space required.
  private func markdownHeading(_ text: String) -> (Int, String)? {
    guard text.utf8.first == 0x23 else { return nil }
    let hashes = text.utf8.prefix { $0 == 0x23 }.count
    guard hashes <= 6 else { return nil }
    let rest = text.dropFirst(hashes)
    guard rest.first == " " else { return nil }
    return (hashes, String(rest.trimmingWhite))
  }

  /// `\|`, `\t`, `\#` and `\\`, as the official layout writes a bar, a tab, a heading mark and a reverse solidus before one of these.
  static func unescaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var escaped = false
    for scalar in text.unicodeScalars {
      if escaped {
        switch scalar {
        case "|", "\\", "#": out.append(scalar)
        case "t": out.append("\t")
        case _ where TextLine.isWideBar(scalar): out.append(scalar)
        default:
          out.append("\\")
          out.append(scalar)
        }
        escaped = false
      } else if scalar == "\\" {
        escaped = true
      } else {
        out.append(scalar)
      }
    }
    if escaped { out.append("\\") }
    return String(out)
  }

  // MARK: Rows between bars

  private mutating func appendBarTable(_ lines: ArraySlice<TextLine>) throws(Refusal) {
    let rowLines = lines.filter { $0.shape != .rule }
    if rowLines.isEmpty {
      // A drawn line, and no table around it.
      for line in lines { append(paragraph: line) }
      return
    }
    if rowLines.count == 1, let line = rowLines.first, line.shape == .barred {
      let row = BarRow(line)
      if !row.endsWithBar && !row.startsWithBar && lines.count == 1 {
        append(paragraph: line)
        return
      }
    }
    let parted = rowLines.map(BarRow.init)
    let isParted = Self.areOnlyParted(parted)
    var rows = isParted ? parted : joinContinuations(parted)
    for index in rows.indices where isParted && rows[index].endsWithBar {
      rows[index].cells += Array(repeating: "", count: rows[index].padding + 1)
      rows[index].padding = 0
    }
    let hasRule = lines.contains { $0.shape == .rule }
    // An empty first cell has a bar behind it and none before, where no row has.
    let leading = isParted ? rows.allSatisfy(\.startsWithBar) : rows.filter(\.startsWithBar).count * 2 > rows.count
    if leading {
      for index in rows.indices where rows[index].startsWithBar && !rows[index].cells.isEmpty { rows[index].cells.removeFirst() }
    }
    let filled = rows.map { $0.cells.count }.max() ?? 0
    let hasPadding = rows.contains { $0.padding > 0 }
    if filled <= 1, !hasPadding, !hasRule, rows.count > 1 {
      try append(streamCells: rows.map { ($0.cells.first ?? "", $0.line) }, of: lines)
      return
    }
    let placement: Table.Placement
    if isParted || hasRule || !hasPadding && Self.writesEveryPlace(rows.map(\.cells)) {
      // Bars without anything between them at the right end are empty cells here.
      for index in rows.indices where hasRule && rows[index].cells.count + rows[index].padding == filled {
        rows[index].cells += Array(repeating: "", count: rows[index].padding)
      }
      placement = .grid
    } else {
      placement = .packed(padding: rows.map { hasPadding ? $0.padding : nil })
    }
    try append(rows: rows.map { ($0.cells, $0.line) }, placement: placement, of: lines)
  }

  /// Whether bars stand between cells only, none behind the last: a bar at the end of a line then has an empty cell behind it, and all lines have
  /// as many places.
  private static func areOnlyParted(_ rows: [BarRow]) -> Bool {
    let open = rows.filter { !$0.endsWithBar }
    guard open.count > 1, let width = open.first?.cells.count, width > 2 else { return false }
    return rows.allSatisfy { $0.cells.count + ($0.endsWithBar ? $0.padding + 1 : 0) == width }
  }

  /// Whether the places of merged cells are written, as empty ones: all rows are of one length, or nearly all, and empty places stand at
  /// the end of some. A row that is short then has lost a cell.
  static func writesEveryPlace(_ rows: [[String]]) -> Bool {
    let width = rows.map(\.count).max() ?? 0
    let full = rows.filter { $0.count == width }
    // A header over all places whose last is empty: no cell that vanished leaves one, a place that is written does.
    if width > 2, let first = rows.first, first.count == width, first.last?.isEmpty == true, first.allSatisfy(\.hasNoDigit) { return true }
    return full.count == rows.count || width > 2 && full.count * 5 >= rows.count * 4 && full.contains { $0.last?.isEmpty == true }
  }

  /// Joins a line that was broken at a blank cell to the line before it.
  ///
  /// Some text copies break the row at a blank cell: `规章 | 1 |` and then `| 3 |`. Where the rows of the table do not begin with
  /// a bar, one that does continues the row above; where all do, one that begins with white space and a bar, after a row that is short.
  private func joinContinuations(_ rows: [BarRow]) -> [BarRow] {
    let leading = rows.filter { $0.startsWithBar && !$0.startsWithSpacedBar }.count * 2 > rows.count
    let width = rows.map { $0.cells.count + $0.padding }.max() ?? 0
    var joined: [BarRow] = []
    for row in rows {
      let continues: Bool
      if let last = joined.last, row.startsWithBar, row.endsWithBar, last.endsWithBar, last.padding == 0 {
        let room = width - last.cells.count
        let fits = last.cells.count + row.cells.count - 1 + row.padding <= width || room > 0
        let short = last.cells.count < width
        continues = leading ? row.startsWithSpacedBar && short && fits : !row.startsWithSpacedBar && short && fits
      } else {
        continues = false
      }
      if continues, let last = joined.indices.last {
        // The empty segment before the bar is the blank cell at which the line broke.
        joined[last].cells += row.cells
        joined[last].padding = row.padding
        joined[last].endsWithBar = row.endsWithBar
      } else {
        joined.append(row)
      }
    }
    return joined
  }

  // MARK: One cell after another

  /// The end of a run in which cells and lines of a single bar take turns, if one begins at `start`.
  private func cellStream(from start: Int, in lines: [TextLine]) -> Int? {
    func next(_ index: Int) -> Int {
      var index = index
      while index < lines.count, lines[index].shape == .empty { index += 1 }
      return index
    }
    func isLone(_ index: Int) -> Bool { index < lines.count && lines[index].shape == .bars(1) }
    var index = start
    var bars = 0
    var end = start
    while index < lines.count {
      if isLone(index) {
        bars += 1
        index = next(index + 1)
        end = index
      } else if lines[index].shape == .plain, isLone(next(index + 1)) {
        index = next(index + 1)
      } else {
        break
      }
    }
    return bars >= 3 ? end : nil
  }

  private mutating func appendStream(_ lines: ArraySlice<TextLine>) throws(Refusal) {
    var cells: [(String, Int)] = []
    var pending: (String, Int)?
    for line in lines where line.shape != .empty {
      if line.shape == .plain {
        pending = (String(line.text.trimmingWhite), line.number)
      } else {
        cells.append(pending ?? ("", line.number))
        pending = nil
      }
    }
    if let pending { cells.append(pending) }
    try append(streamCells: cells, of: lines)
  }

  private mutating func append(streamCells cells: [(String, Int)], of lines: ArraySlice<TextLine>) throws(Refusal) {
    try append(rows: cells.map { ([$0.0], $0.1) }, placement: .stream, of: lines)
  }

  // MARK: Tables

  mutating func append(rows: [(cells: [String], line: Int)], placement: Table.Placement, of lines: ArraySlice<TextLine>)
    throws(Refusal)
  {
    guard let first = rows.first else {
      for line in lines { account.leaveOut("table-rules", line.text.countOfVisible, at: Origin(.line(line.number))) }
      return
    }
    tableCount += 1
    var width = rows.map { $0.cells.count }.max() ?? 0
    if case .packed(let padding) = placement {
      for (index, row) in rows.enumerated() { width = max(width, row.cells.count + (padding[index] ?? 0)) }
    }
    guard width <= limits.columns else {
      throw Refusal(
        "limit-columns",
        Message(zh: "表格有\(width)列，超过上限\(limits.columns)列", en: "a table has \(width) columns, more than the limit of \(limits.columns)"),
        at: Origin(.line(first.line)))
    }
    let origin = Origin(.table(tableCount), .line(first.line))
    var cells: [Table.Cell] = []
    var kept = 0
    for (rowIndex, row) in rows.enumerated() {
      for (column, text) in row.cells.enumerated() {
        kept += Substring(text).countOfVisible
        let place = Origin(.table(tableCount), .row(rowIndex + 1), .cell(column + 1), .line(row.line))
        cells.append(
          Table.Cell(
            rows: rowIndex..<rowIndex + 1, columns: column..<column + 1,
            blocks: [.paragraph(Paragraph(text, origin: place))], origin: place))
      }
    }
    guard cells.count <= limits.cells else {
      throw Refusal(
        "limit-cells", Message(zh: "表格单元格超过\(limits.cells)个", en: "a table has more than \(limits.cells) cells"), at: origin)
    }
    account.kept += kept
    let visible = lines.reduce(0) { $0 + $1.text.countOfVisible }
    account.leaveOut("table-rules", visible - kept, at: origin)
    blocks.append(
      .table(Table(rowCount: rows.count, columnCount: width, cells: cells, placement: placement, origin: origin)))
  }
}

extension String {
  fileprivate var hasNoDigit: Bool { !unicodeScalars.contains { $0.properties.numericType == .decimal } }
}

extension TextLine.Shape {
  var isOfBarTable: Bool {
    switch self {
    case .barred, .bars, .rule: true
    case .empty, .tabbed, .plain: false
    }
  }
}
