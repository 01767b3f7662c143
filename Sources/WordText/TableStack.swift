public import Diagnostics
public import DocumentTree

/// Where blocks of a story go: the story itself, or the innermost cell of the tables that are open.
///
/// The file has no tables but paragraphs that say how deep they stand, marks that end cells, and marks that end rows and say how
/// these were cut. Source: [MS-DOC] 2.4.3, Overview of Tables.
public struct TableStack {
  private var blocks: [Block] = []
  private var levels: [Level] = []
  private let storyPlace: Origin
  private var paragraphs = 0
  private var tables = 0

  private struct Cell {
    var blocks: [Block] = []
    var paragraphs = 0
    var tables = 0
    /// Its mark is deleted.
    var isGone = false
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

  public init(place: Origin) { storyPlace = place }

  /// The place of what comes next.
  public var place: Origin {
    guard let level = levels.last else { return storyPlace }
    return level.origin.appending(.row(level.rows.count + 1)).appending(.cell(level.cells.count + 1))
  }

  public mutating func nextParagraph() -> Origin {
    let place = place
    if levels.isEmpty {
      paragraphs += 1
      return place.appending(.paragraph(paragraphs))
    }
    levels[levels.count - 1].cell.paragraphs += 1
    return place.appending(.paragraph(levels[levels.count - 1].cell.paragraphs))
  }

  public mutating func append(_ block: Block) {
    if levels.isEmpty { blocks.append(block) } else { levels[levels.count - 1].cell.blocks.append(block) }
  }

  /// Opens and closes tables until so many are open.
  public mutating func enter(_ depth: Int, in host: inout some TableHost) throws(Refusal) {
    guard depth <= host.limits.tableNesting else { throw .tableNesting(host.limits.tableNesting) }
    while levels.count > depth { try close(in: &host) }
    while levels.count < depth {
      if levels.isEmpty { tables += 1 } else { levels[levels.count - 1].cell.tables += 1 }
      let number = levels.last?.cell.tables ?? tables
      levels.append(Level(origin: place.appending(.table(number))))
    }
  }

  public mutating func endCell(isGone: Bool) {
    guard let last = levels.indices.last else { return }
    levels[last].cell.isGone = isGone
    levels[last].cells.append(levels[last].cell)
    levels[last].cell = Cell()
  }

  /// - Parameters:
  ///   - isGone: the mark of the row is deleted. Files exist where that mark has it from the text that follows: so nothing of the
  ///     row's own text may be left, and its cells must be gone as well.
  public mutating func endRow(_ definition: RowDefinition, isGone: Bool, in host: inout some TableHost) throws(Refusal) {
    guard let last = levels.indices.last else { return }
    // Text after the last mark of a cell belongs to no cell; it is kept as one.
    if levels[last].cell.blocks.contains(where: { if case .paragraph(let p) = $0 { !p.text.isEmpty } else { true } }) {
      levels[last].cells.append(levels[last].cell)
    }
    levels[last].cell = Cell()
    levels[last].cellsRead += levels[last].cells.count
    guard levels[last].cellsRead <= host.limits.cells else { throw .tableTooLarge(at: levels[last].origin) }
    // Files exist with a mark of a cell more than the row has cells.
    while definition.edges.count > 1, levels[last].cells.count > definition.edges.count - 1,
      levels[last].cells.last?.blocks.allSatisfy({ if case .paragraph(let p) = $0 { p.text.isEmpty } else { false } }) == true
    {
      levels[last].cells.removeLast()
    }
    let isEmptied = levels[last].cells.allSatisfy { cell in cell.isGone && Self.contents(cell.blocks).kept == 0 }
    levels[last].rows.append(Row(cells: levels[last].cells, definition: definition, isGone: isGone && isEmptied))
    levels[last].cells = []
  }

  public mutating func finished(in host: inout some TableHost) throws(Refusal) -> [Block] {
    try enter(0, in: &host)
    return blocks
  }

  private mutating func close(in host: inout some TableHost) throws(Refusal) {
    guard var level = levels.popLast() else { return }
    if !level.cells.isEmpty || !level.cell.blocks.isEmpty {
      // The file ends a table without ending its last row.
      if !level.cell.blocks.isEmpty { level.cells.append(level.cell) }
      level.rows.append(Row(cells: level.cells, definition: RowDefinition(), isGone: false))
      host.report(.rowWithoutEnd(at: level.origin))
    }
    if let table = try Self.table(level.rows, at: level.origin, in: &host) { append(.table(table)) }
  }

  // MARK: The grid

  /// Twips by which edges may differ that a person sees as one line.
  private static let tolerance = 10

  private static func table(_ rows: [Row], at origin: Origin, in host: inout some TableHost) throws(Refusal) -> Table? {
    guard rows.contains(where: { !$0.isGone }) else {
      for row in rows { leaveOut(row, at: origin, in: &host) }
      return nil
    }
    let columns = ColumnEdges(rows.filter { !$0.isGone }.map { edges($0) }, tolerance: tolerance)
    var builder = GridBuilder(origin: origin, maximumSpan: host.limits.columns)
    for row in rows {
      builder.met += 1
      let place = origin.appending(.row(builder.met))
      if row.isGone {
        leaveOut(row, at: place, in: &host)
        builder.met -= 1
        builder.forgetsStarts = true
        continue
      }
      try placeCells(row, columns, &builder, at: place, in: &host)
      guard builder.cells.count <= host.limits.cells else { throw .tableTooLarge(at: origin) }
    }
    let columnCount = builder.cells.reduce(0) { max($0, $1.columns.upperBound) }
    guard columnCount <= host.limits.columns,
      builder.rowCount.multipliedReportingOverflow(by: max(1, columnCount)).partialValue <= host.limits.tableArea
    else { throw .tableTooLarge(at: origin) }
    return Table(rowCount: builder.rowCount, columnCount: columnCount, cells: builder.cells, origin: origin)
  }

  /// The edges of a row's cells; made up where the row does not tell as many as it has cells.
  private static func edges(_ row: Row) -> [Int]? {
    row.definition.edges.count == row.cells.count + 1 ? row.definition.edges : nil
  }

  private static func placeCells(
    _ row: Row, _ columns: ColumnEdges, _ builder: inout GridBuilder, at place: Origin, in host: inout some TableHost
  ) throws(Refusal) {
    builder.beginRow(isHeader: row.definition.isHeader)
    let own = edges(row)
    if own == nil { host.report(.rowNotDefined(row.cells.count, row.definition.edges.count - 1, at: place)) }
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
        leaveOutMerged(row.cells[index], into: builder.cells[above].origin, in: &host)
      case .new(let new, let isOrphan):
        if isOrphan { host.report(.mergeWithoutStart(at: cellPlace)) }
        builder.cells[new].blocks = row.cells[index].blocks
        target = new
      }
      if last > index {
        for other in index + 1...last { leaveOutMerged(row.cells[other], into: builder.cells[target].origin, in: &host) }
      }
      index = last + 1
    }
  }

  /// Word keeps the text of a cell that was merged away in the file, and does not show it.
  private static func leaveOutMerged(_ cell: Cell, into origin: Origin, in host: inout some TableHost) {
    let (text, kept, generated) = contents(cell.blocks)
    guard kept > 0 else { return }
    host.account.kept -= kept
    host.account.generated -= generated
    host.account.leaveOut("merged-cell", kept, at: origin)
    host.report(.textInMergedCell(text, at: origin))
  }

  private static func leaveOut(_ row: Row, at place: Origin, in host: inout some TableHost) {
    for cell in row.cells {
      let (_, kept, generated) = contents(cell.blocks)
      host.account.kept -= kept
      host.account.generated -= generated
      host.account.leaveOut(host.rejectsRevisions ? "rejected-insertion" : "deleted-revision", kept, at: place)
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

/// Whoever reads a story: findings and the account are his.
public protocol TableHost {
  var account: TextAccount { get set }
  var limits: Limits { get }
  /// Whether text that was inserted is left out.
  var rejectsRevisions: Bool { get }
  mutating func report(_ diagnostic: Diagnostic)
}

/// The cells of a row: where they begin and end, and how they merge.
public struct RowDefinition: Sendable {
  /// Twips from the margin, one more than cells.
  public var edges: [Int] = []
  /// 0 for a cell of its own; see ``continuesLeft(_:)``.
  public var horizontal: [Int] = []
  /// 0 alone, 1 continues the cell above, 3 begins a merge.
  public var vertical: [Int] = []
  public var isHeader = false

  public init() {}

  /// Whether a cell only widens the one before it.
  ///
  /// Microsoft's papers number the first cell of a merge 1 (Office 97) and 2 (2008), and those that continue it the other way
  /// round; but the first of a run of numbers can only be a first cell.
  public func continuesLeft(_ cell: Int) -> Bool {
    guard horizontal.indices.contains(cell), horizontal[cell] != 0, horizontal[cell] != 3 else { return false }
    var first = cell
    while first > 0, horizontal[first - 1] != 0 { first -= 1 }
    guard first < cell else { return false }
    return horizontal[cell] != horizontal[first]
  }
}

extension Diagnostic {
  static func textInMergedCell(_ text: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "table-text-in-merged-cell", .warning,
      Message(
        zh: "合并单元格中还有不显示的文字“\(text.quoted())”，未读取。",
        en: "a merged cell holds text that does not show, “\(text.quoted())”; it is left out"), at: origin)
  }

  static func mergeWithoutStart(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "table-merge-without-start", .note,
      Message(
        zh: "单元格声明与上方合并，但上方没有同样宽的合并单元格，按单独的单元格读取。",
        en: "a cell says that it continues one above, but none of its width begins there; read as a cell of its own"),
      at: origin)
  }

  static func rowWithoutEnd(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "table-row-without-end", .warning,
      Message(zh: "表格最后一行没有结束标记，其各格的位置不能确定。", en: "the last row of the table has no end; where its cells stand is not certain"),
      at: origin)
  }

  static func rowNotDefined(_ cells: Int, _ defined: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "table-row-not-defined", .warning,
      Message(
        zh: "该行有 \(cells) 格，而表格定义为 \(max(0, defined)) 格，按从左到右的次序放置。",
        en: "the row has \(cells) cells where its definition has \(max(0, defined)); placed one after another"), at: origin)
  }
}

extension Refusal {
  static func tableNesting(_ limit: Int) -> Refusal {
    Refusal(
      "limit-table-nesting", Message(zh: "表格嵌套超过 \(limit) 层。", en: "tables nested more than \(limit) deep"))
  }

  static func tableTooLarge(at origin: Origin) -> Refusal {
    Refusal("limit-table", Message(zh: "表格过大。", en: "the table is too large"), at: origin)
  }
}
