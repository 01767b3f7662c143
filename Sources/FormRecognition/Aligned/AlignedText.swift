import Diagnostics
import ReportModel

/// Tables in text whose cells are parted by white space, with wrapped labels: what `pdftotext -layout` prints.
///
/// Lines of pieces of labels and figures are put together to rows of the form, each with its official label, before anything else
/// looks for tables. What does not fit together is left with the row that it belongs to, and reported there.
struct AlignedText {
  var rows: [SourceRow]
  var diagnostics: [Diagnostic] = []
  let vocabulary: Vocabulary
  var tables = 0

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
  struct Run {
    var start: Int
    var end: Int
    var lines: [AlignedLine] = []
    var heads: [Int] = []
  }

  func line(_ index: Int) -> AlignedLine? {
    guard let line = AlignedLine(rows[index], index: index, vocabulary: vocabulary) else { return nil }
    if HeadingFinder.sectionNumber(of: rows[index].text) != nil, !isInsideList(index) { return nil }
    return line
  }

  /// 一、主动公开情况 and 三、依申请公开情况 are lines of the annex of 2014 too: indicators with their units stand right below.
  func isInsideList(_ index: Int) -> Bool {
    guard rows[index].cells[0].terms.contains(where: { $0.table == "statistics" }) else { return false }
    return rows[(index + 1)...].prefix(4).contains { row in
      let words = row.text.words
      guard row.kind == .paragraph, words.count >= 2, let last = words.last else { return false }
      return Units.all.contains(String(words[words.count - 2])) && CellValue(last).isReadable
    }
  }

  func run(from start: Int) -> Run? {
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
          !rows[index].text.holds("。"), !endsInFigure(index)
        else { break }
        waiting.append(index)
      }
      index += 1
    }
    return run
  }

  /// A line with a figure at its end is no running head.
  func endsInFigure(_ index: Int) -> Bool {
    guard let last = rows[index].text.words.last else { return false }
    return CellValue(last).isReadable
  }

  /// `- 4 -`, or a number alone below an empty line.
  func isPageNumber(_ index: Int) -> Bool {
    let text = rows[index].text
    // In a table whose rows stand in one line each, a number alone at the page's edge is no figure.
    if rows[index].pageNumber != nil || PageNumber.isPageNumber(text) { return true }
    let digits = Substring(text).trimmingSpace
    guard !digits.isEmpty, digits.utf8.count <= 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    guard index > 0, let own = rows[index].origin.line, let before = rows[index - 1].origin.line else { return false }
    return own > before + 1
  }

  // MARK: Tables of a run

  mutating func resolved(_ run: Run) -> [SourceRow] {
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
      let list = run.heads.prefix(4).map { "“\(String(Substring(rows[$0].text).trimmingSpace).quoted(limit: 24))”" }.joined(separator: " ")
      diagnostics.append(
        Diagnostic(
          "SRC-06", .note,
          Message(
            zh: "表内夹有页码或页眉页脚，已略去\(run.heads.count)处：\(list)",
            en: "\(run.heads.count) page numbers or running heads inside a table were left out: \(list)"), at: rows[head].origin))
    }
    return out
  }

  mutating func nextTable(_ lines: [AlignedLine]) -> (Range<Int>, [SourceRow])? {
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

  struct Found {
    var range: Range<Int>
    var rows: [SourceRow]
    var diagnostics: [Diagnostic] = []
  }

  // MARK: Rows

  func cell(_ text: String, _ column: Int, _ row: SourceRow, isInferred: Bool = false) -> SourceCell {
    var cell = SourceCell(text, columns: column..<column + 1, origin: row.origin, vocabulary: vocabulary)
    cell.isInferred = isInferred
    return cell
  }

  func found(
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
  static func joinedDigits(_ subject: Subject, _ joined: [String], at origin: Origin) -> Diagnostic {
    let list = joined.joined(separator: " ")
    return Diagnostic(
      "SRC-04", .warning,
      Message(
        zh: "有的数字被拆成上下两行，按合计关系拼合为：\(list)，请核对原文",
        en: "some numbers are broken over two lines; joined as the sums demand: \(list)"), subject: subject, at: origin, expected: list)
  }

  static func rowByOrder(_ subject: Subject, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "TAB-10", .warning,
      Message(zh: "未找到此行的标签，数值按所在位置归入，请核对", en: "the row's label was not found; its figures are assigned by their place"), subject: subject,
      at: origin)
  }
}
