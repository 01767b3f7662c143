import DocumentTree
import ReportModel

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
    let words = LabelWords(text)
    self.init(words, body: String(scalars: words.body))
  }

  /// - Parameter body: the same words as those of `words`, where they are there as text already.
  init(_ words: LabelWords, body: String) {
    ordinal = words.ordinal
    isOrdinalBare = words.isOrdinalBare
    unit = words.unit
    self.body = body
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
    var n = 0
    var digits = 0
    while digits < scalars.count, digits <= 2, let digit = digit(scalars[digits]) {
      n = n * 10 + digit
      digits += 1
    }
    if digits > 0, digits <= 2, n > 0 {
      var length = digits
      guard length < scalars.count else { return (nil, 0) }
      if isSeparator(scalars[length]) || scalars[length] == ")" {
        length += 1
        while length < scalars.count, isSeparator(scalars[length]) { length += 1 }
        // `1.5` and `3,000` are numbers.
        if length < scalars.count, digit(scalars[length]) != nil { return (nil, 0) }
        return (.point(n), length)
      }
      return FoldedText.isHan(scalars[length]) ? (.point(n), length) : (nil, 0)
    }
    var han = 0
    while han < scalars.count, han <= 3, scalars[han] == "十" || scalars[han].hanDigit != nil { han += 1 }
    if han > 0, han <= 3, let n = FoldedText.number(fromHan: scalars[..<han]) {
      var length = han
      guard length < scalars.count, isSeparator(scalars[length]) else { return (nil, 0) }
      while length < scalars.count, isSeparator(scalars[length]) { length += 1 }
      return (.chapter(n), length)
    }
    return (nil, 0)
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    scalar.value >= 0x30 && scalar.value <= 0x39 ? Int(scalar.value - 0x30) : nil
  }

  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == "," || scalar == "." || scalar == ":" }
}

/// 计量单位 that stand in cells and labels.
enum Units {
  /// Units of counting; one may stand for the other in speech.
  static let counting: [String] = ["件", "项", "条", "个", "宗", "起", "次", "份", "例", "部", "篇", "人", "人次", "件次", "项次", "家", "期", "批"]
  static let money: [String] = ["元", "万元", "亿元"]
  static let all: Set<String> = Set(counting + money)
}
