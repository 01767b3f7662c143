/// An operand of a content stream, or an object of a CMap.
enum Operand {
  case number(Double)
  case name(String)
  case string([UInt8])
  case array([Operand])
  case dictionary([String: Operand])
  case other

  var number: Double? { if case .number(let value) = self { value } else { nil } }
  var name: String? { if case .name(let value) = self { value } else { nil } }
  var string: [UInt8]? { if case .string(let value) = self { value } else { nil } }
}

/// Content streams and CMaps, token by token. Source: ISO 32000-1:2008, 7.2 and 7.8.2.
struct ContentLexer {
  enum Token {
    case operand(Operand)
    case operation(String)
  }
  private let bytes: [UInt8]
  private var index = 0
  private static let deepest = 32

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C || byte == 0 }
  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x25: true
    default: isWhite(byte)
    }
  }

  private mutating func skipWhite() {
    while index < bytes.count {
      if bytes[index] == 0x25 {
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      } else if Self.isWhite(bytes[index]) {
        index += 1
      } else {
        return
      }
    }
  }

  mutating func next(depth: Int = 0) -> Token? {
    skipWhite()
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    switch byte {
    case 0x2F: return .operand(.name(nameText()))
    case 0x28: return .operand(.string(literal()))
    case 0x3C:
      if index + 1 < bytes.count, bytes[index + 1] == 0x3C {
        index += 2
        return .operand(depth < Self.deepest ? dictionary(depth) : .other)
      }
      return .operand(.string(hexadecimal()))
    case 0x5B:
      index += 1
      return .operand(depth < Self.deepest ? array(depth) : .other)
    case 0x29, 0x5D, 0x7B, 0x7D:
      index += 1
      return .operation(String(UnicodeScalar(byte)))
    case 0x3E:
      index += index + 1 < bytes.count && bytes[index + 1] == 0x3E ? 2 : 1
      return .operation(">>")
    default: return word()
    }
  }

  private mutating func word() -> Token {
    let start = index
    while index < bytes.count, !Self.isDelimiter(bytes[index]) { index += 1 }
    if let number = Self.number(bytes[start..<index]) { return .operand(.number(number)) }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    return text == "true" || text == "false" || text == "null" ? .operand(.other) : .operation(text)
  }

  private static func number(_ word: ArraySlice<UInt8>) -> Double? {
    var value = 0.0
    var scale = 0.0
    var digits = 0
    var isNegative = false
    for (place, byte) in word.enumerated() {
      switch byte {
      case 0x30...0x39:
        digits += 1
        // 314.96000000000004: more digits than a number has say nothing.
        if scale > 0, digits > 15 { continue }
        value = value * 10 + Double(byte - 0x30)
        if scale > 0 { scale *= 10 }
      case 0x2E where scale == 0: scale = 1
      case 0x2D where digits == 0: isNegative = true
      case 0x2B where place == 0: continue
      // Some programs write 0.00-5; what follows is nothing.
      case 0x2D: return digits > 0 ? (isNegative ? -1 : 1) * (scale > 0 ? value / scale : value) : nil
      default: return nil
      }
    }
    guard digits > 0, value < 1e15 else { return nil }
    return (isNegative ? -1 : 1) * (scale > 0 ? value / scale : value)
  }

  private mutating func nameText() -> String {
    index += 1
    var out: [UInt8] = []
    while index < bytes.count, !Self.isDelimiter(bytes[index]) {
      if bytes[index] == 0x23, index + 2 < bytes.count, let high = Self.hex(bytes[index + 1]), let low = Self.hex(bytes[index + 2]) {
        out.append(high << 4 | low)
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private mutating func hexadecimal() -> [UInt8] {
    index += 1
    var out: [UInt8] = []
    var high: UInt8?
    while index < bytes.count, bytes[index] != 0x3E {
      if let digit = Self.hex(bytes[index]) {
        if let first = high {
          out.append(first << 4 | digit)
          high = nil
        } else {
          high = digit
        }
      }
      index += 1
    }
    index += 1
    if let high { out.append(high << 4) }
    return out
  }

  private mutating func literal() -> [UInt8] {
    index += 1
    var out: [UInt8] = []
    var open = 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x28: open += 1
      case 0x29:
        open -= 1
        if open == 0 { return out }
      case 0x5C:
        escape(&out)
        continue
      default: break
      }
      out.append(byte)
    }
    return out
  }

  private mutating func escape(_ out: inout [UInt8]) {
    guard index < bytes.count else { return }
    let byte = bytes[index]
    index += 1
    switch byte {
    case 0x6E: out.append(0x0A)
    case 0x72: out.append(0x0D)
    case 0x74: out.append(0x09)
    case 0x62: out.append(0x08)
    case 0x66: out.append(0x0C)
    case 0x0D: if index < bytes.count, bytes[index] == 0x0A { index += 1 }
    case 0x0A: break
    case 0x30...0x37:
      var value = Int(byte - 0x30)
      for _ in 0..<2 {
        guard index < bytes.count, (0x30...0x37).contains(bytes[index]) else { break }
        value = value * 8 + Int(bytes[index] - 0x30)
        index += 1
      }
      out.append(UInt8(truncatingIfNeeded: value))
    default: out.append(byte)
    }
  }

  private mutating func array(_ depth: Int) -> Operand {
    var items: [Operand] = []
    while let token = next(depth: depth + 1) {
      switch token {
      case .operand(let item): items.append(item)
      case .operation("]"): return .array(items)
      case .operation: continue
      }
    }
    return .array(items)
  }

  private mutating func dictionary(_ depth: Int) -> Operand {
    var items: [String: Operand] = [:]
    var key: String?
    while let token = next(depth: depth + 1) {
      switch token {
      case .operand(let item):
        if let known = key {
          items[known] = item
          key = nil
        } else {
          key = item.name
        }
      case .operation(">>"): return .dictionary(items)
      case .operation:
        // `R` of a reference, which content streams may not have.
        continue
      }
    }
    return .dictionary(items)
  }

  /// Passes over the data of an inline image, up to EI.
  mutating func skipInlineImage() {
    while index + 2 < bytes.count {
      if bytes[index] == 0x45, bytes[index + 1] == 0x49, index > 0, Self.isWhite(bytes[index - 1]), Self.isDelimiter(bytes[index + 2]) {
        index += 2
        return
      }
      index += 1
    }
    index = bytes.count
  }
}
