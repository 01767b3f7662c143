import ReportModel
import Testing

@testable import FormRecognition

/// What cells of published reports hold, and what it says.
@Suite struct CellValueTests {
  static let numbers: [(String, String, String?)] = [
    ("0", "0", nil), ("０", "0", nil), ("１２", "12", nil), ("+14", "14", nil), ("＋1036", "1036", nil), ("-8", "-8", nil), ("－3", "-3", nil),
    ("−18", "-18", nil), ("减4", "-4", nil), ("增2", "2", nil), ("減少3", "-3", nil), ("增加 12 件", "12", "件"), ("251000元", "251000", "元"),
    ("1646.5万元", "1646.5", "万元"), ("96171.6", "96171.6", nil), ("24252.311082", "24252.311082", nil), ("11398889", "11398889", nil),
    ("1,234", "1234", nil), ("1，234", "1234", nil), ("1 234", "1234", nil), ("1,234,567.89", "1234567.89", nil), ("12件", "12", "件"),
    ("3 项", "3", "项"), ("12（件）", "12", "件"), ("007", "7", nil), ("0.0", "0.0", nil), ("\u{A0}5\u{3000}", "5", nil), ("5\u{200B}", "5", nil),
    ("3\n件", "3", "件"), ("\n12\n", "12", nil), ("12 345", "12345", nil),
  ]

  @Test(arguments: numbers.map { [$0.0, $0.1, $0.2 ?? ""] }) func aNumberIsRead(_ item: [String]) {
    let value = CellValue(item[0])
    #expect(value.content == .number(DecimalNumber(item[1])!), "\(value.content)")
    #expect(value.unit ?? "" == item[2])
  }

  @Test(arguments: ["", " ", "\u{A0}", "\u{3000}", "\u{3000}\u{3000}", "\u{200B}", "\u{FEFF}", "\n"]) func nothingIsBlank(_ text: String) {
    #expect(CellValue(text).content == .blank)
  }

  @Test(arguments: ["/", "／", "\\", "-", "–", "—", "――", "——", "─", "－", "无", "没有", "无此项", "N/A", "×", "○", "/ /", "－－", "/\n/"])
  func aSignForNothingIsAPlaceholder(_ text: String) { #expect(CellValue(text).content == .placeholder) }

  @Test(arguments: [
    "O", "o", "1O", "l2", "l", "〇", "?0", "-18?", "？", "1 2", "12,34", "1,2345", "1.", ".5", "1..2", "1.2.3", "--5", "3-5", "1/2", "1２ 3",
    "0x10", "1e5",
    "12 34 56", "Ⅲ", "①", "5\u{FFFD}", "12\n345", "+12\n345", "12\t345", "1.\t158", "-\n4", "12 \u{2028}345", "1,234\n567", "\u{202E}12",
  ]) func aDamagedNumberIsNeverGuessed(_ text: String) {
    if case .number(let number) = CellValue(text).content { Issue.record("\(text) → \(number)") }
  }

  @Test(arguments: ["增/减5", "增减5", "±3", "+/-2"]) func anUndecidedSignIsNotDecided(_ text: String) {
    #expect(CellValue(text).content == .unreadable(.undecidedSign))
  }

  @Test(arguments: ["约12", "12余件", "详见附件", "三", "十二件", "5（含上年3）", "12万", "100%", "3,5", "见下表"]) func wordsAreNoNumber(_ text: String) {
    if case .number(let number) = CellValue(text).content { Issue.record("\(text) → \(number)") }
  }

  @Test func aSignedFigureIsNoPageNumber() {
    for text in ["-6", "－6", "—6", "6", "6-", "1-2"] { #expect(!PageNumber.isPageNumber(text), "\(text)") }
    for text in ["- 6 -", "—2—", "-12-", "第 4 页", "第4页 共12页", "－ 3 －"] { #expect(PageNumber.isPageNumber(text), "\(text)") }
  }
}
