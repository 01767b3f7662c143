import Diagnostics
import DocumentTree

/// The layout `grid` of our CSV, or a sheet with the tables that a spreadsheet saved as CSV.
///
/// It names neither form nor, mostly, office and year, joined cells are empty ones, and what is blank can't be told from what is missing: it
/// is recognised only in order to be refused.
enum GridCSV {
  static func check(_ document: Document) throws(Refusal) {
    guard recognises(document) else { return }
    throw Refusal(
      "csv-grid",
      Message(
        zh: "这是供人查看的表格式 CSV（grid），空格与缺失无法区分，不能读回；请使用 --csv-layout long 或 wide 的 CSV、XML 或 JSON",
        en: "this is CSV in the layout grid, for people: blank and missing look the same in it, and it is not read back; take CSV in the "
          + "layout long or wide, XML or JSON"))
  }

  /// Whether the text begins with lines of as many commas each, the first of them with labels of a form. Office and year may stand before.
  private static func recognises(_ document: Document) -> Bool {
    var lines: [String] = []
    for block in document.blocks.prefix(8) {
      guard case .paragraph(let paragraph) = block else { return false }
      if paragraph.text.utf8.contains(where: { $0 > 0x20 }) { lines.append(paragraph.text) }
    }
    if let first = lines.first, commas(first) == 1, first.utf8.suffix(5).first == 0x2C { lines.removeFirst() }
    guard lines.count >= 3, commas(lines[0]) >= 2, lines.prefix(3).allSatisfy({ commas($0) == commas(lines[0]) }) else { return false }
    return labels.contains { lines[0].contains($0) }
  }

  private static func commas(_ line: String) -> Int { line.utf8.count { $0 == 0x2C } }

  /// What the first rows of the official tables say, in every form and most wordings.
  private static let labels = ["第二十条", "信息内容", "统计指标", "申请人情况", "勾稽关系", "行政复议"]
}
