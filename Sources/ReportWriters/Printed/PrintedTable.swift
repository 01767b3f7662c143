import ReportModel

/// A table on its grid, filled: each place is covered by one cell at most.
struct PrintedTable {
  struct Cell {
    enum Kind {
      case label
      case figure(FigureID)
      /// Of a row that the form does not have, or of a table that is none of the form's.
      case text
    }
    var text: String
    var kind: Kind
    var rows: Range<Int>
    var columns: Range<Int>

    var isFigure: Bool { if case .figure = kind { true } else { false } }
    var isLabel: Bool { if case .label = kind { true } else { false } }
  }

  /// Of a table of the form.
  let form: FormTable?
  let caption: String?
  let columnCount: Int
  /// The cells that begin in each row, from left to right.
  let rows: [[Cell]]

  /// Rows at the top with nothing but labels, before the first one that is a heading over the full width.
  var headerRowCount: Int {
    rows.firstIndex { row in isHeading(row) || row.contains { !$0.isLabel } } ?? 0
  }

  /// One label over the full width: the heading of a block.
  func isHeading(_ row: [Cell]) -> Bool { row.count == 1 && row[0].isLabel && row[0].columns.count == columnCount }
}

// MARK: Tables of the form

extension PrintedTable {
  /// `nil` where the source has no figure of the table and no row of its own: such a table is not there.
  init?(_ table: ReportTable) {
    guard table.figures.contains(where: { $0.status != .missing }) || !table.extraRows.isEmpty else { return nil }
    guard let form = OfficialForms.form(table.form)?.table(table.id) else {
      self.init(unknown: table)
      return
    }
    let grid = form.grid
    var rows: [[Cell]] = []
    let extras = ExtraRows(table, grid)
    // Rows of the grid → rows of the page, between which other rows stand.
    var places: [Int] = []
    var next = extras.top.count
    for row in grid.rows.indices {
      places.append(next)
      next += 1 + extras.count(afterRow: row)
    }
    var texts = FigureTexts(table)
    for extra in extras.top { rows.append(Self.cells(extra, row: rows.count, from: 0, width: grid.columnCount)) }
    for (row, cells) in grid.rows.enumerated() {
      rows.append(
        cells.map { cell in
          let last = places[cell.rows.upperBound - 1]
          let span = places[row]..<last + 1
          switch cell.content {
          case .label(let label):
            return Cell(text: table.labels[label] ?? form.officialText(of: label), kind: .label, rows: span, columns: cell.columns)
          case .figure(let id): return Cell(text: texts.next(id), kind: .figure(id), rows: span, columns: cell.columns)
          }
        })
      guard extras.count(afterRow: row) > 0 else { continue }
      // Labels that reach down past the row take the places at the left.
      let taken = grid.rows[...row].joined().filter { $0.rows.upperBound > row + 1 }.map(\.columns.upperBound).max() ?? 0
      for extra in extras.after[row] ?? [] { rows.append(Self.cells(extra, row: rows.count, from: taken, width: grid.columnCount)) }
    }
    let width = max(grid.columnCount, rows.joined().map(\.columns.upperBound).max() ?? 0)
    self.init(form: form, caption: form.title, columnCount: width, rows: rows)
  }

  /// A row that the form does not have: its cells one after another, the last one to the end of the grid.
  private static func cells(_ texts: [String], row: Int, from first: Int, width: Int) -> [Cell] {
    texts.enumerated().map { index, text in
      let column = first + index
      let isLast = index == texts.count - 1
      return Cell(text: text, kind: .text, rows: row..<row + 1, columns: column..<(isLast ? max(column + 1, width) : column + 1))
    }
  }

  /// A table of a form that is not known: a figure a row, with its ids.
  private init(unknown table: ReportTable) {
    let rows = table.figures.enumerated().map { row, figure in
      let text = figure.status == .missing ? Figure.missingMark : figure.text
      return [figure.id.row, figure.id.column, text].enumerated().map { column, text in
        Cell(text: text, kind: .text, rows: row..<row + 1, columns: column..<column + 1)
      }
    }
    self.init(form: nil, caption: table.id, columnCount: 3, rows: rows)
  }

  private struct ExtraRows {
    var top: [[String]] = []
    var after: [Int: [[String]]] = [:]

    init(_ table: ReportTable, _ grid: FormGrid) {
      guard !table.extraRows.isEmpty else { return }
      var places: [String: Int] = [:]
      for (row, cells) in grid.rows.enumerated() {
        for cell in cells { if case .figure(let id) = cell.content { places[id.row] = row } }
      }
      for extra in table.extraRows where !extra.cells.isEmpty {
        if let place = extra.after.flatMap({ places[$0] }) {
          after[place, default: []].append(extra.cells)
        } else {
          top.append(extra.cells)
        }
      }
    }

    func count(afterRow row: Int) -> Int { after.isEmpty ? 0 : after[row]?.count ?? 0 }
  }

  /// What the cells of a table say, figure by figure: as a rule they are asked for in the order in which they stand.
  private struct FigureTexts {
    private let figures: [Figure]
    private var index = 0
    private var byID: [FigureID: Int] = [:]

    init(_ table: ReportTable) { figures = table.figures }

    mutating func next(_ id: FigureID) -> String {
      defer { index += 1 }
      if index < figures.count, figures[index].id == id { return Self.text(figures[index]) }
      if byID.isEmpty { for (place, figure) in figures.enumerated() where byID[figure.id] == nil { byID[figure.id] = place } }
      return byID[id].map { Self.text(figures[$0]) } ?? Figure.missingMark
    }

    private static func text(_ figure: Figure) -> String {
      if figure.status == .missing { return Figure.missingMark }
      // A figure of a file of ours may have its value alone.
      return figure.text.isEmpty ? figure.writtenValue?.description ?? "" : figure.text
    }
  }
}

// MARK: Annex tables

extension PrintedTable {
  /// A table as a file states it, its empty places filled. Where its cells leave the grid or cover each other, or the grid is larger than `room`,
  /// rows hold their cells one after another.
  init(_ table: AnnexTable, room: inout Int) {
    let caption = table.caption.flatMap { $0.isEmpty ? nil : $0 }
    if let filled = Self.filled(table, room: &room) {
      self.init(form: nil, caption: caption, columnCount: table.columnCount, rows: filled)
      return
    }
    var columnCount = 0
    var rows: [[Cell]] = []
    var lastRow: Int?
    for cell in table.cells.sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) {
      if cell.row != lastRow { rows.append([]) }
      lastRow = cell.row
      let row = rows.count - 1
      let column = rows[row].count
      rows[row].append(Cell(text: cell.text, kind: .text, rows: row..<row + 1, columns: column..<column + 1))
      columnCount = max(columnCount, column + 1)
    }
    self.init(form: nil, caption: caption, columnCount: columnCount, rows: rows)
  }

  private static func filled(_ table: AnnexTable, room: inout Int) -> [[Cell]]? {
    let (area, overflow) = table.rowCount.multipliedReportingOverflow(by: table.columnCount)
    guard table.rowCount >= 0, table.columnCount > 0, !overflow, area <= room + table.cells.count else { return nil }
    room -= max(0, area - table.cells.count)
    var isTaken = [Bool](repeating: false, count: area)
    var rows = [[Cell]](repeating: [], count: table.rowCount)
    for cell in table.cells {
      let (bottom, tooTall) = cell.row.addingReportingOverflow(max(1, cell.rowSpan))
      let (right, tooWide) = cell.column.addingReportingOverflow(max(1, cell.columnSpan))
      guard cell.row >= 0, cell.column >= 0, !tooTall, !tooWide, bottom <= table.rowCount, right <= table.columnCount else { return nil }
      for row in cell.row..<bottom {
        for place in row * table.columnCount + cell.column..<row * table.columnCount + right {
          if isTaken[place] { return nil }
          isTaken[place] = true
        }
      }
      rows[cell.row].append(Cell(text: cell.text, kind: .text, rows: cell.row..<bottom, columns: cell.column..<right))
    }
    for place in isTaken.indices where !isTaken[place] {
      let (row, column) = place.quotientAndRemainder(dividingBy: table.columnCount)
      rows[row].append(Cell(text: "", kind: .text, rows: row..<row + 1, columns: column..<column + 1))
    }
    for row in rows.indices { rows[row].sort { $0.columns.lowerBound < $1.columns.lowerBound } }
    return rows
  }
}
