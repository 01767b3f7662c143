import Diagnostics
import DocumentTree

/// Paragraphs that a page broke into lines of one width, as `pdftotext` and mail programs leave them, put together again.
///
/// Only where that is certain: several lines are about as wide as the widest and end in the middle of a sentence, so the width is that of
/// the page; a paragraph ends in a mark that ends sentences; no line inside it begins like a heading or a list item. Whatever is in doubt
/// stays as it stands, line by line. Page numbers and running heads between the lines are left out and named.
struct WrappedProse {
  struct Paragraph {
    var text: String
    /// The row behind the last line.
    var end: Int
    var lines: Int
  }
  /// By the row of the first line.
  private(set) var paragraphs: [Int: Paragraph] = [:]
  /// Rows of page numbers and running heads.
  private(set) var furniture: [Int] = []
  private var furnitureRows: Set<Int> = []

  private let rows: [SourceRow]
  private let isProse: [Bool]
  private let widths: [Int]
  private var heads: Set<String> = []
  /// Least width of a line that the page's edge may have cut.
  private var full = Int.max

  /// Display columns by which a line falls short of the page's width: marks that may not begin a line, numbers that are not cut.
  private static let raggedness = 6

  /// - Parameter isTaken: rows that are headings or belong to a table.
  init(_ rows: [SourceRow], isTaken: (Int) -> Bool) {
    self.rows = rows
    isProse = rows.indices.map { rows[$0].kind == .paragraph && rows[$0].origin.line != nil && !isTaken($0) }
    let isProse = isProse
    widths = rows.indices.map { isProse[$0] ? DisplayWidth.of(rows[$0].text) : 0 }
    findWidth()
    guard full < Int.max else { return }
    findHeads()
    join()
    furnitureRows = Set(furniture)
  }

  func isFurniture(_ row: Int) -> Bool { furnitureRows.contains(row) }

  // MARK: Evidence

  private mutating func findWidth() {
    guard let widest = widths.max(), (40...200).contains(widest) else { return }
    full = widest - Self.raggedness
    let cut = rows.indices.filter { isCut($0) && next($0) != nil }
    if cut.count < 4 { full = .max }
  }

  /// Texts that stand more than once beside a page number.
  private mutating func findHeads() {
    var counts: [String: Int] = [:]
    for index in rows.indices where isProse[index] && widths[index] < full && !endsSentence(index) {
      if [index - 1, index + 1].contains(where: { rows.indices.contains($0) && isPageNumber($0) }) {
        counts[trimmed(index), default: 0] += 1
      }
    }
    heads = Set(counts.filter { $0.value > 1 }.keys)
  }

  /// As wide as the page, and in the middle of a sentence.
  private func isCut(_ index: Int) -> Bool {
    isProse[index] && widths[index] >= full && !endsSentence(index) && ReportTitle(rows[index].text) == nil
  }

  private func endsSentence(_ index: Int) -> Bool {
    var scalars = rows[index].text.unicodeScalars[...]
    while let last = scalars.last, last.isWhite || "”’」』）)".unicodeScalars.contains(last) { scalars.removeLast() }
    return scalars.last.map { "。！？；：!?;:".unicodeScalars.contains($0) } ?? false
  }

  private func isPageNumber(_ index: Int) -> Bool {
    guard isProse[index] else { return false }
    if PageNumber.isPageNumber(rows[index]) { return true }
    // A number alone, with an empty line before it.
    let digits = trimmed(index)
    guard !digits.isEmpty, digits.utf8.count <= 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), index > 0,
      let own = rows[index].origin.line, let before = rows[index - 1].origin.line
    else { return false }
    return own > before + 1
  }

  private func trimmed(_ index: Int) -> String { String(Substring(rows[index].text).trimmingSpace) }

  // MARK: Lines of a paragraph

  private mutating func join() {
    var index = 0
    while index < rows.count {
      guard isCut(index), let paragraph = paragraph(from: index) else {
        // `- 4 -` between two paragraphs, and the head beside it.
        if isProse[index], PageNumber.isPageNumber(rows[index]) || heads.contains(trimmed(index)) { furniture.append(index) }
        index += 1
        continue
      }
      paragraphs[index] = paragraph.joined
      furniture += paragraph.furniture
      index = paragraph.joined.end
    }
  }

  private func paragraph(from start: Int) -> (joined: Paragraph, furniture: [Int])? {
    var text = String(Substring(rows[start].text).trimmingTrailingSpace)
    var between: [Int] = []
    var lines = 1
    var index = start
    while isCut(index) {
      guard let next = next(index), let glue = Self.glue(text, rows[next].text) else { return nil }
      between += index + 1..<next
      text += glue + trimmed(next)
      lines += 1
      index = next
    }
    guard endsSentence(index) else { return nil }
    return (Paragraph(text: text, end: index + 1, lines: lines), between)
  }

  /// The line that goes on with a line that was cut: the one right below, or the first behind a page number.
  private func next(_ index: Int) -> Int? {
    guard let line = rows[index].origin.line else { return nil }
    var next = index + 1
    while next < rows.count, next <= index + 3, isPageNumber(next) || isProse[next] && heads.contains(trimmed(next)) { next += 1 }
    guard next < rows.count, isProse[next], next > index + 1 || rows[next].origin.line == line + 1 else { return nil }
    return indent(next) <= indent(index) && !beginsItem(next) ? next : nil
  }

  private func indent(_ index: Int) -> Int {
    DisplayWidth.of(String(rows[index].text.unicodeScalars.prefix { $0.isWhite }))
  }

  /// `（一）`, `1.`, `一、`, a bullet. A bare number begins a sentence's figure: `12件`.
  private func beginsItem(_ index: Int) -> Bool {
    let text = trimmed(index)
    if let first = text.unicodeScalars.first, "-—*•●○■◆▲▪·#".unicodeScalars.contains(first) { return true }
    let key = LabelKey(text.prefix(40))
    return key.ordinal != nil && !key.isOrdinalBare || HeadingFinder.sectionNumber(of: text) != nil
  }

  /// What stands between two lines of a paragraph; `nil` where nobody can tell, as between digits.
  private static func glue(_ first: String, _ second: String) -> String? {
    guard let last = first.unicodeScalars.last, let next = Substring(second).trimmingSpace.unicodeScalars.first else { return "" }
    let numeric: (Unicode.Scalar) -> Bool = { $0.properties.numericType == .decimal || $0 == "." || $0 == "," || $0 == "%" }
    if numeric(last), numeric(next) { return nil }
    guard last.isASCII, next.isASCII, last.properties.isAlphabetic, next.properties.isAlphabetic else { return "" }
    return " "
  }
}

/// Columns that a text takes where Han characters take two.
enum DisplayWidth {
  static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { width, scalar in
      switch scalar.value {
      case 0x2010...0x2027, 0x2E80...0xFFDC, 0xFFE0...0xFFE6, 0x20000...0x3FFFF: width + 2
      case 0x200B...0x200F, 0xFEFF: width
      default: width + 1
      }
    }
  }
}

extension Substring {
  fileprivate var trimmingTrailingSpace: Substring {
    var view = unicodeScalars
    while let last = view.last, last.isWhite { view.removeLast() }
    return Substring(view)
  }
}

extension Diagnostic {
  static func joinedLines(_ lines: Int, _ paragraphs: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "lines-joined", .note,
      Message(
        zh: "正文按页宽断行，\(lines)行已拼合为\(paragraphs)段",
        en: "the text was broken at the width of a page: \(lines) lines were joined to \(paragraphs) paragraphs"),
      at: origin)
  }

  static func pageFurniture(_ texts: [String], at origin: Origin) -> Diagnostic {
    let list = texts.prefix(6).map { "“\($0.quoted(limit: 24))”" }.joined(separator: " ")
    return Diagnostic(
      "header-footer", .note,
      Message(
        zh: "正文中夹有页码或页眉页脚，已略去\(texts.count)处：\(list)",
        en: "\(texts.count) page numbers or running heads inside the text were left out: \(list)"),
      at: origin)
  }
}
