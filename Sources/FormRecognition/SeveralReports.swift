public import DocumentTree
import ReportModel

/// Tells apart the reports of a document that holds several: two years on one page, the reports of all offices in one file.
///
/// A report begins at a title, or at the heading of section 一, that stands between two tables of applications (三); a table that is there
/// twice without one between, as in a chart or after a page break, begins nothing.
enum SeveralReports {
  /// One document for each report, in their order; the document itself where it holds one.
  static func split(_ whole: LaidOutDocument) -> [LaidOutDocument] {
    let (document, sequence) = (whole.document, whole.sequence)
    let rows = sequence.rows
    var marks: [Int] = []
    for (index, row) in rows.enumerated() where row.cells.contains(where: isFirstRow) { marks.append(index) }
    guard marks.count > 1 else { return [whole] }
    var starts: [Int] = []
    for (one, next) in zip(marks, marks.dropFirst()) {
      guard let start = start(rows, after: one, before: next), rows[start].block > rows[one].block, rows[start].block <= rows[next].block
      else { continue }
      starts.append(rows[start].block)
    }
    guard !starts.isEmpty else { return [whole] }
    var parts: [LaidOutDocument] = []
    for (from, to) in zip([0] + starts, starts + [sequence.blocks.count]) {
      var part = document
      part.blocks = Array(sequence.blocks[from..<to])
      // What the page says of itself is not said of each of them.
      part.metadata = []
      parts.append(LaidOutDocument(part))
    }
    return parts
  }

  /// 一、本年新收政府信息公开申请数量, or （一）收到申请数 of the annex of 2014.
  private static func isFirstRow(_ cell: SourceCell) -> Bool {
    cell.terms.contains { term in
      if case .row(let id) = term.role { return id == "received" && term.table == "requests" || id == "received.total" }
      return false
    }
  }

  /// The title between two tables, or the first heading where the reports have none.
  private static func start(_ rows: [SourceRow], after one: Int, before next: Int) -> Int? {
    var title: Int?
    var heading: Int?
    var sections: Set<Int> = []
    for index in one + 1..<next {
      guard let text = rows[index].soleText else { continue }
      if let number = HeadingFinder.sectionNumber(of: text) {
        if number == 1, heading == nil { heading = index }
        sections.insert(number)
      } else if title == nil, heading == nil, text.utf8.count < 240, let found = ReportTitle(text), found.year != nil || found.organ != nil
      {
        title = index
      }
    }
    // A second report has sections of its own before its table.
    guard sections.intersection([1, 2, 3]).count >= 2 else { return nil }
    guard var start = title ?? heading else { return nil }
    // The line with the office's name above the rest of the title.
    if start == title, start > one + 1, rows[start - 1].kind == .paragraph, let found = ReportTitle(rows[start].text), found.organ == nil,
      OrganName.isNameAlone(rows[start - 1].text)
    {
      start -= 1
    }
    return start
  }
}

extension Recogniser {
  /// The reports that a document holds, each as a document of its own.
  public static func reports(in document: LaidOutDocument) -> [LaidOutDocument] { SeveralReports.split(document) }

  /// The line by which a person knows a report: its title, else its first words.
  public static func name(of document: Document) -> String {
    let paragraphs = document.blocks.prefix(40).compactMap { block in
      if case .paragraph(let paragraph) = block { paragraph.text } else { nil }
    }
    return paragraphs.first { ReportTitle($0) != nil } ?? paragraphs.first ?? ""
  }
}
