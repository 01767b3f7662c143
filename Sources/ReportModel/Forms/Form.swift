/// An official form of the 政府信息公开工作年度报告: its sections, tables, rows and columns, with stable ids and official labels.
///
/// A form is data. Recognition, writers, checks and schemas follow from it; nothing else in the code knows a label.
public struct Form: Hashable, Sendable {
  /// `2021`, `2019` or `2014`: the first report year for which the form was prescribed.
  public var id: String
  /// Report years for which it is prescribed.
  public var reportYears: ClosedRange<Int>
  /// The notice that prescribes it: 国办公开办函〔2021〕30号.
  public var basis: String
  public var sections: [SectionDeclaration]
  public var tables: [FormTable]

  public func table(_ id: String) -> FormTable? { tables.first { $0.id == id } }
}

/// One of the six sections: the heading of the annex, and the headings under which the same section is published.
public struct SectionDeclaration: Hashable, Sendable {
  /// 1…6.
  public var number: Int
  /// With its ordinal: 一、总体情况.
  public var heading: String
  /// Without an ordinal. Source: the notices' own text, 条例 2007 article 32, and published reports.
  public var aliases: [String]
}

/// A table of a form. Figures are addressed by table, row and column id.
public struct FormTable: Hashable, Sendable {
  /// How rows and columns stand on the printed form.
  public enum Shape: Hashable, Sendable {
    /// 二、主动公开: block headings over the full width, a header line a block, then its rows.
    case blocks
    /// 三、依申请公开: nested row labels on the left, columns under a three-line header.
    case matrix
    /// 四、复议诉讼: the rows side by side, each with its own columns, one line of figures.
    case sideBySide
    /// 2014: indicator, unit, figure.
    case list
  }

  public var id: String
  /// The section in which it stands, 1…6; `nil` for an annex.
  public var section: Int?
  public var title: String
  public var shape: Shape
  public var blocks: [FormBlock]
  /// Labels that are neither a row's nor a column's: corner, groups, block headings.
  public var headings: [FormLabel]
  /// Unit of every figure that does not say otherwise.
  public var unit: String?

  /// Every figure of the table, in the official order.
  public var figures: [FigureID] {
    blocks.flatMap { block in
      block.rows.flatMap { row in block.columns.map { FigureID(table: id, row: row.id, column: $0.id) } }
    }
  }
  public var rows: [FormRow] { blocks.flatMap(\.rows) }

  public func row(_ id: String) -> FormRow? {
    for block in blocks { if let row = block.rows.first(where: { $0.id == id }) { return row } }
    return nil
  }
  public func hasRow(_ id: String) -> Bool {
    for block in blocks where block.rows.contains(where: { $0.id == id }) { return true }
    return false
  }
  public func groups(ofRow id: String) -> [String]? {
    for block in blocks { for row in block.rows where row.id == id { return row.groups } }
    return nil
  }
  public func block(ofRow id: String) -> FormBlock? {
    blocks.first { $0.rows.contains { $0.id == id } }
  }
  public func column(_ id: String, ofRow row: String) -> FormColumn? {
    block(ofRow: row)?.columns.first { $0.id == id }
  }
  public func heading(_ id: String) -> FormLabel? { headings.first { $0.id == id } }
}

/// Rows that share their columns. Table 二 has one for each item of article 20, the others have one.
public struct FormBlock: Hashable, Sendable {
  /// `art20_1`; the table's own id where the table has only one block.
  public var id: String
  /// The id of its heading line in ``FormTable/headings`` (第二十条第（一）项), and of its header line's first cell (信息内容).
  public var heading: String?
  public var header: String?
  public var columns: [FormColumn]
  public var rows: [FormRow]
}

public struct FormRow: Hashable, Sendable {
  public var id: String
  /// The official label, with its ordinal: 1.属于国家秘密.
  public var label: String
  public var aliases: [String]
  /// Ids of the labels above it, outermost first: 三、本年度办理结果, （三）不予公开.
  public var groups: [String]
  /// Any of these inside a label names this row and no other of its group.
  public var keywords: [String]
  /// Unit and kind, where they belong to the row and not to the column (2014).
  public var unit: String?
  public var kind: ValueKind?
}

public struct FormColumn: Hashable, Sendable {
  public var id: String
  public var label: String
  public var aliases: [String]
  public var kind: ValueKind
  /// 件, 项, 万元; `nil` where the form fixes none and the figure says its own (2019, 采购总金额).
  public var unit: String?
}

/// A label that stands on the form and carries no figure of its own.
public struct FormLabel: Hashable, Sendable {
  public var id: String
  public var label: String
  public var aliases: [String]
}

/// What a figure may be.
public enum ValueKind: String, Hashable, Sendable, CaseIterable {
  /// A whole number from nought.
  case count
  /// A whole number with a sign: 本年增/减.
  case signed
  /// An amount of money, decimals as written.
  case decimal
}

/// The address of a figure: `requests.results.granted.total`.
public struct FigureID: Hashable, Sendable {
  public var table: String
  public var row: String
  public var column: String
  public init(table: String, row: String, column: String) {
    self.table = table
    self.row = row
    self.column = column
  }
}
