import Diagnostics
import FormRecognition
import PlainTextReader
import ReportModel
import Testing

/// Reports of 2008 to 2013, and the provinces' own annexes.
@Suite struct FreeFormTests {
  static let chapters = [
    "岚屿综合实验区2012年政府信息公开工作年度报告", "根据条例编制。统计期限从2012年1月1日至12月31日。", "一、概述", "2012年，我区推进公开。",
    "二、主动公开政府信息情况", "全年公开312条。", "三、依申请公开政府信息办理情况", "受理7件。", "四、政府信息公开收费及减免情况", "没有收费。",
    "五、因政府信息公开申请行政复议、提起行政诉讼的情况", "行政复议2件。", "六、存在的主要问题及改进措施", "人手不足。", "七、附表",
  ]
  static let annex = [
    ["指标名称", "计量单位", "本年度", "历年累计"], ["一、主动公开文件（信息）数", "条", "312", "2890"], ["二、受理依申请公开信息总数", "条", "7", "45"],
    ["1.当面申请数", "件", "", "9"], ["2.传真申请数", "件", "0", "0"], ["3.网络申请数", "件", "6", "30"], ["4.信函申请数", "件", "", "6"],
    ["（二）申请办结数", "件", "7", "45"], ["1.属于已主动公开范围数", "件", "1", "5"], ["2.同意公开答复数", "件", "5", "33"],
    ["3.同意部分公开答复数", "件", "0", "2"], ["五、行政诉讼数量", "件", "0", "0"],
  ]

  @Test(arguments: ["bars", "tabs", "lines", "columns"]) func aRunningTotalIsNeverTakenForTheYear(_ layout: String) throws {
    let table = Self.annex.map { row in
      switch layout {
      case "bars": row.filter { !$0.isEmpty }.map { $0 + " |" }.joined(separator: " ") + (row.contains("") ? " |" : "")
      case "tabs": row.joined(separator: "\t")
      case "lines": row.filter { !$0.isEmpty }.joined(separator: "\n")
      default: row.map { $0.isEmpty ? "    " : $0 }.joined(separator: "    ")
      }
    }
    let recognition = try Recogniser.recognise(PlainTextReader.read((Self.chapters + table).joined(separator: "\n")))
    let figures = recognition.report.tables.flatMap(\.figures).filter { $0.status == .reported }
    #expect(figures.isEmpty, "\(figures.map { ($0.id.row, $0.text) })")
    #expect(VariantsTests.allText(recognition.report).contains("2890"))
  }

  @Test func chaptersHaveTheirSuccessors() throws {
    let recognition = try Recogniser.recognise(PlainTextReader.read(Self.chapters.joined(separator: "\n")))
    #expect(recognition.report.sections.map(\.number) == [1, 2, 3, nil, 4, 5, nil])
    #expect(
      recognition.report.sections.map(\.heading) == Self.chapters.filter { $0.contains("、") && !$0.hasPrefix("根据") && !$0.hasPrefix("岚屿") })
    #expect(recognition.report.form == nil)
    #expect(recognition.report.year?.value == 2012)
    #expect(recognition.diagnostics.contains { $0.code == "STR-03" && $0.message.english.contains("derived") })
  }
}
