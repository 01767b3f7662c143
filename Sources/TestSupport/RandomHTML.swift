public import ReportModel

/// A report as HTML with every liberty that the language leaves: spans, header cells, row groups, omitted end tags, white space,
/// comments, attributes in any case and quoting, inline markup. What it says is always the same.
public struct RandomHTML {
  private var random: SeededGenerator
  private let omitsEndTags: Bool
  private let chrome: Bool

  public init(seed: Int, chrome: Bool) {
    random = SeededGenerator(seed: UInt64(truncatingIfNeeded: seed))
    omitsEndTags = random.oneIn(2)
    self.chrome = chrome
  }

  public mutating func page(_ report: Report) -> String {
    var body = ""
    for line in report.title { body += block("h1", text(line.text), "h1") }
    body += blocks(report.preface, report)
    for section in report.sections {
      if !section.heading.isEmpty { body += block(random.pick(["h2", "p", "h3"]), text(section.heading), "p") }
      body += blocks(section.blocks, report)
    }
    body += blocks(report.closing, report)
    let title = report.title.map(\.text).joined()
    if chrome { body = around(body, report) }
    let head =
      random.oneIn(3) ? "" : "<head>" + space() + "<meta charset=utf-8><title>\(title)</title>" + (random.oneIn(2) ? "</head>" : "")
    switch random.number(0...2) {
    case 0: return "<!DOCTYPE html>" + space() + "<html>" + head + "<body>" + body + "</body></html>"
    case 1: return "<!doctype HTML>" + (head.isEmpty ? "<meta charset='utf-8'>" : head) + body
    default: return "<HTML lang=zh>" + (head.isEmpty ? "<META charset=\"UTF-8\">" : head) + "<BODY class=a>" + body
    }
  }

  private mutating func blocks(_ blocks: [NarrativeBlock], _ report: Report) -> String {
    var out = ""
    for block in blocks {
      switch block {
      case .paragraph(let line): out += self.block(random.pick(["p", "div", "p"]), text(line.text), "p")
      case .formTable(let id): if let table = report.table(id) { out += self.table(table) }
      case .table: break
      }
    }
    return out
  }

  private mutating func block(_ name: String, _ content: String, _ fallback: String) -> String {
    let tag = random.oneIn(4) ? name.uppercased() : name
    let open = "<\(tag)\(attributes())>"
    let close = omitsEndTags && name == "p" ? "" : "</\(tag)>"
    return open + space() + content + close + space()
  }

  /// White space, or a comment, where neither means anything.
  private mutating func space() -> String {
    switch random.number(0...5) {
    case 0: "\n"
    case 1: "\r\n\t"
    case 2: "  "
    case 3: "<!-- 规章 1 -->"
    default: ""
    }
  }

  private mutating func attributes() -> String {
    switch random.number(0...5) {
    case 0: " class=\"MsoNormal\""
    case 1: " style='text-indent:2em;mso-char-indent-count:2'"
    case 2: " align=center lang=EN-US"
    case 3: " data-x=\"a>b\""
    default: ""
    }
  }

  /// The words, perhaps in spans, perhaps as character references.
  private mutating func text(_ plain: String) -> String {
    var out = ""
    let isMarked = random.oneIn(3)
    for character in plain {
      let escaped: String
      switch character {
      case "<": escaped = "&lt;"
      case ">": escaped = "&gt;"
      case "&": escaped = "&amp;"
      case "\n": escaped = "<br>"
      default:
        if isMarked, random.oneIn(9), let value = character.unicodeScalars.first?.value, character.unicodeScalars.count == 1 {
          escaped = random.oneIn(2) ? "&#\(value);" : "&#x" + String(value, radix: 16) + ";"
        } else {
          escaped = String(character)
        }
      }
      out += isMarked && random.oneIn(6) ? "<span\(attributes())>\(escaped)</span>" : escaped
    }
    return isMarked && random.oneIn(3) ? "<b>" + out + "</b>" : out
  }

  // MARK: Tables

  private mutating func table(_ table: ReportTable) -> String {
    let (rows, width) = TextLayout.rows(of: table)
    var out = "<table\(attributes())>" + space()
    if random.oneIn(3) { out += "<colgroup>" + String(repeating: "<col>", count: width) + (random.oneIn(2) ? "</colgroup>" : "") }
    let groups = random.number(0...2)
    if groups > 0 { out += "<tbody>" }
    var reach = 0
    for (index, row) in rows.enumerated() {
      // A row group may end only where no cell reaches over its end.
      if groups == 2, index > 0, reach <= index, random.oneIn(4) { out += omitsEndTags ? "<tbody>" : "</tbody><tbody>" }
      out += "<tr\(attributes())>" + space()
      for cell in row {
        reach = max(reach, index + cell.rowSpan)
        out += self.cell(cell, isLastRow: index + cell.rowSpan == rows.count)
      }
      out += omitsEndTags ? space() : "</tr>" + space()
    }
    if groups > 0, !omitsEndTags { out += "</tbody>" }
    return out + "</table>" + space()
  }

  private mutating func cell(_ cell: LayoutCell, isLastRow: Bool) -> String {
    let name = cell.figure == nil && random.oneIn(3) ? "th" : random.oneIn(5) ? "TD" : "td"
    var out = "<" + name
    if cell.rowSpan > 1 || random.oneIn(9) { out += random.oneIn(2) ? " rowspan=\"\(cell.rowSpan)\"" : " ROWSPAN=\(cell.rowSpan)" }
    if cell.columnSpan > 1 || random.oneIn(9) { out += random.oneIn(2) ? " colspan='\(cell.columnSpan)'" : " colspan=\(cell.columnSpan)" }
    out += attributes() + ">" + space()
    let words = cell.text.isEmpty ? random.pick(["", "&nbsp;", "&#12288;", "<p></p>", "<p>&nbsp;</p>", "<br>"]) : text(cell.text)
    switch random.number(0...3) {
    case 0: out += "<p\(attributes())>" + words + (omitsEndTags ? "" : "</p>")
    case 1: out += "<div>" + words + "</div>"
    default: out += words
    }
    return out + (omitsEndTags ? space() : space() + "</\(name)>")
  }

  // MARK: Around the report

  private mutating func around(_ body: String, _ report: Report) -> String {
    let organ = report.organ?.value ?? ""
    let layout = random.oneIn(3)
    let before = [
      "<div class=nav><a href=/>首页</a> &gt; <a href=/x>政务公开</a> &gt; <a href=/y>政府信息公开年报</a></div>",
      "<ul class=menu><li><a href=a>政府信息公开指南</a><li><a href=b>政府信息公开年报</a><li><a href=c>依申请公开</a></ul>",
      "<script>var t='一、总体情况';document.write('<p>x</p>')</script><style>.x{display:none}</style>",
      "<table class=index><tr><td>索引号<td>0-1<td>发布机构<td>\(organ)<tr><td>发布日期<td>2024-01-19<td>文号<td></table>",
      "<div class=tools>字体：【<a>大</a> <a>中</a> <a>小</a>】 打印 浏览次数：<span id=n>128</span></div>",
      "<div style=display:none>二、主动公开政府信息情况 规章 9</div>",
    ].filter { _ in !random.oneIn(3) }.joined(separator: space())
    let after = [
      "<div>分享到：<a>微信</a> <a>微博</a></div>", "<p>上一篇：<a>2018年政府信息公开工作年度报告</a></p>",
      "<div class=foot>主办：\(organ)办公室　网站标识码：0000000000　ICP备00000000号</div>", "<iframe src=/counter.html>x</iframe>",
    ].filter { _ in !random.oneIn(3) }.joined(separator: space())
    let article = "<div id=zoom class=TRS_Editor>" + body + "</div>"
    return layout
      ? "<table width=1000><tr><td>\(before)</td></tr><tr><td valign=top>\(article)</td></tr><tr><td>\(after)</td></tr></table>"
      : before + article + after
  }
}
