import Diagnostics
import ReportModel

/// 政府信息公开情况统计表 in lines whose figures can't be assigned: two halves side by side, a column of codes or of another year.
///
/// The lines stay in the text, as they stand; that a table is there and was not read is said.
struct UnreadAnnex {
  private(set) var diagnostics: [Diagnostic] = []
  /// From the first line to the last.
  private var lines: Range<Int>?
  private static let table = "statistics"
  /// Indicators of which each has a figure in its line.
  private static let least = 8

  init(rows: [SourceRow], owner: [String?], vocabulary: Vocabulary) {
    guard !owner.contains(Self.table) else { return }
    var seen: Set<String> = []
    var first: Int?
    for index in rows.indices where owner[index] == nil && rows[index].kind == .paragraph {
      let ids = Self.indicators(rows[index], vocabulary)
      guard !ids.isEmpty else { continue }
      seen.formUnion(ids)
      lines = (first ?? index)..<index + 1
      if first == nil { first = index }
    }
    // 本年累计, 历年累计 above the figures: an annex of a province's own, not of the form.
    guard seen.count >= Self.least, let first, !rows[max(0, first - 3)...first].contains(where: { $0.text.holds("累计") }) else {
      lines = nil
      return
    }
    diagnostics.append(.unreadAnnex(table: Self.table, seen.count, at: rows[first].origin))
  }

  /// The owners of rows, the lines of the annex among them: none of them is a heading of a section.
  func claiming(_ owner: [String?]) -> [String?] {
    guard let lines else { return owner }
    var owner = owner
    for index in lines where owner[index] == nil { owner[index] = Self.table }
    return owner
  }

  /// Rows of the form that a line names with a figure behind them.
  private static func indicators(_ row: SourceRow, _ vocabulary: Vocabulary) -> [String] {
    let text = row.cells[0].text
    guard text.utf8.count <= 600, let end = text.utf8.last, end <= 0x39, text.hasWords(2) else { return [] }
    let words = text.words
    guard words.count <= 24, let last = words.last, case .number = CellValue(last).content else { return [] }
    var ids: [String] = []
    for word in words.dropLast() {
      for term in vocabulary.terms(for: word) where term.table == table { if case .row(let id) = term.role { ids.append(id) } }
    }
    return ids
  }
}

extension Diagnostic {
  fileprivate static func unreadAnnex(table id: String, _ count: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "TAB-01", .error,
      Message(
        zh: "从此处起的文字含本表的\(count)项指标及其数值，但排列方式不能识别（如左右两栏、带代码或上年数），全表未予填入，原文已保留",
        en:
          "lines from here on hold \(count) indicators of the table with their figures, in an arrangement that can't be read (two halves side by side, codes, another year's figures): none is placed, the text is kept"
      ), subject: .table(id: id), at: origin)
  }
}
