/// The exact grid of a form's table as the official file prints it: every label and every figure in its place.
///
/// Source: the annexes of 国办公开办函〔2019〕60号 and 〔2021〕30号.
public struct FormGrid: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// A label, by its ``LabelID``.
    case label(LabelID)
    case figure(FigureID)
  }
  public struct Cell: Hashable, Sendable {
    public var content: Content
    public var rows: Range<Int>
    public var columns: Range<Int>
  }
  public var columnCount: Int
  /// The cells that begin in each row.
  public var rows: [[Cell]]
}

/// Which label of a table: `row:received`, `column:total`, `column:review.total`, `heading:corner`.
public struct LabelID: Hashable, Sendable, Comparable {
  public var rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static func row(_ id: String) -> LabelID { LabelID(rawValue: "row:" + id) }
  /// The block or row qualifies the column where the same column is printed several times.
  public static func column(_ id: String, in qualifier: String? = nil) -> LabelID {
    LabelID(rawValue: "column:" + (qualifier.map { $0 + "." } ?? "") + id)
  }
  public static func heading(_ id: String) -> LabelID { LabelID(rawValue: "heading:" + id) }
  /// 单位 of a line of the 2014 annex.
  public static func unit(_ row: String) -> LabelID { LabelID(rawValue: "unit:" + row) }
  public static func < (a: LabelID, b: LabelID) -> Bool { a.rawValue < b.rawValue }
}

extension FormTable {
  /// The official text of a label.
  public func officialText(of label: LabelID) -> String {
    // Kind and id: `row:received`.
    let text = label.rawValue
    guard let colon = text.utf8.firstIndex(of: 0x3A), colon != text.startIndex else { return "" }
    let name = String(text[text.utf8.index(after: colon)...])
    guard !name.isEmpty else { return "" }
    switch String(text[..<colon]) {
    case "row": return officialText(ofRow: name) ?? ""
    case "heading": return heading(name)?.label ?? ""
    case "unit": return row(name)?.unit ?? unit ?? ""
    default:
      for block in blocks {
        for column in block.columns {
          if column.id == name
            || name.utf8.count > column.id.utf8.count && name.hasSuffix("." + column.id) && qualifies(name, column, block)
          {
            return column.label
          }
        }
      }
      return ""
    }
  }

  private func officialText(ofRow id: String) -> String? {
    for block in blocks { for row in block.rows where row.id == id { return row.label } }
    return nil
  }

  private func qualifies(_ name: String, _ column: FormColumn, _ block: FormBlock) -> Bool {
    let qualifier = String(name.dropLast(column.id.utf8.count + 1))
    return block.id == qualifier || block.rows.contains { $0.id == qualifier }
  }

  /// The grid, computed from the declaration.
  public var grid: FormGrid {
    switch shape {
    case .blocks: blocksGrid
    case .matrix: matrixGrid
    case .sideBySide: sideBySideGrid
    case .list: listGrid
    }
  }

  /// Columns of the grid.
  public var gridWidth: Int {
    switch shape {
    case .blocks: 1 + (blocks.map(\.columns.count).max() ?? 0)
    case .matrix: blocks.first.map { Self.labelColumns + $0.columns.count } ?? 0
    case .sideBySide: blocks.first.map { $0.rows.count * $0.columns.count } ?? 0
    case .list: blocks.first?.columns.isEmpty == false ? 3 : 0
    }
  }

  /// Places of the grid that are merged in the row of a figure: how many cells it has less than the grid has columns.
  public func mergedPlaces(inRow id: String) -> Int {
    switch shape {
    case .matrix:
      guard let block = blocks.first, let index = block.rows.firstIndex(where: { $0.id == id }) else { return 0 }
      return Self.labelColumns - 1 - openedGroups(block, index).count
    case .blocks:
      let width = blocks.map(\.columns.count).max() ?? 0
      return block(ofRow: id).map { width - $0.columns.count } ?? 0
    case .sideBySide, .list: return 0
    }
  }

  /// Columns that labels take in a matrix.
  private static let labelColumns = 3

  /// Depths of the groups whose label begins in a row of a matrix.
  private func openedGroups(_ block: FormBlock, _ offset: Int) -> [Int] {
    let previous = offset > 0 ? block.rows[offset - 1].groups : []
    let groups = block.rows[offset].groups
    return groups.indices.filter { !($0 < previous.count && previous[$0] == groups[$0]) }
  }

  private var blocksGrid: FormGrid {
    let width = 1 + (blocks.map(\.columns.count).max() ?? 0)
    var rows: [[FormGrid.Cell]] = []
    func add(_ contents: [FormGrid.Content]) {
      let number = rows.count
      rows.append(
        contents.enumerated().map { index, content in
          let last = index == contents.count - 1
          return FormGrid.Cell(content: content, rows: number..<number + 1, columns: index..<(last ? width : index + 1))
        })
    }
    for block in blocks {
      if let heading = block.heading { add([.label(.heading(heading))]) }
      if let header = block.header {
        add([.label(.heading(header))] + block.columns.map { .label(.column($0.id, in: block.id)) })
      }
      for row in block.rows {
        add([.label(.row(row.id))] + block.columns.map { .figure(FigureID(table: id, row: row.id, column: $0.id)) })
      }
    }
    return FormGrid(columnCount: width, rows: rows)
  }

  /// Labels take three columns, the header three rows: 申请人情况 over all, 法人或其他组织 over the five kinds of organisation.
  private var matrixGrid: FormGrid {
    guard let block = blocks.first else { return FormGrid(columnCount: 0, rows: []) }
    let labels = Self.labelColumns
    let width = labels + block.columns.count
    var rows: [[FormGrid.Cell]] = [[], [], []]
    rows[0].append(.init(content: .label(.heading("corner")), rows: 0..<3, columns: 0..<labels))
    rows[0].append(.init(content: .label(.heading("applicants")), rows: 0..<1, columns: labels..<width))
    for (index, column) in block.columns.enumerated() {
      let place = labels + index
      let inner = index > 0 && index < block.columns.count - 1
      if index == 1 {
        rows[1].append(
          .init(content: .label(.heading("organisations")), rows: 1..<2, columns: place..<width - 1))
      }
      rows[inner ? 2 : 1].append(
        .init(content: .label(.column(column.id)), rows: inner ? 2..<3 : 1..<3, columns: place..<place + 1))
    }
    for (offset, row) in block.rows.enumerated() {
      let number = 3 + offset
      var cells: [FormGrid.Cell] = []
      for depth in openedGroups(block, offset) {
        let group = row.groups[depth]
        let count = block.rows[offset...].prefix { depth < $0.groups.count && $0.groups[depth] == group }.count
        cells.append(.init(content: .label(.heading(group)), rows: number..<number + count, columns: depth..<depth + 1))
      }
      cells.append(
        .init(content: .label(.row(row.id)), rows: number..<number + 1, columns: row.groups.count..<labels))
      for (index, column) in block.columns.enumerated() {
        cells.append(
          .init(
            content: .figure(FigureID(table: id, row: row.id, column: column.id)), rows: number..<number + 1,
            columns: labels + index..<labels + index + 1))
      }
      rows.append(cells)
    }
    return FormGrid(columnCount: width, rows: rows)
  }

  /// 行政复议 over its five columns; 行政诉讼 over 未经复议直接起诉 and 复议后起诉, each over five.
  private var sideBySideGrid: FormGrid {
    guard let block = blocks.first else { return FormGrid(columnCount: 0, rows: []) }
    let count = block.columns.count
    var rows: [[FormGrid.Cell]] = [[], [], [], []]
    var place = 0
    var openGroup: String?
    for row in block.rows {
      let nested = !row.groups.isEmpty
      if let group = row.groups.first, group != openGroup {
        let members = block.rows.filter { $0.groups.first == group }.count
        rows[0].append(
          .init(content: .label(.heading(group)), rows: 0..<1, columns: place..<place + count * members))
      }
      openGroup = row.groups.first
      rows[nested ? 1 : 0].append(
        .init(content: .label(.row(row.id)), rows: nested ? 1..<2 : 0..<1, columns: place..<place + count))
      for (index, column) in block.columns.enumerated() {
        let columns = place + index..<place + index + 1
        rows[nested ? 2 : 1].append(
          .init(content: .label(.column(column.id, in: row.id)), rows: nested ? 2..<3 : 1..<3, columns: columns))
        rows[3].append(
          .init(content: .figure(FigureID(table: id, row: row.id, column: column.id)), rows: 3..<4, columns: columns))
      }
      place += count
    }
    for index in rows.indices { rows[index].sort { $0.columns.lowerBound < $1.columns.lowerBound } }
    return FormGrid(columnCount: place, rows: rows)
  }

  /// 统计指标, 单位, 统计数; headings inside keep the other two places empty.
  private var listGrid: FormGrid {
    guard let block = blocks.first, let column = block.columns.first else { return FormGrid(columnCount: 0, rows: []) }
    var rows: [[FormGrid.Cell]] = [
      [
        .init(content: .label(.heading("indicator")), rows: 0..<1, columns: 0..<1),
        .init(content: .label(.heading("unit")), rows: 0..<1, columns: 1..<2),
        .init(content: .label(.column(column.id)), rows: 0..<1, columns: 2..<3),
      ]
    ]
    var open: [String] = []
    for row in block.rows {
      for heading in row.groups where !open.contains(heading) {
        let number = rows.count
        rows.append([.init(content: .label(.heading(heading)), rows: number..<number + 1, columns: 0..<3)])
        open.append(heading)
      }
      let number = rows.count
      rows.append([
        .init(content: .label(.row(row.id)), rows: number..<number + 1, columns: 0..<1),
        .init(content: .label(.unit(row.id)), rows: number..<number + 1, columns: 1..<2),
        .init(
          content: .figure(FigureID(table: id, row: row.id, column: column.id)), rows: number..<number + 1, columns: 2..<3),
      ])
    }
    return FormGrid(columnCount: 3, rows: rows)
  }
}
