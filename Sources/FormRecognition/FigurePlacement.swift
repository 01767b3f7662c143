import Diagnostics
import ReportModel

/// Puts the cells that were read into the figures of a form, and says what has no place, no cell or no number.
///
/// Order of trust: label, then position, then sums. A row that has too few cells, in a layout in which blank cells vanish, is not
/// filled: nothing is shifted.
struct FigurePlacement {
  let form: Form
  let declaration: FormTable
  let reading: TableReading
  private(set) var diagnostics: [Diagnostic] = []
  /// Figures written otherwise than as plain digits, and units taken off: one finding a table, not one a cell.
  private var notations: [(text: String, value: DecimalNumber, origin: Origin)] = []
  private var units: [(unit: String, origin: Origin)] = []
  /// A row with more cells than the form has columns, where blank cells leave no place: the source has a column of its own.
  private var crowded: (text: String, origin: Origin)?
  /// Whether rows of such a source were placed by their number of cells.
  private var placesByCount = false
  private let glued: [String: GluedRows.Outcome]
  /// Columns of the layout grid of the form's own table.
  private let officialWidth: Int

  init(form: Form, declaration: FormTable, reading: TableReading) {
    self.form = form
    self.declaration = declaration
    self.reading = reading.keepingForeignRows(of: declaration)
    glued = Self.glued(self.reading, declaration)
    officialWidth = declaration.grid.columnCount
  }

  /// The table with all figures of the form.
  mutating func table() -> ReportTable {
    diagnostics += reading.diagnostics + reading.oddityDiagnostics
    var figures: [Figure] = []
    var missingBlocks: [FormBlock] = []
    for block in declaration.blocks {
      let isMissing = block.rows.allSatisfy { reading.row($0.id) == nil }
      if isMissing { missingBlocks.append(block) }
      for row in block.rows {
        guard let read = reading.row(row.id) else {
          figures += block.columns.map { missing(row, $0) }
          if !isMissing || declaration.blocks.count == 1 { diagnostics.append(.missingRow(subject(row))) }
          continue
        }
        figures += self.figures(read, row, block)
      }
    }
    if declaration.blocks.count > 1 {
      for block in missingBlocks {
        diagnostics.append(.missingBlock(block.heading.flatMap { declaration.heading($0)?.label } ?? block.id, block, declaration))
      }
    }
    let aliases = self.aliases
    if !aliases.isEmpty { diagnostics.append(.aliases(aliases, table: declaration, at: reading.origin)) }
    if let first = notations.first {
      diagnostics.append(.notation(.table(declaration), notations.count, first.text, first.value, at: first.origin))
    }
    if let first = units.first { diagnostics.append(.unitStripped(.table(declaration), units.count, first.unit, at: first.origin)) }
    if let crowded, placesByCount { diagnostics.append(.crowdedRow(.table(declaration), crowded.text, at: crowded.origin)) }
    checkOrder()
    var labels: [LabelID: String] = [:]
    for (id, written) in reading.labels where written != declaration.officialText(of: id) { labels[id] = written }
    return ReportTable(
      id: declaration.id, form: form.id, figures: figures, labels: labels,
      extraRows: reading.extras.map { ExtraRow(cells: $0.cells.map(\.text), after: $0.after, origin: $0.source.origin) },
      origin: reading.origin)
  }

  /// Labels in another wording than the official one of this form.
  private var aliases: [(written: String, official: String)] {
    var aliases: [(written: String, official: String)] = []
    for (id, written) in reading.wordings {
      let official = declaration.officialText(of: id)
      guard !official.isEmpty, written != official, LabelKey(written).body != LabelKey(official).body,
        !aliases.contains(where: { $0.written == written })
      else {
        continue
      }
      aliases.append((written, official))
    }
    return aliases
  }

  private func subject(_ row: FormRow, _ column: FormColumn? = nil) -> Subject { .figure(declaration, row, column) }

  private func missing(_ row: FormRow, _ column: FormColumn) -> Figure {
    Figure(id: FigureID(table: declaration.id, row: row.id, column: column.id), status: .missing)
  }

  private mutating func checkOrder() {
    let official = declaration.rows.map(\.id)
    let read = reading.rows.sorted { $0.order < $1.order }.compactMap { row in official.firstIndex(of: row.id) }
    for (earlier, later) in zip(read, read.dropFirst()) where later < earlier {
      diagnostics.append(.rowOutOfOrder(subject(declaration.rows[later])))
      return
    }
  }

  // MARK: A row

  private mutating func figures(_ read: TableReading.Row, _ row: FormRow, _ block: FormBlock) -> [Figure] {
    let ids = block.columns.map(\.id)
    if let outcome = glued[row.id], let cell = read.cells.first(where: { !$0.isBlank }) {
      return figures(outcome, cell, row, block)
    }
    switch place(read, ids) {
    case .placed(let cells):
      if !read.source.isGrid { placesByCount = true }
      checkSum(cells, row, block, read)
      return block.columns.map { column in
        guard let cell = cells[column.id] else {
          diagnostics.append(.missingColumn(subject(row, column)))
          return missing(row, column)
        }
        return figure(cell, row, column, read)
      }
    case .allBlank:
      return block.columns.map { column in
        Figure(
          id: FigureID(table: declaration.id, row: row.id, column: column.id), status: .blank, unit: column.unit,
          origin: read.label?.origin ?? read.source.origin)
      }
    case .unplaceable:
      let texts = read.cells.filter { !$0.isBlank }.map(\.text)
      if !read.source.isGrid, texts.count > ids.count, crowded == nil { crowded = (row.label, read.source.origin) }
      if read.source.isUnclear {
        diagnostics.append(.unclearRow(subject(row), texts, at: read.source.origin))
        return block.columns.map { missing(row, $0) }
      }
      if let only = texts.first, texts.count == 1, block.columns.map({ row.kind ?? $0.kind }) == [.count, .decimal],
        case let readings = GluedMoney.readings(only), !readings.isEmpty
      {
        diagnostics.append(.gluedMoney(subject(row), only, readings, at: read.source.origin))
        return block.columns.map { missing(row, $0) }
      }
      diagnostics.append(
        .wrongCount(subject(row), expected: ids.count, texts: texts, packed: !read.source.isGrid, at: read.source.origin))
      return block.columns.map { missing(row, $0) }
    }
  }

  /// The figures of a row whose digits are glued together: inferred, and said so, or none.
  private mutating func figures(_ outcome: GluedRows.Outcome, _ cell: SourceCell, _ row: FormRow, _ block: FormBlock) -> [Figure] {
    switch outcome {
    case .decided(let parts):
      diagnostics.append(.gluedRow(subject(row), cell.text, parts, at: cell.origin))
      return zip(block.columns, parts).map { column, part in
        Figure(
          id: FigureID(table: declaration.id, row: row.id, column: column.id), status: .reported, value: DecimalNumber(part),
          unit: row.unit ?? column.unit, text: part, isInferred: true, origin: cell.origin)
      }
    case .open(let readings):
      diagnostics.append(.gluedAmbiguous(subject(row), cell.text, readings, at: cell.origin))
      return block.columns.map { missing(row, $0) }
    }
  }

  /// Where cells have no true places, a sum of the row that fails may be cells that moved: said of the row.
  private mutating func checkSum(_ cells: [String: SourceCell], _ row: FormRow, _ block: FormBlock, _ read: TableReading.Row) {
    // Where the source counts its missing places and the count is that of the form's own merged cells, nothing has moved.
    if let padding = padding(read), padding == 0 || padding == merged(read) { return }
    guard !read.source.isGrid, block.columns.count > 2, let total = block.columns.last, total.id == "total" else { return }
    let numbers = block.columns.compactMap { column -> Int? in
      switch cells[column.id]?.value.content {
      case .number(let number): number.integer
      case .blank, .placeholder: 0
      default: nil
      }
    }
    guard numbers.count == block.columns.count, let last = numbers.last else { return }
    var sum = 0
    for number in numbers.dropLast() {
      let (next, overflow) = sum.addingReportingOverflow(number)
      guard !overflow else { return }
      sum = next
    }
    if sum != last { diagnostics.append(.sumFails(subject(row), sum, last, at: read.source.origin)) }
  }

  private enum Place {
    case placed([String: SourceCell])
    /// The row is there, and all its cells are empty.
    case allBlank
    case unplaceable
  }

  private mutating func place(_ read: TableReading.Row, _ ids: [String]) -> Place {
    let cells = read.cells
    let filled = cells.filter { !$0.isBlank }
    if read.source.isUnclear { return .unplaceable }
    if read.source.isGrid {
      // A row of a text that is short of the table's width, and ends in an empty field all the same: nothing was cut off its end, so a
      // field is gone in front of it.
      if isShort(read), ids.count > 1, !filled.isEmpty, cells.last?.isBlank == true { return .unplaceable }
      if let aligned = read.header.align(cells, with: ids) {
        let left = aligned.left.filter { !$0.isBlank }
        if left.isEmpty {
          if read.header.orderByPlace(of: ids) != ids { noteColumnOrder(read) }
          return .placed(aligned.cells)
        }
        if declaration.shape == .matrix {
          // Cells under columns that the form does not have: kept in words, not counted.
          diagnostics.append(.extraCells(subjectOfRow(read), left.map(\.text), at: read.source.origin))
          return .placed(aligned.cells)
        }
        if let place = repeated(filled, ids, read) { return place }
        if left.allSatisfy({ isUnderAnotherColumn($0, read) }) {
          // 备注, 上年数: columns of the page's own. The columns of the form are named, and theirs is what stands below them.
          diagnostics.append(.extraCells(subjectOfRow(read), left.map(\.text), at: read.source.origin))
          return .placed(aligned.cells)
        }
      }
      return byOrder(read, ids, cells, filled)
    }
    // Packed to the left, or one after another.
    let strangers = strangers(read)
    if strangers > 0 {
      // Only a row with a cell for every column that the header names has its cells in their places.
      if cells.count == ids.count + strangers, !read.source.isStream, let aligned = read.header.align(cells, with: ids) {
        let left = aligned.left.filter { !$0.isBlank }
        if !left.isEmpty { diagnostics.append(.extraCells(subjectOfRow(read), left.map(\.text), at: read.source.origin)) }
        return .placed(aligned.cells)
      }
      return filled.isEmpty && cells.count >= ids.count ? .allBlank : .unplaceable
    }
    if cells.count == ids.count, namesAreInOrder(ids, read) { return .placed(assign(cells, ordered(ids, read))) }
    if filled.isEmpty {
      if cells.count > ids.count { return .allBlank }
      // Every cell vanished: certain where the source counts its missing places.
      if let padding = padding(read), padding == merged(read) + ids.count - cells.count { return .allBlank }
      return .unplaceable
    }
    if cells.count > ids.count {
      let extra = cells[ids.count...]
      // One cell more than the form has, and another blank: the one too many may stand anywhere.
      let isWhole = cells.prefix(ids.count).allSatisfy { !$0.isBlank } || ids.count == 1
      if extra.allSatisfy(\.isBlank), isWhole { return .placed(assign(Array(cells.prefix(ids.count)), ordered(ids, read))) }
      if ids.count == 1, let place = repeated(filled, ids, read) { return place }
    }
    return .unplaceable
  }

  private func padding(_ read: TableReading.Row) -> Int? {
    if case .packed(_, let padding) = read.source.kind { return padding }
    return nil
  }

  /// Places that the official grid merges in this row: they are padding even where nothing is blank.
  private mutating func merged(_ read: TableReading.Row) -> Int { mergedPlaces[read.id] ?? 0 }
  private lazy var mergedPlaces: [String: Int] = {
    var places: [String: Int] = [:]
    let grid = declaration.grid
    for row in grid.rows {
      for case .figure(let id) in row.map(\.content) where places[id.row] == nil { places[id.row] = grid.columnCount - row.count }
    }
    return places
  }()

  private func assign(_ cells: [SourceCell], _ ids: [String]) -> [String: SourceCell] {
    var out: [String: SourceCell] = [:]
    for (id, cell) in zip(ids, cells) { out[id] = cell }
    return out
  }

  /// The order in which a header names the columns, where it differs from the official one and names all of them in one line.
  private mutating func ordered(_ ids: [String], _ read: TableReading.Row) -> [String] {
    guard declaration.shape == .blocks, let order = read.header.order(of: ids), order != ids else {
      if declaration.shape == .matrix, let order = matrixOrder(ids, read), order != ids {
        noteColumnOrder(read)
        return order
      }
      return ids
    }
    noteColumnOrder(read)
    return order
  }

  /// Whether the columns that a header names, where it does not name all, follow each other as in the form. Else the place of the others can't be
  /// told.
  private func namesAreInOrder(_ ids: [String], _ read: TableReading.Row) -> Bool {
    let inner = declaration.shape == .matrix ? Array(ids.dropFirst().dropLast()) : ids
    let named = read.header.columns.filter { inner.contains($0.id) }
    guard named.count < inner.count, read.header.areTogether(named.map(\.id)) else { return true }
    return named.map(\.id) == inner.filter { id in named.contains { $0.id == id } }
  }

  /// The five kinds of organisation stand in a line of their own below 法人或其他组织: their order there is the order of the columns.
  private func matrixOrder(_ ids: [String], _ read: TableReading.Row) -> [String]? {
    guard ids.count > 2 else { return nil }
    let inner = ids.dropFirst().dropLast()
    let named = read.header.columns.map(\.id).filter { inner.contains($0) }
    guard named.count == inner.count, read.header.areTogether(named) else { return nil }
    return [ids[0]] + named + [ids[ids.count - 1]]
  }

  private mutating func noteColumnOrder(_ read: TableReading.Row) {
    if !diagnostics.contains(where: { $0.code == "TAB-11" && $0.subject?.row == nil }) {
      diagnostics.append(.columnsOutOfOrder(.table(declaration), at: read.source.origin))
    }
  }

  private func subjectOfRow(_ read: TableReading.Row) -> Subject {
    declaration.row(read.id).map { .figure(declaration, $0, nil) } ?? .table(declaration)
  }

  private func isShort(_ read: TableReading.Row) -> Bool {
    read.source.origin.line != nil && (read.source.cells.last?.columns.upperBound ?? 0) < read.source.width
  }

  /// Columns that the header has behind its corner and the form does not: with words of their own, or without any before one that is named.
  private func strangers(_ read: TableReading.Row) -> Int {
    let header = read.header
    let corner = header.others.first { !$0.isBlank && $0.headingID(in: declaration.id) != nil }
    let starts = header.columns.map(\.cell.columns.lowerBound)
    guard let last = starts.max(), let start = corner?.columns.lowerBound ?? starts.min() else { return 0 }
    return header.others.count { cell in
      guard cell.columns.lowerBound > start, cell.headingID(in: declaration.id) == nil else { return false }
      return cell.isBlank ? cell.columns.lowerBound < last : cell.isLabel
    }
  }

  /// Below a cell of the header that names no column of the form. One without words counts before the form's columns and outside of the form's
  /// grid; else it is a merged place of the column before it.
  private func isUnderAnotherColumn(_ cell: SourceCell, _ read: TableReading.Row) -> Bool {
    let first = read.header.columns.map(\.cell.columns.lowerBound).min() ?? 0
    return read.header.others.contains { other in
      other.columns.overlaps(cell.columns)
        && (!other.isBlank || cell.columns.lowerBound >= officialWidth || cell.columns.upperBound <= first)
    }
  }

  /// Figures that stand apart by as many places each, the first one right behind the label: places that merged cells left.
  private func areEvenlySpaced(_ filled: [SourceCell], of cells: [SourceCell]) -> Bool {
    guard let first = filled.first else { return false }
    // One figure for several places stands in any of them, but not behind the form's last.
    guard filled.count > 1 else { return first.columns.lowerBound < officialWidth }
    guard !cells[0].isBlank else { return false }
    let stride = filled[1].columns.lowerBound - first.columns.lowerBound
    return filled.enumerated().allSatisfy { $1.columns.lowerBound == first.columns.lowerBound + $0 * stride }
  }

  /// Figures by their order in a row whose columns the header does not tell.
  private mutating func byOrder(_ read: TableReading.Row, _ ids: [String], _ cells: [SourceCell], _ filled: [SourceCell]) -> Place {
    let place = placedByOrder(read, ids, cells, filled)
    if case .placed(let placed) = place, !agrees(placed, with: read.header, cells) { return .unplaceable }
    return place
  }

  /// Where every column that the header does name stands above one cell of the row, that cell is the column's.
  private func agrees(_ placed: [String: SourceCell], with header: ColumnHeader, _ cells: [SourceCell]) -> Bool {
    var used: Set<Int> = []
    var disagrees = false
    for column in header.columns where placed[column.id] != nil {
      let under = cells.indices.filter { cells[$0].columns.overlaps(column.cell.columns) }
      guard under.count == 1, used.insert(under[0]).inserted else { return true }
      if placed[column.id]?.columns != cells[under[0]].columns { disagrees = true }
    }
    return !disagrees || used.count < 2
  }

  private mutating func placedByOrder(
    _ read: TableReading.Row, _ ids: [String], _ cells: [SourceCell], _ filled: [SourceCell]
  ) -> Place {
    guard namesAreInOrder(ids, read) else { return filled.isEmpty ? .allBlank : .unplaceable }
    let order = ordered(ids, read)
    if cells.count == ids.count {
      // A row of a text that is short of the table's width, with an empty field: which field is gone can't be told.
      if isShort(read), ids.count > 1, cells.contains(where: \.isBlank) { return filled.isEmpty ? .allBlank : .unplaceable }
      // The only cell that is there stands under another column: the figure is gone.
      if filled.contains(where: { isUnderAnotherColumn($0, read) }) { return .unplaceable }
      return .placed(assign(cells, order))
    }
    if declaration.shape == .matrix {
      // Places of label columns that are written out stand before the figures, empty; what an editor added stands behind.
      if cells.count > ids.count {
        // One of the cells may be that of a column of the page's own, which the header names: 备注.
        if read.header.hasOwnColumn { return filled.isEmpty ? .allBlank : .unplaceable }
        let leading = cells.dropLast(ids.count)
        let trailing = cells.dropFirst(ids.count)
        // Where a figure is blank too, only the form's own grid says at which end the figures stand.
        let start = officialWidth - ids.count
        func isCertain(_ figures: ArraySlice<SourceCell>) -> Bool {
          figures.first?.columns.lowerBound == start || figures.allSatisfy { !$0.isBlank }
        }
        if leading.allSatisfy(\.isBlank), !filled.isEmpty, isCertain(cells.suffix(ids.count)) {
          return .placed(assign(Array(cells.suffix(ids.count)), order))
        }
        if trailing.allSatisfy(\.isBlank), !cells[0].isBlank, isCertain(cells.prefix(ids.count)) {
          return .placed(assign(Array(cells.prefix(ids.count)), order))
        }
      }
      return filled.isEmpty && cells.count > ids.count ? .allBlank : .unplaceable
    }
    if filled.isEmpty { return cells.isEmpty ? .unplaceable : .allBlank }
    if let byStart = byHeaderStart(read, ids, cells) { return .placed(byStart) }
    if filled.count == ids.count, cells.count > ids.count, areEvenlySpaced(filled, of: cells) { return .placed(assign(filled, order)) }
    if cells.count > ids.count, cells[ids.count...].allSatisfy(\.isBlank), read.source.width == officialWidth || ids.count == 1 {
      return .placed(assign(Array(cells.prefix(ids.count)), order))
    }
    if let place = repeated(filled, ids, read) { return place }
    return .unplaceable
  }

  /// Cells that begin in the very columns in which the header's labels begin, all others being empty.
  private func byHeaderStart(_ read: TableReading.Row, _ ids: [String], _ cells: [SourceCell]) -> [String: SourceCell]? {
    var out: [String: SourceCell] = [:]
    for id in ids {
      guard let column = read.header.columns.first(where: { $0.id == id }),
        let cell = cells.first(where: { $0.columns.lowerBound == column.cell.columns.lowerBound })
      else { return nil }
      out[id] = cell
    }
    let used = Set(out.values.map(\.columns.lowerBound))
    guard used.count == ids.count, cells.allSatisfy({ used.contains($0.columns.lowerBound) || $0.isBlank }) else { return nil }
    return out
  }

  /// One figure over several places, filled in each of them: the same again, or noughts behind it, as form-filling programs do.
  private mutating func repeated(_ filled: [SourceCell], _ ids: [String], _ read: TableReading.Row) -> Place? {
    guard ids.count == 1, filled.count > 1, let first = filled.first else { return nil }
    let rest = filled.dropFirst()
    guard rest.allSatisfy({ $0.text == first.text }) || rest.allSatisfy({ $0.value.content == .number(DecimalNumber(0)) }) else {
      return nil
    }
    guard first.value.isReadable else { return nil }
    diagnostics.append(.repeatedCells(subjectOfRow(read), filled.map(\.text), at: read.source.origin))
    return .placed([ids[0]: first])
  }

  // MARK: A figure

  private mutating func figure(_ cell: SourceCell, _ row: FormRow, _ column: FormColumn, _ read: TableReading.Row) -> Figure {
    let id = FigureID(table: declaration.id, row: row.id, column: column.id)
    let kind = row.kind ?? column.kind
    let text = String(Substring(cell.text).trimmingSpace)
    let headerUnit = read.header.columns.first { $0.id == column.id }?.cell.key.unit
    let formUnit = row.unit ?? column.unit
    let subject = subject(row, column)
    func make(_ status: Figure.Status, _ value: DecimalNumber? = nil, unit: String? = nil, text: String) -> Figure {
      Figure(id: id, status: status, value: value, unit: unit, text: text, isInferred: cell.isInferred, origin: cell.origin)
    }
    switch cell.value.content {
    case .blank: return make(.blank, unit: formUnit, text: "")
    case .absent:
      diagnostics.append(.missingColumn(subject))
      return make(.missing, text: "")
    case .placeholder: return make(.notApplicable, unit: formUnit, text: text)
    case .unreadable(let fault):
      diagnostics.append(.unreadable(subject, text, fault, kind: kind, at: cell.origin))
      return make(.invalid, unit: formUnit, text: text)
    case .number(let number):
      if cell.value.remarks.contains(.direction) {
        guard kind == .signed else {
          diagnostics.append(.unreadable(subject, text, .notANumber, kind: kind, at: cell.origin))
          return make(.invalid, unit: formUnit, text: text)
        }
        diagnostics.append(.direction(subject, text, number, at: cell.origin))
      } else if cell.value.remarks.contains(.notation), !(kind == .signed && text.hasPrefix("+")) {
        notations.append((text, number, cell.origin))
      }
      var unit = formUnit ?? headerUnit
      if let written = cell.value.unit {
        if let formUnit, written != formUnit {
          if Units.counting.contains(written), Units.counting.contains(formUnit) {
            units.append((written, cell.origin))
          } else {
            unit = written
            diagnostics.append(.wrongUnit(subject, text, number, written, expected: formUnit, at: cell.origin))
          }
        } else {
          unit = written
          if formUnit != nil { units.append((written, cell.origin)) }
        }
      } else if let headerUnit, let formUnit, headerUnit != formUnit, Units.money.contains(headerUnit), Units.money.contains(formUnit) {
        // 本年收费金额（单位：元） in a form that asks for 万元: the label says what the figures are.
        unit = headerUnit
        diagnostics.append(.wrongUnit(subject, text, number, headerUnit, expected: formUnit, at: cell.origin))
      }
      return make(.reported, number, unit: unit, text: text)
    }
  }
}
