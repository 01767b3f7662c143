import DocumentTree
import ReportModel

/// Dates as reports write them: 2024年1月19日, 二〇二四年一月十九日, 2024-01-19.
enum DateText {
  struct Found {
    /// `nil` where only month and day are written.
    var year: Int?
    var month: Int
    var day: Int
    /// End of the date in the scalars.
    var end: Int
    func iso(defaultYear: Int? = nil) -> String? {
      guard let year = year ?? defaultYear, (1...12).contains(month), (1...31).contains(day) else { return nil }
      func pad(_ n: Int) -> String { n < 10 ? "0\(n)" : String(n) }
      return "\(year)-\(pad(month))-\(pad(day))"
    }
  }

  /// A four-digit year at `index`, Arabic or Chinese, followed by 年.
  static func year(_ s: [Unicode.Scalar], at index: Int) -> (year: Int, end: Int)? {
    guard index + 4 < s.count, s[index + 4] == "年" else { return nil }
    var value = 0
    for scalar in s[index..<index + 4] {
      guard let digit = digit(scalar) else { return nil }
      value = value * 10 + digit
    }
    return (1990...2099).contains(value) ? (value, index + 5) : nil
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value - 0x30)
    case "〇", "○", "零", "Ｏ", "O", "ｏ", "\u{25EF}": 0
    default: scalar.hanDigit
    }
  }

  private static func smallNumber(_ s: [Unicode.Scalar], at index: Int, before sign: Unicode.Scalar) -> (value: Int, end: Int)? {
    for length in 1...3 where index + length < s.count && s[index + length] == sign {
      let part = s[index..<index + length]
      if part.allSatisfy({ ("0"..."9").contains($0) }) {
        var value = 0
        for scalar in part { value = value * 10 + Int(scalar.value - 0x30) }
        return (value, index + length + 1)
      }
      if let value = FoldedText.number(fromHan: part) { return (value, index + length + 1) }
    }
    return nil
  }

  /// A date at `index` of folded text, with or without a year.
  static func date(_ s: [Unicode.Scalar], at index: Int) -> Found? {
    var place = index
    var year: Int?
    if let found = Self.year(s, at: index) {
      year = found.year
      place = found.end
    }
    guard let month = smallNumber(s, at: place, before: "月"), let day = smallNumber(s, at: month.end, before: "日") else { return nil }
    return Found(year: year, month: month.value, day: day.value, end: day.end)
  }

  /// The whole text is a date (in brackets or not), as below a sign-off.
  static func isDateAlone(_ text: String) -> Bool { isoDateAlone(text) != nil }

  static func isoDateAlone(_ text: String) -> String? {
    guard text.utf8.count <= 60 else { return nil }
    var s = FoldedText.fold(text)
    if s.first == "(", s.last == ")" { s = Array(s.dropFirst().dropLast()) }
    guard let found = date(s, at: 0), found.year != nil, found.end == s.count else { return nil }
    return found.iso()
  }

  /// 2024-01-19, 2024/1/19, 2024年1月19日, at the start of a text of metadata.
  static func isoDate(fromMetadata text: String) -> String? {
    let s = FoldedText.fold(text)
    if let found = date(s, at: 0), found.year != nil { return found.iso() }
    let parts = String(scalars: s).prefix(10).split { $0 == "-" || $0 == "/" || $0 == "." }
    guard parts.count >= 3, let year = Int(parts[0]), (1990...2099).contains(year), let month = Int(parts[1]),
      let day = Int(parts[2].prefix { $0.isNumber }.prefix(2))
    else { return nil }
    return Found(year: year, month: month, day: day, end: 0).iso()
  }

  /// 统计期限: two dates with 至, 到 or a dash between.
  static func period(in text: String) -> (start: String, end: String, text: String)? {
    guard text.utf8.count < 20_000 else { return nil }
    let s = FoldedText.fold(text)
    var index = 0
    while index + 8 < s.count {
      guard s[index + 4] == "年", let first = date(s, at: index), first.year != nil else {
        index += 1
        continue
      }
      var place = first.end
      while place < s.count, place - first.end <= 4, !("0"..."9").contains(s[place]), s[place].hanDigit == nil {
        place += 1
      }
      let between = s[first.end..<min(place, s.count)]
      let joins = between.contains { "至到-—–~～止".unicodeScalars.contains($0) }
      if joins, let second = date(s, at: place), let start = first.iso(), let end = second.iso(defaultYear: first.year) {
        return (start, end, String(scalars: s[index..<second.end]))
      }
      index = first.end
    }
    return nil
  }
}
