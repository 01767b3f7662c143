import Diagnostics
import ReportModel

/// Tells apart the figures of rows whose digits are glued together, where the sums that the form prescribes leave one reading.
///
/// 27 0 0 2 0 1 30 and 2 7 0 0 20 1 30 are both readings of 270020130: such a row is decided by the sums of the columns or
/// not at all.
struct GluedRows {
  enum Outcome {
    case decided([String])
    /// Several readings, or none.
    case open([[Int]])
  }

  /// Rows by id: their digits.
  private let digits: [String: [UInt8]]
  private let known: [String: [Int]]
  private let declaration: FormTable

  /// - Parameters:
  ///   - glued: digits of the rows that are glued.
  ///   - known: figures of the rows that are not.
  init(_ glued: [String: String], known: [String: [Int]], declaration: FormTable) {
    digits = glued.mapValues { Array($0.utf8) }
    self.known = known
    self.declaration = declaration
  }

  func outcomes() -> [String: Outcome] {
    var readings: [String: [[Int]]] = [:]
    for (row, digits) in digits { readings[row] = self.readings(digits, row) }
    if declaration.shape == .matrix { narrow(&readings) }
    return readings.mapValues { $0.count == 1 ? .decided($0[0].map(String.init)) : .open($0) }
  }

  private func columns(_ row: String) -> Int { declaration.block(ofRow: row)?.columns.count ?? 0 }

  /// All ways to cut the digits into the figures of the row, so that the last is the sum of the others where the form says so.
  private func readings(_ digits: [UInt8], _ row: String) -> [[Int]] {
    let count = columns(row)
    guard count > 0, digits.count >= count, digits.count <= 34 else { return [] }
    let hasTotal = declaration.block(ofRow: row)?.columns.last?.id == "total"
    if !hasTotal {
      // No sum to go by: certain only when every figure has one digit.
      return digits.count == count ? [digits.map { Int($0 - 0x30) }] : []
    }
    var found: [[Int]] = []
    var parts: [Int] = []
    func cut(_ start: Int, _ sum: Int) {
      if found.count > 64 { return }
      let left = count - parts.count
      if left == 1 {
        guard start < digits.count, digits.count - start == 1 || digits[start] != 0x30, let last = Self.number(digits[start...]),
          last == sum
        else { return }
        found.append(parts + [last])
        return
      }
      guard digits.count - start >= left else { return }
      let longest = min(9, digits.count - start - left + 1)
      guard longest >= 1 else { return }
      for length in 1...longest {
        if length > 1, digits[start] == 0x30 { break }
        guard let value = Self.number(digits[start..<start + length]) else { break }
        parts.append(value)
        cut(start + length, sum + value)
        parts.removeLast()
      }
    }
    cut(0, 0)
    return found
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.count <= 9 else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Tries the open rows together against the sums of the columns.
  private func narrow(_ readings: inout [String: [[Int]]]) {
    let open = readings.filter { $0.value.count > 1 }.keys.sorted()
    guard !open.isEmpty, !readings.values.contains(where: \.isEmpty) else { return }
    var combinations = 1
    for row in open {
      combinations *= readings[row]?.count ?? 1
      if combinations > 20_000 { return }
    }
    let ids = declaration.rows.map(\.id)
    let sums: Set<String> = ["received", "carried_in", "results.total", "carried_out"]
    var fixed = known
    for (row, list) in readings where list.count == 1 { fixed[row] = list[0] }
    guard ids.allSatisfy({ fixed[$0] != nil || open.contains($0) }) else { return }
    let width = declaration.blocks.first?.columns.count ?? 0
    func holds(_ values: [String: [Int]]) -> Bool {
      for column in 0..<width {
        func at(_ row: String) -> Int { values[row].map { column < $0.count ? $0[column] : 0 } ?? 0 }
        let details = ids.filter { !sums.contains($0) }.reduce(0) { $0 + at($1) }
        if details != at("results.total") || at("received") + at("carried_in") != at("results.total") + at("carried_out") { return false }
      }
      return true
    }
    var solutions: [[String: [Int]]] = []
    func choose(_ place: Int, _ values: [String: [Int]]) {
      if solutions.count > 1 { return }
      guard place < open.count else {
        if holds(values) { solutions.append(values) }
        return
      }
      for reading in readings[open[place]] ?? [] {
        var next = values
        next[open[place]] = reading
        choose(place + 1, next)
      }
    }
    choose(0, fixed)
    guard solutions.count == 1, let only = solutions.first else { return }
    for row in open { if let reading = only[row] { readings[row] = [reading] } }
  }
}

extension FigurePlacement {
  /// The rows of which all digits stand in one cell, decided or not.
  static func glued(_ reading: TableReading, _ declaration: FormTable) -> [String: GluedRows.Outcome] {
    guard reading.rows.contains(where: \.source.isGlued) else { return [:] }
    var glued: [String: String] = [:]
    var known: [String: [Int]] = [:]
    for row in reading.rows {
      guard let count = declaration.block(ofRow: row.id)?.columns.count else { continue }
      let cells = row.cells.filter { !$0.isBlank }
      let numbers = cells.compactMap { cell -> Int? in if case .number(let value) = cell.value.content { value.integer } else { nil } }
      if cells.count == count, numbers.count == count { known[row.id] = numbers }
      guard row.source.isGlued, count > 1, row.cells.count == 1, cells.count == 1, cells[0].text.utf8.count >= count,
        cells[0].text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
      else { continue }
      glued[row.id] = cells[0].text
    }
    guard !glued.isEmpty else { return [:] }
    return GluedRows(glued, known: known, declaration: declaration).outcomes()
  }
}
