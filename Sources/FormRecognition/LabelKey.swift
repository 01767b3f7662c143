import DocumentTree

/// A label taken apart for comparison: its ordinal, and its words without punctuation.
struct LabelKey: Hashable {
  /// The number before a label, by the kind of its sign.
  enum Ordinal: Hashable {
    /// 一、
    case chapter(Int)
    /// （一）
    case item(Int)
    /// 1.
    case point(Int)
    /// （1）
    case subpoint(Int)

    var number: Int {
      switch self {
      case .chapter(let n), .item(let n), .point(let n), .subpoint(let n): n
      }
    }
  }

  var ordinal: Ordinal?
  /// The ordinal is digits without a sign behind them: `1属于国家秘密`, or a figure that ran into the label.
  var isOrdinalBare = false
  /// Han characters, letters and digits only; remarks of unit and footnote stars are cut.
  var body: String
  /// The unit that a remark at the end states: 万元 in 本年收费金额（单位：万元）.
  var unit: String?

  init(_ text: some StringProtocol) {
    var scalars = FoldedText.fold(text)
    let (ordinal, length) = Self.ordinal(at: scalars)
    self.ordinal = ordinal
    if case .point = ordinal, length > 0 { isOrdinalBare = scalars[length - 1].value >= 0x30 && scalars[length - 1].value <= 0x39 }
    scalars.removeFirst(length)
    while let last = scalars.last, last == ":" || last == "*" || last == "." || last == "," { scalars.removeLast() }
    unit = Self.cutUnitRemark(&scalars)
    scalars.removeAll { !Self.counts($0) }
    body = String(scalars: scalars)
  }

  private static func counts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x00...0x7F: false
    case 0x2010...0x2015, 0x2212, 0x2500...0x257F, 0x3000...0x303F: false
    default: true
    }
  }

  /// The ordinal at the start of folded text, and how many scalars it takes with its separator.
  static func ordinal(at scalars: [Unicode.Scalar]) -> (Ordinal?, Int) {
    guard let first = scalars.first else { return (nil, 0) }
    if first == "(" {
      guard let close = scalars.prefix(6).firstIndex(of: ")"), close > 1 else { return (nil, 0) }
      let inner = scalars[1..<close]
      var length = close + 1
      while length < scalars.count, isSeparator(scalars[length]) { length += 1 }
      if let n = FoldedText.number(fromHan: inner) { return (.item(n), length) }
      if let n = Int(String(scalars: inner)), n > 0 { return (.subpoint(n), length) }
      return (nil, 0)
    }
    let digits = scalars.prefix { ("0"..."9").contains($0) }
    if !digits.isEmpty, digits.count <= 2, let n = Int(String(scalars: digits)), n > 0 {
      var length = digits.count
      guard length < scalars.count else { return (nil, 0) }
      if isSeparator(scalars[length]) || scalars[length] == ")" {
        length += 1
        while length < scalars.count, isSeparator(scalars[length]) { length += 1 }
        // `1.5` and `3,000` are numbers.
        if length < scalars.count, ("0"..."9").contains(scalars[length]) { return (nil, 0) }
        return (.point(n), length)
      }
      return FoldedText.isHan(scalars[length]) ? (.point(n), length) : (nil, 0)
    }
    let han = scalars.prefix { $0 == "十" || FoldedText.hanDigits.contains($0) }
    if !han.isEmpty, han.count <= 3, let n = FoldedText.number(fromHan: han) {
      var length = han.count
      guard length < scalars.count, isSeparator(scalars[length]) else { return (nil, 0) }
      while length < scalars.count, isSeparator(scalars[length]) { length += 1 }
      return (.chapter(n), length)
    }
    return (nil, 0)
  }

  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == "," || scalar == "." || scalar == ":" }

  /// Cuts `(件)`, `(单位:万元)`, `(单位:万元,保留4位小数)` at the end and returns the unit.
  private static func cutUnitRemark(_ scalars: inout [Unicode.Scalar]) -> String? {
    guard scalars.last == ")", let open = scalars.lastIndex(of: "(") else { return nil }
    let inner = String(scalars: scalars[(open + 1)..<(scalars.count - 1)])
    let words = inner.hasPrefix("单位") ? String(inner.dropFirst(2).drop { $0 == ":" }) : inner
    let unit = String(words.prefix { $0 != "," })
    guard Units.all.contains(unit) else { return nil }
    scalars.removeLast(scalars.count - open)
    return unit
  }
}

/// 计量单位 that stand in cells and labels.
enum Units {
  /// Units of counting; one may stand for the other in speech.
  static let counting: [String] = ["件", "项", "条", "个", "宗", "起", "次", "份", "例", "部", "篇", "人", "人次", "件次", "项次", "家", "期", "批"]
  static let money: [String] = ["元", "万元", "亿元"]
  static let all: Set<String> = Set(counting + money)
}
