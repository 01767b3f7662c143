import Diagnostics
import ReportChecks
import ReportModel

/// The findings as one page that needs nothing else: the official tables as people know them, wrong cells marked, each finding
/// linked with its cell. Chinese, printable, without scripts.
public enum FindingsPage {
  public static func html(_ files: [CheckedFile], toolVersion: String) -> [UInt8] {
    var page = HTMLBuffer()
    page.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    page.element("title", title(files))
    page.raw("\n<style>\n\(PageStyleSheet.css)</style>\n</head>\n<body>\n")
    page.raw("<header><h1>")
    page.text(title(files))
    page.raw("</h1>\n")
    if files.count > 1 { contents(files, &page) }
    page.raw("</header>\n")
    for (index, file) in files.enumerated() { section(file, index + 1, &page) }
    page.raw("<footer>")
    page.text("由 nianbao \(toolVersion) 生成。红色为错误，橙色为警告，蓝色为提示；“似应为”是按其他数值推算的，请对照原始材料核实后再改。")
    page.raw("</footer>\n</body>\n</html>\n")
    return page.bytes
  }

  private static func title(_ files: [CheckedFile]) -> String {
    guard files.count == 1, let file = files.first else { return "年度报告核对结果（\(files.count)份）" }
    return name(file) + "核对结果"
  }

  static func name(_ file: CheckedFile) -> String {
    guard let report = file.report, let organ = report.organ?.value else { return file.file }
    return organ + (report.year.map { "\($0.value)年" } ?? "") + "政府信息公开工作年度报告"
  }

  private static func contents(_ files: [CheckedFile], _ page: inout HTMLBuffer) {
    page.raw("<table class=\"contents\"><thead><tr><th>报告</th><th>文件</th><th>错误</th><th>警告</th><th>提示</th></tr></thead>\n<tbody>\n")
    for (index, file) in files.enumerated() {
      page.raw("<tr><td><a href=\"#r\(index + 1)\">")
      page.text(name(file))
      page.raw("</a></td><td>")
      page.text(file.file)
      page.raw("</td>")
      if file.refusal != nil {
        page.raw("<td colspan=\"3\" class=\"error\">无法读取</td>")
      } else {
        for severity in [Severity.error, .warning, .note] {
          let count = file.findings.count { $0.severity == severity }
          page.raw("<td class=\"\(count > 0 ? severity.rawValue : "none")\">\(count)</td>")
        }
      }
      page.raw("</tr>\n")
    }
    page.raw("</tbody></table>\n")
  }

  private static func section(_ file: CheckedFile, _ number: Int, _ page: inout HTMLBuffer) {
    page.raw("<section id=\"r\(number)\" class=\"report\">\n<h2>")
    page.text(name(file))
    page.raw("</h2>\n<p class=\"facts\">")
    page.text(facts(file))
    page.raw("</p>\n")
    if let refusal = file.refusal {
      page.raw("<p class=\"refused\">")
      page.text("无法处理：" + refusal.message.chinese)
      page.raw("</p>\n</section>\n")
      return
    }
    FindingList.write(file, number, &page)
    if let report = file.report {
      let marks = CellMarks(file.findings)
      for table in report.tables { PageTable.write(table, marks, number, &page) }
    }
    page.raw("</section>\n")
  }

  private static func facts(_ file: CheckedFile) -> String {
    var facts = ["文件：" + file.file]
    if let form = file.report?.form { facts.append("格式：\(form)年") }
    guard file.refusal == nil else { return facts.joined(separator: "　") }
    let relations = file.relations
    let all = relations.passed + relations.failed + relations.notCheckable
    facts.append("核对数据关系\(all)项，不成立\(relations.failed)项" + (relations.notCheckable > 0 ? "，无法核对\(relations.notCheckable)项" : ""))
    return facts.joined(separator: "　")
  }
}
