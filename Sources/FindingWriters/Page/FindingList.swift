import Diagnostics
import ReportChecks
import ReportModel

/// The findings of a report as a numbered list, each with a link to its cell.
enum FindingList {
  static func write(_ file: CheckedFile, _ report: Int, _ page: inout HTMLBuffer) {
    guard !file.findings.isEmpty else {
      page.raw("<p class=\"clean\">未发现问题。</p>\n")
      return
    }
    page.raw("<ol class=\"findings\">\n")
    for (index, finding) in file.findings.enumerated() { item(finding, index + 1, report, file, &page) }
    page.raw("</ol>\n")
  }

  private static func item(_ finding: Diagnostic, _ number: Int, _ report: Int, _ file: CheckedFile, _ page: inout HTMLBuffer) {
    page.raw("<li id=\"r\(report)-f\(number)\" class=\"\(finding.severity.rawValue)\">")
    page.raw("<span class=\"badge\">\(finding.severity.name(in: .chinese))</span><span class=\"code\"")
    if let info = AllRules.info(finding.code) {
      page.raw(" title=\"")
      page.text(info.title.chinese + "。依据：" + info.source)
      page.raw("\"")
    }
    page.raw(">")
    page.text(finding.code.rawValue)
    page.raw("</span> ")
    if let subject = finding.subject {
      let place = self.place(subject)
      let target = CellMarks.cells(subject).first?.anchor(report) ?? "r\(report)-\(subject.table.id)"
      let isThere = file.report?.table(subject.table.id) != nil
      page.raw(isThere ? "<a class=\"place\" href=\"#\(target)\">" : "<span class=\"place\">")
      page.text(place)
      page.raw(isThere ? "</a>　" : "</span>　")
    }
    page.text(finding.message.chinese)
    if let suggestion = finding.suggestion {
      page.raw("<div class=\"advice\">建议：")
      let target = finding.repair.flatMap { CellMarks.cells($0.subject).first }
      if let target { page.raw("<a href=\"#\(target.anchor(report))\">") }
      page.text(suggestion.chinese)
      if target != nil { page.raw("</a>") }
      page.raw("</div>")
    }
    if let quote = finding.quote { sentence(quote, &page) }
    if let other = finding.otherFile {
      page.raw("<div class=\"origin\">对照：")
      page.text(other)
      page.raw("</div>")
    }
    if let origin = finding.origin?.description(in: .chinese), !origin.isEmpty {
      page.raw("<div class=\"origin\">原文位置：")
      page.text(origin)
      page.raw("</div>")
    }
    page.raw("</li>\n")
  }

  private static func place(_ subject: Subject) -> String {
    var text = subject.table.label
    if let row = subject.row { text += " › " + row.label.quoted(limit: 26) }
    if let column = subject.column { text += " › " + column.label }
    return text
  }

  private static func sentence(_ quote: Quote, _ page: inout HTMLBuffer) {
    page.raw("<blockquote>")
    let whole = quote.sentence
    var index = whole.startIndex
    while index < whole.endIndex, !quote.phrase.isEmpty, !whole[index...].hasPrefix(quote.phrase) { index = whole.index(after: index) }
    if index < whole.endIndex, !quote.phrase.isEmpty {
      let end = whole.index(index, offsetBy: quote.phrase.count)
      page.text(String(whole[..<index]))
      page.raw("<mark>")
      page.text(quote.phrase)
      page.raw("</mark>")
      page.text(String(whole[end...]))
    } else {
      page.text(whole)
    }
    page.raw("</blockquote>")
  }
}
