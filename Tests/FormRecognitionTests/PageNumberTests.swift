import Diagnostics
import FormRecognition
import PlainTextReader
import ReportModel
import Testing

/// Page numbers without dashes, in text whose pages end in form feeds: no figure, and none that nobody can tell from one.
@Suite struct PageNumberTests {
  /// 二 of the form of 2021, each row in a line of its own.
  static let rows = [
    "第二十条第（一）项", "信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 5 6 11", "行政规范性文件 21 8 149", "第二十条第（五）项", "信息内容 本年处理决定数量", "行政许可 3108",
    "第二十条第（六）项", "信息内容 本年处理决定数量", "行政处罚 417", "行政强制 26", "第二十条第（八）项", "信息内容 本年收费金额（单位：万元）", "行政事业性收费 88.5",
  ]

  private func recognition(_ table: [String], before: String = "") throws -> Recognition {
    let lines =
      ["临溪县人民政府2023年政府信息公开工作年度报告", "一、总体情况", "按期公开。" + before, "二、主动公开政府信息情况"] + table
      + ["三、收到和处理政府信息公开申请情况", "见附件。"]
    return try Recogniser.recognise(PlainTextReader.read(lines.joined(separator: "\n")))
  }

  /// Each line of the table exchanged for others; a line that begins with a form feed follows the one before it directly.
  private func table(_ changes: [String: [String]]) -> [String] {
    var out: [String] = []
    for line in Self.rows.flatMap({ changes[$0] ?? [$0] }) {
      if line.hasPrefix("\u{C}"), let last = out.popLast() { out.append(last + line) } else { out.append(line) }
    }
    return out
  }

  private func values(_ recognition: Recognition, _ row: String) -> [String?] {
    (recognition.report.table("proactive")?.figures ?? []).filter { $0.id.row == row }.map { $0.value?.description }
  }

  @Test func aFullRowShowsThatTheNumberIsThatOfThePage() throws {
    let recognition = try recognition(table(["行政处罚 417": ["行政处罚 417", "", "    4", "\u{C}"]]))
    #expect(values(recognition, "penalties") == ["417"])
    #expect(recognition.diagnostics.contains { $0.code == "SRC-06" && $0.message.chinese.contains("“4”") })
    #expect(!recognition.diagnostics.contains { $0.severity == .error && $0.subject?.table.id == "proactive" && $0.subject?.row != nil })
  }

  @Test(arguments: [
    (row: "行政处罚 417", lines: ["行政处罚", "", "    4", "\u{C}"], id: "penalties"),
    (row: "行政处罚 417", lines: ["行政处罚", "", "    4"], id: "penalties"),
    (row: "行政规范性文件 21 8 149", lines: ["行政规范性文件 21 149", "    4", "\u{C}"], id: "normative_documents"),
    (row: "行政事业性收费 88.5", lines: ["行政事业性收费", "4", "\u{C}"], id: "fees"),
  ])
  func aNumberThatMayBeThatOfThePageFillsNoRow(_ item: (row: String, lines: [String], id: String)) throws {
    let recognition = try recognition(table([item.row: item.lines]))
    #expect(values(recognition, item.id).allSatisfy { $0 == nil })
    #expect(recognition.diagnostics.contains { $0.severity == .error && $0.subject?.row?.id == item.id })
  }

  @Test func pagesThatCountTellTheirNumbers() throws {
    let recognition = try recognition(
      table(["行政处罚 417": ["行政处罚", "417", "2", "\u{C}行政强制"], "行政强制 26": ["26"]]), before: "\n1\n\u{C}续。")
    #expect(values(recognition, "penalties") == ["417"])
    #expect(values(recognition, "coercion") == ["26"])
    // A blank cell above the number stays one.
    let blank = try self.recognition(table(["行政处罚 417": ["行政处罚", "2", "\u{C}行政强制 26"], "行政强制 26": []]), before: "\n1\n\u{C}续。")
    #expect(values(blank, "penalties") == [nil])
    #expect(values(blank, "coercion") == ["26"])
  }

  @Test func whereOtherPagesHaveNoNumberTheLastLineIsAFigure() throws {
    let recognition = try recognition(
      table(["行政强制 26": ["行政强制", "26\u{C}"], "行政事业性收费 88.5": ["行政事业性收费 88.5", "\u{C}"]]).map {
        // One cell a line.
        $0.hasPrefix("信息内容") ? $0 : $0.replacing(" ", with: "\n")
      }, before: "\u{C}续。")
    #expect(values(recognition, "coercion") == ["26"])
    #expect(values(recognition, "fees") == ["88.5"])
  }

  @Test func aFigureThatWrappedIntoALineOfItsOwnIsReadWhereFiguresStandSo() throws {
    let recognition = try recognition(Self.rows.flatMap { $0.hasPrefix("信息内容") ? [$0] : $0.split(separator: " ").map(String.init) })
    #expect(values(recognition, "penalties") == ["417"])
    #expect(values(recognition, "normative_documents") == ["21", "8", "149"])
  }
}
