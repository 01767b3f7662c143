import Diagnostics
import ReportModel

/// Tables in text whose cells are parted by white space, with wrapped labels: what `pdftotext -layout` prints.
///
/// Lines of pieces of labels and figures are put together to rows of the form, each with its official label, before anything else
/// looks for tables. What does not fit together is left with the row that it belongs to, and reported there.
struct AlignedText {
  private(set) var rows: [SourceRow]
  private(set) var diagnostics: [Diagnostic] = []
  private let vocabulary: Vocabulary
  private var tables = 0

  init(_ rows: [SourceRow], vocabulary: Vocabulary) {
    self.rows = rows
    self.vocabulary = vocabulary
  }

  /// Rows in which such tables are rows of cells.
  mutating func resolve() {
    guard rows.contains(where: { $0.kind == .paragraph }) else { return }
    var out: [SourceRow] = []
    var start = 0
    while start < rows.count {
      guard let run = run(from: start) else {
        out.append(rows[start])
        start += 1
        continue
      }
      out += resolved(run)
      start = run.end
    }
    rows = out
  }

  /// Lines that are pieces of labels and figures, one after another, page numbers and running heads between them left out.
  private struct Run {
    var start: Int
    var end: Int
    var lines: [AlignedLine] = []
    var heads: [Int] = []
  }

  private func line(_ index: Int) -> AlignedLine? {
    guard rows[index].kind == .paragraph else { return nil }
    if HeadingFinder.sectionNumber(of: rows[index].text) != nil, !isInsideList(index) { return nil }
    return AlignedLine(rows[index], index: index, vocabulary: vocabulary)
  }

  /// 一、主动公开情况 and 三、依申请公开情况 are lines of the annex of 2014 too: indicators with their units stand right below.
  private func isInsideList(_ index: Int) -> Bool {
    guard vocabulary.terms(for: rows[index].cells[0].key).contains(where: { $0.table == "statistics" }) else { return false }
    return rows[(index + 1)...].prefix(4).contains { row in
      let words = row.text.split(whereSeparator: \.isWhitespace)
      guard row.kind == .paragraph, words.count >= 2, let last = words.last else { return false }
      return Units.all.contains(String(words[words.count - 2])) && CellValue(last).isReadable
    }
  }

  private func run(from start: Int) -> Run? {
    guard let first = line(start) else { return nil }
    var run = Run(start: start, end: start + 1, lines: [first])
    var waiting: [Int] = []
    var index = start + 1
    while index < rows.count, rows[index].kind == .paragraph {
      if isPageNumber(index) {
        waiting.append(index)
      } else if let line = line(index) {
        run.heads += waiting
        waiting = []
        run.lines.append(line)
        run.end = index + 1
      } else {
        guard waiting.count < 2, rows[index].text.utf8.count <= 120, HeadingFinder.sectionNumber(of: rows[index].text) == nil,
          !rows[index].text.contains("。"), !endsInFigure(index)
        else { break }
        waiting.append(index)
      }
      index += 1
    }
    return run
  }

  /// A line with a figure at its end is no running head.
  private func endsInFigure(_ index: Int) -> Bool {
    guard let last = rows[index].text.split(whereSeparator: \.isWhitespace).last else { return false }
    return CellValue(last).isReadable
  }

  /// `- 4 -`, or a number alone below an empty line.
  private func isPageNumber(_ index: Int) -> Bool {
    let text = rows[index].text
    if PageNumber.isPageNumber(text) { return true }
    let digits = Substring(text).trimmingSpace
    guard !digits.isEmpty, digits.utf8.count <= 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    guard index > 0, let own = rows[index].origin.line, let before = rows[index - 1].origin.line else { return false }
    return own > before + 1
  }

  // MARK: Tables of a run

  private mutating func resolved(_ run: Run) -> [SourceRow] {
    var lines = run.lines
    var out: [SourceRow] = []
    var taken = false
    // Each table takes its lines; what stands before stays as it is.
    while let (range, table) = nextTable(lines) {
      taken = true
      out += completed(lines[..<range.lowerBound])
      out += table
      lines = Array(lines[range.upperBound...])
    }
    out += completed(lines[...])
    guard taken else {
      // No table of figures in wrapped lines: what stands between stays where it is.
      return run.heads.isEmpty ? out : Array(rows[run.start..<run.end])
    }
    if let head = run.heads.first {
      let list = run.heads.prefix(4).map { "“\(rows[$0].text.quoted(limit: 24))”" }.joined(separator: " ")
      diagnostics.append(
        Diagnostic(
          "SRC-06", .note,
          Message(
            zh: "表内夹有页码或页眉页脚，已略去\(run.heads.count)处：\(list)",
            en: "\(run.heads.count) page numbers or running heads inside a table were left out: \(list)"), at: rows[head].origin))
    }
    return out
  }

  private mutating func nextTable(_ lines: [AlignedLine]) -> (Range<Int>, [SourceRow])? {
    let found = [matrix(lines), sideBySide(lines), list(lines)].compactMap { $0 }
    guard let first = found.min(by: { $0.range.lowerBound < $1.range.lowerBound }) else { return nil }
    tables += 1
    diagnostics += first.diagnostics
    return (
      first.range,
      first.rows.map { row in
        var row = row
        row.kind = .packed(table: -tables, padding: nil)
        return row
      }
    )
  }

  private struct Found {
    var range: Range<Int>
    var rows: [SourceRow]
    var diagnostics: [Diagnostic] = []
  }

  // MARK: Labels that wrap

  /// Joins the pieces of a label that wrapped, where together they are a label of a form and no line between says otherwise.
  ///
  /// `其他对外管理服 96 -8 12077` and `务事项`; header cells that wrap side by side.
  private func completed(_ lines: ArraySlice<AlignedLine>) -> [SourceRow] {
    var out: [SourceRow] = []
    var index = lines.startIndex
    while index < lines.endIndex {
      if let (row, next) = completed(at: index, lines) {
        out.append(row)
        index = next
      } else {
        out.append(rows[lines[index].row])
        index += 1
      }
    }
    return out
  }

  private func isLabel(_ text: String) -> Bool { !vocabulary.terms(for: LabelKey(text)).isEmpty }

  private func completed(at start: Int, _ lines: ArraySlice<AlignedLine>) -> (SourceRow, Int)? {
    var labels = lines[start].labels.map(\.text)
    let open = labels.indices.filter { !isLabel(labels[$0]) }
    guard !open.isEmpty, open.count == 1 || lines[start].values.isEmpty else { return nil }
    var figures = lines[start].values
    var figuresAt = start
    var index = start + 1
    while index < lines.endIndex, index - start <= 5 {
      let line = lines[index]
      if !line.values.isEmpty {
        guard figures.isEmpty else { return nil }
        figures = line.values
        figuresAt = index
      }
      if line.labels.count == open.count {
        for (place, piece) in zip(open, line.labels) { labels[place] += piece.text }
      } else if !line.labels.isEmpty {
        return nil
      }
      index += 1
      if labels.allSatisfy(isLabel) {
        var row = rows[lines[figuresAt].row]
        row.cells = [cell((labels + figures.map(\.text)).joined(separator: "  "), 0, row)]
        return (row, index)
      }
    }
    return nil
  }

  // MARK: 三

  private func matrix(_ lines: [AlignedLine]) -> Found? {
    let full = lines.indices.filter { lines[$0].values.count == 7 }
    guard full.count >= 8, let first = full.first, let last = full.last else { return nil }
    let tables = OfficialForms.all.compactMap { $0.table("requests") }
    guard let declared = tables.first else { return nil }
    let header = Self.words(declared.headings.map(\.label) + declared.blocks.flatMap { $0.columns.map(\.label) })
    var start = first
    while start > 0, lines[start - 1].values.isEmpty || lines[start - 1].values.count < 7, first - start < 24,
      Self.isOf(header + Self.words(declared.rows.prefix(1).map(\.label)), lines[start - 1])
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
    return found(start..<end, own, table, bands, sum: sum)
  }

  private static func placed(_ bands: AlignedBands) -> Int {
    bands.rows.count { if case .unclear = $0.figures { false } else { true } } - bands.untaken.count
  }

  /// The line after the last piece of the label that begins in `last`.
  private func tail(_ lines: [AlignedLine], _ last: Int, label: String) -> Int {
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

  private static func words(_ labels: [String]) -> String { labels.map { LabelKey($0).body }.joined(separator: "|") }

  private static func isOf(_ words: String, _ line: AlignedLine) -> Bool {
    !line.labels.isEmpty
      && line.labels.allSatisfy { token in
        let body = LabelKey(token.text).body
        return body.isEmpty || words.contains(body)
      }
  }

  // MARK: 四

  private func sideBySide(_ lines: [AlignedLine]) -> Found? {
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
      guard start < index, words.contains("复议"), words.contains("诉讼") || words.contains("起诉") else { continue }
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
      var head = rows[lines[start].row]
      head.cells = declared.rows.enumerated().map { cell($1.label, $0, head) }
      return Found(range: start..<end, rows: [head, row], diagnostics: diagnostics)
    }
    return nil
  }

  /// Hangs pieces onto figures so that each five of them add up; `nil` where that leaves no way, or several.
  private static func join(_ values: [String], _ pieces: [String]) -> [String]? {
    guard values.count == 15 else { return nil }
    var solutions: [[String]] = []
    func holds(_ texts: [String]) -> Bool {
      stride(from: 0, to: 15, by: 5).allSatisfy { start in
        let numbers = texts[start..<start + 5].compactMap { Int($0) }
        return numbers.count == 5 && numbers.dropLast().reduce(0, +) == numbers[4]
      }
    }
    var steps = 0
    func place(_ index: Int, _ from: Int, _ current: [String]) {
      steps += 1
      guard solutions.count < 2, steps < 20_000 else { return }
      guard index < pieces.count else {
        if holds(current) { solutions.append(current) }
        return
      }
      guard from < current.count else { return }
      for column in from..<current.count where current[column] != "0" {
        var next = current
        next[column] += pieces[index]
        place(index + 1, column + 1, next)
      }
    }
    place(0, 0, values)
    return solutions.count == 1 && steps < 20_000 ? solutions[0] : nil
  }

  // MARK: 2014

  private func list(_ lines: [AlignedLine]) -> Found? {
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
    guard !rows[max(0, top - 3)...lines[first].row].contains(where: { $0.text.contains("累计") }) else { return nil }
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

  // MARK: Rows

  private func cell(_ text: String, _ column: Int, _ row: SourceRow, isInferred: Bool = false) -> SourceCell {
    var cell = SourceCell(text, columns: column..<column + 1, origin: row.origin, vocabulary: vocabulary)
    cell.isInferred = isInferred
    return cell
  }

  private func found(
    _ range: Range<Int>, _ lines: [AlignedLine], _ table: FormTable, _ bands: AlignedBands, sum: ([String]) -> Bool?
  ) -> Found {
    var out = Found(range: range, rows: [])
    // Where columns are too narrow for some figures, a sum that fails may be digits that were lost.
    let isNarrow = bands.rows.contains { if case .joined = $0.figures { true } else { false } }
    for item in bands.rows.sorted(by: { $0.row < $1.row }) {
      let declared = table.rows[item.row]
      let subject = Subject.figure(table, declared, nil)
      let texts: [String]
      var isInferred = false
      var isUnclear = false
      let line: Int
      switch item.figures {
      case .found(let tokens, let at):
        texts = tokens.map(\.text)
        line = at
        isUnclear = isNarrow && sum(texts) == false
      case .joined(let joined, _, let at):
        texts = joined
        line = at
        isInferred = true
        out.diagnostics.append(.joinedDigits(subject, joined, at: rows[lines[at].row].origin))
      case .unclear(let tokens, let at):
        texts = tokens.map(\.text)
        line = at
        isUnclear = true
      }
      var row = rows[lines[line].row]
      row.isUnclear = isUnclear
      if item.isByOrder, sum(texts) != true {
        out.diagnostics.append(.rowByOrder(subject, at: row.origin))
      }
      var labels: [String] = []
      if table.shape == .matrix, let group = declared.groups.last, let heading = table.heading(group) { labels.append(heading.label) }
      labels.append(declared.label)
      row.cells = (labels + texts).enumerated().map { place, text in
        cell(text, place, row, isInferred: isInferred && place >= labels.count)
      }
      out.rows.append(row)
    }
    for line in bands.untaken.sorted() {
      var row = rows[lines[line].row]
      row.cells = lines[line].values.enumerated().map { cell($1.text, $0, row) }
      out.rows.append(row)
    }
    return out
  }
}

extension Diagnostic {
  fileprivate static func joinedDigits(_ subject: Subject, _ joined: [String], at origin: Origin) -> Diagnostic {
    let list = joined.joined(separator: " ")
    return Diagnostic(
      "SRC-04", .warning,
      Message(
        zh: "有的数字被拆成上下两行，按合计关系拼合为：\(list)，请核对原文",
        en: "some numbers are broken over two lines; joined as the sums demand: \(list)"), subject: subject, at: origin, expected: list)
  }

  fileprivate static func rowByOrder(_ subject: Subject, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "TAB-10", .warning,
      Message(zh: "未找到此行的标签，数值按所在位置归入，请核对", en: "the row's label was not found; its figures are assigned by their place"), subject: subject,
      at: origin)
  }
}
