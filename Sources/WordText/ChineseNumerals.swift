/// Numbers in words of Chinese and its neighbours, as Word writes them in lists.
///
/// `chineseCounting` counts in words to 99 and then spells the digits: 101 is 一○一. `chineseCountingThousand` keeps to words:
/// 一百〇一. Source: ISO/IEC 29500-1:2016 §17.18.59; Word 16's rendering for the zero and for 10 to 19.
enum ChineseNumerals {
  static func counting(_ value: Int) -> String {
    guard value > 0 else { return spelled(value) }
    if value < 100 { return words(value, plain, zero: "", tenWithoutOne: true) }
    return spelled(value)
  }

  static func chineseThousand(_ value: Int) -> String {
    words(value, plain, zero: "〇", tenWithoutOne: true)
  }

  static func taiwaneseThousand(_ value: Int) -> String {
    words(value, Set(zero: "零", digits: "一二三四五六七八九", units: "十百千", ten4: "萬", ten8: "億"), zero: "零", tenWithoutOne: true)
  }

  static func koreanCounting(_ value: Int) -> String {
    words(
      value, Set(zero: "영", digits: "일이삼사오육칠팔구", units: "십백천", ten4: "만", ten8: "억"), zero: "", tenWithoutOne: true,
      oneBeforeUnits: false)
  }

  static func legalSimplified(_ value: Int) -> String {
    words(value, Set(zero: "零", digits: "壹贰叁肆伍陆柒捌玖", units: "拾佰仟", ten4: "万", ten8: "亿"), zero: "零", tenWithoutOne: false)
  }

  static func legalTraditional(_ value: Int) -> String {
    words(value, Set(zero: "零", digits: "壹貳參肆伍陸柒捌玖", units: "拾佰仟", ten4: "萬", ten8: "億"), zero: "零", tenWithoutOne: false)
  }

  static func japaneseCounting(_ value: Int) -> String {
    words(
      value, Set(zero: "〇", digits: "一二三四五六七八九", units: "十百千", ten4: "万", ten8: "億"), zero: "", tenWithoutOne: true,
      oneBeforeUnits: false)
  }

  static func japaneseLegal(_ value: Int) -> String {
    words(value, Set(zero: "零", digits: "壱弐参四伍六七八九", units: "拾百阡", ten4: "萬", ten8: "億"), zero: "", tenWithoutOne: false)
  }

  private struct Set {
    var zero: Character
    var digits: [Character]
    var units: [Character]
    var ten4: Character
    var ten8: Character
    init(zero: Character, digits: String, units: String, ten4: Character, ten8: Character) {
      self.zero = zero
      self.digits = Array(digits)
      self.units = Array(units)
      self.ten4 = ten4
      self.ten8 = ten8
    }
  }

  private static let plain = Set(zero: "〇", digits: "一二三四五六七八九", units: "十百千", ten4: "万", ten8: "亿")

  private static func spelled(_ value: Int) -> String {
    let digits = Array("○一二三四五六七八九")
    return String(String(value).map { $0.wholeNumberValue.map { digits[$0] } ?? $0 })
  }

  /// - Parameters:
  ///   - zero: what stands once for a gap between units; empty where the language says nothing.
  ///   - tenWithoutOne: 10 to 19 begin with 十, not 一十.
  ///   - oneBeforeUnits: 100 is 一百, not 百.
  private static func words(
    _ value: Int, _ set: Set, zero: String, tenWithoutOne: Bool, oneBeforeUnits: Bool = true
  ) -> String {
    guard value > 0, value < 1_000_000_000_000 else { return value == 0 ? String(set.zero) : String(value) }
    var out = ""
    var pendingZero = false
    let groups: [(Int, Character?)] = [
      (value / 100_000_000, set.ten8), (value / 10_000 % 10_000, set.ten4), (value % 10_000, nil),
    ]
    for (group, unit) in groups {
      guard group > 0 else {
        if !out.isEmpty { pendingZero = true }
        continue
      }
      var inGroup = ""
      var rest = group
      for (power, size) in [1000, 100, 10, 1].enumerated() {
        let digit = rest / size
        rest %= size
        if digit == 0 {
          if !out.isEmpty || !inGroup.isEmpty { pendingZero = true }
          continue
        }
        if pendingZero {
          inGroup += zero
          pendingZero = false
        }
        let isFirst = out.isEmpty && inGroup.isEmpty
        let omitsOne = digit == 1 && size > 1 && (!oneBeforeUnits || (size == 10 && isFirst && tenWithoutOne))
        if !omitsOne { inGroup.append(set.digits[digit - 1]) }
        if power < 3 { inGroup.append(set.units[2 - power]) }
      }
      out += inGroup
      if let unit { out.append(unit) }
      pendingZero = false
    }
    return out
  }
}

/// `1st`, `One`, `First`.
enum EnglishNumerals {
  static func ordinal(_ value: Int) -> String {
    let lastTwo = abs(value % 100)
    if (11...13).contains(lastTwo) { return "\(value)th" }
    switch abs(value % 10) {
    case 1: return "\(value)st"
    case 2: return "\(value)nd"
    case 3: return "\(value)rd"
    default: return "\(value)th"
    }
  }

  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

  static func cardinalText(_ value: Int) -> String { capitalised(cardinal(value)) }

  static func ordinalText(_ value: Int) -> String {
    guard (1..<1000).contains(value) else { return ordinal(value) }
    let words = cardinal(value)
    let cut = words.lastIndex { $0 == " " || $0 == "-" }
    let head = cut.map { String(words[...$0]) } ?? ""
    let last = cut.map { String(words[words.index(after: $0)...]) } ?? words
    let irregular = [
      "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
      "twelve": "twelfth",
    ]
    let ending = irregular[last] ?? (last.hasSuffix("y") ? last.dropLast() + "ieth" : last + "th")
    return capitalised(head + ending)
  }

  private static func cardinal(_ value: Int) -> String {
    guard (0..<1000).contains(value) else { return String(value) }
    if value < 20 { return small[value] }
    if value < 100 {
      return value % 10 == 0 ? tens[value / 10] : "\(tens[value / 10])-\(small[value % 10])"
    }
    let rest = value % 100
    return "\(small[value / 100]) hundred" + (rest == 0 ? "" : " " + cardinal(rest))
  }

  private static func capitalised(_ text: String) -> String {
    guard let first = text.first else { return text }
    return String(first).uppercased() + text.dropFirst()
  }
}
