import ReportModel

/// Text as folded scalars: what the grammar of claims looks at. ASCII forms for full-width letters, digits and marks, but for 。、
struct Words: Sendable, Hashable {
  var scalars: [Unicode.Scalar]

  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  /// White space goes, full-width forms become ASCII, 〇 stays.
  init(folding text: String) {
    self = Words.folding(text).words
  }

  /// The same, with what each scalar was before.
  static func folding(_ text: String) -> (words: Words, written: [Unicode.Scalar]) {
    var out: [Unicode.Scalar] = []
    var written: [Unicode.Scalar] = []
    out.reserveCapacity(text.utf8.count / 2)
    written.reserveCapacity(text.utf8.count / 2)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2064, 0x3000, 0xFEFF: continue
      case 0xFF01...0xFF5E: out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      default: out.append(scalar.unified)
      }
      written.append(scalar)
    }
    return (Words(out), written)
  }

  var string: String { String(String.UnicodeScalarView(scalars)) }
  var isEmpty: Bool { scalars.isEmpty }

  subscript(range: Range<Int>) -> Words {
    let low = max(0, min(range.lowerBound, scalars.count))
    let high = max(low, min(range.upperBound, scalars.count))
    return Words(Array(scalars[low..<high]))
  }

  /// The first place of a word at or behind `start`.
  func find(_ word: String, from start: Int = 0) -> Int? {
    let view = word.unicodeScalars
    guard let first = view.first else { return nil }
    let count = view.count
    var index = start
    while index + count <= scalars.count {
      if scalars[index] == first, matches(view, at: index) { return index }
      index += 1
    }
    return nil
  }

  func findLast(_ word: String) -> Int? {
    let view = word.unicodeScalars
    var index = scalars.count - view.count
    while index >= 0 {
      if matches(view, at: index) { return index }
      index -= 1
    }
    return nil
  }

  private func matches(_ word: String.UnicodeScalarView, at start: Int) -> Bool {
    var index = start
    for scalar in word {
      guard index < scalars.count, scalars[index] == scalar else { return false }
      index += 1
    }
    return true
  }

  func hasWord(_ word: String, at index: Int) -> Bool { index >= 0 && matches(word.unicodeScalars, at: index) }
  func contains(_ word: String) -> Bool { find(word) != nil }
  func containsAny(_ words: [String]) -> Bool { words.contains { find($0) != nil } }
  /// For lists that are looked for often.
  func containsAny(_ words: WordList) -> Bool { words.occurs(in: scalars) }
  func hasPrefix(_ word: String) -> Bool { matches(word.unicodeScalars, at: 0) }
  func hasSuffix(_ word: String) -> Bool {
    let count = word.unicodeScalars.count
    return scalars.count >= count && matches(word.unicodeScalars, at: scalars.count - count)
  }

  func removing(_ words: [String]) -> Words { removing(WordList(words)) }
  func removing(_ words: WordList) -> Words {
    var out = self
    words.remove(from: &out.scalars)
    return out
  }

  func replacing(_ word: String, with other: String) -> Words {
    var out = self
    let count = word.unicodeScalars.count
    var start = 0
    while let place = out.find(word, from: start) {
      out.scalars.replaceSubrange(place..<place + count, with: Array(other.unicodeScalars))
      start = place + other.unicodeScalars.count
    }
    return out
  }

  /// Parts between any of the signs; the signs themselves go.
  func split(_ isSign: (Unicode.Scalar) -> Bool) -> [Words] {
    scalars.split(whereSeparator: isSign).map { Words(Array($0)) }
  }

  /// The runs between 。；！？.
  var sentenceRanges: [Range<Int>] {
    var out: [Range<Int>] = []
    var start = 0
    for index in scalars.indices where ["。", ";", "!", "?", "\u{FF0E}"].contains(scalars[index]) {
      if index > start { out.append(start..<index) }
      start = index + 1
    }
    if start < scalars.count { out.append(start..<scalars.count) }
    return out
  }

  /// （一）, 一是, 1. or 1、 at the start.
  var startsWithOrdinal: Bool {
    guard scalars.count > 2 else { return false }
    if scalars[0] == "(" { return ChineseDigits.isDigit(scalars[1]) || scalars[1].properties.numericType != nil }
    let isNumber = ChineseDigits.isDigit(scalars[0]) || scalars[0].value >= 0x30 && scalars[0].value <= 0x39
    return isNumber && ["、", ".", "是"].contains(scalars[1])
  }
}

/// 零 to 十, 两.
enum ChineseDigits {
  static func value(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "零", "〇": 0
    case "两": 2
    default: scalar.hanDigit
    }
  }
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { value(scalar) != nil || scalar == "十" }
}
