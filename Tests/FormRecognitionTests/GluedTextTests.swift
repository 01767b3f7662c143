import Diagnostics
import Testing

@testable import FormRecognition

/// Tables that ran into one paragraph: labels and figures without a separator.
@Suite struct GluedTextTests {
  private static let labels = ["属于国家秘密", "其他法律行政法规禁止公开", "危及“三安全一稳定”", "保护第三方合法权益", "属于三类内部事务信息", "属于四类过程性信息", "属于行政执法案卷", "属于行政查询事项"]

  /// How an ordinal is written between a figure and its label.
  @Test(arguments: ["", "%.", "%、", "（%）", "(%)", " %、", "　%．", "一、", "（一）", "十、", "%："])
  func whateverTheOrdinalTheFiguresAreTakenApart(_ ordinal: String) throws {
    var text = "主动公开的表格并入了一个段落，后面是标签和数字："
    for (index, label) in Self.labels.enumerated() {
      text += ordinal.replacing("%", with: "\(index + 1)") + label + "0"
    }
    let cell = SourceCell(text, columns: 0..<1, origin: Origin(), vocabulary: .official)
    let cells = try #require(GluedText.official.split(cell))
    for label in Self.labels {
      #expect(cells.contains { $0.terms.contains { $0.table == "requests" } && $0.text.contains(label.prefix(6)) }, "\(cells.map(\.text))")
    }
  }

  @Test func proseWithFiguresIsNoTable() {
    let text = "2023年，主动公开规章12件、行政规范性文件3件，作出行政许可40件、行政处罚7件、行政强制2件，收取行政事业性收费3万元，办理申请15件。"
    let cell = SourceCell(text, columns: 0..<1, origin: Origin(), vocabulary: .official)
    #expect(GluedText.official.split(cell) == nil)
  }
}
