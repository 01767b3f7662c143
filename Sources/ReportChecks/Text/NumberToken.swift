import ReportModel

/// A number in a sentence, with its unit and with what makes it vague.
struct NumberToken: Sendable, Hashable {
  /// Of the digits, in the sentence's scalars.
  var range: Range<Int>
  /// Behind number, 余 and unit.
  var end: Int
  var value: DecimalNumber
  /// The word behind it: 件, 元, 年, %; empty when it is none of the known ones.
  var unit: String
  /// 余, 多, 近, 约, 超 and the like.
  var isApproximate: Bool
  var isChinese: Bool

  var count: Int? { value.integer }
  /// Units in which applications and cases are counted.
  var countsCases: Bool { ["件", "起", "宗", "份", "例"].contains(unit) }
}

/// Finds the numbers of a sentence: Arabic with or without separators, Chinese numerals, 万 and 亿.
enum NumberLexer {
  static func tokens(in words: Words) -> [NumberToken] {
    var out: [NumberToken] = []
    var index = 0
    while index < words.scalars.count {
      if let token = arabic(words, index) ?? chinese(words, index) {
        out.append(token)
        index = max(token.end, index + 1)
      } else {
        index += 1
      }
    }
    return out
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

  private static func arabic(_ words: Words, _ start: Int) -> NumberToken? {
    let s = words.scalars
    guard digit(s[start]) else { return nil }
    // Part of a word such as 12345热线 or B2 is decided by the unit; a letter before it makes it a name.
    var text = ""
    var index = start
    while index < s.count, digit(s[index]) {
      text.unicodeScalars.append(s[index])
      index += 1
    }
    // 1,234: groups of three, and no list of numbers such as 3,450件 where the first group is a number of its own with a unit.
    if text.count <= 3 {
      var grouped = text
      var place = index
      while place + 3 < s.count, s[place] == ",", (1...3).allSatisfy({ digit(s[place + $0]) }),
        place + 4 >= s.count || !digit(s[place + 4])
      {
        for offset in 1...3 { grouped.unicodeScalars.append(s[place + offset]) }
        place += 4
      }
      if place != index {
        text = grouped
        index = place
      }
    }
    if index + 1 < s.count, s[index] == ".", digit(s[index + 1]) {
      text += "."
      index += 1
      while index < s.count, digit(s[index]) {
        text.unicodeScalars.append(s[index])
        index += 1
      }
    }
    guard let value = DecimalNumber(text) else { return nil }
    return token(words, start..<index, value, isChinese: false)
  }

  /// 十二, 一百零三, 三千二百; counted only with a unit behind it, so that 一是 and 一般 are no numbers.
  private static func chinese(_ words: Words, _ start: Int) -> NumberToken? {
    let s = words.scalars
    guard ChineseDigits.isDigit(s[start]), start == 0 || !ChineseDigits.isDigit(s[start - 1]) else { return nil }
    var index = start
    var total = 0
    var digitSeen: Int?
    var section = 0
    loop: while index < s.count {
      switch s[index] {
      case "十":
        section += (digitSeen ?? 1) * 10
        digitSeen = nil
      case "百":
        section += (digitSeen ?? 0) * 100
        digitSeen = nil
      case "千":
        section += (digitSeen ?? 0) * 1000
        digitSeen = nil
      case "万":
        guard index > start, section + (digitSeen ?? 0) > 0, total == 0 else { break loop }
        total = (section + (digitSeen ?? 0)) * 10000
        section = 0
        digitSeen = nil
      default:
        guard let value = ChineseDigits.value(s[index]) else { break loop }
        // 二三件: no number but "two or three".
        if let digitSeen, digitSeen != 0 { return nil }
        digitSeen = value
      }
      index += 1
      if index - start > 12 { return nil }
    }
    guard index > start else { return nil }
    let token = token(words, start..<index, DecimalNumber(total + section + (digitSeen ?? 0)), isChinese: true)
    guard chineseUnits.contains(token.unit) else { return nil }
    if start > 0, "每第任某另逐".unicodeScalars.contains(s[start - 1]) { return nil }
    return token
  }

  private static let units = [
    "万元", "人次", "件次", "件", "起", "宗", "份", "例", "封", "条", "次", "元", "年", "月", "日", "%", "个", "部", "篇", "项", "期", "名", "家", "个百分点",
  ]
  /// Behind Chinese numerals only these: 统一部署 is no number.
  private static let chineseUnits: Set<String> = ["件", "件次", "起", "宗", "份", "例", "条", "次", "人次", "元", "万元", "年", "封"]
  private static let before = ["近", "约", "超", "超过", "逾", "大约", "不足", "不到", "将近", "近乎", "达到近", "上", "几", "数", "至少", "多达"]
  private static let after = ["余", "多", "来", "几"]

  private static func token(_ words: Words, _ range: Range<Int>, _ number: DecimalNumber, isChinese: Bool) -> NumberToken {
    let s = words.scalars
    var index = range.upperBound
    var value = number
    var approximate = false
    if before.contains(where: { words.hasWord($0, at: range.lowerBound - $0.unicodeScalars.count) }) {
      // 上千件, but not 网上3件.
      let isPlace = ["网上", "线上"].contains { words.hasWord($0, at: range.lowerBound - 2) }
      // 数十件 is vague, 受理数66件 is not.
      let isNoun = !isChinese && ["数", "几", "上"].contains { words.hasWord($0, at: range.lowerBound - 1) }
      if !isPlace, !isNoun { approximate = true }
    }
    func takeVague() {
      while index < s.count, after.contains(String(s[index])) {
        approximate = true
        index += 1
      }
    }
    takeVague()
    if index < s.count, s[index] == "万" || s[index] == "亿", !words.hasWord("万元", at: index), !words.hasWord("亿元", at: index) {
      value = value.multiplied(byPowerOfTen: s[index] == "万" ? 4 : 8) ?? value
      index += 1
      takeVague()
    }
    if index < s.count, s[index] == "个", words.hasWord("个件", at: index) { index += 1 }
    let unit = units.first { words.hasWord($0, at: index) } ?? ""
    index += unit.unicodeScalars.count
    if words.hasWord("以上", at: index) || words.hasWord("以内", at: index) || words.hasWord("左右", at: index) { approximate = true }
    return NumberToken(range: range, end: index, value: value, unit: unit, isApproximate: approximate, isChinese: isChinese)
  }
}
