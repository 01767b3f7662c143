import HTMLSyntax

/// The number that a browser puts before an `li` of an `ol`.
///
/// Source: WHATWG HTML §4.4.5 and §4.4.8 (ordinal value); CSS Counter Styles Level 3 §6, §7.
enum ListMarker {
  static func text(_ value: Int, style: String) -> String? {
    switch style {
    case "none", "disc", "circle", "square": nil
    case "a", "lower-alpha", "lower-latin": (alphabetic(value, 0x61) ?? "\(value)") + ". "
    case "A", "upper-alpha", "upper-latin": (alphabetic(value, 0x41) ?? "\(value)") + ". "
    case "i", "lower-roman": (roman(value)?.lowercased() ?? "\(value)") + ". "
    case "I", "upper-roman": (roman(value) ?? "\(value)") + ". "
    case "decimal-leading-zero": (value >= 0 && value < 10 ? "0\(value)" : "\(value)") + ". "
    case "cjk-decimal": String("\(value)".map { digit in digit.wholeNumberValue.map { cjkDigits[$0] } ?? digit }) + "、"
    case "cjk-ideographic", "trad-chinese-informal": (chinese(value, "零一二三四五六七八九", ["", "十", "百", "千"]) ?? "\(value)") + "、"
    case "simp-chinese-informal": (chinese(value, "零一二三四五六七八九", ["", "十", "百", "千"]) ?? "\(value)") + "、"
    case "simp-chinese-formal": (chinese(value, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"], formal: true) ?? "\(value)") + "、"
    case "trad-chinese-formal": (chinese(value, "零壹貳參肆伍陸柒捌玖", ["", "拾", "佰", "仟"], formal: true) ?? "\(value)") + "、"
    case "japanese-informal": (chinese(value, "〇一二三四五六七八九", ["", "十", "百", "千"]) ?? "\(value)") + "、"
    case "cjk-earthly-branch": (symbol(value, "子丑寅卯辰巳午未申酉戌亥") ?? "\(value)") + "、"
    case "cjk-heavenly-stem": (symbol(value, "甲乙丙丁戊己庚辛壬癸") ?? "\(value)") + "、"
    default: "\(value). "
    }
  }

  private static let cjkDigits = Array("〇一二三四五六七八九")

  private static func symbol(_ value: Int, _ symbols: String) -> String? {
    let symbols = Array(symbols)
    guard value >= 1, value <= symbols.count else { return nil }
    return String(symbols[value - 1])
  }

  private static func alphabetic(_ value: Int, _ first: UInt8) -> String? {
    guard value >= 1 else { return nil }
    var rest = value
    var letters: [UInt8] = []
    while rest > 0 {
      letters.append(first + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  private static func roman(_ value: Int) -> String? {
    guard value >= 1, value <= 3999 else { return nil }
    let parts = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
      (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = value
    var out = ""
    for (amount, letters) in parts {
      while rest >= amount {
        out += letters
        rest -= amount
      }
    }
    return out
  }

  /// 0…9999. Informal styles write 十一 and not 一十一.
  private static func chinese(_ value: Int, _ digits: String, _ units: [String], formal: Bool = false) -> String? {
    guard value >= 0, value <= 9999 else { return nil }
    let digits = Array(digits)
    if value == 0 { return String(digits[0]) }
    if !formal, (10...19).contains(value) { return units[1] + (value == 10 ? "" : String(digits[value - 10])) }
    var out = ""
    var pendingZero = false
    for (power, unit) in [(1000, units[3]), (100, units[2]), (10, units[1]), (1, units[0])] {
      let digit = value / power % 10
      if digit == 0 {
        pendingZero = !out.isEmpty
      } else {
        if pendingZero { out.append(digits[0]) }
        pendingZero = false
        out.append(digits[digit])
        out += unit
      }
    }
    return out
  }
}
