public import Diagnostics

/// Places the cells of a table on its layout grid, row by row, and joins those that are merged.
///
/// Source: ISO/IEC 29500-1:2016 §17.4.17 (gridSpan), §17.4.84 (vMerge).
public struct GridBuilder {
  public enum Placement {
    case own
    /// Begins a vertical merge.
    case starts
    /// Belongs to the cell above.
    case continues
  }

  public enum Outcome {
    /// A cell of its own, at this index; an orphan says that it continues where nothing begins above.
    case new(Int, isOrphan: Bool)
    /// Covered by the cell at this index.
    case merged(Int)
  }

  public var cells: [Table.Cell] = []
  public private(set) var rowCount = 0
  /// Rows met in the source, those that are left out among them: for places.
  public var met = 0
  /// A row above was left out: a merge may have lost its start, and begins here.
  public var forgetsStarts = false
  public let origin: Origin
  /// More columns than this no cell of the table can cover.
  public let maximumSpan: Int

  /// Where each row ends on the layout grid.
  public private(set) var rowEnds: [Int] = []
  private var column = 0 {
    didSet { if !rowEnds.isEmpty { rowEnds[rowEnds.count - 1] = column } }
  }
  private var isHeader = false
  private var open = OpenMerges()

  public init(origin: Origin, maximumSpan: Int) {
    self.origin = origin
    self.maximumSpan = maximumSpan
  }

  public mutating func beginRow(isHeader: Bool) {
    rowCount += 1
    rowEnds.append(0)
    column = 0
    self.isHeader = isHeader
  }

  /// Columns that a row leaves empty before or after its cells: an empty cell.
  public mutating func addGap(_ columns: Int, at place: Origin) {
    cells.append(
      Table.Cell(
        rows: rowCount - 1..<rowCount, columns: column..<column + columns, blocks: [], isHeader: isHeader, origin: place))
    column += columns
  }

  public mutating func place(columns span: Int, _ placement: Placement, at place: Origin) -> Outcome {
    let columns = column..<column + span
    column = columns.upperBound
    let row = rowCount - 1
    var isOrphan = false
    switch placement {
    case .continues:
      // Only right below, and across the same columns.
      if let above = open.cell(at: columns), cells[above].rows.upperBound == row {
        cells[above].rows = cells[above].rows.lowerBound..<row + 1
        return .merged(above)
      }
      isOrphan = !forgetsStarts
    case .own, .starts: break
    }
    let index = cells.count
    cells.append(
      Table.Cell(rows: row..<row + 1, columns: columns, blocks: [], isHeader: isHeader, origin: place))
    // A continuation without a start begins a merge itself, as Word shows it.
    // A cell of its own ends the merge that covered its columns: that one does not reach the row above the next.
    if placement != .own {
      open.set(index, at: columns)
    }
    return .new(index, isOrphan: isOrphan)
  }
}

/// Open vertical merges: grid columns → the cell that a continuation there lengthens.
private struct OpenMerges {
  /// Columns as one number, and the cell: few tables have many, and rows ask for them from left to right.
  private var keys: [Int] = []
  private var cells: [Int] = []
  /// Where the last one was found.
  private var cursor = 0
  /// What there is no room for among the others.
  private var more: [Int: Int] = [:]
  private static let room = 64

  private static func key(_ columns: Range<Int>) -> Int { columns.lowerBound << 31 | columns.upperBound }

  private mutating func place(of key: Int) -> Int? {
    for step in 0..<keys.count {
      let place = cursor + step < keys.count ? cursor + step : cursor + step - keys.count
      if keys[place] == key {
        cursor = place
        return place
      }
    }
    return nil
  }

  mutating func cell(at columns: Range<Int>) -> Int? {
    let key = Self.key(columns)
    if let place = place(of: key) { return cells[place] }
    return keys.count < Self.room ? nil : more[key]
  }

  mutating func set(_ cell: Int, at columns: Range<Int>) {
    let key = Self.key(columns)
    if let place = place(of: key) {
      cells[place] = cell
    } else if keys.count < Self.room {
      keys.append(key)
      cells.append(cell)
    } else {
      more[key] = cell
    }
  }
}
