import DocumentTree

/// A table while its parts on several pages are put together.
struct JoinedTable {
  struct Cell {
    var rows: Range<Int>
    /// From the left edge of the table.
    var left: Double
    var right: Double
    var pieces: [Piece]
    var isUnclear = false
    var isHeader = false
    /// Its extent is known by tags alone.
    var isTagged = false

    var texts: [String] { pieces.flatMap { $0.lines.map(\.text) } }
    var isEmpty: Bool { pieces.allSatisfy(\.lines.isEmpty) }
    var text: String { texts.joined() }
    var hasFigure: Bool { !isEmpty && text.unicodeScalars.allSatisfy { !$0.isHan } }
    /// Opens with the number of an item of a list.
    var beginsItem: Bool { pieces.first { !$0.lines.isEmpty }?.lines.first.map { $0.text.opensItem } ?? false }
    /// Whether its last line leaves no room for another character: it may go on.
    var isFull: Bool { pieces.last { !$0.lines.isEmpty }.map { piece in piece.lines.last.map { piece.isFull($0) } ?? false } ?? true }
  }

  /// What of a cell stands on one page.
  struct Piece {
    var page: Int
    var width: Double
    var lines: [Line]

    func isFull(_ line: Line, next: Double? = nil) -> Bool { width - line.width < 14.5 + (next ?? line.size) }
  }

  struct Line {
    var text: String
    var width: Double
    var size: Double
  }

  /// The page where it begins, and its edges there.
  var page: Int
  var box: PageBox
  var rowCount: Int
  var cells: [Cell]
  /// Edges on the page where it ends.
  var lastBox: PageBox
  var lastPage: Int

  /// Rows from which every cell begins anew, as texts, for comparing headers.
  func row(_ row: Int) -> [Cell] { cells.filter { $0.rows.lowerBound == row }.sorted { $0.left < $1.left } }

  // MARK: Joining

  static let tolerance = 4.0

  /// Whether another table, at the head of the next page, goes on with this one.
  func continues(in next: JoinedTable) -> Bool {
    next.page == lastPage + 1 && abs(lastBox.width - next.box.width) < Self.tolerance
  }

  mutating func append(_ next: JoinedTable, repeated: inout Int) {
    var next = next
    next.dropRepeatedHeader(of: self, &repeated)
    lastBox = next.lastBox
    lastPage = next.lastPage
    guard next.rowCount > 0 else { return }
    let bottom = cells.indices.filter { cells[$0].rows.upperBound == rowCount }
    let top = next.cells.indices.filter { next.cells[$0].rows.lowerBound == 0 }
    var pairs: [(above: Int, below: Int)] = []
    for above in bottom {
      if let below = top.first(where: {
        abs(next.cells[$0].left - cells[above].left) < Self.tolerance && abs(next.cells[$0].right - cells[above].right) < Self.tolerance
      }) {
        pairs.append((above, below))
      }
    }
    let isTorn = isTorn(pairs, next, isMatched: pairs.count == top.count)
    let shift = isTorn ? rowCount - 1 : rowCount
    var joined: Set<Int> = []
    for pair in pairs {
      let (above, below) = (cells[pair.above], next.cells[pair.below])
      let isLabel = above.rows.count > 1 || below.rows.count > 1
      let isRepeated = Self.isRepeated(above, below)
      let goesOn = below.isEmpty || isRepeated || !below.beginsItem && !below.hasFigure && (above.isEmpty || above.isFull)
      guard isTorn || isLabel && goesOn else { continue }
      joined.insert(pair.below)
      if isRepeated {
        repeated += below.text.unicodeScalars.count { !$0.isWhite }
      } else {
        cells[pair.above].pieces += below.pieces
      }
      cells[pair.above].rows = above.rows.lowerBound..<max(above.rows.upperBound, below.rows.upperBound + shift)
      cells[pair.above].isUnclear = above.isUnclear || below.isUnclear
    }
    for index in next.cells.indices where !joined.contains(index) {
      var cell = next.cells[index]
      cell.rows = cell.rows.lowerBound + shift..<cell.rows.upperBound + shift
      cells.append(cell)
    }
    rowCount = shift + next.rowCount
  }

  /// The label of a group of rows, written again on the next page.
  private static func isRepeated(_ above: Cell, _ below: Cell) -> Bool {
    (above.rows.count > 1 || below.rows.count > 1) && !below.isEmpty && !below.hasFigure && above.text == below.text
  }

  /// Whether the page's end cuts a row in two: each figure of it stands in one half only, and labels go on.
  private func isTorn(_ pairs: [(above: Int, below: Int)], _ next: JoinedTable, isMatched: Bool) -> Bool {
    guard isMatched, !pairs.isEmpty else { return false }
    // A part that is nothing but this row's rest may be cut off below as well.
    for pair in pairs {
      let (above, below) = (cells[pair.above], next.cells[pair.below])
      if below.isEmpty || Self.isRepeated(above, below) { continue }
      if below.hasFigure {
        guard above.isEmpty else { return false }
        continue
      }
      if below.beginsItem { return false }
      if above.rows.count > 1 || below.rows.count > 1, above.isFull { continue }
      guard !above.isEmpty, above.isFull else { return false }
    }
    // An empty rest says nothing; without a label of its own, a half that has figures is no row.
    return pairs.contains { !next.cells[$0.below].isEmpty }
  }

  private mutating func dropRepeatedHeader(of table: JoinedTable, _ repeated: inout Int) {
    var count = 0
    while count < rowCount, count < table.rowCount {
      let (own, other) = (row(count), table.row(count))
      guard own.count == other.count, zip(own, other).allSatisfy({ $0.text == $1.text && abs($0.left - $1.left) < Self.tolerance }),
        own.allSatisfy({ !$0.hasFigure })
      else { break }
      count += 1
    }
    guard count > 0, row(0).contains(where: { !$0.isEmpty }) else { return }
    // Cells of the header end within it.
    guard cells.allSatisfy({ $0.rows.upperBound <= count || $0.rows.lowerBound >= count }) else { return }
    for cell in cells where cell.rows.lowerBound < count { repeated += cell.text.unicodeScalars.count { !$0.isWhite } }
    cells.removeAll { $0.rows.lowerBound < count }
    for index in cells.indices { cells[index].rows = cells[index].rows.lowerBound - count..<cells[index].rows.upperBound - count }
    rowCount -= count
  }
}

extension Unicode.Scalar {
  var isHan: Bool { (0x3400...0x9FFF).contains(value) || (0x2E80...0x2FDF).contains(value) || (0xF900...0xFAFF).contains(value) }
}

extension String {
  /// `（一）`, `一、`, `1.`, `1、`, `(1)`: the number of an item.
  var opensItem: Bool {
    var scalars = unicodeScalars.prefix(6)[...]
    let hasBracket = scalars.first == "（" || scalars.first == "("
    if hasBracket { scalars = scalars.dropFirst() }
    let digits = scalars.prefix { "一二三四五六七八九十0123456789０１２３４５６７８９".unicodeScalars.contains($0) }
    guard !digits.isEmpty, let mark = scalars.dropFirst(digits.count).first else { return false }
    return hasBracket ? mark == "）" || mark == ")" : "、.．,，".unicodeScalars.contains(mark)
  }
}
