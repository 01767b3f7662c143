import Diagnostics
import DocumentTree
import FormRecognition
import Foundation
import ReportModel
import TestSupport
import Testing

/// What stands beside, above or in the cell of a figure, and says what it is.
@Suite struct NeighboursTests {
  private func recognise(_ form: String = "2021", _ bend: (inout DocumentDraft) -> Void) throws -> (Report, Recognition) {
    let report = ExampleReport.report(form: form)
    var draft = DocumentDraft(report)
    bend(&draft)
    return (report, try Recogniser.recognise(draft.document, stated: StatedIdentity(form: form)))
  }

  private func row(_ draft: inout DocumentDraft, _ label: String, _ change: (inout [LayoutCell]) -> Void) {
    draft.changeTable(0) { rows, _ in
      for index in rows.indices where rows[index].contains(where: { $0.text == label }) { change(&rows[index]) }
    }
  }

  /// 行政处罚 | 37 | 0 | 0 below 上年处理决定数量, 本年处理决定数量: the noughts are no filling.
  @Test func aNamedColumnHoldsAgainstTheOneBeforeIt() throws {
    let (_, recognition) = try recognise { draft in
      draft.changeTable(0) { rows, _ in
        guard let place = rows.firstIndex(where: { $0.contains { $0.text == "行政处罚" } }) else { return }
        rows[place - 1] = VariantsTests.plain(["信息内容", "上年处理决定数量", "本年处理决定数量"])
        rows[place] = VariantsTests.plain(["行政处罚", "37", "0"])
        rows[place + 1] = VariantsTests.plain(["行政强制", "4", "6"])
      }
    }
    #expect(recognition.report.figure(FigureID(table: "proactive", row: "penalties", column: "decisions"))?.value == DecimalNumber(0))
    #expect(recognition.report.figure(FigureID(table: "proactive", row: "coercion", column: "decisions"))?.value == DecimalNumber(6))
  }

  @Test(arguments: ["行政事业性收费（元）", "行政事业性收费（单位：元）"]) func theUnitOfARowIsHeldAgainstTheForm(_ label: String) throws {
    let (_, recognition) = try recognise { draft in row(&draft, "行政事业性收费") { $0[0].text = label } }
    #expect(recognition.diagnostics.contains { $0.code == "VAL-08" && $0.subject?.row?.id == "fees" })
  }

  @Test func theUnitOfABlockIsHeldAgainstTheForm() throws {
    let (_, recognition) = try recognise { draft in
      row(&draft, "第二十条第（八）项") { $0[0].text = "第二十条第（八）项（单位：元）" }
    }
    #expect(recognition.diagnostics.contains { $0.code == "VAL-08" && $0.subject?.row?.id == "fees" })
  }

  @Test(arguments: ["注：含上年未审结5件。", "单位：件"]) func aLineOfWordsInTableFourIsNoLineOfFigures(_ text: String) throws {
    for place in [0, 4] {
      let (report, recognition) = try recognise { draft in
        draft.changeTable(2) { rows, _ in rows.insert(VariantsTests.plain([text]), at: place) }
      }
      for figure in report.tables.flatMap(\.figures) { #expect(recognition.report.figure(figure.id)?.value == figure.value) }
      #expect(recognition.diagnostics.contains { $0.code == "TAB-05" && $0.severity == .note })
      #expect(!recognition.diagnostics.contains { $0.severity == .error })
    }
  }

  /// An automatic number before the figures of a cell: 1, then 158.
  @Test(arguments: ["1 158", "1158", "1\t158"]) func theNumberOfAListIsNoPartOfAFigure(_ text: String) throws {
    let report = ExampleReport.report()
    var document = DocumentDraft(report).document
    let id = FigureID(table: "proactive", row: "penalties", column: "decisions")
    for index in document.blocks.indices {
      guard case .table(var table) = document.blocks[index] else { continue }
      guard let label = table.cells.first(where: { $0.text == "行政处罚" }) else { continue }
      for cell in table.cells.indices where table.cells[cell].rows == label.rows && table.cells[cell].columns.lowerBound == 1 {
        table.cells[cell].blocks = [.paragraph(Paragraph(text, number: "1", origin: table.cells[cell].origin))]
      }
      document.blocks[index] = .table(table)
    }
    let recognition = try Recogniser.recognise(document)
    #expect(recognition.report.figure(id)?.status == .invalid)
    #expect(recognition.diagnostics.contains { $0.code == "VAL-14" && $0.message.chinese.contains("“1” “158”") })
  }
}

/// A table of the form for another year beside the report's own.
@Suite struct OtherPeriodsTests {
  @Test(arguments: ["上年主动公开情况：", "2020年主动公开政府信息情况", "附：二〇二〇年情况"], [true, false])
  func isNotTheReports(_ line: String, _ isFirst: Bool) throws {
    let report = ExampleReport.report()
    var document = DocumentDraft(report).document
    let place = try #require(document.blocks.firstIndex { if case .table = $0 { true } else { false } })
    guard case .table(var other) = document.blocks[place] else { return }
    for index in other.cells.indices where DecimalNumber(other.cells[index].text) != nil {
      other.cells[index].blocks = [.paragraph(Paragraph("77", origin: other.cells[index].origin))]
    }
    let added = [Block.paragraph(Paragraph(line, origin: Origin(.paragraph(900)))), .table(other)]
    let own = Block.paragraph(Paragraph("本年情况：", origin: Origin(.paragraph(901))))
    document.blocks.insert(contentsOf: isFirst ? added + [own] : added, at: isFirst ? place : place + 1)
    let recognition = try Recogniser.recognise(document, stated: StatedIdentity(year: 2021, form: "2021"))
    for figure in report.tables.flatMap(\.figures) { #expect(recognition.report.figure(figure.id)?.value == figure.value, "\(figure.id)") }
    #expect(recognition.diagnostics.contains { $0.code == "other-period" && $0.subject?.table.id == "proactive" })
    #expect(!recognition.diagnostics.contains { $0.code == "TAB-08" })
  }

  /// The rest of a table behind a line that names a year is no other table.
  @Test func aTableThatIsThereOnceIsTheReports() throws {
    let report = ExampleReport.report()
    var document = DocumentDraft(report).document
    let place = try #require(document.blocks.firstIndex { if case .table = $0 { true } else { false } })
    document.blocks.insert(.paragraph(Paragraph("2020年以来，信息如下：", origin: Origin(.paragraph(900)))), at: place)
    let recognition = try Recogniser.recognise(document, stated: StatedIdentity(year: 2021, form: "2021"))
    for figure in report.tables.flatMap(\.figures) { #expect(recognition.report.figure(figure.id)?.value == figure.value) }
    #expect(!recognition.diagnostics.contains { $0.code == "other-period" })
  }
}

/// Reports without a figure say so.
@Suite struct NoFiguresTests {
  private func recognise(_ title: String) throws -> Recognition {
    let paragraphs = [title, "一、概述", "全年工作平稳。", "二、主动公开政府信息情况", "全年公开信息5条。"].enumerated().map { index, text in
      Block.paragraph(Paragraph(text, origin: Origin(.paragraph(index + 1))))
    }
    return try Recogniser.recognise(Document(format: "text", blocks: paragraphs))
  }

  @Test func withoutAYearTheTablesAreMissing() throws {
    let codes = try recognise("清溪县水务局政府信息公开工作年度报告").diagnostics.filter { $0.severity == .error }.map(\.code.rawValue)
    #expect(codes == ["TAB-01", "TAB-01", "TAB-01"])
  }

  @Test func before2014NoFormIsMissed() throws {
    let recognition = try recognise("清溪县水务局2012年政府信息公开工作年度报告")
    #expect(recognition.diagnostics.contains { $0.code == "no-form" && $0.severity == .note })
    #expect(!recognition.diagnostics.contains { $0.severity == .error })
  }

  @Test func from2014TheAnnexMayBeAbsentAndIsNamed() throws {
    let recognition = try recognise("清溪县水务局2016年政府信息公开工作年度报告")
    #expect(
      recognition.diagnostics.contains { $0.code == "annex-absent" && $0.severity == .warning && $0.subject?.table.id == "statistics" })
  }
}
