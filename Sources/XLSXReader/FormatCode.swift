/// A number format as Excel writes it, as far as it can be applied for certain; `nil` for any other.
///
/// Read are the digits (`0`, `#`, `?`), thousands, percent, literals, and the sections for negative numbers and nought. Not read are
/// exponents, fractions, conditions and Chinese numerals ([DBNum1]); dates stand in ``DateFormat``.
/// Source: ISO/IEC 29500-1:2016 §18.8.31, numFmts.
struct FormatCode {
  enum Piece: Hashable {
    case text(String)
    case number
    case percent
    /// The number as it is, up to 15 digits.
    case general
    /// `@`: the text of a cell that holds text.
    case at
  }

  struct Section {
    var pieces: [Piece] = []
    /// Digits before the point that are written even where they are noughts.
    var wholeMinimum = 0
    var fractionMinimum = 0
    var fractionMaximum = 0
    var grouped = false
    /// Commas after the digits: thousands are shown.
    var thousands = 0
    var date: DateFormat?
  }

  private(set) var sections: [Section] = []

  /// Whether numbers are shown as thousands or millions of them.
  var isScaled: Bool { sections.contains { $0.thousands > 0 } }

  static let general = FormatCode(sections: [Section(pieces: [.general])])

  private init(sections: [Section]) { self.sections = sections }

  init?(_ code: String) {
    guard code.utf8.count <= 512 else { return nil }
    for source in Self.split(code) {
      guard let section = Self.section(source) else { return nil }
      sections.append(section)
    }
    guard (1...4).contains(sections.count) else { return nil }
  }

  /// The sections of a code, cut at semicolons that are no literals.
  private static func split(_ code: String) -> [[Character]] {
    var out: [[Character]] = [[]]
    var quoted = false
    var escaped = false
    for character in code {
      if escaped {
        escaped = false
      } else if character == "\"" {
        quoted.toggle()
      } else if !quoted, character == "\\" || character == "_" || character == "*" {
        escaped = true
      } else if !quoted, character == ";" {
        out.append([])
        continue
      }
      out[out.count - 1].append(character)
    }
    return out
  }

  private static func section(_ source: [Character]) -> Section? {
    var section = Section()
    let plain = String(source)
    if plain.lowercased() == "general" || plain == "G/通用格式" {
      section.pieces = [.general]
      return section
    }
    if let date = DateFormat(source) {
      section.date = date
      return section
    }
    var digits: [Character] = []
    var ended = false
    var index = 0
    func append(_ text: String) {
      if !digits.isEmpty { ended = true }
      if case .text(let before)? = section.pieces.last {
        section.pieces[section.pieces.count - 1] = .text(before + text)
      } else {
        section.pieces.append(.text(text))
      }
    }
    while index < source.count {
      let character = source[index]
      index += 1
      switch character {
      case "0", "#", "?", ".", ",":
        if character == ",", digits.isEmpty { return nil }
        if ended { return nil }
        if digits.isEmpty { section.pieces.append(.number) }
        digits.append(character)
      case "%":
        if !digits.isEmpty { ended = true }
        section.pieces.append(.percent)
      case "@": section.pieces.append(.at)
      case "\\":
        guard index < source.count else { return nil }
        append(String(source[index]))
        index += 1
      case "\"":
        guard let end = source[index...].firstIndex(of: "\"") else { return nil }
        append(String(source[index..<end]))
        index = end + 1
      case "_", "*":
        // Room as wide as the next character, or the cell filled with it: no text.
        guard index < source.count else { return nil }
        if !digits.isEmpty { ended = true }
        index += 1
      case "[":
        guard let end = source[index...].firstIndex(of: "]") else { return nil }
        let inner = String(source[index..<end])
        index = end + 1
        if inner.hasPrefix("$") {
          let symbol = inner.dropFirst().prefix { $0 != "-" }
          if !symbol.isEmpty { append(String(symbol)) }
        } else if !colours.contains(inner.lowercased()), !inner.lowercased().hasPrefix("color") {
          return nil
        }
      case "G" where String(source[(index - 1)...]).hasPrefix("General"):
        section.pieces.append(.general)
        index += 6
      case "G" where String(source[(index - 1)...]).hasPrefix("G/通用格式"):
        section.pieces.append(.general)
        index += 5
      case "E", "e", "/": return nil
      case let letter where letter.isLetter && letter.isASCII: return nil
      default: append(String(character))
      }
    }
    return read(digits, into: &section) ? section : nil
  }

  private static let colours: Set<String> = [
    "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow", "黑色", "蓝色", "青色", "绿色", "洋红", "红色", "白色", "黄色",
  ]

  private static func read(_ pattern: [Character], into section: inout Section) -> Bool {
    var digits = pattern
    while digits.last == "," {
      digits.removeLast()
      section.thousands += 1
    }
    guard section.thousands <= 4 else { return false }
    let halves = digits.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return false }
    if let whole = halves.first {
      section.grouped = whole.contains(",")
      section.wholeMinimum = whole.count { $0 == "0" }
    }
    if halves.count == 2 {
      guard !halves[1].contains(",") else { return false }
      section.fractionMaximum = halves[1].count
      section.fractionMinimum = (halves[1].lastIndex(of: "0").map { $0 - halves[1].startIndex + 1 }) ?? 0
    }
    return section.fractionMaximum <= 30 && section.wholeMinimum <= 30
  }
}

extension FormatCode {
  /// What a person sees of a number.
  struct Shown: Hashable {
    var text: String
    /// Digits other than noughts were rounded away.
    var isRounded = false
    /// What is shown says less than the number: the sign is lost, or no digit is there.
    var hides = false
  }

  func shown(_ number: DecimalText, usesEpoch1904: Bool) -> Shown? {
    let section: Section
    var value = number
    var sign = ""
    if number.isNegative, sections.count > 1 {
      section = sections[1]
      value.isNegative = false
    } else if number.isZero, sections.count > 2 {
      section = sections[2]
    } else {
      section = sections[0]
      if number.isNegative, !number.isZero {
        sign = "-"
        value.isNegative = false
      }
    }
    if let date = section.date {
      guard !number.isNegative else { return nil }
      return date.text(value, usesEpoch1904: usesEpoch1904).map { Shown(text: $0) }
    }
    var out = Shown(text: "")
    var places = 0
    for piece in section.pieces where piece == .percent { places += 2 }
    value.shift(places - 3 * section.thousands)
    for piece in section.pieces {
      switch piece {
      case .text(let text): out.text += text
      case .percent: out.text += "%"
      case .general, .at:
        var plain = value
        plain.round(toSignificant: 15)
        out.text += plain.text
      case .number:
        var rounded = value
        // A number is stored with more digits than it means: 15 of them count.
        rounded.round(toSignificant: 15)
        out.isRounded = rounded.round(toDecimals: section.fractionMaximum)
        if rounded.isZero { sign = "" }
        var whole = rounded.whole(minimum: section.wholeMinimum)
        if section.grouped { whole = Self.grouped(whole) }
        let fraction = rounded.fraction(minimum: section.fractionMinimum)
        out.text += whole + (section.fractionMaximum > 0 && !fraction.isEmpty ? "." + fraction : "")
      }
    }
    out.text = sign + out.text
    let losesSign = number.isNegative && !number.isZero && !out.text.contains("-") && !out.text.contains("−") && !out.isRounded
    out.hides = losesSign || !out.text.contains { $0.isNumber }
    return out
  }

  /// What a person sees of text; `nil` where the format hides it.
  func shown(_ text: String) -> String? {
    let section: Section
    if sections.count == 4 {
      section = sections[3]
    } else if sections.count == 1, sections[0].pieces.contains(.at) {
      section = sections[0]
    } else {
      return text
    }
    guard section.pieces.contains(.at) || section.pieces.contains(.general) else { return nil }
    var out = ""
    for piece in section.pieces {
      switch piece {
      case .text(let literal): out += literal
      case .at, .general: out += text
      case .percent: out += "%"
      case .number: continue
      }
    }
    return out
  }

  private static func grouped(_ whole: String) -> String {
    var out: [UInt8] = []
    let digits = Array(whole.utf8)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(UInt8(ascii: ",")) }
      out.append(digit)
    }
    return String(decoding: out, as: UTF8.self)
  }
}
