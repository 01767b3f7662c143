/// Markup in one buffer of UTF-8. What is text of a report goes through `text` and `lines`, and never becomes markup.
///
/// What XML has no place for (control characters, U+FFFE, U+FFFF) is U+FFFD. Source: XML 1.0 §2.2.
struct MarkupBuffer: ~Copyable {
  private var bytes = ByteBuffer(capacity: 1 << 16)

  mutating func markup(_ text: StaticString) { bytes.append(text) }

  /// A number, between marks.
  mutating func markup(_ before: StaticString, _ number: Int, _ after: StaticString = "") {
    bytes.append(before)
    bytes.append(String(number).utf8Span.span)
    bytes.append(after)
  }

  /// Text of a report, escaped, for content and attributes.
  mutating func text(_ text: String) {
    if isPlain(text) { bytes.append(text.utf8Span.span) } else { for byte in text.utf8 { escape(byte) } }
  }

  /// The same with a sign of the format's own for each line break and each tab.
  ///
  /// - Parameter tab: `nil` where a tab is a character like others.
  mutating func lines(_ text: String, lineBreak: StaticString, tab: StaticString? = nil) {
    guard !isPlain(text) else {
      bytes.append(text.utf8Span.span)
      return
    }
    var isAfterReturn = false
    for byte in text.utf8 {
      switch byte {
      case 0x0A: if !isAfterReturn { bytes.append(lineBreak) }
      case 0x0D: bytes.append(lineBreak)
      case 0x09: if let tab { bytes.append(tab) } else { bytes.append(byte) }
      default: escape(byte)
      }
      isAfterReturn = byte == 0x0D
    }
  }

  consuming func finish() -> [UInt8] { bytes.array }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): bytes.append("&amp;")
    case UInt8(ascii: "<"): bytes.append("&lt;")
    case UInt8(ascii: ">"): bytes.append("&gt;")
    case UInt8(ascii: "\""): bytes.append("&quot;")
    case 0x09, 0x0A: bytes.append(byte)
    case 0x0D: bytes.append(0x0A)
    case 0..<0x20: bytes.append("\u{FFFD}")
    case 0xBE, 0xBF:
      if bytes.ends(with: 0xEF, 0xBF) {
        bytes.removeLast(2)
        bytes.append("\u{FFFD}")
      } else {
        bytes.append(byte)
      }
    default: bytes.append(byte)
    }
  }

  private func isPlain(_ text: String) -> Bool {
    let span = text.utf8Span.span
    for index in span.indices {
      let byte = span[index]
      if byte < 0x40 {
        if Self.special >> UInt64(byte) & 1 != 0 { return false }
      } else if byte == 0xEF, index + 2 < span.count, span[index + 1] == 0xBF, span[index + 2] >= 0xBE {
        return false
      }
    }
    return true
  }

  /// Which of the first 64 bytes need care, a bit each: control characters, `"`, `&`, `<`, `>`.
  private static var special: UInt64 { 0xFFFF_FFFF | 1 << 0x22 | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E }
}
