import Diagnostics
import DocumentTree
import FormRecognition
import Foundation
import PlainTextReader
import ReportModel
import TestSupport
import Testing

/// What a header says of its columns holds: names of another form, names that are there twice or that nobody knows leave no figure to its order.
@Suite struct ColumnLabelsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var form = "2021"
    /// Rows, as `table.row`, of which no figure may be reported; of a whole table where no row is named.
    let refused: [String]
    /// What the finding has to name.
    var word = ""
    let bend: @Sendable (inout DocumentDraft) -> Void
    var testDescription: String { name }
  }

  static func rename(_ table: Int, _ old: String, _ new: String) -> @Sendable (inout DocumentDraft) -> Void {
    { draft in
      draft.changeTable(table) { rows, _ in
        for row in rows.indices { for cell in rows[row].indices where rows[row][cell].text == old { rows[row][cell].text = new } }
      }
    }
  }

  /// The figures of a table, and the header lines above them if `header` says so, again at the right.
  static func twice(_ table: Int, rows own: Range<Int>, labels: Int) -> @Sendable (inout DocumentDraft) -> Void {
    { draft in
      draft.changeTable(table) { rows, width in
        for row in own {
          let copies = rows[row].filter { $0.column >= labels }.map { cell in
            var cell = cell
            cell.column += width - labels
            if cell.figure != nil { cell.text = "9" + cell.text }
            return cell
          }
          rows[row] += copies
        }
        width += width - labels
      }
    }
  }

  static let refused: [Case] = [
    Case(
      name: "one column of 2019 in a table of 2021", refused: ["proactive.regulations", "proactive.normative_documents"], word: "本年新公开数量",
      bend: rename(0, "本年废止件数", "本年新公开数量")),
    Case(
      name: "one column of 2021 in a table of 2019", form: "2019", refused: ["proactive.regulations", "proactive.normative_documents"],
      word: "本年废止件数", bend: rename(0, "本年新公开数量", "本年废止件数")),
    Case(name: "fees under a column of 2019", refused: ["proactive.fees"], word: "上一年项目数量", bend: rename(0, "本年收费金额（单位：万元）", "上一年项目数量")),
    Case(
      name: "fees under a column of another block", refused: ["proactive.fees"], word: "本年处理决定数量",
      bend: rename(0, "本年收费金额（单位：万元）", "本年处理决定数量")),
    Case(
      name: "a block of table two for two years", refused: ["proactive.regulations", "proactive.normative_documents"], word: "本年制发件数",
      bend: twice(0, rows: 1..<4, labels: 1)),
    Case(name: "table three for two years", refused: ["requests"], word: "自然人", bend: twice(1, rows: 0..<28, labels: 3)),
    Case(name: "总计 became 占比", refused: ["requests"], word: "占比", bend: rename(1, "总计", "占比")),
    Case(name: "one organisation twice", refused: ["requests"], word: "社会公益组织", bend: rename(1, "商业企业", "社会公益组织")),
    Case(name: "a spare cell before the figures of a row", refused: ["requests.received"]) { draft in
      draft.changeTable(1) { rows, width in
        width += 1
        for cell in rows[3].indices where rows[3][cell].figure != nil { rows[3][cell].column += 1 }
        rows[3].insert(LayoutCell(text: "", column: 3), at: 1)
      }
    },
    Case(name: "one figure for two rows", refused: ["proactive.penalties", "proactive.coercion"]) { draft in
      draft.changeTable(0) { rows, _ in
        rows[9][1].rowSpan = 2
        rows[10].removeLast()
      }
    },
    Case(name: "an unknown column in a line of table four", refused: ["disputes"]) { draft in
      draft.changeTable(2) { rows, _ in
        rows = [["", "结果维持", "结果纠正", "其他结果", "撤回", "总计"], ["行政复议", "1", "2", "3", "4", "10"]].map(VariantsTests.plain)
      }
    },
  ]

  @Test(arguments: refused) func aRowWithoutCertainColumnsIsRefused(_ item: Case) throws {
    let report = ExampleReport.report(form: item.form)
    var draft = DocumentDraft(report)
    item.bend(&draft)
    let recognition = try Recogniser.recognise(draft.document, stated: StatedIdentity(form: item.form))
    for figure in report.tables.flatMap(\.figures) {
      let read = recognition.report.figure(figure.id)
      if item.refused.contains(figure.id.table) || item.refused.contains("\(figure.id.table).\(figure.id.row)") {
        #expect(read?.status != .reported, "\(figure.id)")
      } else {
        #expect(read?.value == figure.value, "\(figure.id)")
      }
    }
    for place in item.refused {
      #expect(
        recognition.diagnostics.contains { diagnostic in
          guard diagnostic.severity == .error, let subject = diagnostic.subject else { return false }
          return place == subject.table.id || place.hasPrefix(subject.table.id + ".") && place.hasSuffix("." + (subject.row?.id ?? ""))
            || !place.contains(".") && subject.table.id == place
        }, "\(place): \(recognition.diagnostics.map(\.message.english))")
    }
    if !item.word.isEmpty {
      #expect(recognition.diagnostics.contains { $0.severity == .error && $0.message.chinese.contains(item.word) })
    }
  }

  /// In a text copy of any layout the same: no figure of the block is read.
  @Test(arguments: [TextLayout.barsPadded, .barAfterCell, .cellALine, .markdown, .tabsSpreadsheet, .tabsBrowser, .aligned, .lineOfPDF])
  func aColumnOfAnotherFormIsRefusedInText(_ layout: TextLayout) throws {
    let text = layout.render(ExampleReport.report()).replacingOccurrences(of: "本年废止件数", with: "本年新公开数量")
    let recognition = try Recogniser.recognise(PlainTextReader.read(text), stated: StatedIdentity(form: "2021"))
    for row in ["regulations", "normative_documents"] {
      for column in ["issued", "repealed", "in_force"] {
        #expect(recognition.report.figure(FigureID(table: "proactive", row: row, column: column))?.status != .reported)
      }
      #expect(recognition.diagnostics.contains { $0.severity == .error && $0.subject?.row?.id == row })
    }
    #expect(recognition.report.figure(FigureID(table: "proactive", row: "licensing", column: "decisions"))?.status == .reported)
  }

  /// 自然人 between the organisations and 总计, or two organisations exchanged, in the header and in the rows.
  @Test(arguments: [TextLayout.barsPadded, .barAfterCell, .cellALine, .aligned, .lineOfPDF], [0...5, 1...2])
  func columnsInAnotherOrderAreNotReadByTheForms(_ layout: TextLayout, _ moved: ClosedRange<Int>) throws {
    let report = ExampleReport.report()
    func turned(_ texts: [String]) -> [String] {
      var texts = texts
      texts.insert(texts.remove(at: moved.lowerBound), at: moved.upperBound)
      return texts
    }
    var bent = report
    guard let table = bent.tables.firstIndex(where: { $0.id == "requests" }) else { return }
    for start in stride(from: 0, to: bent.tables[table].figures.count, by: 7) {
      let texts = turned(bent.tables[table].figures[start..<start + 7].map(\.text))
      for (place, text) in texts.enumerated() { bent.tables[table].figures[start + place].text = text }
    }
    var text = layout.render(bent)
    if moved == 1...2 {
      text = text.replacingOccurrences(of: "商业企业", with: "＃").replacingOccurrences(of: "科研机构", with: "商业企业").replacingOccurrences(
        of: "＃", with: "科研机构")
    } else {
      text = text.replacingOccurrences(of: "自然人", with: "＃").replacingOccurrences(of: "法人或其他组织", with: "自然人").replacingOccurrences(
        of: "＃", with: "法人或其他组织")
    }
    let recognition = try Recogniser.recognise(PlainTextReader.read(text))
    #expect(SilentFigures.found(in: recognition.report, recognition.diagnostics, of: report).isEmpty)
  }

  // MARK: 四

  static let columns = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
  static let rows = ["行政复议", "未经复议直接起诉", "复议后起诉"]

  /// Three rows of five, the columns in another order: by their names.
  @Test func aNamedRowOfTableFourFollowsItsHeader() throws {
    let report = ExampleReport.report()
    var draft = DocumentDraft(report)
    draft.changeTable(2) { rows, width in
      let texts = rows[3].map(\.text)
      let order = [1, 0, 2, 3, 4]
      rows = [VariantsTests.plain([""] + order.map { Self.columns[$0] })]
      for (index, name) in Self.rows.enumerated() { rows.append(VariantsTests.plain([name] + order.map { texts[index * 5 + $0] })) }
      width = 6
    }
    try expectAll(report, Recogniser.recognise(draft.document))
  }

  /// The groups in any order, in text that keeps the places of its cells.
  @Test(arguments: [[0, 2, 1], [1, 2, 0], [2, 1, 0]]) func groupsOfTableFourFollowTheirHeader(_ order: [Int]) throws {
    let report = ExampleReport.report()
    var draft = DocumentDraft(report)
    draft.changeTable(2) { rows, _ in
      let texts = rows[3].map(\.text)
      let names = order.flatMap { [Self.rows[$0], "", "", "", ""] }
      let top = order[0] == 0 ? [0: "行政复议", 5: "行政诉讼"] : [0: "行政诉讼", 10: "行政复议"]
      rows = [
        VariantsTests.plain((0..<15).map { top[$0] ?? "" }),
        VariantsTests.plain(names.enumerated().map { place, name in order[place / 5] == 0 ? Self.columns[place % 5] : name }),
        VariantsTests.plain((0..<15).map { order[$0 / 5] == 0 ? "" : Self.columns[$0 % 5] }),
        VariantsTests.plain(order.flatMap { Array(texts[$0 * 5..<$0 * 5 + 5]) }),
      ]
    }
    try expectAll(report, Recogniser.recognise(draft.document))
  }

  /// In one cell a line the places of the groups aren't told where 行政诉讼 is read first.
  @Test func groupsInUncertainOrderAreRefused() throws {
    let report = ExampleReport.report()
    let lines = TextLayout.cellALine.render(report).split(separator: "\n").map(String.init)
    guard let place = lines.firstIndex(of: "行政复议") else { return }
    var turned = lines
    turned.swapAt(place, place + 1)
    let recognition = try Recogniser.recognise(PlainTextReader.read(turned.joined(separator: "\n")))
    #expect(recognition.report.figure(FigureID(table: "disputes", row: "review", column: "total"))?.status != .reported)
    #expect(recognition.diagnostics.contains { $0.code == "DIS-04" })
  }

  @Test func numbersOfColumnsAreNoFigures() throws {
    let report = ExampleReport.report()
    var draft = DocumentDraft(report)
    draft.changeTable(2) { rows, _ in rows.insert(VariantsTests.plain((1...15).map(String.init)), at: 3) }
    let recognition = try Recogniser.recognise(draft.document)
    try expectAll(report, recognition)
    #expect(recognition.diagnostics.contains { $0.code == "TAB-05" })
  }

  /// 序号 before the labels of each table.
  @Test(arguments: 0..<3) func aColumnOfNumbersIsNoneOfTheForms(_ table: Int) throws {
    let report = ExampleReport.report()
    var draft = DocumentDraft(report)
    draft.changeTable(table) { rows, width in
      for row in rows.indices {
        for cell in rows[row].indices { rows[row][cell].column += 1 }
        let isHeader = row < (table == 0 ? 1 : 3)
        rows[row].insert(LayoutCell(text: isHeader ? row == 0 ? "序号" : "" : String(row), column: 0), at: 0)
      }
      width += 1
    }
    try expectAll(report, Recogniser.recognise(draft.document))
  }

  private func expectAll(_ report: Report, _ recognition: Recognition) throws {
    for figure in report.tables.flatMap(\.figures) {
      #expect(recognition.report.figure(figure.id)?.value == figure.value, "\(figure.id)")
    }
    #expect(recognition.diagnostics.filter { $0.severity == .error }.isEmpty)
  }

  // MARK: Other wordings

  @Test(arguments: [
    ("2021", "本年制发件数", "本年度制发件数"), ("2021", "现行有效件数", "现行有效文件数"), ("2021", "本年处理决定数量", "本年度处理决定数量"),
    ("2021", "本年收费金额（单位：万元）", "本年度收费金额"), ("2021", "本年制发件数", "本年制发件数（含修订）"), ("2019", "本年增/减", "本年度增/减"),
    ("2019", "上一年项目数量", "上一年项目数量（指2018年）"), ("2019", "本年新制作数量", "本年新制作数量(含修订)"), ("2019", "采购总金额", "采购金额"),
    ("2019", "采购总金额", "采购总金额/万元"),
  ])
  func aWordingOfTheSameColumnIsRead(_ form: String, _ official: String, _ written: String) throws {
    let report = ExampleReport.report(form: form)
    var draft = DocumentDraft(report)
    Self.rename(0, official, written)(&draft)
    try expectAll(report, Recogniser.recognise(draft.document))
  }

  @Test(arguments: [
    (2, "其他结果", "其他"), (2, "其他结果", "其它"), (2, "尚未审结", "未审结"), (1, "其他", "其他法人"), (1, "自然人", "公民"),
  ])
  func soIsOneOfTheOtherTables(_ table: Int, _ official: String, _ written: String) throws {
    let report = ExampleReport.report()
    var draft = DocumentDraft(report)
    Self.rename(table, official, written)(&draft)
    try expectAll(report, Recogniser.recognise(draft.document))
  }

  @Test(arguments: ["本年制发件数（上年）", "本年制发件数（市本级）", "本年制发件数（2020年）", "本年制发件数（指2020年）", "本年制发件数（其中：含废止）"])
  func aRemarkThatNamesAnotherColumnIsNotDropped(_ written: String) throws {
    var draft = DocumentDraft(ExampleReport.report())
    Self.rename(0, "本年制发件数", written)(&draft)
    let recognition = try Recogniser.recognise(draft.document)
    #expect(recognition.report.figure(FigureID(table: "proactive", row: "regulations", column: "issued"))?.status != .reported)
    #expect(recognition.diagnostics.contains { $0.code == "TAB-07" && $0.message.chinese.contains(written) })
  }
}
