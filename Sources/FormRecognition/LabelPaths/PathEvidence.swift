import Diagnostics
import DocumentTree
import ReportModel

/// Lines in whose scope the rows of a table lie: headings and captions above it, lines across it, notes below.
///
/// A line above the first row, and a note, govern the whole piece of the table; a line between rows governs those down to the next.
struct PathEvidence {
  private var grid: LabelledGrid
  let year: Int?
  /// By row: the lines that govern it.
  private(set) var lines: [Int: [SourceCell]] = [:]
  private let rows: [SourceRow]
  private let table: String

  init(_ rows: [SourceRow], owner: [String?], table: String, year: Int?) {
    self.rows = rows
    self.table = table
    self.year = year
    grid = LabelledGrid(rows, table: table)
    var start = 0
    while start < rows.count {
      guard owner[start] == table else {
        start += 1
        continue
      }
      var end = start + 1
      while end < rows.count, isWithin(end, owner, from: start) { end += 1 }
      readPiece(start..<end, owner)
      start = end
    }
  }

  mutating func band(above row: Int) -> [Int] { grid.band(above: row) }
  func cells(of row: Int) -> [SourceCell] { rows[row].cells }
  func width(of row: Int) -> Int { rows.indices.contains(row) ? rows[row].width : 0 }

  /// Rows of the table, and lines of words between them.
  private func isWithin(_ index: Int, _ owner: [String?], from start: Int) -> Bool {
    if owner[index] == table { return true }
    return owner[index] == nil && rows[index].table != nil && rows[index].table == rows[index - 1].table
      && rows[index].soleText.map { HeadingFinder.sectionNumber(of: $0) == nil } == true
  }

  private mutating func readPiece(_ piece: Range<Int>, _ owner: [String?]) {
    var whole = above(piece.lowerBound, owner) + below(piece.upperBound, owner)
    var block: [SourceCell] = []
    var hasStarted = false
    var own: [(row: Int, lines: [SourceCell])] = []
    for index in piece {
      if let line = sole(index) {
        if line.isNote {
          whole.append(line)
        } else if isBlockHeading(line) {
          block = [line]
          hasStarted = true
        } else if hasStarted {
          block.append(line)
        } else {
          whole.append(line)
        }
      } else if rows[index].cells.contains(where: { !$0.isBlank && !$0.isLabel }) {
        hasStarted = true
      }
      own.append((index, block))
    }
    for (row, lines) in own where !whole.isEmpty || !lines.isEmpty { self.lines[row] = whole + lines }
  }

  /// The only cell with words of a row, where they are no label of a row or column.
  private func sole(_ index: Int) -> SourceCell? {
    var found: SourceCell?
    for cell in rows[index].cells where !cell.isBlank {
      guard found == nil, cell.isLabel else { return nil }
      found = cell
    }
    guard let found, !found.hasRow(in: table), !found.hasColumn(in: table) else { return nil }
    return found
  }

  private func isBlockHeading(_ cell: SourceCell) -> Bool {
    cell.terms.contains { $0.table == table && $0.isBlockHeading }
  }

  /// The lines right above, from the top: the heading of the section, a caption, the unit, a header that nobody took.
  private func above(_ start: Int, _ owner: [String?]) -> [SourceCell] {
    var lines: [SourceCell] = []
    var index = start - 1
    while index >= 0, start - index <= Self.highest, owner[index] == nil, let text = rows[index].soleText, text.utf8.count <= 120,
      !text.holds("。")
    {
      if let cell = rows[index].cells.first(where: { !$0.isBlank }) { lines.insert(cell, at: 0) }
      if HeadingFinder.sectionNumber(of: text) != nil { break }
      index -= 1
    }
    return lines
  }

  /// A header of one column a line has no more lines.
  private static let highest = 12

  /// Columns of the table that the lines above a row name, in the order of reading.
  func columnsNamed(above row: Int) -> [String] {
    (lines[row] ?? []).flatMap { line in
      line.text.words.compactMap { word in
        Vocabulary.official.terms(for: word).lazy.compactMap { term in
          if term.table == table, case .column(let id, _) = term.role { id } else { nil }
        }.first
      }
    }
  }

  /// Up to two notes right below: 注：收费金额单位为元.
  private func below(_ end: Int, _ owner: [String?]) -> [SourceCell] {
    var lines: [SourceCell] = []
    var index = end
    while index < rows.count, index - end < 2, owner[index] == nil, rows[index].soleText != nil,
      let cell = rows[index].cells.first(where: { !$0.isBlank }), cell.isNote
    {
      lines.append(cell)
      index += 1
    }
    return lines
  }
}

extension SourceCell {
  /// 注：…, 说明：…, 单位：元.
  fileprivate var isNote: Bool {
    guard text.utf8.count <= 240 else { return false }
    let words = String(Substring(text).trimmingSpace.drop { "（(【［[*※".contains($0) })
    return ["注", "备注", "说明", "附注", "单位", "計量單位", "计量单位", "金额单位"].contains(where: words.hasPrefix)
  }
}
