import Diagnostics

extension Table {
  /// The table as a browser draws it, where the page hides some of its cells: these take no place, and those behind them move up.
  ///
  /// The cells of the table itself stand in the grid of the HTML standard, which knows nothing of what is hidden.
  public struct Drawn: Hashable, Sendable {
    /// Rows and columns that a cell covers.
    public struct Place: Hashable, Sendable {
      public var rows: Range<Int>
      public var columns: Range<Int>
      public init(rows: Range<Int>, columns: Range<Int>) {
        self.rows = rows
        self.columns = columns
      }
    }
    public var rowCount: Int
    public var columnCount: Int
    /// For each of the table's cells, in their order; `nil` for one that is hidden.
    public var places: [Place?]

    public init(rowCount: Int, columnCount: Int, places: [Place?]) {
      self.rowCount = rowCount
      self.columnCount = columnCount
      self.places = places
    }
  }
}

extension Document {
  /// The document as a person sees it: without the hidden cells of its tables, whose text the account and a finding name.
  public func withoutHiddenCells() -> Document {
    guard blocks.contains(where: \.hasHiddenCells) else { return self }
    var copy = self
    var hidden: [(text: String, origin: Origin)] = []
    copy.blocks = blocks.compactMap { $0.drawn(&hidden) }
    let texts = hidden.filter { TextAccount.characters(in: $0.text) > 0 }
    guard let first = texts.first else { return copy }
    for item in texts {
      let count = TextAccount.characters(in: item.text)
      copy.account.kept -= count
      copy.account.leaveOut("hidden-text", count, at: item.origin)
    }
    copy.diagnostics.append(.hiddenCells(texts.map(\.text), at: first.origin))
    return copy
  }
}

extension Block {
  fileprivate var hasHiddenCells: Bool {
    guard case .table(let table) = self else { return false }
    return table.drawn != nil || table.cells.indices.contains { table.cells[$0].blocks.contains { $0.hasHiddenCells } }
  }

  /// `nil` for a table all of whose cells are hidden.
  fileprivate func drawn(_ hidden: inout [(text: String, origin: Origin)]) -> Block? {
    guard case .table(var table) = self, hasHiddenCells else { return self }
    var cells: [Table.Cell] = []
    for (index, cell) in table.cells.enumerated() {
      var cell = cell
      if let drawn = table.drawn {
        guard index < drawn.places.count, let place = drawn.places[index] else {
          hidden.append((cell.allText, cell.origin))
          continue
        }
        cell.rows = place.rows
        cell.columns = place.columns
      }
      cell.blocks = cell.blocks.compactMap { $0.drawn(&hidden) }
      cells.append(cell)
    }
    if let drawn = table.drawn {
      table.rowCount = drawn.rowCount
      table.columnCount = drawn.columnCount
      table.drawn = nil
    }
    if cells.isEmpty, table.caption == nil { return nil }
    table.cells = cells
    return .table(table)
  }
}

extension Table.Cell {
  /// Its text and that of the tables inside it.
  fileprivate var allText: String {
    var texts: [String] = []
    for block in blocks {
      switch block {
      case .paragraph(let paragraph): texts.append(paragraph.text)
      case .table(let table): texts += [table.caption ?? ""] + table.cells.map(\.allText)
      }
    }
    return texts.joined(separator: "\n")
  }
}

extension Diagnostic {
  fileprivate static func hiddenCells(_ texts: [String], at origin: Origin) -> Diagnostic {
    let list = texts.prefix(6).map { "“\($0.quoted(limit: 20))”" }.joined(separator: " ")
    return Diagnostic(
      "html-hidden-cells", .note,
      Message(
        zh: "网页隐藏的单元格\(texts.count)个未计入报告：\(list)" + (texts.count > 6 ? " 等" : ""),
        en: "\(texts.count) cells that the page hides were left out: \(list)" + (texts.count > 6 ? " …" : "")), at: origin)
  }
}
