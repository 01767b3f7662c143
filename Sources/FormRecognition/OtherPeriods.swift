import Diagnostics
import ReportModel

/// 上年主动公开情况, 2022年申请情况: a table of the form that a report prints for another period beside its own.
///
/// Only the line above it, or its first rows, can say so; and only where the same rows are there once more under a line that does not.
struct OtherPeriods {
  /// A run of rows of one table of the source that belong to one of the form.
  private struct Piece {
    let table: String
    let rows: Range<Int>
    /// The line that names another period.
    var line: String?
  }

  private(set) var diagnostics: [Diagnostic] = []
  /// The owners of rows, without those of other periods: they stay annexes.
  private(set) var owner: [String?]

  init(rows: [SourceRow], owner: [String?], year: Int?) {
    self.owner = owner
    let pieces = Self.pieces(rows, owner, year)
    guard pieces.contains(where: { $0.line != nil }) else { return }
    var present: [String: Set<String>] = [:]
    for piece in pieces where piece.line == nil { present[piece.table, default: []].formUnion(Self.roles(rows[piece.rows], piece.table)) }
    for piece in pieces {
      guard let line = piece.line else { continue }
      let own = Self.roles(rows[piece.rows], piece.table)
      let isTwice = own.intersection(present[piece.table] ?? []).count >= min(3, own.count)
      guard isTwice, !own.isEmpty else { continue }
      for index in piece.rows { self.owner[index] = nil }
      diagnostics.append(.otherPeriod(table: piece.table, line, at: rows[piece.rows.lowerBound].origin))
    }
  }

  private static func pieces(_ rows: [SourceRow], _ owner: [String?], _ year: Int?) -> [Piece] {
    var pieces: [Piece] = []
    var start = 0
    while start < rows.count {
      guard let table = owner[start], let source = rows[start].table else {
        start += 1
        continue
      }
      var end = start + 1
      while end < rows.count, owner[end] == table, rows[end].table == source { end += 1 }
      var lines: [String] = []
      if start > 0, rows[start - 1].kind == .paragraph { lines.append(rows[start - 1].text) }
      for row in rows[start..<min(start + 2, end)] { if let text = row.soleText { lines.append(text) } }
      pieces.append(Piece(table: table, rows: start..<end, line: lines.first { namesAnotherPeriod($0, year) }))
      start = end
    }
    return pieces
  }

  private static func roles(_ rows: ArraySlice<SourceRow>, _ table: String) -> Set<String> {
    var roles: Set<String> = []
    for cell in rows.lazy.flatMap(\.cells) {
      for term in cell.terms where term.table == table { if case .row(let id) = term.role { roles.insert(id) } }
    }
    return roles
  }

  private static func namesAnotherPeriod(_ text: String, _ year: Int?) -> Bool {
    guard text.utf8.count <= 120, !text.holds("本年"), !text.holds("上年结转") else { return false }
    let scalars = Array(text.unicodeScalars)
    let years = scalars.indices.compactMap { DateText.year(scalars, at: $0)?.year }
    if let year, !years.isEmpty { return !years.contains(year) }
    return years.isEmpty && ["上年", "上一年", "去年", "往年"].contains(where: text.holds)
  }
}

extension Diagnostic {
  fileprivate static func otherPeriod(table id: String, _ line: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "other-period", .warning,
      Message(
        zh: "“\(line.quoted(limit: 24))”之下的表是其他时期的数据，未计入本报告，作为附表保留",
        en: "the table below “\(line.quoted(limit: 24))” is of another period: not counted, kept as an annex"), subject: .table(id: id),
      at: origin)
  }
}
