import Diagnostics
import DocumentTree
import ReportModel

/// Lays everything that is no figure into the report: title, preface, sections, closing, annex tables.
struct NarrativeLayout {
  private let rows: [SourceRow]
  private let owner: [String?]
  private let blocks: [Block]
  private let outline: Outline
  private let tables: [ReportTable]
  private let wrapped: WrappedProse

  private(set) var title: [TextLine] = []
  private(set) var preface: [NarrativeBlock] = []
  private(set) var sections: [ReportSection] = []
  private(set) var closing: [NarrativeBlock] = []
  private(set) var metadata: [NamedValue] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var account = TextAccount()
  private var placed: Set<String> = []

  init(rows: [SourceRow], owner: [String?], blocks: [Block], outline: Outline, tables: [ReportTable]) {
    self.rows = rows
    self.owner = owner
    self.blocks = blocks
    self.outline = outline
    self.tables = tables
    let headings = Set(outline.chapters.flatMap { $0.row..<$0.row + $0.rowCount })
    wrapped = WrappedProse(rows) { owner[$0] != nil || headings.contains($0) }
  }

  mutating func layOut() {
    var chapters = outline.chapters[...]
    var index = 0
    while index < rows.count {
      if let chapter = chapters.first, chapter.row == index {
        chapters = chapters.dropFirst()
        appendText(chapter.before, rows[index].origin)
        sections.append(ReportSection(number: chapter.number, heading: chapter.heading.singleLine, origin: rows[index].origin))
        appendText(chapter.after, rows[index].origin)
        // Several headings in one paragraph.
        while let next = chapters.first, next.row == index {
          chapters = chapters.dropFirst()
          sections.append(ReportSection(number: next.number, heading: next.heading.singleLine, origin: rows[index].origin))
          appendText(next.after, rows[index].origin)
        }
        index += chapter.rowCount
        continue
      }
      if let table = owner[index] {
        appendFormTable(table)
        index += 1
        continue
      }
      index = appendFree(index)
    }
    takeTitle()
    takeClosing()
    dropChrome()
    reportWrapped()
  }

  private mutating func reportWrapped() {
    if let first = wrapped.paragraphs.keys.min() {
      let lines = wrapped.paragraphs.values.reduce(0) { $0 + $1.lines }
      diagnostics.append(.joinedLines(lines, wrapped.paragraphs.count, at: rows[first].origin))
    }
    guard let first = wrapped.furniture.first else { return }
    for index in wrapped.furniture {
      account.leaveOut("header-footer", rows[index].text.unicodeScalars.count { !$0.isWhite }, at: rows[index].origin)
    }
    diagnostics.append(.pageFurniture(wrapped.furniture.map { rows[$0].text }, at: rows[first].origin))
  }

  // MARK: Blocks

  private mutating func append(_ block: NarrativeBlock) {
    if sections.isEmpty {
      preface.append(block)
    } else {
      sections[sections.count - 1].blocks.append(block)
    }
  }

  private mutating func appendText(_ text: String, _ origin: Origin) {
    guard !Substring(text).trimmingSpace.isEmpty else { return }
    append(.paragraph(TextLine(text, origin: origin)))
  }

  /// The table opens its own section where the source has no heading for it.
  private mutating func appendFormTable(_ id: String) {
    guard placed.insert(id).inserted, let table = tables.first(where: { $0.id == id }) else { return }
    if let number = OfficialForms.form(table.form)?.table(id)?.section, !outline.chapters.contains(where: { $0.number == number }) {
      sections.append(ReportSection(number: number, heading: "", origin: table.origin))
    }
    append(.formTable(id))
  }

  /// A paragraph, or the rows of a table that belong to no form, up to the next row that does.
  private mutating func appendFree(_ start: Int) -> Int {
    let row = rows[start]
    guard row.table != nil else {
      if let paragraph = wrapped.paragraphs[start] {
        append(.paragraph(TextLine(paragraph.text, origin: row.origin)))
        return paragraph.end
      }
      if !wrapped.isFurniture(start) { append(.paragraph(TextLine(row.text, origin: row.origin))) }
      return start + 1
    }
    var end = start
    let chapterRows = Set(outline.chapters.map(\.row))
    while end < rows.count, rows[end].table == row.table, owner[end] == nil, !chapterRows.contains(end) { end += 1 }
    if end - start == 1, end < rows.count || start > 0, neighbourIsForm(start, end), let text = row.soleText {
      // A caption or a lead sentence in a row of its own above the figures.
      append(.paragraph(TextLine(text, origin: row.origin)))
      return end
    }
    let table = annex(start..<end)
    if sections.isEmpty, let pairs = IndexCard.pairs(table) {
      metadata += pairs
      return end
    }
    append(.table(table))
    return end
  }

  private func neighbourIsForm(_ start: Int, _ end: Int) -> Bool {
    end < rows.count && owner[end] != nil && rows[end].table == rows[start].table
      || start > 0 && owner[start - 1] != nil && rows[start - 1].table == rows[start].table
  }

  private func annex(_ range: Range<Int>) -> AnnexTable {
    var cells: [AnnexTable.Cell] = []
    var caption: String?
    var width = 0
    if case .table(let table) = blocks[rows[range.lowerBound].block] {
      caption = table.caption
      width = table.columnCount
      // Rows without an origin cell are left out of the row sequence; their places are counted all the same.
      if isWholeBlock(range) {
        return AnnexTable(
          caption: caption, rowCount: table.rowCount, columnCount: table.columnCount,
          cells: table.cells.map {
            AnnexTable.Cell(
              text: Self.text(of: $0), row: $0.rows.lowerBound, column: $0.columns.lowerBound, rowSpan: max(1, $0.rows.count),
              columnSpan: max(1, $0.columns.count))
          }, origin: rows[range.lowerBound].origin)
      }
    }
    for (number, index) in range.enumerated() {
      for cell in rows[index].cells {
        cells.append(
          AnnexTable.Cell(text: cell.text, row: number, column: cell.columns.lowerBound, columnSpan: max(1, cell.columns.count)))
      }
    }
    return AnnexTable(caption: caption, rowCount: range.count, columnCount: width, cells: cells, origin: rows[range.lowerBound].origin)
  }

  /// Whether the rows are all of their block: those of one block stand together.
  private func isWholeBlock(_ range: Range<Int>) -> Bool {
    let block = rows[range.lowerBound].block
    return (range.lowerBound == 0 || rows[range.lowerBound - 1].block != block)
      && (range.upperBound == rows.count || rows[range.upperBound].block != block)
  }

  /// The text of a cell with that of the tables inside it.
  static func text(of cell: Table.Cell) -> String {
    guard !cell.nestedTables.isEmpty else { return cell.text }
    var parts: [String] = []
    func collect(_ blocks: [Block], _ depth: Int) {
      for block in blocks {
        switch block {
        case .paragraph(let paragraph): if !paragraph.text.isEmpty { parts.append(paragraph.text) }
        case .table(let table):
          guard depth < 40 else { continue }
          for cell in table.cells { collect(cell.blocks, depth + 1) }
        }
      }
    }
    collect(cell.blocks, 0)
    return parts.joined(separator: "\n")
  }

  // MARK: Title and closing

  private mutating func takeTitle() {
    let lines = TitleLines(preface)
    title = lines.title
    preface = lines.preface
  }

  /// Sign-off and date below the last section.
  private mutating func takeClosing() {
    guard var last = sections.popLast() else { return }
    var tail: [NarrativeBlock] = []
    while case .paragraph(let line)? = last.blocks.last {
      let isTail = PageChrome.isChrome(line.text) || DateText.isDateAlone(line.text)
      let signs = !tail.isEmpty && OrganName.isNameAlone(line.text) && line.text.utf8.count < 120 && !Self.isAnswer(line.text)
      guard isTail || signs else { break }
      tail.insert(.paragraph(line), at: 0)
      last.blocks.removeLast()
      if signs, !isTail { break }
    }
    // A name alone, as the last line of a section that says something before it, signs too.
    if tail.isEmpty, last.blocks.count > 1, case .paragraph(let line)? = last.blocks.last, OrganName.isNameAlone(line.text),
      !Self.isAnswer(line.text),
      OrganName.endsLikeOrgan(line.text)
    {
      tail = [.paragraph(line)]
      last.blocks.removeLast()
    }
    closing = tail
    sections.append(last)
  }

  /// 无, 无其他需要报告的事项: what the section says.
  private static func isAnswer(_ text: String) -> Bool {
    let text = Substring(text).trimmingSpace
    return text.hasPrefix("无") || text.hasPrefix("没有") || text.hasPrefix("暂无")
  }

  /// Tools of the page around the report: left out, and said.
  private mutating func dropChrome() {
    var dropped: [TextLine] = []
    func keep(_ block: NarrativeBlock, _ dropped: inout [TextLine]) -> Bool {
      guard case .paragraph(let line) = block, PageChrome.isChrome(line.text) else { return true }
      dropped.append(line)
      return false
    }
    var left: [TextLine] = []
    preface = preface.filter { keep($0, &left) }
    closing = closing.filter { keep($0, &left) }
    dropped = left
    guard let first = dropped.first else { return }
    for line in dropped { account.leaveOut("page-chrome", line.text.unicodeScalars.count { !$0.isWhite }, at: line.origin) }
    let list = dropped.prefix(6).map { "“\($0.text.quoted(limit: 30))”" }.joined(separator: " ")
    diagnostics.append(
      Diagnostic(
        "page-chrome", .note, Message(zh: "网页工具文字未计入报告：\(list)", en: "text of the page around the report was left out: \(list)"),
        at: first.origin))
  }
}

extension String {
  var singleLine: String {
    guard utf8.contains(0x0A) else { return self }
    return split(separator: "\n").joined()
  }
}
