import Diagnostics
import DocumentTree

/// Where blocks of a story go: the story itself, or the innermost cell of the tables that are open.
///
/// The file has no tables but paragraphs that say how deep they stand, marks that end cells, and marks that end rows and say how
/// these were cut. Source: [MS-DOC] 2.4.3, Overview of Tables.
struct TableStack {
  private var blocks: [Block] = []
  private var levels: [Level] = []
  private let storyPlace: Origin
  private var paragraphs = 0
  private var tables = 0

  private struct Cell {
    var blocks: [Block] = []
    var paragraphs = 0
    var tables = 0
  }

  private struct Row {
    var cells: [Cell]
    var definition: RowDefinition
    var isGone: Bool
  }

  private struct Level {
    var origin: Origin
    var rows: [Row] = []
    var cells: [Cell] = []
    var cell = Cell()
    var cellsRead = 0
  }

  init(place: Origin) { storyPlace = place }

  /// The place of what comes next.
  var place: Origin {
    guard let level = levels.last else { return storyPlace }
    return level.origin.appending(.row(level.rows.count + 1)).appending(.cell(level.cells.count + 1))
  }

  mutating func nextParagraph() -> Origin {
    let place = place
    if levels.isEmpty {
      paragraphs += 1
      return place.appending(.paragraph(paragraphs))
    }
    levels[levels.count - 1].cell.paragraphs += 1
    return place.appending(.paragraph(levels[levels.count - 1].cell.paragraphs))
  }

  mutating func append(_ block: Block) {
    if levels.isEmpty { blocks.append(block) } else { levels[levels.count - 1].cell.blocks.append(block) }
  }

  /// Opens and closes tables until so many are open.
  mutating func enter(_ depth: Int, in file: inout FileReader) throws(Refusal) {
    guard depth <= file.limits.tableNesting else { throw .tableNesting(file.limits.tableNesting) }
    while levels.count > depth { try close(in: &file) }
    while levels.count < depth {
      if levels.isEmpty { tables += 1 } else { levels[levels.count - 1].cell.tables += 1 }
      let number = levels.last?.cell.tables ?? tables
      levels.append(Level(origin: place.appending(.table(number))))
    }
  }

  mutating func endCell() {
    guard let last = levels.indices.last else { return }
    levels[last].cells.append(levels[last].cell)
    levels[last].cell = Cell()
  }

  mutating func endRow(_ definition: RowDefinition, isGone: Bool, in file: inout FileReader) throws(Refusal) {
    guard let last = levels.indices.last else { return }
    // Text after the last mark of a cell belongs to no cell; it is kept as one.
    if levels[last].cell.blocks.contains(where: { if case .paragraph(let p) = $0 { !p.text.isEmpty } else { true } }) {
      levels[last].cells.append(levels[last].cell)
    }
    levels[last].cell = Cell()
    levels[last].cellsRead += levels[last].cells.count
    guard levels[last].cellsRead <= file.limits.cells else { throw .tableTooLarge(at: levels[last].origin) }
    levels[last].rows.append(Row(cells: levels[last].cells, definition: definition, isGone: isGone))
    levels[last].cells = []
  }

  mutating func finished(in file: inout FileReader) throws(Refusal) -> [Block] {
    try enter(0, in: &file)
    return blocks
  }

  private mutating func close(in file: inout FileReader) throws(Refusal) {
    guard var level = levels.popLast() else { return }
    if !level.cells.isEmpty || !level.cell.blocks.isEmpty {
      // The file ends a table without ending its last row.
      if !level.cell.blocks.isEmpty { level.cells.append(level.cell) }
      level.rows.append(Row(cells: level.cells, definition: RowDefinition(), isGone: false))
      file.report(.rowWithoutEnd(at: level.origin))
    }
    if let table = try Self.table(level.rows, at: level.origin, in: &file) { append(.table(table)) }
  }

  // MARK: The grid

  /// Twips by which edges may differ that a person sees as one line.
  private static let tolerance = 10

  private static func table(_ rows: [Row], at origin: Origin, in file: inout FileReader) throws(Refusal) -> Table? {
    guard rows.contains(where: { !$0.isGone }) else {
      for row in rows { leaveOut(row, at: origin, in: &file) }
      return nil
    }
    let columns = ColumnEdges(rows.filter { !$0.isGone }.map { edges($0) }, tolerance: tolerance)
    var builder = GridBuilder(origin: origin, maximumSpan: file.limits.columns)
    for row in rows {
      builder.met += 1
      let place = origin.appending(.row(builder.met))
      if row.isGone {
        leaveOut(row, at: place, in: &file)
        builder.met -= 1
        builder.forgetsStarts = true
        continue
      }
      try placeCells(row, columns, &builder, at: place, in: &file)
      guard builder.cells.count <= file.limits.cells else { throw .tableTooLarge(at: origin) }
    }
    let columnCount = builder.cells.reduce(0) { max($0, $1.columns.upperBound) }
    guard columnCount <= file.limits.columns,
      builder.rowCount.multipliedReportingOverflow(by: max(1, columnCount)).partialValue <= file.limits.tableArea
    else { throw .tableTooLarge(at: origin) }
    return Table(rowCount: builder.rowCount, columnCount: columnCount, cells: builder.cells, origin: origin)
  }

  /// The edges of a row's cells; made up where the row does not tell as many as it has cells.
  private static func edges(_ row: Row) -> [Int]? {
    row.definition.edges.count == row.cells.count + 1 ? row.definition.edges : nil
  }

  private static func placeCells(
    _ row: Row, _ columns: ColumnEdges, _ builder: inout GridBuilder, at place: Origin, in file: inout FileReader
  ) throws(Refusal) {
    builder.beginRow(isHeader: row.definition.isHeader)
    let own = edges(row)
    if own == nil { file.report(.rowNotDefined(row.cells.count, row.definition.edges.count - 1, at: place)) }
    if let first = own?.first.flatMap({ columns.index(of: $0) }), first > 0 { builder.addGap(first, at: place) }
    var index = 0
    while index < row.cells.count {
      var last = index
      while last + 1 < row.cells.count, row.definition.continuesLeft(last + 1) { last += 1 }
      var span = last - index + 1
      if let own, let from = columns.index(of: own[index]), let to = columns.index(of: own[last + 1]), to > from { span = to - from }
      let cellPlace = place.appending(.cell(index + 1))
      let merge = row.definition.vertical.indices.contains(index) ? row.definition.vertical[index] : 0
      let target: Int
      switch builder.place(columns: span, merge == 1 ? .continues : merge == 0 ? .own : .starts, at: cellPlace) {
      case .merged(let above):
        target = above
        leaveOutMerged(row.cells[index], into: builder.cells[above].origin, in: &file)
      case .new(let new, let isOrphan):
        if isOrphan { file.report(.mergeWithoutStart(at: cellPlace)) }
        builder.cells[new].blocks = row.cells[index].blocks
        target = new
      }
      if last > index {
        for other in index + 1...last { leaveOutMerged(row.cells[other], into: builder.cells[target].origin, in: &file) }
      }
      index = last + 1
    }
  }

  /// Word keeps the text of a cell that was merged away in the file, and does not show it.
  private static func leaveOutMerged(_ cell: Cell, into origin: Origin, in file: inout FileReader) {
    let (text, kept, generated) = contents(cell.blocks)
    guard kept > 0 else { return }
    file.account.kept -= kept
    file.account.generated -= generated
    file.account.leaveOut("merged-cell", kept, at: origin)
    file.report(.textInMergedCell(text, at: origin))
  }

  private static func leaveOut(_ row: Row, at place: Origin, in file: inout FileReader) {
    for cell in row.cells {
      let (_, kept, generated) = contents(cell.blocks)
      file.account.kept -= kept
      file.account.generated -= generated
      file.account.leaveOut(file.trackChanges == .reject ? "rejected-insertion" : "deleted-revision", kept, at: place)
    }
  }

  /// What blocks say; automatic numbers count apart.
  private static func contents(_ blocks: [Block]) -> (text: String, kept: Int, generated: Int) {
    var text = ""
    var kept = 0
    var generated = 0
    for block in blocks {
      switch block {
      case .paragraph(let paragraph):
        text += paragraph.text
        let number = TextAccount.characters(in: paragraph.number ?? "")
        generated += number
        kept += TextAccount.characters(in: paragraph.text) - number
      case .table(let table):
        for cell in table.cells {
          let inner = contents(cell.blocks)
          text += inner.text
          kept += inner.kept
          generated += inner.generated
        }
      }
    }
    return (text, kept, generated)
  }
}

/// The lines between the columns of a table, from those of its rows.
struct ColumnEdges {
  private var starts: [Int] = []
  private var tolerance: Int

  init(_ rows: [[Int]?], tolerance: Int) {
    self.tolerance = tolerance
    let all = Set(rows.compactMap { $0 }.joined()).sorted()
    gather(all, tolerance)
    // A cell narrower than that would vanish: then every edge counts.
    for case let edges? in rows {
      for index in edges.indices.dropFirst() where self.index(of: edges[index]) == self.index(of: edges[index - 1]) {
        gather(all, 0)
        return
      }
    }
  }

  private mutating func gather(_ all: [Int], _ tolerance: Int) {
    self.tolerance = tolerance
    starts = []
    for edge in all where starts.last.map({ edge - $0 > tolerance }) ?? true { starts.append(edge) }
  }

  func index(of edge: Int) -> Int? {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= edge { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
