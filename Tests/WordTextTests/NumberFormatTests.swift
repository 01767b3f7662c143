import Testing

@testable import WordText

struct FormatCase: CustomTestStringConvertible {
  var format: String
  var expected: [Int: String]
  var testDescription: String { format }
  init(_ format: String, _ expected: [Int: String]) {
    self.format = format
    self.expected = expected
  }
}

@Suite struct NumberFormatTests {
  @Test(arguments: [
    FormatCase("decimal", [0: "0", 12: "12"]),
    FormatCase("decimalZero", [1: "01", 9: "09", 10: "10"]),
    FormatCase("decimalFullWidth", [10: "１０"]),
    FormatCase("chineseCounting", [1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 100: "一○○", 101: "一○一"]),
    FormatCase("taiwaneseCounting", [12: "十二", 101: "一○一"]),
    FormatCase(
      "chineseCountingThousand",
      [
        1: "一", 10: "十", 11: "十一", 20: "二十", 100: "一百", 101: "一百〇一", 110: "一百一十", 111: "一百一十一", 1000: "一千", 1001: "一千〇一",
        1010: "一千〇一十", 1100: "一千一百", 10000: "一万", 10001: "一万〇一", 20300: "二万〇三百",
      ]),
    FormatCase("taiwaneseCountingThousand", [101: "一百零一", 10000: "一萬"]),
    FormatCase("chineseLegalSimplified", [1: "壹", 10: "壹拾", 11: "壹拾壹", 101: "壹佰零壹", 2345: "贰仟叁佰肆拾伍"]),
    FormatCase("ideographLegalTraditional", [3: "參", 10: "壹拾", 101: "壹佰零壹"]),
    FormatCase("ideographDigital", [0: "〇", 10: "一〇", 2024: "二〇二四"]),
    FormatCase("japaneseDigitalTenThousand", [10: "一〇"]),
    FormatCase("taiwaneseDigital", [10: "一○"]),
    FormatCase("japaneseCounting", [10: "十", 11: "十一", 100: "百", 101: "百一", 110: "百十", 1000: "千", 10000: "一万"]),
    FormatCase("japaneseLegal", [1: "壱", 10: "壱拾", 11: "壱拾壱"]),
    FormatCase("koreanDigital", [10: "일영"]),
    FormatCase("koreanCounting", [11: "십일", 100: "백"]),
    FormatCase("ganada", [1: "가", 14: "하", 15: "15"]),
    FormatCase("decimalEnclosedCircle", [1: "①", 20: "⑳", 21: "21", 0: "0"]),
    FormatCase("decimalEnclosedCircleChinese", [10: "⑩", 11: "11"]),
    FormatCase("decimalEnclosedParen", [1: "⑴"]),
    FormatCase("decimalEnclosedFullstop", [20: "⒛"]),
    FormatCase("ideographEnclosedCircle", [1: "㈠", 10: "㈩", 11: "11"]),
    FormatCase("ideographTraditional", [1: "甲", 10: "癸", 11: "11"]),
    FormatCase("ideographZodiac", [12: "亥", 13: "13"]),
    FormatCase("ideographZodiacTraditional", [1: "甲子", 60: "癸亥", 61: "61"]),
    FormatCase("upperRoman", [4: "IV", 1999: "MCMXCIX", 0: "0"]),
    FormatCase("lowerRoman", [9: "ix"]),
    FormatCase("upperLetter", [1: "A", 26: "Z", 27: "AA", 28: "BB"]),
    FormatCase("lowerLetter", [3: "c"]),
    FormatCase("ordinal", [1: "1st", 12: "12th", 22: "22nd"]),
    FormatCase("cardinalText", [21: "Twenty-one", 100: "One hundred"]),
    FormatCase("ordinalText", [1: "First", 20: "Twentieth", 21: "Twenty-first"]),
    FormatCase("numberInDash", [3: "- 3 -"]),
    FormatCase("none", [3: ""]),
  ])
  func numbersAreWrittenAsWordWritesThem(_ example: FormatCase) {
    for (value, expected) in example.expected.sorted(by: { $0.key < $1.key }) {
      #expect(NumberFormat.text(value, example.format) == expected, "\(value)")
    }
  }

  @Test func noFormatTrapsOnAnyNumber() {
    for format in NumberFormat.names {
      for value in [Int.min, -1, 0, 1, 32767, 1_000_000, Int.max] {
        #expect(NumberFormat.text(value, format) != nil)
      }
    }
    #expect(NumberFormat.text(1, "thaiCounting") == nil)
  }

  @Test func customFormatsPadWithZeros() {
    #expect(NumberFormat.custom(7, "001, 002, 003, ...") == "007")
    #expect(NumberFormat.custom(1234, "01, 02, ...") == "1234")
  }
}
