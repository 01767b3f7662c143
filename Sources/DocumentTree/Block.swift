public import Diagnostics

/// What a document consists of. The set is closed: a `switch` over it has no `default`.
public indirect enum Block: Hashable, Sendable {
  case paragraph(Paragraph)
  case table(Table)
}

public struct Paragraph: Hashable, Sendable {
  /// All the text that a reader sees, the automatic number included. Line breaks are `\n`, tabs `\t`.
  public var text: String
  /// What of `text` is set apart: prompts, struck out, superscripts and subscripts.
  public var marks: [TextMark] = []
  /// The automatic number at the start of `text`, where the source holds a list level and no typed number: `一、`.
  public var number: String?
  /// 1 for the highest heading level, `nil` for body text. From the paragraph, its style, or `h1`…`h6`.
  public var outlineLevel: Int?
  /// The text is a number alone at the edge of a page of the source.
  public var pageNumber: PageNumber?
  public var origin: Origin

  public enum PageNumber: Hashable, Sendable {
    /// The pages go on counting.
    case certain
    /// A figure of a table may stand there as well.
    case possible

    /// The number that a text is, where pages may have it: one to four digits and nothing else.
    public static func number(of text: Substring) -> Int? {
      let digits = text.utf8
      guard digits.count <= 4, digits.first != 0x30, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return Int(text)
    }
  }

  public init(_ text: String, number: String? = nil, outlineLevel: Int? = nil, origin: Origin) {
    self.text = text
    self.number = number
    self.outlineLevel = outlineLevel
    self.origin = origin
  }

  /// The text without the prompts of form fields that nobody filled in; `nil` where it has none.
  public var filledText: String? { without(.prompt) }
}

/// A table as a true grid: rows × columns places, each covered by at most one cell.
public struct Table: Hashable, Sendable {
  /// What the positions of the cells are worth.
  public enum Placement: Hashable, Sendable {
    /// Every cell stands in its place; an empty cell is there.
    case grid
    /// Rows are rows, but cells are packed to the left: a blank cell or a merged place may have vanished, and `padding`
    /// says, for each row, how many places the source says are missing at its right end (`nil` when it says nothing).
    case packed(padding: [Int?])
    /// One cell after another; where a row ends is unknown. Every cell stands in a row of its own.
    case stream
  }

  public var rowCount: Int
  public var columnCount: Int
  /// The origin cells, by row and then by column.
  public var cells: [Cell]
  public var placement: Placement
  public var caption: String?
  /// Where the source hides some of the cells: what is drawn. ``Document/withoutHiddenCells()`` leaves only that.
  public var drawn: Drawn?
  public var origin: Origin

  public init(
    rowCount: Int, columnCount: Int, cells: [Cell], placement: Placement = .grid, caption: String? = nil, origin: Origin
  ) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.cells = cells
    self.placement = placement
    self.caption = caption
    self.origin = origin
  }

  /// An origin cell: rows and columns of the layout grid that it covers, counted from 0.
  public struct Cell: Hashable, Sendable {
    public var rows: Range<Int>
    public var columns: Range<Int>
    public var blocks: [Block]
    /// The source calls it a header (`th`, a repeated header row).
    public var isHeader: Bool
    public var origin: Origin

    public init(rows: Range<Int>, columns: Range<Int>, blocks: [Block], isHeader: Bool = false, origin: Origin) {
      self.rows = rows
      self.columns = columns
      self.blocks = blocks
      self.isHeader = isHeader
      self.origin = origin
    }

    /// The text of its paragraphs, one a line; nested tables are not part of it.
    public var text: String {
      if blocks.count == 1, case .paragraph(let paragraph) = blocks[0] { return paragraph.text }
      var out = ""
      var first = true
      for case .paragraph(let paragraph) in blocks {
        if !first { out.append("\n") }
        out.append(paragraph.text)
        first = false
      }
      return out
    }

    /// Its text without prompts; `nil` where it has none.
    public var filledText: String? {
      var hasPrompts = false
      var lines: [String] = []
      for case .paragraph(let paragraph) in blocks {
        if paragraph.filledText != nil { hasPrompts = true }
        lines.append(paragraph.filledText ?? paragraph.text)
      }
      return hasPrompts ? lines.joined(separator: "\n") : nil
    }

    public var hasNestedTables: Bool {
      for case .table in blocks { return true }
      return false
    }
    public var nestedTables: [Table] {
      blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }
  }
}

extension Block {
  public var origin: Origin {
    switch self {
    case .paragraph(let paragraph): paragraph.origin
    case .table(let table): table.origin
    }
  }
}
