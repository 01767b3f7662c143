import Diagnostics
import DocumentTree

/// Cuts a sheet into areas that hang together, and lays each out as paragraphs and tables.
///
/// An area ends where a row, or within it a column, has neither content nor lines. What is hidden counts as not there.
struct SheetLayout {
  private let sheet: Sheet
  private let limits: Limits
  private(set) var blocks: [Block] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var kept = 0
  private(set) var generated = 0
  private(set) var leftOut: [TextAccount.Omission] = []
  /// Cells that show, by row and column.
  private var cells: [Sheet.Cell] = []
  private var merges: [CellRange] = []
  private var isColumnHidden: [Bool] = []

  init(_ sheet: Sheet, limits: Limits) {
    self.sheet = sheet
    self.limits = limits
  }

  mutating func layOut() throws(Refusal) {
    guard let extent = extent(of: sheet.cells[...]) else { return }
    isColumnHidden = (0...extent.columns.upperBound).map { sheet.isHidden(column: $0) }
    try mergeCells(within: extent)
    leaveOutHidden()
    guard let visible = self.extent(of: cells[...]) else { return }
    var waiting = [Area(cells: cells[...], merges: merges, range: visible)]
    var seen = 0
    while let area = waiting.popLast() {
      // Each cut looks at all cells of its area; areas inside areas without end are no sheet that a person made.
      seen += area.cells.count + area.merges.count
      guard seen / 200 <= cells.count + merges.count + 1000 else {
        try layOut(area)
        continue
      }
      let rows = split(area, byRows: true)
      let parts = rows.count > 1 ? rows : split(area, byRows: false)
      if parts.count > 1 { waiting += parts.reversed() } else { try layOut(area) }
    }
  }

  private struct Area {
    var cells: ArraySlice<Sheet.Cell>
    var merges: [CellRange]
    var range: CellRange
  }

  private func extent(of cells: ArraySlice<Sheet.Cell>, _ merges: [CellRange] = []) -> CellRange? {
    guard let first = cells.first else { return nil }
    var rows = first.place.row...first.place.row
    var columns = first.place.column...first.place.column
    func widen(_ other: CellRange) {
      rows = min(rows.lowerBound, other.rows.lowerBound)...max(rows.upperBound, other.rows.upperBound)
      columns = min(columns.lowerBound, other.columns.lowerBound)...max(columns.upperBound, other.columns.upperBound)
    }
    for cell in cells {
      widen(CellRange(rows: cell.place.row...cell.place.row, columns: cell.place.column...cell.place.column))
    }
    for merge in merges { widen(merge) }
    return CellRange(rows: rows, columns: columns)
  }

  // MARK: Merges and what is hidden

  private struct Span {
    var merge: Int
    var columns: ClosedRange<Int>
  }

  /// Takes cells that merges cover out, and shortens merges to what shows.
  private mutating func mergeCells(within extent: CellRange) throws(Refusal) {
    var accepted: [CellRange] = []
    // Sorted by rows, a merge can only meet those that reach down to its first row: so far down are the columns taken.
    var taken = [Int](repeating: -1, count: CellReference.columns)
    var columns = 0
    for merge in sheet.merges.sorted(by: { ($0.rows.lowerBound, $0.columns.lowerBound) < ($1.rows.lowerBound, $1.columns.lowerBound) }) {
      if merge.rows.count == 1, merge.columns.count == 1 { continue }
      columns += merge.columns.count
      guard columns <= limits.tableArea else { throw .sheetTooLarge(sheet.origin) }
      if merge.columns.contains(where: { taken[$0] >= merge.rows.lowerBound }) {
        diagnostics.append(.overlappingMerge(merge.text, sheet.origin))
        continue
      }
      for column in merge.columns { taken[column] = merge.rows.upperBound }
      // Whole rows and columns are merged at times; beyond the last cell that means nothing.
      var clipped = merge
      if merge.columns.count > 1000 {
        clipped.columns = merge.columns.lowerBound...max(merge.columns.lowerBound, min(merge.columns.upperBound, extent.columns.upperBound))
      }
      if merge.rows.count > 10_000 {
        clipped.rows = merge.rows.lowerBound...max(merge.rows.lowerBound, min(merge.rows.upperBound, extent.rows.upperBound))
      }
      accepted.append(clipped)
    }
    merges = accepted
    isColumnHidden = (0...max(extent.columns.upperBound, accepted.map(\.columns.upperBound).max() ?? 0)).map {
      sheet.isHidden(column: $0)
    }
    cells = sheet.cells
    guard !accepted.isEmpty else { return }
    var out: [Sheet.Cell] = []
    var owner = [Int](repeating: -1, count: CellReference.columns)
    var next = 0
    var row = -1
    var moved: [Sheet.Cell] = []
    for cell in cells {
      if cell.place.row != row {
        row = cell.place.row
        while next < accepted.count, accepted[next].rows.lowerBound <= row {
          for column in accepted[next].columns { owner[column] = next }
          next += 1
        }
      }
      let index = owner[cell.place.column]
      guard index >= 0, accepted[index].rows.contains(row) else {
        out.append(cell)
        continue
      }
      let merge = accepted[index]
      if cell.place == CellReference(row: merge.rows.lowerBound, column: merge.columns.lowerBound) {
        // What a merge says is seen in what shows of it.
        if let place = firstVisible(merge), place != cell.place {
          var copy = cell
          copy.place = place
          moved.append(copy)
        } else {
          out.append(cell)
        }
      } else if !cell.text.isEmpty {
        leaveOut("merged-cell", cell)
        diagnostics.append(.textInMergedCell(cell.text, sheet.origin(cell.place)))
      } else if cell.hasBorder {
        var frame = cell
        frame.content = Sheet.Content()
        out.append(frame)
      }
    }
    if !moved.isEmpty {
      // A frame may stand where the text now goes.
      let places = Set(moved.map(\.place))
      out.removeAll { places.contains($0.place) }
      out += moved
      out.sort { ($0.place.row, $0.place.column) < ($1.place.row, $1.place.column) }
    }
    cells = out
  }

  private func isHidden(_ place: CellReference) -> Bool {
    (isColumnHidden.indices.contains(place.column) && isColumnHidden[place.column]) || sheet.isHidden(row: place.row)
  }

  private func firstVisible(_ merge: CellRange) -> CellReference? {
    guard let column = merge.columns.first(where: { !(isColumnHidden.indices.contains($0) && isColumnHidden[$0]) }),
      let row = merge.rows.first(where: { !sheet.isHidden(row: $0) })
    else { return nil }
    return CellReference(row: row, column: column)
  }

  private mutating func leaveOut(_ reason: String, _ cell: Sheet.Cell) {
    guard cell.content.kept > 0 else { return }
    if let index = leftOut.firstIndex(where: { $0.reason == reason }) {
      leftOut[index].characters += cell.content.kept
    } else {
      leftOut.append(
        TextAccount.Omission(reason: reason, characters: cell.content.kept, origin: sheet.origin(cell.place)))
    }
  }

  private mutating func leaveOutHidden() {
    var hidden: [String: (characters: Int, first: CellReference, last: CellReference)] = [:]
    var visible: [Sheet.Cell] = []
    visible.reserveCapacity(cells.count)
    for cell in cells {
      guard isHidden(cell.place) else {
        visible.append(cell)
        continue
      }
      if cell.text.isEmpty { continue }
      let kind = sheet.isHidden(row: cell.place.row) ? "hidden-row" : "hidden-column"
      leaveOut(kind, cell)
      let characters = TextAccount.characters(in: cell.text)
      let before = hidden[kind] ?? (0, cell.place, cell.place)
      hidden[kind] = (
        before.characters + characters,
        CellReference(row: min(before.first.row, cell.place.row), column: min(before.first.column, cell.place.column)),
        CellReference(row: max(before.last.row, cell.place.row), column: max(before.last.column, cell.place.column))
      )
    }
    for kind in hidden.keys.sorted() {
      guard let found = hidden[kind] else { continue }
      let what: Message
      if kind == "hidden-row" {
        let lines = sheet.hiddenRows.prefix(8).map { String($0 + 1) }.joined(separator: "、")
        let more = sheet.hiddenRows.count > 8 ? "…" : ""
        what = Message(zh: "第\(lines)\(more)行", en: "rows \(lines.replacing("、", with: ", "))\(more)")
      } else {
        let columns = sheet.hiddenColumns.prefix(8).flatMap { $0.prefix(8) }.map { CellReference.letters($0) }.joined(separator: "、")
        what = Message(zh: "\(columns)列", en: "columns \(columns.replacing("、", with: ", "))")
      }
      let range = CellRange(rows: found.first.row...found.last.row, columns: found.first.column...found.last.column)
      diagnostics.append(.hidden(what, found.characters, Origin(.sheet(sheet.name), .reference(range.text))))
    }
    cells = visible
  }

  // MARK: Areas

  /// Cuts an area at rows, or at columns, in which nothing stands.
  private func split(_ area: Area, byRows: Bool) -> [Area] {
    // What is taken up along the axis, as ranges.
    var taken: [ClosedRange<Int>] = []
    for cell in area.cells {
      let at = byRows ? cell.place.row : cell.place.column
      if taken.last != at...at { taken.append(at...at) }
    }
    // A merge joins where its cell says something, or lines are drawn.
    for merge in area.merges { taken.append(byRows ? merge.rows : merge.columns) }
    taken.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var bands: [ClosedRange<Int>] = []
    for range in taken {
      if let last = bands.last, range.lowerBound <= last.upperBound + 1 || isGapHidden(last.upperBound, range.lowerBound, byRows) {
        bands[bands.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        bands.append(range)
      }
    }
    guard bands.count > 1 else { return [area] }
    return bands.compactMap { band in
      let inside = area.cells.filter { band.contains(byRows ? $0.place.row : $0.place.column) }
      let merges = area.merges.filter { (byRows ? $0.rows : $0.columns).overlaps(band) }
      guard let range = extent(of: inside[...], merges) else { return nil }
      return Area(cells: inside[...], merges: merges, range: range)
    }
  }

  /// Whether everything between two rows or columns is hidden.
  private func isGapHidden(_ from: Int, _ to: Int, _ byRows: Bool) -> Bool {
    if byRows { return sheet.hiddenRows(above: to) - sheet.hiddenRows(above: from + 1) == to - from - 1 }
    return (from + 1..<to).allSatisfy { isColumnHidden.indices.contains($0) && isColumnHidden[$0] }
  }

  /// Lays out an area: rows with one cell and no lines are prose, the rest is a table.
  private mutating func layOut(_ area: Area) throws(Refusal) {
    let range = area.range
    guard range.rows.count <= limits.tableArea else { throw .sheetTooLarge(sheet.origin) }
    var byRow: [Int: [Sheet.Cell]] = [:]
    for cell in area.cells { byRow[cell.place.row, default: []].append(cell) }
    let hasBorders = area.cells.contains(where: \.hasBorder)
    // Rows in which a merge goes down or comes from above, as ranges that do not meet.
    var tall: [ClosedRange<Int>] = []
    for rows in area.merges.filter({ $0.rows.count > 1 }).map(\.rows).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = tall.last, rows.lowerBound <= last.upperBound {
        tall[tall.count - 1] = last.lowerBound...max(last.upperBound, rows.upperBound)
      } else {
        tall.append(rows)
      }
    }
    let wide = Dictionary(grouping: area.merges.filter { $0.rows.count == 1 }, by: \.rows.lowerBound)
    let isSingle = range.columns.count == 1 && !hasBorders
    func isProse(_ row: Int) -> Bool {
      guard let cells = byRow[row], cells.count(where: { !$0.text.isEmpty }) == 1, !cells.contains(where: \.hasBorder) else { return false }
      if isSingle { return true }
      // A merge beside the cell is a blank cell of a table.
      let lone = cells.first { !$0.text.isEmpty }?.place.column ?? 0
      if wide[row]?.contains(where: { !$0.columns.contains(lone) }) == true { return false }
      var low = 0
      var high = tall.count
      while low < high {
        let middle = (low + high) / 2
        if tall[middle].upperBound < row { low = middle + 1 } else { high = middle }
      }
      return !(low < tall.count && tall[low].contains(row))
    }
    let rows = range.rows.filter { !sheet.isHidden(row: $0) }
    guard rows.count <= limits.cells else { throw .sheetTooLarge(sheet.origin) }
    var prose = rows.map { isProse($0) }
    if !hasBorders, !isSingle {
      // Without lines a lone cell between others may be the heading of a block of the table.
      let first = prose.firstIndex(of: false) ?? prose.endIndex
      let last = prose.lastIndex(of: false) ?? prose.startIndex
      for index in prose.indices where index > first && index < last { prose[index] = false }
    }
    var index = 0
    while index < rows.count {
      if prose[index] {
        for cell in byRow[rows[index]] ?? [] where !cell.text.isEmpty {
          keep(cell)
          blocks.append(.paragraph(cell.paragraph(at: sheet.origin(cell.place))))
        }
        index += 1
        continue
      }
      var end = index
      while end < rows.count, !prose[end] { end += 1 }
      try table(Array(rows[index..<end]), byRow, area.merges)
      index = end
    }
  }

  private mutating func keep(_ cell: Sheet.Cell) {
    kept += cell.content.kept
    generated += cell.content.generated
  }

  private mutating func table(_ rows: [Int], _ byRow: [Int: [Sheet.Cell]], _ all: [CellRange]) throws(Refusal) {
    guard let first = rows.first, let last = rows.last else { return }
    let merges = all.filter { $0.rows.overlaps(first...last) }
    let cells = rows.flatMap { byRow[$0] ?? [] }
    guard let range = extent(of: cells[...], merges) else { return }
    let columns = range.columns.filter { !(isColumnHidden.indices.contains($0) && isColumnHidden[$0]) }
    guard columns.count <= limits.columns, rows.count.multipliedReportingOverflow(by: columns.count).partialValue <= limits.tableArea,
      rows.count * columns.count <= limits.cells
    else { throw .sheetTooLarge(sheet.origin) }
    let rowIndex = Dictionary(rows.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
    let columnIndex = Dictionary(columns.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
    var covered = [Int](repeating: -1, count: rows.count * columns.count)
    for (number, merge) in merges.enumerated() {
      for row in merge.rows {
        guard let y = rowIndex[row] else { continue }
        for column in merge.columns {
          guard let x = columnIndex[column] else { continue }
          covered[y * columns.count + x] = number
        }
      }
    }
    var done = [Bool](repeating: false, count: merges.count)
    var out: [Table.Cell] = []
    for (y, row) in rows.enumerated() {
      var texts: [Int: Sheet.Cell] = [:]
      for cell in byRow[row] ?? [] { texts[cell.place.column] = cell }
      for (x, column) in columns.enumerated() {
        let number = covered[y * columns.count + x]
        var height = 1
        var width = 1
        if number >= 0 {
          if done[number] { continue }
          done[number] = true
          height = merges[number].rows.count { rowIndex[$0] != nil }
          width = merges[number].columns.count { columnIndex[$0] != nil }
        }
        let place = CellReference(row: row, column: column)
        var blocks: [Block] = []
        if let cell = texts[column], !cell.text.isEmpty {
          keep(cell)
          blocks = [.paragraph(cell.paragraph(at: sheet.origin(place)))]
        }
        out.append(
          Table.Cell(rows: y..<y + height, columns: x..<x + width, blocks: blocks, origin: sheet.origin(place)))
      }
    }
    blocks.append(
      .table(
        Table(
          rowCount: rows.count, columnCount: columns.count, cells: out,
          origin: Origin(.sheet(sheet.name), .reference(range.text)))))
  }
}
