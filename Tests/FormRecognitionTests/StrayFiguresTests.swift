import Diagnostics
import FormRecognition
import PlainTextReader
import ReportModel
import Testing

/// Figures away from their labels: a cell that broke over two lines, lines that nobody can assign, numbers in groups of digits.
@Suite struct StrayFiguresTests {
  private func recognition(_ table: [String]) throws -> Recognition {
    let lines = ["临溪县人民政府2023年政府信息公开工作年度报告", "一、总体情况", "按期公开。", "二、主动公开政府信息情况"] + table + ["三、收到和处理政府信息公开申请情况", "见附件。"]
    return try Recogniser.recognise(PlainTextReader.read(lines.joined(separator: "\n")))
  }

  private func figure(_ recognition: Recognition, _ row: String, _ column: String = "decisions") -> Figure? {
    recognition.report.figure(FigureID(table: "proactive", row: row, column: column))
  }

  static let tabbed = [
    "第二十条第（五）项\t\t\t", "信息内容\t本年处理决定数量\t\t", "行政许可\t3108\t\t", "第二十条第（六）项\t\t\t", "信息内容\t本年处理决定数量\t\t", "行政处罚\t417\t\t", "行政强制\t26\t\t",
  ]
  static let cut = tabbed.map { line in String(line.reversed().drop { $0 == "\t" }.reversed()) }
  static let barred = [
    "第二十条第（五）项 | |||", "信息内容 | 本年处理决定数量 | ||", "行政许可 | 3108 | ||", "第二十条第（六）项 | |||", "信息内容 | 本年处理决定数量 | ||", "行政处罚 | 417 | ||",
    "行政强制 | 26 |",
  ]

  @Test(arguments: [
    (tabbed, "行政许可\t31", "08\t\t"), (cut, "行政许可\t31", "08"), (barred, "行政许可 | 31", "08 | ||"),
    (barred.map { "| " + $0 }, "| 行政许可 | 31", "08 | ||"),
  ])
  func aValueThatBrokeIsNotCut(_ item: (lines: [String], first: String, second: String)) throws {
    let recognition = try recognition(item.lines.flatMap { $0.contains("3108") ? [item.first, item.second] : [$0] })
    #expect(figure(recognition, "licensing")?.status == .missing)
    #expect(
      recognition.diagnostics.contains { $0.code == "TAB-07" && $0.subject?.row?.id == "licensing" && $0.message.chinese.contains("31 08") }
    )
    #expect(figure(recognition, "penalties")?.value == DecimalNumber(417))
    #expect(figure(recognition, "coercion")?.value == DecimalNumber(26))
  }

  @Test func aValueThatBrokeAtTheEndOfTheTableIsNotCut() throws {
    let recognition = try recognition(Self.cut.flatMap { $0.contains("26") ? ["行政强制\t2", "6"] : [$0] })
    #expect(figure(recognition, "coercion")?.status == .missing)
    #expect(recognition.diagnostics.contains { $0.code == "TAB-07" && $0.subject?.row?.id == "coercion" })
  }

  @Test(arguments: [tabbed, barred, barred.map { "| " + $0 }]) func aLineOfFiguresInsideATableIsNamed(_ lines: [String]) throws {
    let recognition = try recognition(lines.flatMap { $0.contains("417") ? [$0, "", "55 66"] : [$0] })
    #expect(
      recognition.diagnostics.contains {
        $0.code == "TAB-05" && $0.subject?.table.id == "proactive" && $0.message.chinese.contains("“55”")
      })
    #expect(figure(recognition, "penalties")?.value == DecimalNumber(417))
    #expect(figure(recognition, "coercion")?.value == DecimalNumber(26))
  }

  /// A row whose cells are all empty, and figures without a label below it.
  @Test func figuresBelowABlankRowMayBeItsOwn() throws {
    let recognition = try recognition(Self.tabbed.flatMap { $0.contains("417") ? ["行政处罚\t\t\t", "\t417\t\t"] : [$0] })
    #expect(figure(recognition, "penalties")?.status == .missing)
    #expect(recognition.diagnostics.contains { $0.code == "TAB-07" && $0.subject?.row?.id == "penalties" })
    #expect(recognition.diagnostics.contains { $0.code == "TAB-05" && $0.message.chinese.contains("“417”") })
  }

  @Test(arguments: ["12 000", "1 000 000"]) func groupsOfDigitsAreNoFiguresOfTheirOwn(_ number: String) throws {
    let lines = Self.cut.map { $0.replacing("\t", with: " ").replacing("3108", with: number) }
    let recognition = try recognition(lines)
    #expect(figure(recognition, "licensing")?.status == .missing)
    #expect(recognition.diagnostics.contains { $0.code == "TAB-07" && $0.severity == .error && $0.subject?.row?.id == "licensing" })
    #expect(figure(recognition, "penalties")?.value == DecimalNumber(417))
  }

  /// Bars between cells only: an empty cell at the end of a line has a bar before it and none behind.
  @Test(arguments: ["|", "｜"]) func aTableWithoutOuterBarsIsAGrid(_ bar: String) throws {
    let labels = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"]
    let lines =
      [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "", "申请人情况", "", "", "", "", "", ""],
        ["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""],
      ] + labels.map { [$0, "", "", "11", "12", "", "14", "15", "16", "68"] }
    let text = lines.map { $0.joined(separator: " \(bar) ") }
    let recognition = try Recogniser.recognise(
      PlainTextReader.read((["临溪县人民政府2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"] + text).joined(separator: "\n")))
    let figures = (recognition.report.table("requests")?.figures ?? []).filter { $0.id.row == "received" }
    #expect(figures.map { $0.value?.description } == ["11", "12", nil, "14", "15", "16", "68"])
    #expect(figures.map(\.status)[2] == .blank)
  }

  /// One paragraph for the whole table, a space between any two cells.
  @Test func noDigitOfAFigureIsTakenForAnOrdinal() throws {
    let table =
      "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 0 0 0 行政规范性文件 0 0 0 第二十条第（五）项 信息内容 本年处理决定数量 行政许可 3105 第二十条第（六）项 信息内容 本年处理决定数量 行政处罚 31 行政强制 2 第二十条第（八）项 信息内容 本年收费金额（单位：万元） 行政事业性收费 8"
    for text in [table, table.replacing(" ", with: "")] {
      let recognition = try recognition([text])
      #expect(figure(recognition, "licensing")?.value == DecimalNumber(3105))
      #expect(figure(recognition, "penalties")?.value == DecimalNumber(31))
      #expect(figure(recognition, "coercion")?.value == DecimalNumber(2))
    }
  }
}

/// 政府信息公开情况统计表 in an arrangement that can't be read.
@Suite struct UnreadAnnexTests {
  static let indicators = [
    "1.政府公报公开政府信息数 条", "2.政府网站公开政府信息数 条", "3.政务微博公开政府信息数 条", "4.政务微信公开政府信息数 条", "1.当面申请数 件", "2.传真申请数 件", "3.网络申请数 件", "4.信函申请数 件",
    "四、行政复议数量 件", "五、行政诉讼数量 件",
  ]

  private func recognition(_ lines: [String]) throws -> Recognition {
    try Recogniser.recognise(
      PlainTextReader.read(
        (["临溪县人民政府2016年政府信息公开工作年度报告", "一、概述", "按期公开。", "二、主动公开政府信息情况", "见附表。", "三、依申请公开政府信息情况", "见附表。"] + lines)
          .joined(separator: "\n")))
  }

  @Test(arguments: [
    indicators.enumerated().map { "\($1) \($0 + 31) \($0 + 71)" }, indicators.enumerated().map { "\($0 + 1) \($1) \($0 + 31)" },
    zip(indicators.prefix(5), indicators.suffix(5)).map { "\($0) 31 \($1) 32" },
  ])
  func itIsSaidThatItIsThere(_ lines: [String]) throws {
    let recognition = try recognition(lines)
    #expect(!recognition.report.tables.flatMap(\.figures).contains { $0.status == .reported })
    #expect(recognition.diagnostics.contains { $0.code == "TAB-01" && $0.severity == .error && $0.subject?.table.id == "statistics" })
    #expect(!recognition.report.sections.contains { $0.heading.contains("行政复议数量") })
  }

  @Test func aProvincesOwnAnnexIsNone() throws {
    let recognition = try recognition(["指标名称 单位 本年度 历年累计"] + Self.indicators.enumerated().map { "\($1) \($0 + 31) \($0 + 71)" })
    #expect(!recognition.diagnostics.contains { $0.code == "TAB-01" && $0.subject?.table.id == "statistics" })
  }
}
