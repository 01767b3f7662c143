import Diagnostics
import DocumentTree
import FormRecognition
import PlainTextReader
import ReportModel
import Testing

/// Tables whose cells are parted by tabs, the places of merged cells written as empty fields.
@Suite struct TabbedTextTests {
  /// 二 of the form of 2019, as a spreadsheet puts it on the clipboard: each block's heading is a line of one field.
  static let blocks = [
    "第二十条第（六）项\t\t\t", "信息内容\t上一年项目数量\t本年增/减\t处理决定数量", "行政处罚\t3\t4\t5", "行政强制\t6\t7\t8", "第二十条第（八）项\t\t\t",
    "信息内容\t上一年项目数量\t本年增/减\t", "行政事业性收费\t21\t-20\t",
  ]

  private func tables(_ lines: [String]) throws -> [Table] {
    try PlainTextReader.read(lines.joined(separator: "\n")).blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  @Test func aLineOfOneFieldIsARowOfItsTable() throws {
    let tables = try tables(["二、主动公开政府信息情况"] + Self.blocks + ["三、收到和处理政府信息公开申请情况"])
    #expect(tables.map(\.rowCount) == [7])
    #expect(tables.map(\.placement) == [.grid])
  }

  @Test func anEmptyLineOfAsManyFieldsIsARow() throws {
    #expect(try tables(["a\tb\tc", "\t\t", "1\t2\t3"]).map(\.rowCount) == [3])
    // Fewer or more tabs than the table has: the end of the table.
    #expect(try tables(["a\tb\tc", "\t", "1\t2\t3"]).map(\.rowCount) == [1, 1])
  }

  @Test func aLineWithTabsAwayFromTablesIsAParagraph() throws {
    #expect(try tables(["署名\t\t", "2024年1月\t\t", "完"]).isEmpty)
    #expect(try tables(["署名\t\t\t", "a\tb\tc"]).map(\.rowCount) == [1])
  }

  /// With or without the heading lines around it, a figure that is gone leaves no place for its neighbour.
  @Test(arguments: [blocks, blocks.filter { !$0.hasPrefix("第") }, Array(blocks.suffix(2))]) func aFigureThatIsGoneIsNotReplaced(
    _ lines: [String]
  ) throws {
    let damaged = lines.map { $0 == "行政事业性收费\t21\t-20\t" ? "行政事业性收费\t-20\t" : $0 }
    let text = ["临溪县人民政府2019年政府信息公开工作年度报告", "一、总体情况", "按期公开。", "二、主动公开政府信息情况"] + damaged + ["三、收到和处理政府信息公开申请情况"]
    let recognition = try Recogniser.recognise(
      PlainTextReader.read(text.joined(separator: "\n")), stated: StatedIdentity(form: "2019"))
    for column in ["previous_items", "change"] {
      #expect(recognition.report.figure(FigureID(table: "proactive", row: "fees", column: column))?.status != .reported)
    }
    #expect(recognition.diagnostics.contains { $0.severity == .error && $0.subject?.row?.id == "fees" })
  }
}
