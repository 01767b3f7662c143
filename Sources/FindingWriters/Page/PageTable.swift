import Diagnostics
import ReportModel

/// One of the official tables with the figures of a report in it, on the very grid of the form.
enum PageTable {
  static func write(_ table: ReportTable, _ marks: CellMarks, _ report: Int, _ page: inout HTMLBuffer) {
    guard let declared = OfficialForms.form(table.form)?.table(table.id) else { return }
    var figures: [FigureID: Figure] = [:]
    for figure in table.figures { figures[figure.id] = figure }
    page.raw("<figure id=\"r\(report)-\(table.id)\" class=\"form \(table.id)\">\n<figcaption>")
    page.text((declared.section.flatMap { number in OfficialForms.sections.first { $0.number == number }?.heading }) ?? declared.title)
    page.raw("</figcaption>\n<div class=\"scroll\"><table>\n")
    for row in declared.grid.rows {
      page.raw("<tr>")
      for cell in row {
        var attributes = ""
        if cell.rows.count > 1 { attributes += " rowspan=\"\(cell.rows.count)\"" }
        if cell.columns.count > 1 { attributes += " colspan=\"\(cell.columns.count)\"" }
        switch cell.content {
        case .label(let id):
          page.raw("<th\(attributes)>")
          page.text(table.labels[id] ?? declared.officialText(of: id))
          page.raw("</th>")
        case .figure(let id): figureCell(figures[id], id, marks[id], attributes, report, &page)
        }
      }
      page.raw("</tr>\n")
    }
    page.raw("</table></div>\n</figure>\n")
  }

  private static func figureCell(
    _ figure: Figure?, _ id: FigureID, _ mark: CellMarks.Mark?, _ attributes: String, _ report: Int, _ page: inout HTMLBuffer
  ) {
    var classes: [String] = []
    if let mark { classes += [mark.severity.rawValue, mark.isProbablyWrong ? "wrong" : "part"] }
    let status = figure?.status ?? .missing
    if status == .missing { classes.append("missing") }
    if figure?.isInferred == true { classes.append("inferred") }
    let list = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    page.raw("<td id=\"\(id.anchor(report))\"\(list)\(attributes)>")
    page.raw("<span class=\"value\">")
    page.text(status == .missing ? "缺" : figure?.text ?? "")
    page.raw("</span>")
    if let mark {
      if let expected = mark.expected {
        page.raw("<span class=\"due\">似应为")
        page.text(expected)
        page.raw("</span>")
      }
      page.raw("<sup>")
      for number in mark.findings.prefix(6) { page.raw("<a href=\"#r\(report)-f\(number)\">\(number)</a> ") }
      page.raw("</sup>")
    }
    page.raw("</td>")
  }
}
