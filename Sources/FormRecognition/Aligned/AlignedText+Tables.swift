import Diagnostics
import ReportModel

/// The tables of the forms, each found by its own labels.
extension AlignedText {
  // MARK: 三

  func matrix(_ lines: [AlignedLine]) -> Found? {
    let full = lines.indices.filter { lines[$0].values.count == 7 }
    guard full.count >= 8, let first = full.first, let last = full.last else { return nil }
    let tables = OfficialForms.all.compactMap { $0.table("requests") }
    guard let declared = tables.first else { return nil }
    let header = Self.words(declared.headings.map(\.label) + declared.blocks.flatMap { $0.columns.map(\.label) })
    var start = first
    let columns = Set(declared.blocks.flatMap { $0.columns.map { LabelKey($0.label).body } })
    while start > 0, lines[start - 1].values.isEmpty || lines[start - 1].values.count < 7, first - start < 24,
      Self.isOf(header + Self.words(declared.rows.prefix(1).map(\.label)), lines[start - 1])
        || lines[start - 1].labels.count(where: { columns.contains(LabelKey($0.text).body) }) > 2
    {
      start -= 1
    }
    let end = tail(lines, last, label: declared.rows.last?.label ?? "")
    let own = Array(lines[start..<end])
    func sum(_ texts: [String]) -> Bool? {
      let values = texts.compactMap { Int($0) }
      guard values.count == 7 else { return nil }
      return values.dropLast().reduce(0, +) == values[6]
    }
    let attempts = tables.map { table in
      (table, AlignedBands(own, labels: table.rows, isFull: { own[$0].values.count == 7 }, sumHolds: sum))
    }
    guard
      let (table, bands) = attempts.max(by: { a, b in
        (Self.placed(a.1), a.1.confirmed) < (Self.placed(b.1), b.1.confirmed)
      }), bands.confirmed >= 6
    else { return nil }
    var found = found(start..<end, own, table, bands, sum: sum)
    let names = declared.blocks.flatMap { $0.columns.map(\.label) }
    let outer = [names.first, declared.heading("organisations")?.label, names.last].compactMap(\.self)
    let orders = [HeaderOrder(names), HeaderOrder(outer)]
    let above = lines[start..<first]
    if let line = above.first(where: { line in orders.contains { $0.isDisordered(line) } })
      ?? HeaderOrder(names).disordered(oneALine: above)
    {
      found.diagnostics.append(.disordered(.table(declared), at: rows[line.row].origin))
      for index in found.rows.indices { found.rows[index].isUnclear = true }
    }
    return found
  }

  static func placed(_ bands: AlignedBands) -> Int {
    bands.rows.count { if case .unclear = $0.figures { false } else { true } } - bands.untaken.count
  }

  /// The line after the last piece of the label that begins in `last`.
  func tail(_ lines: [AlignedLine], _ last: Int, label: String) -> Int {
    var end = last + 1
    let official = LabelKey(label).body
    var written = LabelKey(lines[last].labels.last?.text ?? "").body
    while end < lines.count, lines[end].values.count < 7 {
      let body = lines[end].labels.map { LabelKey($0.text).body }.joined()
      if body.isEmpty {
        // Digits that wrapped stand right below.
        guard lines[end].number == lines[end - 1].number + 1, !lines[end].values.isEmpty else { break }
      } else {
        guard !written.isEmpty, official.hasPrefix(written + body) else { break }
        written += body
      }
      end += 1
    }
    return end
  }

  static func words(_ labels: [String]) -> String { labels.map { LabelKey($0).body }.joined(separator: "|") }

  static func isOf(_ words: String, _ line: AlignedLine) -> Bool {
    !line.labels.isEmpty
      && line.labels.allSatisfy { token in
        let body = LabelKey(token.text).body
        return body.isEmpty || words.contains(body)
      }
  }

  // MARK: 四

  func sideBySide(_ lines: [AlignedLine]) -> Found? {
    guard let declared = OfficialForms.all.lazy.compactMap({ $0.table("disputes") }).first else { return nil }
    let header = Self.words(declared.headings.map(\.label) + declared.rows.map(\.label) + declared.blocks[0].columns.map(\.label))
    let letters = Set(header.unicodeScalars)
    func isHeader(_ line: AlignedLine) -> Bool {
      // The header is set vertically: 结 结 其 尚 总.
      line.values.isEmpty && !line.labels.isEmpty && line.labels.allSatisfy { $0.text.unicodeScalars.allSatisfy(letters.contains) }
    }
    for index in lines.indices
    where lines[index].values.count >= 10 && lines[index].values.count <= 15 && lines[index].labels.isEmpty {
      var start = index
      while start > 0, isHeader(lines[start - 1]), index - start < 90 { start -= 1 }
      let words = lines[start..<index].flatMap(\.labels).map(\.text).joined()
      guard start < index, words.holds("复议"), words.holds("诉讼") || words.holds("起诉") else { continue }
      var values = lines[index].values.map(\.text)
      var end = index + 1
      var row = rows[lines[index].row]
      var diagnostics: [Diagnostic] = []
      // Digits that wrapped into the line below.
      if end < lines.count, lines[end].labels.isEmpty, !lines[end].values.isEmpty, lines[end].values.count < 15,
        lines[end].number == lines[index].number + 1
      {
        let pieces = lines[end].values.map(\.text)
        end += 1
        if let joined = Self.join(values, pieces) {
          diagnostics.append(.joinedDigits(.table(declared), joined, at: row.origin))
          values = joined
        } else {
          values += pieces
        }
      }
      let isJoined = !diagnostics.isEmpty
      row.cells = values.enumerated().map { cell($1, $0, row, isInferred: isJoined) }
      // 行政复议 before 行政诉讼, and 未经复议直接起诉 before 复议后起诉.
      let orders = [
        declared.blocks[0].columns.map(\.label), [declared.rows[0].label] + declared.headings.map(\.label),
        declared.rows.dropFirst().map(\.label),
      ].map(HeaderOrder.init)
      if let line = lines[start..<index].first(where: { line in orders.contains { $0.isDisordered(line) } }) {
        diagnostics.append(.disordered(.table(declared), at: rows[line.row].origin))
        row.isUnclear = true
      }
      var head = rows[lines[start].row]
      head.cells = declared.rows.enumerated().map { cell($1.label, $0, head) }
      return Found(range: start..<end, rows: [head, row], diagnostics: diagnostics)
    }
    return nil
  }

  /// Hangs pieces onto figures so that each five of them add up; `nil` where that leaves no way, or several.
  static func join(_ values: [String], _ pieces: [String]) -> [String]? {
    guard values.count == 15 else { return nil }
    func holds(_ texts: [String]) -> Bool {
      stride(from: 0, to: 15, by: 5).allSatisfy { start in
        let numbers = texts[start..<start + 5].compactMap { Int($0) }
        return numbers.count == 5 && numbers.dropLast().reduce(0, +) == numbers[4]
      }
    }
    let solutions = WrappedDigits.ways(pieces, onto: values, atMost: 20_000)?.filter(holds) ?? []
    return solutions.count == 1 ? solutions[0] : nil
  }

  // MARK: 2014

  func list(_ lines: [AlignedLine]) -> Found? {
    guard let table = OfficialForms.all.lazy.compactMap({ $0.table("statistics") }).first else { return nil }
    // The unit stands before the figure, or behind it in the same cell.
    var own: [AlignedLine] = []
    var units: [Int: String] = [:]
    for (index, line) in lines.enumerated() {
      var line = line
      if let last = line.labels.last, line.values.count == 1, Units.all.contains(last.text) {
        units[index] = last.text
        line.labels.removeLast()
      } else if line.values.count == 1, line.values[0].value.unit != nil {
        units[index] = ""
      }
      own.append(line)
    }
    let figures = units.keys.sorted()
    guard figures.count >= 10, let first = figures.first, let last = figures.last else { return nil }
    // 历年累计 above the figures: a province's own annex, with two figures a line.
    let top = lines[0].row
    guard !rows[max(0, top - 3)...lines[first].row].contains(where: { $0.text.holds("累计") }) else { return nil }
    var start = first
    let words = Self.words(table.headings.map(\.label))
    while start > 0, lines[start - 1].values.isEmpty, first - start < 6, Self.isOf(words, lines[start - 1]) { start -= 1 }
    var end = last + 1
    while end < lines.count, lines[end].values.isEmpty, end - last < 8,
      let official = table.rows.first(where: { LabelKey($0.label).body.hasSuffix(LabelKey(lines[end].labels.map(\.text).joined()).body) }),
      !official.id.isEmpty
    {
      end += 1
    }
    let bands = AlignedBands(Array(own[start..<end]), labels: table.rows, isFull: { units[start + $0] != nil }, sumHolds: { _ in nil })
    guard bands.confirmed >= 8 else { return nil }
    return found(start..<end, Array(own[start..<end]), table, bands, sum: { _ in nil })
  }
}
