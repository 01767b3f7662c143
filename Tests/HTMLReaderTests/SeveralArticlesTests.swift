import Conversion
import Diagnostics
import DocumentTree
import ReportModel
import TestSupport
import Testing

/// Two pages run together, each with a small report: the article is what holds both, and the same each time.
@Suite struct SeveralArticlesTests {
  private static func page(_ organ: String, _ figures: [Int]) -> String {
    func row(_ cells: [String]) -> String { "<tr>" + cells.map { "<td><p>\($0)</p></td>" }.joined() + "</tr>" }
    let names = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    return """
      <div class="nav"><a href="/">首页</a></div><div class="article"><h1>\(organ)2021年政府信息公开工作年度报告</h1>
      <h2>四、政府信息公开行政复议、行政诉讼情况</h2>
      <table><tr><td colspan="5"><p>行政复议</p></td><td colspan="10"><p>行政诉讼</p></td></tr>
      <tr>\(names.map { "<td rowspan=\"2\"><p>\($0)</p></td>" }.joined())<td colspan="5"><p>未经复议直接起诉</p></td>
      <td colspan="5"><p>复议后起诉</p></td></tr>\(row(names + names))\(row(figures.map(String.init)))</table></div>
      """
  }

  @Test func readingTwiceGivesTheSame() throws {
    let first = Self.page("北沟区水务局", [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    let second = Self.page("临溪县人民政府", [1, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
    let bytes = Array("<!DOCTYPE html><html><body>\(first)\(second)</body></html>".utf8)
    // Sets and dictionaries go in another order each time.
    let once = try ReportReader.read(bytes)
    for _ in 0..<30 {
      let again = try ReportReader.read(bytes)
      #expect(again[0].report == once[0].report && again[0].diagnostics == once[0].diagnostics)
    }
    let titles = try ReportReader.document(bytes).blocks.compactMap { block -> String? in
      if case .paragraph(let paragraph) = block, paragraph.text.hasSuffix("年度报告") { paragraph.text } else { nil }
    }
    #expect(titles == ["北沟区水务局2021年政府信息公开工作年度报告", "临溪县人民政府2021年政府信息公开工作年度报告"])
    #expect(once[0].report.organ?.value == "北沟区水务局")
    // Two reports in one, without the table by which reports are told apart: what the second says is named.
    #expect(once[0].diagnostics.contains { $0.code == "TAB-08" && $0.severity == .warning })
  }
}
