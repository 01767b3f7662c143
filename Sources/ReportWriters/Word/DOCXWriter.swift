public import ReportModel
import SafeZip

/// Writes reports as a Word document: the official form filled in, its merges as true `gridSpan` and `vMerge`, headings as styles, the page after
/// GB/T 9704-2012.
///
/// The same reports give the same bytes. No text of a report becomes a field, a link or a style. Several reports begin on a page of their own each.
/// Source: ISO/IEC 29500-1 and -4 (transitional), WordprocessingML.
public enum DOCXWriter {
  public static func write(_ reports: [Report]) -> [UInt8] {
    var document = MarkupBuffer()
    document.markup(head)
    document.markup(
      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
    )
    for (index, report) in reports.enumerated() { document.wordBody(PrintedReport(report), startsPage: index > 0) }
    document.markup(sectionProperties)
    document.markup("</w:body></w:document>")
    var zip = ZipWriter()
    zip.add("[Content_Types].xml", part(contentTypes), deflated: true)
    zip.add("_rels/.rels", part(packageRelations), deflated: true)
    zip.add("word/document.xml", document.finish(), deflated: true)
    zip.add("word/_rels/document.xml.rels", part(documentRelations), deflated: true)
    zip.add("word/styles.xml", part(styles), deflated: true)
    zip.add("word/settings.xml", part(settings), deflated: true)
    zip.add("word/footer1.xml", part(oddFooter), deflated: true)
    zip.add("word/footer2.xml", part(evenFooter), deflated: true)
    return zip.finished()
  }

  private static func part(_ text: StaticString) -> [UInt8] {
    var part = MarkupBuffer()
    part.markup(head)
    part.markup(text)
    return part.finish()
  }

  private static let head: StaticString = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
}

extension MarkupBuffer {
  fileprivate mutating func wordBody(_ report: PrintedReport, startsPage: Bool) {
    var startsPage = startsPage
    // Two tables that touch are one to Word, and the body ends with a paragraph.
    var isAfterTable = false
    for piece in report.pieces {
      switch piece {
      case .title(let text): wordParagraph(text, style: "Title", startsPage)
      case .heading(let text): wordParagraph(text, style: "Heading1", startsPage)
      case .paragraph(let text): wordParagraph(text, style: nil, startsPage)
      case .table(let table):
        if let caption = table.caption, table.form == nil {
          wordParagraph(caption, style: "Caption", startsPage)
        } else if isAfterTable || startsPage {
          wordParagraph("", style: "Gap", startsPage)
        }
        if !table.rows.isEmpty { wordTable(table) }
      }
      startsPage = false
      if case .table = piece { isAfterTable = true } else { isAfterTable = false }
    }
    if isAfterTable || report.pieces.isEmpty { wordParagraph("", style: "Gap", startsPage) }
  }

  mutating func wordParagraph(_ text: String, style: StaticString?, _ startsPage: Bool = false) {
    markup("<w:p>")
    if style != nil || startsPage {
      markup("<w:pPr>")
      if let style {
        markup("<w:pStyle w:val=\"")
        markup(style)
        markup("\"/>")
      }
      if startsPage { markup("<w:pageBreakBefore/>") }
      markup("</w:pPr>")
    }
    if !text.isEmpty {
      markup("<w:r><w:t xml:space=\"preserve\">")
      lines(
        text, lineBreak: "</w:t><w:br/><w:t xml:space=\"preserve\">", tab: "</w:t><w:tab/><w:t xml:space=\"preserve\">")
      markup("</w:t></w:r>")
    }
    markup("</w:p>")
  }
}
