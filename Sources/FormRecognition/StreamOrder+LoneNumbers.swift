import DocumentTree
import ReportModel

/// Numbers in a line of their own that may be the number of a page and not the figure of the row above.
extension StreamOrder {
  /// A row of the form with the lines that go on with it.
  private struct Segment {
    var row: String?
    var lines: [Int]
  }

  /// Takes rows whose figures can't be told from a page number for unclear.
  ///
  /// At the edge of a page: a row that is full without the number shows that it is none of its figures; one that would be full with it only
  /// may as well have a blank cell. Away from any edge a number alone is a row's figure where figures stand so, and doubtful where all others
  /// stand beside their labels.
  ///
  /// - Returns: rows that are page numbers for certain, and rows whose cells were put into the row above.
  mutating func settleLoneNumbers(apartFrom feet: [Int]) -> (pageNumbers: [Int], merged: [Int]) {
    let lines = rows.indices.filter { rows[$0].kind == .stream(table: 0) && !rows[$0].isGlued && !feet.contains($0) }
    let lone = Set(lines.filter { isLoneNumber(rows[$0]) })
    guard !lone.isEmpty else { return ([], []) }
    let declarations = likelyDeclarations()
    guard let shape = declarations.first?.shape, shape != .list else { return ([], []) }
    let possible = lone.filter { rows[$0].pageNumber == .possible }
    // One row of fifteen, below labels that come in any order.
    if shape == .sideBySide { return (possible.sorted(), []) }
    let segments = segments(lines)
    let isBeside = standBesideLabels(segments)
    guard isBeside || !possible.isEmpty else { return ([], []) }
    var numbers: [Int] = []
    var unclear: [Segment] = []
    for segment in segments {
      let own = segment.lines.filter { possible.contains($0) }
      guard let row = segment.row else {
        numbers += own
        continue
      }
      let count = segment.lines.reduce(0) { $0 + rows[$1].cells.count(where: isValue) }
      let widths = declarations.compactMap { $0.block(ofRow: row)?.columns.count }
      if !own.isEmpty {
        if widths.allSatisfy({ $0 == count - own.count }) { numbers += own } else { unclear.append(segment) }
      } else if isBeside, segment.lines.dropFirst().contains(where: lone.contains) {
        unclear.append(segment)
      }
    }
    return (numbers, markUnclear(unclear))
  }

  /// A number that may be that of a page.
  private func isLoneNumber(_ row: SourceRow) -> Bool {
    guard row.cells.count == 1, row.cells[0].terms.isEmpty else { return false }
    return Paragraph.PageNumber.number(of: Substring(row.text).trimmingSpace) != nil
  }

  private func segments(_ lines: [Int]) -> [Segment] {
    var segments: [Segment] = []
    for index in lines {
      let label = rows[index].cells.last { !isValue($0) && !$0.isBlank }
      if let label {
        segments.append(Segment(row: label.hasColumn(in: table) && label.key.ordinal == nil ? nil : rowID(label), lines: [index]))
      } else if segments.isEmpty || rows[index].startsSegment {
        segments.append(Segment(row: nil, lines: [index]))
      } else {
        segments[segments.count - 1].lines.append(index)
      }
    }
    return segments
  }

  /// Whether the figures of nearly all rows stand in one line with their label.
  private func standBesideLabels(_ segments: [Segment]) -> Bool {
    var beside = 0
    var below = 0
    for segment in segments where segment.row != nil {
      if rows[segment.lines[0]].cells.contains(where: isValue) { beside += 1 } else if segment.lines.count > 1 { below += 1 }
    }
    return beside >= 3 && beside >= below * 3
  }

  /// The declarations of the form for which most labels speak; all of them where none does.
  private func likelyDeclarations() -> [FormTable] {
    var votes: [String: Int] = [:]
    for cell in rows.lazy.flatMap(\.cells) {
      var own: Set<String> = []
      for term in cell.terms where term.table == table { own.insert(term.form) }
      if own.count == 1, let form = own.first { votes[form, default: 0] += 1 }
    }
    let most = votes.values.max()
    return forms.filter { most == nil || votes[$0.id] == most }.compactMap { $0.table(table) }
  }

  /// Puts the cells of each into its first line, as a row whose figures are named and not read.
  ///
  /// - Returns: the other lines.
  private mutating func markUnclear(_ segments: [Segment]) -> [Int] {
    var merged: [Int] = []
    for (number, segment) in segments.enumerated() {
      for index in segment.lines.dropFirst() {
        rows[segment.lines[0]].cells += rows[index].cells
        merged.append(index)
      }
      rows[segment.lines[0]].kind = .packed(table: -30_000 - number, padding: nil)
      rows[segment.lines[0]].isUnclear = true
    }
    return merged
  }
}
