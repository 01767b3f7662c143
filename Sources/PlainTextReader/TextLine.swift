/// A line of the source and what can be said of it without its neighbours.
struct TextLine {
  enum Shape: Equatable {
    case empty
    /// Nothing but bars and white space.
    case bars(Int)
    /// Text and at least one bar.
    case barred
    /// A rule between rows: `| --- | --- |`, `+----+`, `├──┼──┤`.
    case rule
    case tabbed
    case plain
  }
  /// From 1.
  let number: Int
  /// From 1; a form feed begins the next.
  let page: Int
  /// A form feed ends the line.
  let endsPage: Bool
  var text: Substring
  var shape: Shape
  /// Other bars (`｜`, `│`, `┃`) replaced by `|`; equal to `text` where there are none.
  var barText: Substring
  /// A reverse solidus stands in the line.
  private(set) var hasEscape = false
  /// How many tabs do.
  private var tabs = 0
  /// Whether there is a sign of general punctuation, a drawn one or a full-width one: their first bytes are E2 and EF.
  private(set) var hasWide = false

  init(number: Int, text: Substring, page: Int = 1, endsPage: Bool = false) {
    self.number = number
    self.page = page
    self.endsPage = endsPage
    self.text = text
    barText = text
    shape = .plain
    classify()
  }

  private mutating func classify() {
    var hasBar = false
    var hasOther = false
    var escaped = false
    let span = text.utf8Span.span
    for index in span.indices {
      let byte = span[index]
      if byte == 0x5C { hasEscape = true }
      switch byte {
      case 0x7C:
        if !escaped { hasBar = true } else { hasOther = true }
      case 0x09: tabs += 1
      case 0x20, 0x0D: break
      default:
        hasOther = true
        if byte == 0xE2 || byte == 0xEF { hasWide = true }
      }
      escaped = byte == 0x5C && !escaped
    }
    if hasWide, text.unicodeScalars.contains(where: Self.isWideBar) {
      // Only a line that looks like a row of a drawn table: a bar at an end, or two bars.
      let trimmed = text.trimmingWhite
      var count = 0
      var atEnd = trimmed.unicodeScalars.first.map(Self.isWideBar) == true
      var previous: Unicode.Scalar?
      for scalar in trimmed.unicodeScalars {
        let isBar = Self.isWideBar(scalar) && previous != "\\"
        if isBar { count += 1 }
        previous = scalar
      }
      if let last = trimmed.unicodeScalars.last, Self.isWideBar(last), trimmed.unicodeScalars.dropLast().last != "\\" { atEnd = true }
      if count >= 2 || atEnd {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(Self.isWideBar(scalar) ? "|" : scalar) }
        barText = Substring(String(scalars))
        hasBar = true
        hasOther = barText.utf8.contains { $0 != 0x7C && $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
      }
    }
    if Self.isRule(barText) {
      shape = .rule
    } else if hasBar {
      shape = hasOther && !barText.isWhiteOrBars ? .barred : .bars(barText.utf8.count { $0 == 0x7C })
    } else if !hasOther || text.trimmingWhite.isEmpty {
      shape = .empty
    } else if tabs > 0, text.trimmingWhite.utf8.contains(0x09) || text.hasInnerTabStructure {
      shape = .tabbed
    } else {
      shape = .plain
    }
  }

  /// The fields of a line that holds one field with text, or none, and tabs around it: its tabs and one more. `nil` for other lines.
  var placesAroundOneField: Int? {
    guard shape == .plain || shape == .empty else { return nil }
    return tabs > 1 ? tabs + 1 : nil
  }

  static func isWideBar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{FF5C}", "\u{2502}", "\u{2503}", "\u{2551}": true
    default: false
    }
  }

  /// A Markdown delimiter row, or a line of box drawing. It holds no text.
  static func isRule(_ text: Substring) -> Bool {
    var marks = 0
    var bars = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\t", "\r", ":": continue
      case "|", "+": bars += 1
      case "-", "=", "\u{2550}": marks += 1
      case "\u{2500}"..."\u{257F}": marks += 1
      default: return false
      }
    }
    if bars > 0 { return marks >= 3 || marks >= bars && marks >= 2 }
    // Without a bar only box drawing counts: a line of dashes may be a dash typed by somebody.
    return marks >= 3 && text.unicodeScalars.contains { (0x2500...0x257F).contains($0.value) }
  }
}

extension Substring {
  var trimmingWhite: Substring {
    if beginsAndEndsInText { return self }
    let bytes = utf8Span.span
    var (start, end) = (0, bytes.count)
    while start < end {
      guard let length = bytes.lengthOfWhite(at: start) else { break }
      start += length
    }
    while end > start {
      var lead = end - 1
      while lead > start, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
      guard bytes.lengthOfWhite(at: lead) != nil else { break }
      end = lead
    }
    if start == 0, end == bytes.count { return self }
    return self[utf8.index(startIndex, offsetBy: start)..<utf8.index(startIndex, offsetBy: end)]
  }
  /// White space at the end only: what an editor cuts.
  var trimmingTrailingWhite: Substring {
    var s = self
    while let c = s.unicodeScalars.last, c == " " || c == "\t" || c == "\r" { s = s.dropLastScalar }
    return s
  }
  /// Said by the first and the last byte alone, for nearly all text: ASCII, and Han characters at the start.
  private var beginsAndEndsInText: Bool {
    guard let first = utf8.first, let last = utf8.last else { return false }
    return (first > 0x20 && first < 0x7F || (0xE4...0xE9).contains(first)) && last > 0x20 && last < 0x7F
  }
  private var dropLastScalar: Substring {
    var view = unicodeScalars
    view.removeLast()
    return Substring(view)
  }
  var isWhiteOrBars: Bool { unicodeScalars.allSatisfy { $0 == "|" || $0.isTextWhite } }
  /// A tab before the first text that is followed by another field: `\t\t2.其他…\t0`.
  var hasInnerTabStructure: Bool {
    let end = trimmingTrailingWhite
    return end.utf8.contains(0x09) && end.trimmingWhite.utf8.contains(0x09)
  }
}

extension Span<UInt8> {
  /// How many bytes the white space takes that stands there; `nil` for text. For bytes of a `String`.
  func lengthOfWhite(at index: Int) -> Int? {
    let first = UInt32(self[index])
    let (value, length): (UInt32, Int)
    switch first {
    case ..<0x80: (value, length) = (first, 1)
    case ..<0xE0: (value, length) = ((first & 0x1F) << 6 | UInt32(self[index + 1] & 0x3F), 2)
    // Han characters and their neighbours.
    case 0xE4...0xE9: return nil
    case ..<0xF0: (value, length) = ((first & 0x0F) << 12 | UInt32(self[index + 1] & 0x3F) << 6 | UInt32(self[index + 2] & 0x3F), 3)
    default: return nil
    }
    guard let scalar = Unicode.Scalar(value), scalar.isTextWhite else { return nil }
    return length
  }
}

extension Unicode.Scalar {
  /// White space and the signs that take no room.
  var isTextWhite: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF: true
    default: false
    }
  }
}

extension Substring {
  /// Characters of the text, white space aside.
  var countOfVisible: Int {
    let bytes = utf8Span.span
    var count = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte != 0x20, !(0x09...0x0D).contains(byte) { count += 1 }
        index += 1
      } else if (0xE4...0xE9).contains(byte) {
        // Han characters and their neighbours: none of them is white.
        count += 1
        index += 3
      } else {
        if bytes.lengthOfWhite(at: index) == nil { count += 1 }
        index += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      }
    }
    return count
  }
}
