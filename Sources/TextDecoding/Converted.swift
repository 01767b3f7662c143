/// Bytes turned into UTF-8, with what could not be turned.
struct Converted {
  var utf8: [UInt8] = []
  /// Characters that could not be read; U+FFFD stands for each.
  var errors = 0
  /// Offset of the first of them in the source.
  var firstError: Int?

  mutating func fail(at offset: Int) {
    errors += 1
    if firstError == nil { firstError = offset }
    utf8.append(contentsOf: [0xEF, 0xBF, 0xBD])
  }

  mutating func append(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x80: utf8.append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      utf8.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
      utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
    case 0x800..<0x1_0000:
      utf8.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
      utf8.append(0x80 | UInt8(truncatingIfNeeded: (scalar >> 6) & 0x3F))
      utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
    default:
      utf8.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
      utf8.append(0x80 | UInt8(truncatingIfNeeded: (scalar >> 12) & 0x3F))
      utf8.append(0x80 | UInt8(truncatingIfNeeded: (scalar >> 6) & 0x3F))
      utf8.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
    }
  }
}

/// UTF-16 and UTF-32, which need no table.
enum WideDecoding {
  /// Source: WHATWG Encoding Standard §14.2.1. A lone surrogate and a lone last byte are one error each.
  static func utf16(_ bytes: [UInt8], from start: Int, bigEndian: Bool) -> Converted {
    var out = Converted()
    out.utf8.reserveCapacity(bytes.count + bytes.count / 2)
    let span = bytes.span
    var index = start
    func unit(_ at: Int) -> UInt32 {
      let first = UInt32(span[at])
      let second = UInt32(span[at + 1])
      return bigEndian ? first << 8 | second : second << 8 | first
    }
    while index + 1 < span.count {
      let value = unit(index)
      if value & 0xF800 != 0xD800 {
        out.append(value)
        index += 2
      } else if value < 0xDC00, index + 3 < span.count, unit(index + 2) & 0xFC00 == 0xDC00 {
        out.append(0x1_0000 + (value & 0x3FF) << 10 + (unit(index + 2) & 0x3FF))
        index += 4
      } else {
        out.fail(at: index)
        index += 2
      }
    }
    if index < span.count { out.fail(at: index) }
    return out
  }

  static func utf32(_ bytes: [UInt8], from start: Int, bigEndian: Bool) -> Converted {
    var out = Converted()
    let span = bytes.span
    var index = start
    while index + 3 < span.count {
      var value: UInt32 = 0
      for offset in 0..<4 {
        value = value << 8 | UInt32(span[index + (bigEndian ? offset : 3 - offset)])
      }
      if value > 0x10_FFFF || value & 0xFFFF_F800 == 0xD800 { out.fail(at: index) } else { out.append(value) }
      index += 4
    }
    if index < span.count { out.fail(at: index) }
    return out
  }
}
