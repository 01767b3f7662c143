import Diagnostics
import DocumentTree
import SafeXML

/// Tables as true grids: cells are placed on the layout grid first, then joined. Source: ISO/IEC 29500-1:2016 §17.4.
extension DocumentReader {
  /// A row or a cell, taken out of the controls that stand around it.
  private struct Unwrapped {
    var element: MarkupElement
    /// It is the prompt of a content control.
    var isPrompt: Bool
  }

  mutating func readTable(_ tbl: MarkupElement, into sink: inout BlockSink) throws(Refusal) {
    guard tableDepth < limits.tableNesting else { throw .tableNesting(limits.tableNesting) }
    try countBlock()
    tableDepth += 1
    defer { tableDepth -= 1 }
    sink.tables += 1
    let origin = sink.place.appending(.table(sink.tables))

    var rows: [Unwrapped] = []
    try unwrap(tbl, .tr, false, into: &rows, at: origin)
    let outer = (tablePaint, cellGround, isUnseenCell)
    defer { (tablePaint, cellGround, isUnseenCell) = outer }
    let dress = dress(of: tbl)
    tablePaint = dress.paint
    let gridColumns = tbl.first(.tblGrid)?.children.reduce(0) { $0 + ($1.tag == .gridCol ? 1 : 0) } ?? 0
    var builder = GridBuilder(origin: origin, maximumSpan: max(63, min(gridColumns, limits.columns)))
    let hadRows = !rows.isEmpty
    for (index, row) in rows.enumerated() { try readRow(row, index, of: rows.count, dress, into: &builder) }
    if builder.rowCount == 0, hadRows {
      sink.tables -= 1
      return
    }
    let columnCount = builder.cells.reduce(0) { max($0, $1.columns.upperBound) }
    guard columnCount <= limits.columns, builder.cells.count <= limits.cells,
      builder.rowCount.multipliedReportingOverflow(by: max(1, columnCount)).partialValue <= limits.tableArea
    else { throw .tableTooLarge(at: origin) }
    let short = builder.rowEnds.filter { $0 < columnCount }.count
    if short > 0 { report(.shortRows(short, columns: columnCount, at: origin)) }
    sink.blocks.append(
      .table(Table(rowCount: builder.rowCount, columnCount: columnCount, cells: builder.cells, origin: origin)))
  }

  /// The dress that the table's style gives to its text, in the parts that the table uses.
  private mutating func dress(of tbl: MarkupElement) -> TableDress {
    guard let tblPr = tbl.first(.tblPr) else { return TableDress() }
    var dress = TableDress()
    if let style = tblPr.first("w:tblStyle")?[.val] {
      dress = styles.resolve(style).dress
      if !dress.unseenParts.isEmpty {
        let look = tblPr.first(.tblLook)
        dress.unseenParts = dress.unseenParts.filter { TableDress.uses($0, look) }
      }
    }
    if let shd = tblPr.first(.shd) { dress.paint.ground = Paint.ground(shd) }
    return dress
  }

  /// Finds the rows of a table, or the cells of a row, through content controls, custom XML and revisions.
  private mutating func unwrap(
    _ container: MarkupElement, _ wanted: MarkupName, _ isPrompt: Bool, into found: inout [Unwrapped], at origin: Origin
  ) throws(Refusal) {
    try container.forEachChild { (child) throws(Refusal) in
      let name = child.tag
      if name == wanted {
        found.append(Unwrapped(element: child, isPrompt: isPrompt))
        return
      }
      switch name {
      case .sdt:
        let inner = isPrompt || Self.showsPlaceholder(child)
        for part in child.children {
          if part.tag == .sdtContent {
            try unwrap(part, wanted, inner, into: &found, at: origin)
          } else {
            leaveOut("markup", part, at: origin)
          }
        }
        leaveOutStrayText(of: child, at: origin)
      case .customXml, .smartTag, .sdtContent: try unwrap(child, wanted, isPrompt, into: &found, at: origin)
      case .ins, .del, .moveFrom, .moveTo:
        if let gone = omissionReason(ofRevision: name) {
          leaveOut(gone, child, at: origin)
        } else {
          try unwrap(child, wanted, isPrompt, into: &found, at: origin)
        }
      case .mcAlternateContent:
        if let branch = chosenBranch(of: child, at: origin) {
          try unwrap(branch, wanted, isPrompt, into: &found, at: origin)
        }
      case .amlAnnotation:
        var inner: [Unwrapped] = []
        try readAnnotation(child, at: origin) { (reader, content) throws(Refusal) in
          try reader.unwrap(content, wanted, isPrompt, into: &inner, at: origin)
        }
        found += inner
      case .tblPr, .tblGrid, .trPr, .tblPrEx, .tcPr: leaveOut("markup", child, at: origin)
      default:
        if name.isMarkOfBlocks {
          leaveOut("markup", child, at: origin)
        } else {
          unknown(child, at: origin)
        }
      }
    }
    leaveOutStrayText(of: container, at: origin)
  }

  private mutating func readRow(
    _ row: Unwrapped, _ number: Int, of count: Int, _ dress: TableDress, into builder: inout GridBuilder
  ) throws(Refusal) {
    let tr = row.element
    let written = tr.place(of: .trPr)
    let trPr = effective(written, in: tr)
    builder.met += 1
    let place = builder.origin.appending(.row(builder.met))
    if isGone(written, in: tr) {
      leaveOut(options.trackChanges == .reject ? "rejected-insertion" : "deleted-revision", tr, at: place)
      builder.met -= 1
      builder.forgetsStarts = true
      return
    }
    let hidden = tr.place(of: .hidden, in: trPr)
    if !hidden.isNone && isOn(tr.value(.val, at: hidden)) || isWhollyHidden(tr) {
      leaveOut("hidden-row", tr, at: place)
      if !tr.textBytes.isEmpty { report(.hiddenRow(at: place)) }
      builder.forgetsStarts = true
      return
    }
    var tcs: [Unwrapped] = []
    try unwrap(tr, .tc, row.isPrompt, into: &tcs, at: place)

    let header = tr.place(of: .tblHeader, in: trPr)
    builder.beginRow(isHeader: !header.isNone && isOn(tr.value(.val, at: header)))
    let before = integer(.gridBefore, trPr, of: tr, in: 0...builder.maximumSpan, at: place) ?? 0
    if before > 0 { builder.addGap(before, at: place) }
    try readCells(tcs, at: place, into: &builder) { index in
      dress.hides(row: number, of: count, column: index, isLastCell: index == tcs.count - 1)
    }
    let after = integer(.gridAfter, trPr, of: tr, in: 0...builder.maximumSpan, at: place) ?? 0
    if after > 0 { builder.addGap(after, at: place) }
    guard builder.cells.count <= limits.cells else { throw .tableTooLarge(at: builder.origin) }
  }

  private mutating func readCells(
    _ items: [Unwrapped], at row: Origin, into builder: inout GridBuilder, isUnseen: (Int) -> Bool
  ) throws(Refusal) {
    var index = 0
    // Deleted cells with nothing to their right leave their places empty: what stands elsewhere does not move.
    var gone: [(columns: Int, place: Origin)] = []
    while index < items.count {
      let item = items[index]
      let place = row.appending(.cell(index + 1))
      let tc = item.element
      let written = tc.place(of: .tcPr)
      index += 1
      if isGone(written, in: tc) {
        leaveOut(options.trackChanges == .reject ? "rejected-insertion" : "deleted-revision", tc, at: place)
        let columns = integer(.gridSpan, effective(written, in: tc), of: tc, in: 1...builder.maximumSpan, at: place) ?? 1
        if options.trackChanges == .accept { gone.append((columns, place)) }
        continue
      }
      gone = []
      let tcPr = effective(written, in: tc)
      var span = integer(.gridSpan, tcPr, of: tc, in: 1...builder.maximumSpan, at: place) ?? 1
      // Legacy horizontal merges: the cells that continue this one make it wider.
      var absorbed: [(Unwrapped, Origin)] = []
      while index < items.count, continuesLeft(items[index].element) {
        let next = items[index].element
        let nextPlace = row.appending(.cell(index + 1))
        span +=
          integer(
            .gridSpan, effective(next.place(of: .tcPr), in: next), of: next, in: 1...builder.maximumSpan, at: nextPlace) ?? 1
        absorbed.append((items[index], nextPlace))
        index += 1
      }
      let target: Int
      switch builder.place(columns: span, verticalMerge(tcPr, written, in: tc), at: place) {
      case .merged(let above):
        target = above
        try readMergedAway(item, at: place, into: builder.cells[above].origin)
      case .new(let new, let isOrphan):
        if isOrphan { report(.mergeWithoutStart(at: place)) }
        target = new
        let before = isPrompt
        isPrompt = isPrompt || item.isPrompt
        cellGround = tc.element(at: tc.place(of: .shd, in: tcPr)).flatMap { Paint.ground($0) }
        isUnseenCell = isUnseen(index - 1)
        var sink = BlockSink(place: place)
        try readBlocks(of: tc, into: &sink)
        flush(&sink)
        isPrompt = before
        builder.cells[new].blocks = sink.blocks
      }
      for (cell, place) in absorbed { try readMergedAway(cell, at: place, into: builder.cells[target].origin) }
    }
    for (columns, place) in gone { builder.addGap(columns, at: place) }
  }

  private func continuesLeft(_ tc: MarkupElement) -> Bool {
    let written = tc.place(of: .tcPr)
    let merge = tc.place(of: .hMerge, or: .hmerge, in: effective(written, in: tc))
    return !merge.isNone && tc.value(.val, at: merge) != "restart" && !isGone(written, in: tc)
  }

  /// Word keeps the text of a cell that was merged away in the file, and does not show it.
  private mutating func readMergedAway(_ item: Unwrapped, at place: Origin, into target: Origin) throws(Refusal) {
    guard TextAccount.characters(in: item.element.textBytes) > 0 else { return }
    let before = omission
    let hidden = leftOutCharacters("merged-cell")
    if omission == nil { omission = "merged-cell" }
    var sink = BlockSink(place: place)
    try readBlocks(of: item.element, into: &sink)
    omission = before
    if leftOutCharacters("merged-cell") > hidden {
      report(.textInMergedCell(item.element.text, at: target))
    }
  }

  private func leftOutCharacters(_ reason: String) -> Int {
    account.leftOut.first { $0.reason == reason }?.characters ?? 0
  }

  private func verticalMerge(_ tcPr: MarkupPlace, _ written: MarkupPlace, in tc: MarkupElement) -> GridBuilder.Placement {
    let change = tc.place(of: .cellMerge, in: written)
    if !change.isNone {
      switch tc.value(options.trackChanges == .reject ? .vMergeOrig : .vMerge, at: change) {
      case "rest": return .starts
      case "cont": return .continues
      default: break
      }
    }
    let merge = tc.place(of: .vMerge, or: .vmerge, in: tcPr)
    if merge.isNone { return .own }
    return tc.value(.val, at: merge) == "restart" ? .starts : .continues
  }

  /// A number of a table, as the file gives it. Out of range it counts as the nearest bound, and is reported.
  private mutating func integer(
    _ name: MarkupName, _ properties: MarkupPlace, of element: MarkupElement, in range: ClosedRange<Int>, at origin: Origin
  ) -> Int? {
    guard let text = element.value(of: name, in: properties) else { return nil }
    if let value = Int(text), range.contains(value) { return value }
    report(.badNumber(name.rawValue, text, at: origin))
    guard let value = Int(text) else { return nil }
    return value < range.lowerBound ? range.lowerBound : range.upperBound
  }

  /// Whether every paragraph of a row is hidden with its mark: Word then shows no row.
  private func isWhollyHidden(_ tr: MarkupElement) -> Bool {
    guard story.mentionsHidden else { return false }
    var paragraphs = 0
    for element in tr.descendants {
      switch element.tag {
      case .p:
        paragraphs += 1
        guard Styles.vanish(element.place(of: .rPr, in: element.place(of: .pPr)), in: element) == true else { return false }
      case .r:
        guard Styles.vanish(element.place(of: .rPr), in: element) == true else { return false }
      default: continue
      }
    }
    return paragraphs > 0
  }
}

extension Refusal {
  static func tableNesting(_ limit: Int) -> Refusal {
    Refusal(
      "limit-table-nesting",
      Message(zh: "表格嵌套超过 \(limit) 层。", en: "tables nested more than \(limit) deep"))
  }

  static func tableTooLarge(at origin: Origin) -> Refusal {
    Refusal("limit-table", Message(zh: "表格过大。", en: "the table is too large"), at: origin)
  }
}
