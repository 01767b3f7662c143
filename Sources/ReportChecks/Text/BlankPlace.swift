/// A place of a draft that was never filled in: X件, 收到申请　件, **, ____, （）, （数字）, 202X年, 年  月  日.
enum BlankPlace {
  /// The first such place with the words around it, for quoting; `nil` when there is none.
  static func first(in text: String) -> String? {
    let s = Array(text.unicodeScalars)
    for index in s.indices {
      guard let end = end(s, index) else { continue }
      let low = max(0, index - 6)
      let high = min(s.count, end + 6)
      return String(String.UnicodeScalarView(s[low..<high]))
    }
    return nil
  }

  /// Behind a blank place that begins here.
  private static func end(_ s: [Unicode.Scalar], _ index: Int) -> Int? {
    switch s[index] {
    case "X", "x", "Ｘ", "×", "✕", "ｘ":
      guard index == 0 || s[index - 1] != s[index] else { return nil }
      if index > 0, isLatin(s[index - 1]) { return nil }
      var end = index + 1
      while end < s.count, s[end] == s[index] { end += 1 }
      guard end < s.count, !isLatin(s[end]) else { return nil }
      // 202X年 as well as X件, XX镇, X月X日; 3×4 is a sum.
      return "件年月日个条次万元镇乡县市区局街份起宗号人部".unicodeScalars.contains(s[end]) ? end + 1 : nil
    case "*", "＊", "_", "＿":
      guard index == 0 || s[index - 1] != s[index] else { return nil }
      var end = index + 1
      while end < s.count, s[end] == s[index] { end += 1 }
      guard end - index >= 2 else { return nil }
      // Part of an address or of a number that was masked on purpose.
      let beside = (index > 0 ? [s[index - 1]] : []) + (end < s.count ? [s[end]] : [])
      if beside.contains(where: { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "/" || $0 == ".") }
      ) {
        return nil
      }
      return end
    case "(", "（":
      var end = index + 1
      while end < s.count, s[end].properties.isWhitespace { end += 1 }
      if end < s.count, s[end] == ")" || s[end] == "）" { return end + 1 }
      let hints = ["数字）", "填写）", "单位名称）", "数字)", "此处填写"]
      return hints.contains { hint in s[(index + 1)...].starts(with: hint.unicodeScalars) } ? index + 4 : nil
    case "年":
      // 2025年  月  日: the day was never written.
      var end = index + 1
      while end < s.count, s[end].properties.isWhitespace { end += 1 }
      guard end < s.count, s[end] == "月", end > index + 1 else { return nil }
      return end + 1
    case "件":
      // 收到申请　件: a gap where the number should be.
      guard index >= 3, s[index - 1].properties.isWhitespace else { return nil }
      var back = index - 1
      while back > 0, s[back].properties.isWhitespace { back -= 1 }
      return ["申请", "结转", "答复", "收到", "办结", "公开"].contains { word in
        back + 1 >= word.unicodeScalars.count && Array(s[(back + 1 - word.unicodeScalars.count)...back]) == Array(word.unicodeScalars)
      } ? index + 1 : nil
    default: return nil
    }
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && scalar.properties.isAlphabetic && scalar != "X" && scalar != "x"
  }
}
