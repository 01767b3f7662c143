import Diagnostics
import DocumentTree
import ReportModel

/// What the text of a cell says, before anything is known of the cell's column.
struct CellValue: Hashable {
  enum Content: Hashable {
    case blank
    case placeholder
    /// `〔缺〕`: the official text layout's mark for a figure that the source did not have.
    case absent
    case number(DecimalNumber)
    /// Text that is no number for certain, and why.
    case unreadable(Fault)
  }
  enum Fault: Hashable {
    /// Words.
    case notANumber
    /// `1O`, `?0`, `1 2`: a number that lost or changed a sign.
    case damaged
    /// `增/减5`, `5/2`: the direction is not said.
    case undecidedSign
  }
  struct Remarks: OptionSet, Hashable {
    let rawValue: UInt8
    /// Full-width digits, separators, leading noughts, a leading plus.
    static let notation = Remarks(rawValue: 1)
    /// `减4`: a direction in words.
    static let direction = Remarks(rawValue: 2)
  }

  var content: Content
  /// A unit written in the cell.
  var unit: String?
  var remarks: Remarks = []

  var isReadable: Bool { if case .unreadable = content { false } else { true } }

  init(_ text: Substring) { self.init(String(text)) }

  init(_ text: String) {
    if let number = Self.plainNumber(text) {
      content = .number(number)
      return
    }
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(16)
    // White space before the next sign; a break of lines, paragraphs or tabs is more than a space.
    var inner: Unicode.Scalar?
    var han = 0
    // A soft hyphen in front may be a minus: Word and RTF draw it at the end of a line only, people type it for one.
    var hasSoftHyphenInFront = false
    let bytes = text.utf8Span.span
    var index = 0
    while index < bytes.count {
      let scalar = bytes.scalar(at: &index)
      if scalar.isWhite {
        if !scalars.isEmpty { inner = inner == Self.lineBreak || Self.isBreak(scalar) ? Self.lineBreak : " " }
        continue
      }
      // An override turns digits around: 12 is drawn as 21.
      if scalar.value == 0xAD, !scalars.contains(where: { (0x30...0x39).contains($0.value) }) { hasSoftHyphenInFront = true }
      if scalar.isInvisible, scalar.value != 0x202E { continue }
      // Isolates and embeddings leave a number as it is: its digits run from left to right in any of them. Source: Unicode UAX #9, W1–W7, L2.
      if (0x2066...0x2069).contains(scalar.value) || [0x202A, 0x202B, 0x202C, 0x061C].contains(scalar.value) { continue }
      if FoldedText.isHan(scalar) {
        han += 1
        if han > Self.mostWords {
          content = .unreadable(.notANumber)
          return
        }
      }
      if let space = inner {
        scalars.append(space)
        inner = nil
      }
      scalars.append(scalar)
    }
    if scalars.isEmpty {
      content = .blank
      return
    }
    if scalars == Self.absentMark {
      content = .absent
      return
    }
    if Self.isPlaceholder(scalars) {
      content = .placeholder
      return
    }
    var parser = Parser(scalars)
    content = parser.parse()
    if hasSoftHyphenInFront, case .number = content {
      content = .unreadable(.damaged)
      return
    }
    unit = parser.unit
    remarks = parser.remarks
  }

  /// Digits and nothing else, as most cells have them.
  private static func plainNumber(_ text: String) -> DecimalNumber? {
    let bytes = text.utf8.span
    guard bytes.count > 0, bytes.count <= 15, bytes.count == 1 || bytes[0] != 0x30 else { return nil }
    for index in bytes.indices where bytes[index] < 0x30 || bytes[index] > 0x39 { return nil }
    return DecimalNumber(text)
  }

  private static let lineBreak: Unicode.Scalar = "\n"
  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // A gap as wide as a sign parts numbers; only a thin one groups digits.
    case 0x09...0x0D, 0x85, 0x2003, 0x2028, 0x2029, 0x3000: true
    default: false
    }
  }

  /// No value has more Han characters: a direction, a unit, and what may stand for nothing.
  private static let mostWords = 12

  private static let absentMark: [Unicode.Scalar] = Array(Figure.missingMark.unicodeScalars)

  /// `/ ／ \ - – — ― ─ ×`, repeated or not, and the words for nothing.
  private static func isPlaceholder(_ scalars: [Unicode.Scalar]) -> Bool {
    guard let first = scalars.first else { return false }
    // A figure is none, and most cells hold figures.
    if first.value >= 0x30 && first.value <= 0x39 { return false }
    if scalars.allSatisfy(isPlaceholderSign) { return true }
    switch first {
    case "无", "無", "没", "暂", "不", "N", "n", "Ｎ": return scalars.count <= 4 && placeholderWords.contains(String(scalars: scalars))
    default: return false
    }
  }
  private static func isPlaceholderSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", lineBreak, "/", "\u{FF0F}", "\\", "\u{FF3C}", "-", "\u{2010}"..."\u{2015}", "\u{2212}", "\u{2500}", "\u{2501}", "\u{FF0D}",
      "\u{FE63}",
      "\u{D7}", "\u{2573}", "\u{25CB}", "\u{2215}", "\u{2044}", "\u{30FC}":
      true
    default: false
    }
  }
  /// Their first characters are told apart by ``isPlaceholder(_:)``.
  private static let placeholderWords: Set<String> = [
    "无", "無", "没有", "无此项", "无数据", "暂无", "不适用", "N/A", "n/a", "NA", "Ｎ/Ａ", "无。",
  ]
}

extension CellValue {
  /// `[sign] digits [separators] [. decimals] [unit]`, and nothing else.
  private struct Parser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    var unit: String?
    var remarks: Remarks = []

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    mutating func parse() -> Content {
      let sign = takeSign()
      if case .undecided = sign { return fault(.undecidedSign) }
      skipSpace()
      guard let digits = takeDigits() else { return fault(classify()) }
      guard takeUnit() else { return fault(classify()) }
      guard let number = DecimalNumber(digits) else { return fault(.damaged) }
      if digits.utf8.count > 1, digits.hasPrefix("0"), !digits.hasPrefix("0.") { remarks.insert(.notation) }
      return .number(sign == .negative ? number.negated : number)
    }

    private mutating func fault(_ fault: Fault) -> Content {
      unit = nil
      remarks = []
      return .unreadable(fault)
    }

    /// Digits among other signs are a damaged number; without digits it is no number.
    private func classify() -> Fault {
      // 2022年 names a year.
      if scalars.count >= 5, scalars[4] == "年", scalars.prefix(4).allSatisfy({ Self.digit($0) != nil }) { return .notANumber }
      var digits = 0
      var letters = 0
      var doubtful = 0
      for scalar in scalars {
        if Self.digit(scalar) != nil {
          digits += 1
          continue
        }
        switch scalar {
        case "O", "o", "Q", "D", "l", "I", "|", "?", "？", "〇", "零": doubtful += 1
        case " ", lineBreak, ".", ",", "\u{FFFD}": break
        default: letters += 1
        }
      }
      if letters == 0, digits + doubtful > 0 { return .damaged }
      if digits > 0 && scalars.count <= digits + 3 { return .damaged }
      return .notANumber
    }

    private enum Sign { case none, positive, negative, undecided }

    private mutating func takeSign() -> Sign {
      guard index < scalars.count else { return .none }
      switch scalars[index] {
      case "增", "减", "減", "+", "±": break
      default: return takeMark()
      }
      func words(_ text: String) -> Bool { scalars[index...].dropLast().starts(with: text.unicodeScalars) }
      if words("增/减") || words("增／减") || words("增减") || words("+/-") || words("±") { return .undecided }
      for (word, sign) in [
        ("增加", Sign.positive), ("减少", .negative), ("增", .positive), ("减", .negative), ("減少", .negative), ("減", .negative),
      ]
      where words(word) {
        index += word.unicodeScalars.count
        remarks.insert(.direction)
        return sign
      }
      return takeMark()
    }

    private mutating func takeMark() -> Sign {
      switch scalars[index] {
      case "+", "\u{FF0B}":
        index += 1
        remarks.insert(.notation)
        return .positive
      case "-":
        index += 1
        return .negative
      case "\u{2212}", "\u{FF0D}", "\u{2013}", "\u{2010}", "\u{2011}", "\u{FE63}":
        index += 1
        remarks.insert(.notation)
        return .negative
      default: return .none
      }
    }

    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
      switch scalar.value {
      case 0x30...0x39: UInt8(scalar.value)
      case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10 + 0x30)
      default: nil
      }
    }

    /// Plain digits, or groups of three behind one kind of separator; then decimals.
    private mutating func takeDigits() -> String? {
      var whole: [UInt8] = []
      var group = 0
      var separator: Unicode.Scalar?
      while index < scalars.count {
        if let digit = Self.digit(scalars[index]) {
          if scalars[index].value > 0x7F { remarks.insert(.notation) }
          whole.append(digit)
          group += 1
          index += 1
          continue
        }
        guard isSeparator(scalars[index]), index + 1 < scalars.count, Self.digit(scalars[index + 1]) != nil else { break }
        if let separator {
          guard separator == scalars[index], group == 3 else { return nil }
        } else {
          guard group >= 1, group <= 3, whole.first != 0x30 else { return nil }
          separator = scalars[index]
        }
        group = 0
        index += 1
        remarks.insert(.notation)
      }
      guard !whole.isEmpty, separator == nil || group == 3 else { return nil }
      guard index < scalars.count, scalars[index] == "." || scalars[index] == "\u{FF0E}" else {
        return String(decoding: whole, as: UTF8.self)
      }
      if scalars[index] != "." { remarks.insert(.notation) }
      index += 1
      var decimals: [UInt8] = []
      while index < scalars.count, let digit = Self.digit(scalars[index]) {
        if scalars[index].value > 0x7F { remarks.insert(.notation) }
        decimals.append(digit)
        index += 1
      }
      guard !decimals.isEmpty else { return nil }
      return String(decoding: whole + [0x2E] + decimals, as: UTF8.self)
    }

    private func isSeparator(_ scalar: Unicode.Scalar) -> Bool { scalar == "," || scalar == "\u{FF0C}" || scalar == " " }

    private mutating func skipSpace() { while index < scalars.count, scalars[index] == " " { index += 1 } }

    /// The unit, with or without brackets, has to be all that is left.
    private mutating func takeUnit() -> Bool {
      guard index < scalars.count else { return true }
      var rest = scalars[index...].filter { $0 != " " && $0 != lineBreak }
      if let first = rest.first, let last = rest.last, rest.count > 2, "(（".unicodeScalars.contains(first),
        ")）".unicodeScalars.contains(last)
      {
        rest = Array(rest.dropFirst().dropLast())
      }
      let word = String(scalars: rest)
      guard Units.all.contains(word) else { return false }
      unit = word
      return true
    }
  }
}
