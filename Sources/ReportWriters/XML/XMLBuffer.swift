/// XML in one buffer of UTF-8: elements that hold elements are indented, elements that hold text stand on one line.
///
/// Text survives whole. XML 1.0 has no place for most control characters, U+FFFE and U+FFFF (section 2.2, Char): in text they
/// are written as `<char code="001F"/>`. Carriage returns are written as references, for a parser would make them
/// line feeds (section 2.11).
struct XMLBuffer: ~Copyable {
  private var bytes = ByteBuffer(capacity: 1 << 16)
  private var depth = 0
  /// For values that are put together elsewhere.
  private var scratch: [UInt8] = []

  init() {
    bytes.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
  }

  /// An element with child elements, which `content` writes. Without any it is closed at once.
  mutating func element(
    _ name: StaticString, _ attributes: (inout XMLBuffer) -> Void = { _ in }, content: (inout XMLBuffer) -> Void
  ) {
    open(name)
    attributes(&self)
    bytes.append(UInt8(ascii: ">"))
    let start = bytes.count
    depth += 1
    content(&self)
    depth -= 1
    if bytes.count == start {
      bytes.removeLast(1)
      bytes.append("/>")
    } else {
      newLine()
      end(name)
    }
  }

  /// An element with text.
  mutating func leaf(
    _ name: StaticString, _ text: String, _ attributes: (inout XMLBuffer) -> Void = { _ in }
  ) {
    open(name)
    attributes(&self)
    if text.isEmpty {
      bytes.append("/>")
    } else {
      bytes.append(UInt8(ascii: ">"))
      self.text(text)
      end(name)
    }
  }

  mutating func leaf(_ name: StaticString, ifPresent text: String?) {
    if let text { leaf(name, text) }
  }

  mutating func attribute(_ name: StaticString, _ value: String) {
    beginAttribute(name)
    if !appendPlain(value, besides: Self.specialInAttributes) { escapeAttribute(value) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escapeAttribute(_ value: String) {
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append("&amp;")
      case UInt8(ascii: "<"): bytes.append("&lt;")
      case UInt8(ascii: "\""): bytes.append("&quot;")
      case 0x09, 0x0A, 0x0D:
        bytes.append("&#")
        bytes.append(String(byte).utf8Span.span)
        bytes.append(";")
      // No attribute of ours holds what XML has no place for: ids, units, dates, official labels.
      case 0..<0x20: bytes.append("\u{FFFD}")
      case 0xBE, 0xBF:
        if endsWithNonCharacterPrefix {
          bytes.removeLast(2)
          bytes.append("\u{FFFD}")
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
    }
  }

  mutating func attribute(_ name: StaticString, ifPresent value: String?) {
    if let value { attribute(name, value) }
  }

  mutating func attribute(_ name: StaticString, _ value: Int) { attribute(name, String(value)) }

  /// A value that needs no escaping.
  mutating func attribute(_ name: StaticString, writing value: (inout [UInt8]) -> Void) {
    beginAttribute(name)
    scratch.removeAll(keepingCapacity: true)
    value(&scratch)
    bytes.append(scratch)
    bytes.append(UInt8(ascii: "\""))
  }

  consuming func finish() -> [UInt8] {
    bytes.append(0x0A)
    return bytes.array
  }

  private mutating func beginAttribute(_ name: StaticString) {
    bytes.append(UInt8(ascii: " "))
    bytes.append(name)
    bytes.append("=\"")
  }

  private mutating func text(_ text: String) {
    if !appendPlain(text, besides: Self.special) { escape(text) }
  }

  /// Writes text as it is, in one piece; where a byte of it needs care, nothing.
  private mutating func appendPlain(_ text: String, besides special: UInt64) -> Bool {
    let span = text.utf8Span.span
    for index in span.indices {
      let byte = span[index]
      if byte < 0x40 {
        if special >> UInt64(byte) & 1 != 0 { return false }
      } else if byte == 0xEF, index + 2 < span.count, span[index + 1] == 0xBF, span[index + 2] >= 0xBE {
        // U+FFFE and U+FFFF; the punctuation of Chinese begins with the same byte.
        return false
      }
    }
    bytes.append(span)
    return true
  }

  private mutating func escape(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append("&amp;")
      case UInt8(ascii: "<"): bytes.append("&lt;")
      case UInt8(ascii: ">"): bytes.append("&gt;")
      case 0x0D: bytes.append("&#13;")
      case 0x09, 0x0A: bytes.append(byte)
      case 0..<0x20: character(code: "00", byte)
      case 0xBE, 0xBF:
        if endsWithNonCharacterPrefix {
          bytes.removeLast(2)
          character(code: "FF", byte | 0xC0)
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
    }
  }

  /// Which of the first 64 bytes need care, a bit each: control characters, and what markup is made of.
  private static var special: UInt64 { 0xFFFF_FFFF | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E }
  private static var specialInAttributes: UInt64 { 0xFFFF_FFFF | 1 << 0x22 | 1 << 0x26 | 1 << 0x3C }

  /// The first two bytes of U+FFFE and U+FFFF stand at the end.
  private var endsWithNonCharacterPrefix: Bool { bytes.ends(with: 0xEF, 0xBF) }

  private mutating func character(code high: StaticString, _ low: UInt8) {
    let digits = Array("0123456789ABCDEF".utf8)
    bytes.append("<char code=\"")
    bytes.append(high)
    bytes.append(digits[Int(low >> 4)])
    bytes.append(digits[Int(low & 15)])
    bytes.append("\"/>")
  }

  private mutating func open(_ name: StaticString) {
    newLine()
    bytes.append(UInt8(ascii: "<"))
    bytes.append(name)
  }

  private mutating func end(_ name: StaticString) {
    bytes.append("</")
    bytes.append(name)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func newLine() {
    bytes.append(0x0A)
    bytes.append(repeating: 0x20, count: depth * 2)
  }
}
