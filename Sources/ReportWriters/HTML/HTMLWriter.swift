public import ReportModel

/// Writes reports as a page for portals: headings, paragraphs, and tables whose figures name their headers for screen readers.
///
/// No script, no link, no picture; text of a report is text and nothing else. Several reports are articles of one page. Source: WHATWG HTML
/// §4.9, Tabular data.
public enum HTMLWriter {
  public static func write(_ reports: [Report]) -> [UInt8] {
    var page = MarkupBuffer()
    page.markup(
      """
      <!DOCTYPE html>
      <html lang="zh-CN">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>
      """)
    page.text(reports.first?.titleLine ?? Report().titleLine)
    page.markup("</title>\n<style>\n")
    page.markup(styleSheet)
    page.markup("</style>\n</head>\n<body>\n")
    var tables = 0
    for report in reports { page.article(PrintedReport(report), &tables) }
    page.markup("</body>\n</html>\n")
    return page.finish()
  }

  private static let styleSheet: StaticString = """
    body{max-width:56em;margin:2em auto;padding:0 1em;font-family:FangSong,"仿宋_GB2312",STFangsong,serif;line-height:1.8}
    h1{text-align:center;font-family:"方正小标宋简体",STZhongsong,serif}
    h2{font-family:SimHei,"黑体",sans-serif}
    p{text-indent:2em;margin:.4em 0}
    table{border-collapse:collapse;width:100%;margin:1em 0;line-height:1.4;font-size:.9em}
    caption{padding:.4em}
    th,td{border:1px solid #000;padding:.3em;text-align:center}
    th{font-weight:normal}
    .space{white-space:pre-wrap}

    """
}

extension MarkupBuffer {
  fileprivate mutating func article(_ report: PrintedReport, _ tables: inout Int) {
    markup("<article>\n")
    for piece in report.pieces {
      switch piece {
      case .title(let text): element("h1", text)
      case .heading(let text): element("h2", text)
      case .paragraph(let text): element("p", text)
      case .table(let table):
        tables += 1
        self.table(table, tables)
      }
    }
    markup("</article>\n")
  }

  private mutating func element(_ name: StaticString, _ text: String) {
    markup("<")
    markup(name)
    flow(text)
    markup("</")
    markup(name)
    markup(">\n")
  }

  /// The end of a start tag, and text as a browser has to show it. White space that it would fold is said to count.
  mutating func flow(_ text: String) {
    let space = FoldedSpace(text)
    if space.isFolded { markup(" class=\"space\"") }
    markup(">")
    // A reader of pages takes an empty line for the end of a paragraph.
    if space.hasBlankLine { lines(text, lineBreak: "\u{2028}") } else { lines(text, lineBreak: "<br>") }
  }
}

/// What of a text's white space a browser would not show as it is. Source: CSS Text 3 §4.1.
private struct FoldedSpace {
  /// Tabs, two spaces, a space at the edge of a line.
  var isFolded = false
  /// A line break before another one, or before an indent.
  var hasBlankLine = false

  init(_ text: String) {
    // A line begins where nothing or a break stands before.
    var previous: UInt8 = 0x0A
    var hasText = false
    let bytes = text.utf8Span.span
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case 0x09: isFolded = true
      case 0x20: if previous == 0x20 || previous == 0x0A { isFolded = true }
      case 0x0A, 0x0D:
        if previous == 0x20 { isFolded = true }
        if previous == 0x0A, hasText { hasBlankLine = true }
      // U+3000 and U+00A0.
      case 0xE3, 0xC2: if previous == 0x0A, hasText { hasBlankLine = true }
      default: break
      }
      if byte > 0x20 { hasText = true }
      previous = byte == 0x0D ? 0x0A : byte
    }
    if previous == 0x20 { isFolded = true }
  }
}
