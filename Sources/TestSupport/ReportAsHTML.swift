public import ReportModel

/// A report as a portal's page shows it. For samples and round trips; written apart from the reader.
public enum ReportAsHTML {
  public struct Options: Sendable {
    /// Navigation, index card, tools and foot around the report.
    public var chrome = true
    /// Line breaks and indentation between tags.
    public var whiteSpace = "\n"
    /// `</td>`, `</tr>`, `</p>` left out, as HTML allows.
    public var omitsEndTags = false
    /// Header cells as `th`.
    public var headerCells = false
    public var paragraphsInCells = true
    public init() {}
  }

  public static func page(_ report: Report, options: Options = Options()) -> [UInt8] {
    let title = report.title.map(\.text).joined()
    let s = options.whiteSpace
    var body = ""
    for line in report.title { body += "<h1>\(escaped(line.text))</h1>\(s)" }
    body += blocks(report.preface, report, options)
    for section in report.sections {
      if !section.heading.isEmpty { body += "<h2>\(escaped(section.heading))</h2>\(s)" }
      body += blocks(section.blocks, report, options)
    }
    body += blocks(report.closing, report, options)
    if options.chrome {
      body = """
        <div class="nav"><a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; <a href="/zwgk/nb">政府信息公开年报</a></div>\(s)\
        <table class="index"><tr><td>索引号</td><td>0000-\(report.year.map { String($0.value + 1) } ?? "")-00001</td><td>发布机构</td><td>\(escaped(report.organ?.value ?? ""))</td></tr></table>\(s)\
        <div class="article">\(s)\(body)</div>\(s)\
        <div class="tools"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div>\(s)\
        <div class="foot">主办：\(escaped(report.organ?.value ?? ""))办公室</div>
        """
    }
    return Array(
      """
      <!DOCTYPE html>
      <html lang="zh-CN">
      <head><meta charset="utf-8"><title>\(escaped(title))</title><style>td,th{border:1px solid #000}</style></head>
      <body>
      \(body)
      </body>
      </html>

      """.utf8)
  }

  private static func blocks(_ blocks: [NarrativeBlock], _ report: Report, _ options: Options) -> String {
    var out = ""
    for block in blocks {
      switch block {
      case .paragraph(let line):
        out += "<p>\(escaped(line.text))" + (options.omitsEndTags ? "" : "</p>") + options.whiteSpace
      case .formTable(let id): if let table = report.table(id) { out += self.table(table, options) }
      case .table: break
      }
    }
    return out
  }

  public static func table(_ table: ReportTable, _ options: Options) -> String {
    let (rows, _) = TextLayout.rows(of: table)
    let s = options.whiteSpace
    var out = "<table>\(s)"
    for row in rows {
      out += "<tr>"
      for cell in row {
        let name = options.headerCells && cell.figure == nil ? "th" : "td"
        out += "<\(name)"
        if cell.rowSpan > 1 { out += " rowspan=\"\(cell.rowSpan)\"" }
        if cell.columnSpan > 1 { out += " colspan=\"\(cell.columnSpan)\"" }
        out += ">"
        let text = cell.text.isEmpty ? "&nbsp;" : escaped(cell.text)
        out += options.paragraphsInCells ? "<p>\(text)" + (options.omitsEndTags ? "" : "</p>") : text
        if !options.omitsEndTags { out += "</\(name)>" }
      }
      out += options.omitsEndTags ? s : "</tr>\(s)"
    }
    return out + "</table>\(s)"
  }

  static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += "&amp;"
      case "\"": out += "&quot;"
      case "\n": out += "<br>"
      default: out.append(character)
      }
    }
    return out
  }
}
