import Diagnostics
import ReportModel

/// Which cell of a row belongs to which column of the form: by the columns that the header names, by place, by number; or none.
extension FigurePlacement {
  enum Place {
    /// A cell for each column, in their order.
    case placed([SourceCell])
    /// The row is there, and all its cells are empty.
    case allBlank
    case unplaceable
  }

  mutating func place(_ read: TableReading.Row, _ ids: [String]) -> Place {
    let cells = read.cells
    if read.source.isUnclear { return .unplaceable }
    if isTall(read) || isDoubled(read, ids) { return cells.allSatisfy(\.isBlank) ? .allBlank : .unplaceable }
    let foreign = foreign(read, ids)
    if read.source.isGrid {
      // A row of a text that is short of the table's width, and ends in an empty field all the same: nothing was cut off its end, so a
      // field is gone in front of it.
      if isShort(read), ids.count > 1, cells.last?.isBlank == true, cells.contains(where: { !$0.isBlank }) { return .unplaceable }
      if let aligned = read.header.align(cells, with: ids) {
        let left = aligned.left.filter { !$0.isBlank }
        if left.isEmpty {
          if !aligned.isInOrder { noteColumnOrder(read) }
          return .placed(aligned.cells)
        }
        if foreign.isEmpty, let place = repeated(cells.filter { !$0.isBlank }, ids, read) { return place }
        if left.allSatisfy({ cell in isUnderAnotherColumn(cell, read) || foreign.contains { $0.cell.columns.overlaps(cell.columns) } }) {
          // 备注, 上年数: columns of the page's own. The columns of the form are named, and theirs is what stands below them.
          diagnostics.append(.extraCells(subjectOfRow(read), left.map(\.text), at: read.source.origin))
          return .placed(aligned.cells)
        }
        // A cell too many, and the figures behind it have moved.
        if declaration.shape == .matrix { return .unplaceable }
      }
      if !foreign.isEmpty { return cells.allSatisfy(\.isBlank) ? .allBlank : .unplaceable }
      return byOrder(read, ids, cells, cells.filter { !$0.isBlank })
    }
    // Packed to the left, or one after another.
    let filled = cells.filter { !$0.isBlank }
    let strangers = strangers(read) + foreign.count
    if strangers > 0 {
      // Only a row with a cell for every column that the header names has its cells in their places.
      if cells.count == ids.count + strangers, !read.source.isStream, let aligned = read.header.align(cells, with: ids) {
        let left = aligned.left.filter { !$0.isBlank }
        if !left.isEmpty { diagnostics.append(.extraCells(subjectOfRow(read), left.map(\.text), at: read.source.origin)) }
        return .placed(aligned.cells)
      }
      return filled.isEmpty && cells.count >= ids.count ? .allBlank : .unplaceable
    }
    if cells.count == ids.count, namesAreInOrder(ids, read) { return .placed(assign(cells, ordered(ids, read), for: ids)) }
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
      if extra.allSatisfy(\.isBlank), isWhole { return .placed(assign(cells.prefix(ids.count), ordered(ids, read), for: ids)) }
      if ids.count == 1, let place = repeated(filled, ids, read) { return place }
    }
    return .unplaceable
  }

  func padding(_ read: TableReading.Row) -> Int? {
    if case .packed(_, let padding) = read.source.kind { return padding }
    return nil
  }

  /// Places that the official grid merges in this row: they are padding even where nothing is blank.
  func merged(_ read: TableReading.Row) -> Int { declaration.mergedPlaces(inRow: read.id) }

  /// Cells that stand in the order of `names`, a name each, in the order of the columns `ids`.
  func assign(_ cells: some RandomAccessCollection<SourceCell>, _ names: [String], for ids: [String]) -> [SourceCell] {
    if names == ids { return Array(cells) }
    return ids.compactMap { id in zip(names, cells).first { $0.0 == id }?.1 }
  }

  /// The order in which a header names the columns, where it differs from the official one and names all of them in one line.
  mutating func ordered(_ ids: [String], _ read: TableReading.Row) -> [String] {
    if read.header.names(declaration.shape == .matrix ? ids.dropFirst().dropLast() : ids[...]), !hasOwnOrder(ids, read) { return ids }
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
  func namesAreInOrder(_ ids: [String], _ read: TableReading.Row) -> Bool {
    if declaration.shape == .matrix, isAroundItsGroup(ids, read) == false || isUnnamed(ids, read) { return false }
    let inner = declaration.shape == .matrix ? ids.dropFirst().dropLast() : ids[...]
    if hasOwnOrder(ids, read) { return ownOrder(ids, read) != nil }
    if read.header.names(inner) { return true }
    let named = read.header.columns.filter { inner.contains($0.id) }
    guard named.count < inner.count, read.header.areTogether(named.map(\.id)) else { return true }
    return named.map(\.id) == inner.filter { id in named.contains { $0.id == id } }
  }

  /// The five kinds of organisation stand in a line of their own below 法人或其他组织: their order there is the order of the columns.
  func matrixOrder(_ ids: [String], _ read: TableReading.Row) -> [String]? {
    guard ids.count > 2 else { return nil }
    if hasOwnOrder(ids, read) { return ownOrder(ids, read) }
    let inner = ids.dropFirst().dropLast()
    let named = read.header.columns.map(\.id).filter { inner.contains($0) }
    guard named.count == inner.count, read.header.areTogether(named) else { return nil }
    return [ids[0]] + named + [ids[ids.count - 1]]
  }

  /// Whether the header names 自然人 behind one of the organisations, or 总计 among them or before all: no arrangement of the official header reads so.
  func hasOwnOrder(_ ids: [String], _ read: TableReading.Row) -> Bool {
    declaration.shape == .matrix && !read.source.isGrid && Self.hasOwnOrder(read.header.columns.map(\.id), ids)
  }

  static func hasOwnOrder(_ named: [String], _ ids: [String]) -> Bool {
    guard let first = ids.first, let last = ids.last else { return false }
    let inner = named.indices.filter { named[$0] != first && named[$0] != last && ids.contains(named[$0]) }
    guard let start = inner.first, let end = inner.last else { return false }
    if let place = named.firstIndex(of: first), place > start { return true }
    guard let place = named.firstIndex(of: last) else { return false }
    // 自然人 法人或其他组织 总计, and the kinds of organisation in the line below.
    return place > start && place < end || place < (named.firstIndex(of: first) ?? -1)
  }

  /// All columns as one line names them, or one a line.
  private func ownOrder(_ ids: [String], _ read: TableReading.Row) -> [String]? {
    guard read.header.areTogether(ids) else { return nil }
    return read.header.order(of: ids)
  }

  mutating func noteColumnOrder(_ read: TableReading.Row) {
    if !diagnostics.contains(where: { $0.code == "TAB-11" && $0.subject?.row == nil }) {
      diagnostics.append(.columnsOutOfOrder(.table(declaration), at: read.source.origin))
    }
  }

  func subjectOfRow(_ read: TableReading.Row) -> Subject {
    declaration.row(read.id).map { .figure(declaration, $0, nil) } ?? .table(declaration)
  }

  func isShort(_ read: TableReading.Row) -> Bool {
    read.source.origin.line != nil && (read.source.cells.last?.columns.upperBound ?? 0) < read.source.width
  }

  /// Columns that the header has behind its corner and the form does not: with words of their own, or without any before one that is named.
  func strangers(_ read: TableReading.Row) -> Int {
    let header = read.header
    guard declaration.shape != .matrix else { return 0 }
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
  func isUnderAnotherColumn(_ cell: SourceCell, _ read: TableReading.Row) -> Bool {
    let width = declaration.gridWidth
    let first = read.header.columns.map(\.cell.columns.lowerBound).min() ?? 0
    return read.header.others.contains { other in
      other.columns.overlaps(cell.columns) && !isOverColumns(other, read)
        && (!other.isBlank || cell.columns.lowerBound >= width || cell.columns.upperBound <= first)
    }
  }

  /// Figures that stand apart by as many places each, the first one right behind the label: places that merged cells left.
  func areEvenlySpaced(_ filled: [SourceCell], of cells: [SourceCell]) -> Bool {
    guard let first = filled.first else { return false }
    // One figure for several places stands in any of them, but not behind the form's last.
    guard filled.count > 1 else { return first.columns.lowerBound < declaration.gridWidth }
    guard !cells[0].isBlank else { return false }
    let stride = filled[1].columns.lowerBound - first.columns.lowerBound
    return filled.enumerated().allSatisfy { $1.columns.lowerBound == first.columns.lowerBound + $0 * stride }
  }

  /// Figures by their order in a row whose columns the header does not tell.
  mutating func byOrder(_ read: TableReading.Row, _ ids: [String], _ cells: [SourceCell], _ filled: [SourceCell]) -> Place {
    let place = placedByOrder(read, ids, cells, filled)
    if case .placed(let placed) = place, !agrees(placed, ids, with: read.header, cells) { return .unplaceable }
    return place
  }

  /// Where every column that the header does name stands above one cell of the row, that cell is the column's.
  func agrees(_ placed: [SourceCell], _ ids: [String], with header: ColumnHeader, _ cells: [SourceCell]) -> Bool {
    var used: Set<Int> = []
    var disagrees = false
    for column in header.columns {
      guard let index = ids.firstIndex(of: column.id) else { continue }
      let under = cells.indices.filter { cells[$0].columns.overlaps(column.cell.columns) }
      guard under.count == 1, used.insert(under[0]).inserted else { return true }
      if placed[index].columns != cells[under[0]].columns { disagrees = true }
    }
    return !disagrees
  }

  mutating func placedByOrder(
    _ read: TableReading.Row, _ ids: [String], _ cells: [SourceCell], _ filled: [SourceCell]
  ) -> Place {
    guard namesAreInOrder(ids, read) else { return filled.isEmpty ? .allBlank : .unplaceable }
    let order = ordered(ids, read)
    if cells.count == ids.count {
      // A row of a text that is short of the table's width, with an empty field: which field is gone can't be told.
      if isShort(read), ids.count > 1, cells.contains(where: \.isBlank) { return filled.isEmpty ? .allBlank : .unplaceable }
      // The only cell that is there stands under another column: the figure is gone.
      if filled.contains(where: { isUnderAnotherColumn($0, read) }) { return .unplaceable }
      return .placed(assign(cells, order, for: ids))
    }
    if declaration.shape == .matrix {
      // Places of label columns that are written out stand before the figures, empty; what an editor added stands behind.
      if cells.count > ids.count {
        // One of the cells may be that of a column of the page's own, which the header names: 备注.
        if read.header.hasOwnColumn { return filled.isEmpty ? .allBlank : .unplaceable }
        let leading = cells.dropLast(ids.count)
        let trailing = cells.dropFirst(ids.count)
        // Where a figure is blank too, only the form's own grid says at which end the figures stand.
        let start = declaration.gridWidth - ids.count
        func isCertain(_ figures: ArraySlice<SourceCell>) -> Bool {
          figures.first?.columns.lowerBound == start || figures.allSatisfy { !$0.isBlank }
        }
        if leading.allSatisfy(\.isBlank), !filled.isEmpty, isCertain(cells.suffix(ids.count)) {
          return .placed(assign(cells.suffix(ids.count), order, for: ids))
        }
        if trailing.allSatisfy(\.isBlank), !cells[0].isBlank, isCertain(cells.prefix(ids.count)) {
          return .placed(assign(cells.prefix(ids.count), order, for: ids))
        }
      }
      return filled.isEmpty && cells.count > ids.count ? .allBlank : .unplaceable
    }
    if filled.isEmpty { return cells.isEmpty ? .unplaceable : .allBlank }
    if let byStart = byHeaderStart(read, ids, cells) { return .placed(byStart) }
    if filled.count == ids.count, cells.count > ids.count, areEvenlySpaced(filled, of: cells) {
      return .placed(assign(filled, order, for: ids))
    }
    if cells.count > ids.count, cells[ids.count...].allSatisfy(\.isBlank), read.source.width == declaration.gridWidth || ids.count == 1 {
      return .placed(assign(cells.prefix(ids.count), order, for: ids))
    }
    if let place = repeated(filled, ids, read) { return place }
    return .unplaceable
  }

  /// Cells that begin in the very columns in which the header's labels begin, all others being empty.
  func byHeaderStart(_ read: TableReading.Row, _ ids: [String], _ cells: [SourceCell]) -> [SourceCell]? {
    var out: [SourceCell] = []
    for id in ids {
      guard let column = read.header.columns.first(where: { $0.id == id }),
        let cell = cells.first(where: { $0.columns.lowerBound == column.cell.columns.lowerBound })
      else { return nil }
      out.append(cell)
    }
    let used = Set(out.map(\.columns.lowerBound))
    guard used.count == ids.count, cells.allSatisfy({ used.contains($0.columns.lowerBound) || $0.isBlank }) else { return nil }
    return out
  }

  /// One figure over several places, filled in each of them: the same again, or noughts behind it, as form-filling programs do.
  mutating func repeated(_ filled: [SourceCell], _ ids: [String], _ read: TableReading.Row) -> Place? {
    guard ids.count == 1, filled.count > 1, let first = filled.first, !filled.contains(where: { isUnderAnotherColumn($0, read) }) else {
      return nil
    }
    let rest = filled.dropFirst()
    // `12 000` is one number, written in groups.
    guard rest.allSatisfy({ $0.text == first.text }) || rest.allSatisfy({ $0.value.content == .number(DecimalNumber(0)) && !$0.isGroup })
    else { return nil }
    guard first.value.isReadable else { return nil }
    diagnostics.append(.repeatedCells(subjectOfRow(read), filled.map(\.text), at: read.source.origin))
    return .placed([first])
  }
}

extension SourceCell {
  /// Noughts alone, more than one: the end of a number in groups of digits.
  fileprivate var isGroup: Bool { text.utf8.count > 1 && text.utf8.allSatisfy { $0 == 0x30 } }
}
