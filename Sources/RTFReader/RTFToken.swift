/// A piece of RTF. Source: Rich Text Format Specification 1.9.1, Basic Entities.
enum RTFToken {
  case open
  case close
  /// `\par`, `\cellx1200`
  case word(String, Int?)
  /// `\~`, `\*`
  case symbol(UInt8)
  /// `\'d6`
  case hex(UInt8)
  case text(UInt8)
}

/// Cuts bytes into tokens. Line breaks of the file mean nothing; binary data are passed over.
struct RTFScanner {
  private let bytes: [UInt8]
  private(set) var at: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    at = 0
  }

  mutating func next() -> RTFToken? {
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case 0x0A, 0x0D, 0: continue
      case UInt8(ascii: "{"): return .open
      case UInt8(ascii: "}"): return .close
      case UInt8(ascii: "\\"): if let token = control() { return token }
      default: return .text(byte)
      }
    }
    return nil
  }

  private mutating func control() -> RTFToken? {
    guard at < bytes.count else { return nil }
    let first = bytes[at]
    guard Self.isLetter(first) else {
      at += 1
      if first == UInt8(ascii: "'") {
        guard at + 1 < bytes.count, let high = Self.hex(bytes[at]), let low = Self.hex(bytes[at + 1]) else { return nil }
        at += 2
        return .hex(high << 4 | low)
      }
      // A line break after a backslash is a paragraph.
      if first == 0x0A || first == 0x0D { return .word("par", nil) }
      return .symbol(first)
    }
    let start = at
    while at < bytes.count, Self.isLetter(bytes[at]), at - start < 64 { at += 1 }
    let name = String(decoding: bytes[start..<at], as: UTF8.self)
    var value: Int?
    var isNegative = false
    if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "-"), Self.isDigit(bytes[at + 1]) {
      isNegative = true
      at += 1
    }
    while at < bytes.count, Self.isDigit(bytes[at]) {
      let so = value ?? 0
      value = so < 1 << 32 ? so * 10 + Int(bytes[at] & 0x0F) : so
      at += 1
    }
    if at < bytes.count, bytes[at] == 0x20 { at += 1 }
    if let number = value, isNegative { value = -number }
    if name == "bin", let length = value, length > 0 {
      at = min(bytes.count, at + min(length, bytes.count))
      return nil
    }
    return .word(name, value)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
