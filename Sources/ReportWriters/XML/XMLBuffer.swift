/// XML in one buffer of UTF-8: elements that hold elements are indented, elements that hold text stand on one line.
///
/// Text survives whole. XML 1.0 has no place for most control characters, U+FFFE and U+FFFF (section 2.2, Char): in text they
/// are written as `<char code="001F"/>`. Carriage returns are written as references, for a parser would make them
/// line feeds (section 2.11).
struct XMLBuffer {
  private(set) var bytes: [UInt8] = []
  private var depth = 0

  init() {
    bytes.reserveCapacity(1 << 16)
    append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
  }

  /// An element with child elements, which `content` writes. Without any it is closed at once.
  mutating func element(
    _ name: String, _ attributes: (inout XMLBuffer) -> Void = { _ in }, content: (inout XMLBuffer) -> Void
  ) {
    open(name)
    attributes(&self)
    bytes.append(UInt8(ascii: ">"))
    let start = bytes.count
    depth += 1
    content(&self)
    depth -= 1
    if bytes.count == start {
      bytes.removeLast()
      append("/>")
    } else {
      newLine()
      end(name)
    }
  }

  /// An element with text.
  mutating func leaf(
    _ name: String, _ text: String, _ attributes: (inout XMLBuffer) -> Void = { _ in }
  ) {
    open(name)
    attributes(&self)
    if text.isEmpty {
      append("/>")
    } else {
      bytes.append(UInt8(ascii: ">"))
      self.text(text)
      end(name)
    }
  }

  mutating func leaf(_ name: String, ifPresent text: String?) {
    if let text { leaf(name, text) }
  }

  mutating func attribute(_ name: String, _ value: String) {
    beginAttribute(name)
    if !appendPlain(value, where: Self.isSpecialInAttributes) { escapeAttribute(value) }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escapeAttribute(_ value: String) {
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: "\""): append("&quot;")
      case 0x09, 0x0A, 0x0D:
        append("&#")
        bytes.append(contentsOf: String(byte).utf8)
        append(";")
      // No attribute of ours holds what XML has no place for: ids, units, dates, official labels.
      case 0..<0x20: bytes.append(contentsOf: UTF8.encodedReplacementCharacter)
      case 0xBE, 0xBF:
        if endsWithNonCharacterPrefix {
          bytes.removeLast(2)
          bytes.append(contentsOf: UTF8.encodedReplacementCharacter)
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
    }
  }

  mutating func attribute(_ name: String, ifPresent value: String?) {
    if let value { attribute(name, value) }
  }

  mutating func attribute(_ name: String, _ value: Int) { attribute(name, String(value)) }

  /// A value that needs no escaping.
  mutating func attribute(_ name: String, writing value: (inout [UInt8]) -> Void) {
    beginAttribute(name)
    value(&bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func finish() -> [UInt8] {
    bytes.append(0x0A)
    return bytes
  }

  private mutating func beginAttribute(_ name: String) {
    bytes.append(UInt8(ascii: " "))
    append(name)
    bytes.append(UInt8(ascii: "="))
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func text(_ text: String) {
    if !appendPlain(text, where: Self.isSpecial) { escape(text) }
  }

  /// Writes text as it is, in one piece; where a byte of it needs care, nothing.
  private mutating func appendPlain(_ text: String, where isSpecial: (UInt8) -> Bool) -> Bool {
    let span = text.utf8Span.span
    for index in span.indices {
      let byte = span[index]
      if isSpecial(byte) { return false }
      // U+FFFE and U+FFFF; the punctuation of Chinese begins with the same byte.
      if byte == 0xEF, index + 2 < span.count, span[index + 1] == 0xBF, span[index + 2] >= 0xBE { return false }
    }
    append(text)
    return true
  }

  private mutating func escape(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case 0x0D: append("&#13;")
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

  private static func isSpecialInAttributes(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "\"")
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
  }

  /// The first two bytes of U+FFFE and U+FFFF stand at the end.
  private var endsWithNonCharacterPrefix: Bool {
    bytes.count >= 2 && bytes[bytes.count - 1] == 0xBF && bytes[bytes.count - 2] == 0xEF
  }

  private mutating func character(code high: String, _ low: UInt8) {
    let digits = Array("0123456789ABCDEF".utf8)
    append("<char code=\"")
    append(high)
    bytes.append(digits[Int(low >> 4)])
    bytes.append(digits[Int(low & 15)])
    append("\"/>")
  }

  private mutating func open(_ name: String) {
    newLine()
    bytes.append(UInt8(ascii: "<"))
    append(name)
  }

  private mutating func end(_ name: String) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(UInt8(ascii: "/"))
    append(name)
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func newLine() {
    bytes.append(0x0A)
    bytes.append(contentsOf: Self.indentation[..<min(depth * 2, Self.indentation.count)])
  }

  /// More than the deepest element of ours needs.
  private static let indentation = [UInt8](repeating: 0x20, count: 40)

  private mutating func append(_ text: String) {
    let span = text.utf8Span.span
    // Names and signs are short: the few bytes are there sooner than the call for many.
    guard span.count <= 12 else { return bytes.append(contentsOf: text.utf8) }
    for index in span.indices { bytes.append(span[index]) }
  }
}
