import Diagnostics
import DocumentTree
import HTMLSyntax

/// Tables, by element or by style.
extension FlowReader {
  /// Reads a `table`. `nil` when it has no cell; its text is then accounted for as misplaced.
  mutating func table(_ node: HTMLTree.Node, _ context: Context) -> Table? {
    guard enterTable() else { return nil }
    defer { tableDepth -= 1 }
    tables += 1
    let origin = Origin(.table(tables))
    var groups: [[SourceRow]] = []
    var captions: [HTMLTree.Node] = []
    var loose: [SourceRow] = []
    var feet: [[SourceRow]] = []
    var child = tree.firstChild(node)
    while child != HTMLTree.none {
      defer { child = tree.next(child) }
      guard tree.kind(child) == .element else {
        leaveOut(child, "misplaced-text")
        continue
      }
      switch tree.tag(child) {
      case .tr: loose.append(row(child, isHidden: false))
      case .tbody, .thead, .tfoot:
        if !loose.isEmpty {
          groups.append(loose)
          loose = []
        }
        let isHidden = !isShown(child)
        var rows: [SourceRow] = []
        var inner = tree.firstChild(child)
        while inner != HTMLTree.none {
          if tree.kind(inner) == .element, tree.tag(inner) == .tr {
            rows.append(row(inner, isHidden: isHidden))
          } else {
            leaveOut(inner, "misplaced-text")
          }
          inner = tree.next(inner)
        }
        if tree.tag(child) == .tfoot { feet.append(rows) } else { groups.append(rows) }
      case .caption: captions.append(child)
      case .colgroup, .col: leaveOut(child, "misplaced-text")
      default: leaveOut(child, "misplaced-text")
      }
    }
    if !loose.isEmpty { groups.append(loose) }
    return finish(groups + feet, captions: captions, node, context, origin)
  }

  /// A row of the source; `isHidden` when the page does not draw it.
  struct SourceRow {
    var cells: [TableForming.SourceCell]
    var isHidden: Bool
  }

  private mutating func enterTable() -> Bool {
    guard tableDepth < limits.tableNesting else {
      refusal = Refusal(
        "limit-table-nesting",
        Message(zh: "表格套表格超过\(limits.tableNesting)层，不予读取", en: "tables are nested more than \(limits.tableNesting) deep"))
      return false
    }
    tableDepth += 1
    return true
  }

  private func isShown(_ node: HTMLTree.Node) -> Bool {
    let own = style.style(of: node)
    if own.display == .none || isHidden(node, tree.tag(node)) { return false }
    // A collapsed row or group takes no place.
    return own.isVisible != false || tree.attribute(node, .style)?.lowercased().contains("collapse") != true
  }

  /// The cells of a row.
  private mutating func row(_ node: HTMLTree.Node, isHidden: Bool) -> SourceRow {
    let isHidden = isHidden || !isShown(node)
    var cells: [TableForming.SourceCell] = []
    var child = tree.firstChild(node)
    while child != HTMLTree.none {
      defer { child = tree.next(child) }
      guard tree.kind(child) == .element, tree.tag(child) == .td || tree.tag(child) == .th else {
        leaveOut(child, "misplaced-text")
        continue
      }
      let own = style.style(of: child)
      cells.append(
        TableForming.SourceCell(
          node: child, rowspan: TableForming.rowspan(tree.attribute(child, .rowspan)),
          colspan: TableForming.colspan(tree.attribute(child, .colspan)), isHeader: tree.tag(child) == .th,
          isHidden: isHidden || own.display == .none || self.isHidden(child, tree.tag(child))))
    }
    return SourceRow(cells: cells, isHidden: isHidden)
  }

  private mutating func finish(
    _ groups: [[SourceRow]], captions: [HTMLTree.Node], _ node: HTMLTree.Node, _ context: Context, _ origin: Origin
  ) -> Table? {
    var forming = TableForming(limits: limits)
    for group in groups { forming.add(group: group.map(\.cells)) }
    cells += forming.cells.count
    // What is drawn, where that is something else: hidden rows and cells take no place, and what stands behind them moves up.
    var drawn: TableForming?
    if forming.cells.contains(where: \.isHidden) {
      var visible = TableForming(limits: limits)
      for group in groups { visible.add(group: group.filter { !$0.isHidden }.map { row in row.cells.filter { !$0.isHidden } }) }
      drawn = visible
    }
    if forming.exceedsLimit || drawn?.exceedsLimit == true || cells > limits.cells {
      refusal = Refusal(
        "limit-table", Message(zh: "表格过大，不予读取", en: "the table is too large"), at: origin)
      return nil
    }
    var inner = Context()
    inner.isVisible = context.isVisible
    inner.marks = context.marks
    inner.preservesSpace = false
    var caption = ""
    for node in captions {
      let blocks = blocks(of: node, context: inner, origin: origin)
      for case .paragraph(let paragraph) in blocks {
        if !caption.isEmpty { caption += "\n" }
        caption += paragraph.text
      }
      // A table inside a caption has no place in the tree of a table: its text is kept in the caption.
      for case .table(let table) in blocks {
        for cell in table.cells where !cell.text.isEmpty {
          if !caption.isEmpty { caption += "\n" }
          caption += cell.text
        }
      }
    }
    var placed: [Table.Cell] = []
    placed.reserveCapacity(forming.cells.count)
    // Both are in the order of the source.
    var visible = (drawn?.cells ?? [])[...]
    var places: [Table.Drawn.Place?] = []
    for cell in forming.cells {
      guard !isRefused else { return nil }
      let shown = drawn == nil || cell.isHidden ? nil : visible.popFirst()
      if drawn != nil { places.append(shown.map { Table.Drawn.Place(rows: $0.rows, columns: $0.columns) }) }
      // Rows and cells are counted as they are seen.
      let place = origin.appending(.row(shown?.row ?? cell.row)).appending(.cell(shown?.position ?? cell.position))
      var own = inner
      let cellStyle = style.style(of: cell.node)
      if let visible = visibility(from: cell.node, to: node) { own.isVisible = visible }
      own.isInCell = true
      if style.paints { paint(cell.node, to: node, &own) }
      own.isSizeZero = cellStyle.isSizeZero == true
      if let preserves = cellStyle.preservesSpace { own.preservesSpace = preserves }
      if isStruck(from: cell.node, to: node) { own.marks.insert(.struck) }
      var content = blocks(of: cell.node, context: own, origin: place)
      if framedCells.contains(place) { content = content.map(\.unclear) }
      placed.append(
        Table.Cell(
          rows: cell.rows, columns: cell.columns, blocks: content, isHeader: cell.isHeader, origin: place))
    }
    if (drawn ?? forming).hasOverlap { diagnostics.append(.overlappingCells(at: origin)) }
    guard !placed.isEmpty || !caption.isEmpty else {
      tables -= 1
      return nil
    }
    var table = Table(
      rowCount: forming.rowCount, columnCount: forming.columnCount, cells: placed, caption: caption.isEmpty ? nil : caption,
      origin: origin)
    table.drawn = drawn.map { Table.Drawn(rowCount: $0.rowCount, columnCount: $0.columnCount, places: places) }
    return table
  }

  /// `visibility` as set on the cell, its row, its group or the table.
  private func visibility(from cell: HTMLTree.Node, to table: HTMLTree.Node) -> Bool? {
    guard style.setsVisibility else { return nil }
    var at = cell
    while at != HTMLTree.none {
      if let own = style.style(of: at).isVisible { return own }
      if at == table { return nil }
      at = tree.parent(at)
    }
    return nil
  }

  /// Ink and ground of a cell, as set on it, its row, its group or the table.
  private func paint(_ cell: HTMLTree.Node, to table: HTMLTree.Node, _ context: inout Context) {
    var ink: Bool?
    var ground: Bool?
    var at = cell
    while at != HTMLTree.none {
      let own = style.style(of: at)
      if own.isUnclear == true { context.marks.insert(.unclear) }
      ink = ink ?? own.isInkPale
      ground = ground ?? own.hasGround
      if ground == nil, let colour = tree.attribute(at, .bgcolor) { ground = PageColour(colour).map { !$0.isPale } ?? true }
      if at == table { break }
      at = tree.parent(at)
    }
    context.isInkPale = ink ?? context.isInkPale
    context.hasGround = ground ?? context.hasGround
    if context.isInkPale && !context.hasGround { context.marks.insert(.unclear) }
  }

  /// Whether a line goes through the text of a cell, as set on it, its row, its group or the table.
  private func isStruck(from cell: HTMLTree.Node, to table: HTMLTree.Node) -> Bool {
    guard style.strikes else { return false }
    var at = cell
    while at != HTMLTree.none {
      if style.style(of: at).isStruck == true { return true }
      if at == table { return false }
      at = tree.parent(at)
    }
    return false
  }

  // MARK: Tables by style

  /// Elements with `display: table`; `nil` when no row with cells is inside, and it is no table after all.
  mutating func styledTable(
    _ node: HTMLTree.Node, _ context: Context, _ line: inout Line, _ out: inout [Block], _ origin: Origin?
  ) -> Table? {
    var rows: [[TableForming.SourceCell]] = []
    var loose: [TableForming.SourceCell] = []
    var pending = [tree.firstChild(node)]
    while var at = pending.popLast() {
      while at != HTMLTree.none {
        guard tree.kind(at) == .element else {
          // Text straight inside a table by style: not the tidy kind, and read as blocks instead.
          if tree.kind(at) == .text, VisibleText.count(tree.bytes(at)) > 0 { return nil }
          at = tree.next(at)
          continue
        }
        switch style.style(of: at).display {
        case .row:
          var cells: [TableForming.SourceCell] = []
          for child in tree.children(at) {
            if tree.kind(child) == .text, VisibleText.count(tree.bytes(child)) > 0 { return nil }
            guard tree.kind(child) == .element else { continue }
            switch style.style(of: child).display {
            case .cell: cells.append(TableForming.SourceCell(node: child, rowspan: 1, colspan: 1, isHeader: false))
            case .none: continue
            default: return nil
            }
          }
          rows.append(cells)
        case .cell: loose.append(TableForming.SourceCell(node: at, rowspan: 1, colspan: 1, isHeader: false))
        case .rowGroup:
          pending.append(tree.next(at))
          pending.append(tree.firstChild(at))
          at = HTMLTree.none
          continue
        case .none: break
        default: return nil
        }
        at = tree.next(at)
      }
    }
    if !loose.isEmpty { rows.append(loose) }
    guard rows.contains(where: { !$0.isEmpty }), enterTable() else { return nil }
    defer { tableDepth -= 1 }
    endParagraph(&line, &out, origin)
    leaveOutHidden(in: node)
    tables += 1
    let group = rows.map { SourceRow(cells: $0, isHidden: false) }
    return finish([group], captions: [], node, context, Origin(.table(tables)))
  }

  /// Rows and cells of a styled table that are not shown.
  private mutating func leaveOutHidden(in node: HTMLTree.Node) {
    var at = tree.firstChild(node)
    while at != HTMLTree.none {
      if tree.kind(at) == .element {
        switch style.style(of: at).display {
        case .none:
          leaveOut(at, "hidden-text")
          at = tree.following(at, within: node, skippingChildren: true)
          continue
        case .cell:
          at = tree.following(at, within: node, skippingChildren: true)
          continue
        default: break
        }
      }
      at = tree.following(at, within: node)
    }
  }
}

extension Diagnostic {
  fileprivate static func overlappingCells(at origin: Origin) -> Diagnostic {
    Diagnostic(
      "html-overlapping-cells", .warning,
      Message(zh: "表格中有单元格重叠（跨行跨列的设置有误），请核对", en: "cells of the table cover each other: its spans are wrong"), at: origin)
  }
}

extension Block {
  /// The same, of a paragraph all of whose text is doubtful.
  fileprivate var unclear: Block {
    guard case .paragraph(var paragraph) = self else { return self }
    paragraph.marks.removeAll { $0.kind == .unclear }
    paragraph.marks.mark(.unclear, 0..<paragraph.text.utf8.count)
    return .paragraph(paragraph)
  }
}
