/// The place of a cell on a sheet, rows and columns counted from 0: `B5` is column 1, row 4.
///
/// Source: ISO/IEC 29500-1:2016 §18.18.7, ST_CellRef; a sheet has 1,048,576 rows and 16,384 columns.
struct CellReference: Hashable {
  var row: Int
  var column: Int

  static let rows = 1_048_576
  static let columns = 16_384

  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads `B5` or `$B$5`; `nil` for anything else.
  init?(_ text: some StringProtocol) {
    var column = 0
    var row = 0
    var letters = 0
    var digits = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "$"): continue
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        guard digits == 0, letters < 3 else { return nil }
        letters += 1
        column = column * 26 + Int(byte & 0x1F)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard digits < 7 else { return nil }
        digits += 1
        row = row * 10 + Int(byte & 0x0F)
      default: return nil
      }
    }
    guard (1...Self.rows).contains(row), (1...Self.columns).contains(column) else { return nil }
    self.init(row: row - 1, column: column - 1)
  }

  var text: String { Self.letters(column) + String(row + 1) }

  static func letters(_ column: Int) -> String {
    var out = ""
    var rest = column + 1
    while rest > 0 {
      let digit = (rest - 1) % 26
      out = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(digit))) + out
      rest = (rest - 1) / 26
    }
    return out
  }
}

/// A rectangle of cells: `A1:D3`, or one cell.
struct CellRange: Hashable {
  var rows: ClosedRange<Int>
  var columns: ClosedRange<Int>

  init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }

  init?(_ text: String) {
    let ends = text.split(separator: ":", omittingEmptySubsequences: false)
    guard ends.count <= 2, let first = ends.first.flatMap({ CellReference($0) }),
      let last = ends.last.flatMap({ CellReference($0) })
    else { return nil }
    rows = min(first.row, last.row)...max(first.row, last.row)
    columns = min(first.column, last.column)...max(first.column, last.column)
  }

  func contains(_ place: CellReference) -> Bool { rows.contains(place.row) && columns.contains(place.column) }

  var text: String {
    let first = CellReference(row: rows.lowerBound, column: columns.lowerBound).text
    let last = CellReference(row: rows.upperBound, column: columns.upperBound).text
    return first == last ? first : "\(first):\(last)"
  }
}
