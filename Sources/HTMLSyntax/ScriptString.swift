/// String literals of scripts and of JSON, in which pages hand their text to the browser.
///
/// Source: ECMA-262 §12.9.4, String Literals, of which the strings of RFC 8259 §7 are a part.
public enum ScriptString {
  /// Whether a byte opens a literal: `"`, `'` or a template's backquote.
  public static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 || byte == 0x60 }

  /// The place of the quotation mark that closes a literal; `nil` where none does.
  ///
  /// - Parameters:
  ///   - start: the first byte behind the opening mark.
  ///   - endsWithLine: a line end before the closing mark means that the opening one opened nothing; no use of JSON with raw line ends.
  public static func end(of quote: UInt8, in source: ArraySlice<UInt8>, from start: Int, endsWithLine: Bool) -> Int? {
    var index = start
    while index < source.endIndex, source[index] != quote {
      if endsWithLine, source[index] == 0x0A, quote != 0x60 { return nil }
      index += source[index] == 0x5C ? 2 : 1
    }
    return index < source.endIndex ? index : nil
  }

  /// What the inside of a literal says. `\uXXXX` in pairs of surrogates is one character, alone U+FFFD; an escape without a meaning stands
  /// for its character.
  public static func decoded(_ literal: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(literal.count)
    var index = literal.startIndex
    while index < literal.endIndex {
      guard literal[index] == 0x5C, index + 1 < literal.endIndex else {
        out.append(literal[index])
        index += 1
        continue
      }
      let kind = literal[index + 1]
      index += 2
      switch kind {
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "v"), UInt8(ascii: "0"): out.append(0x20)
      // A line that goes on in the next one.
      case 0x0A: break
      case 0x0D: if index < literal.endIndex, literal[index] == 0x0A { index += 1 }
      case UInt8(ascii: "x"): append(number(2, in: literal, at: &index), to: &out)
      case UInt8(ascii: "u"):
        var value = number(4, in: literal, at: &index)
        if let high = value, high & 0xFC00 == 0xD800, index + 1 < literal.endIndex, literal[index] == 0x5C,
          literal[index + 1] == UInt8(ascii: "u")
        {
          var next = index + 2
          if let low = number(4, in: literal, at: &next), low & 0xFC00 == 0xDC00 {
            value = 0x1_0000 + (high & 0x3FF) << 10 + (low & 0x3FF)
            index = next
          }
        }
        append(value, to: &out)
      default: out.append(kind)
      }
    }
    return out
  }

  /// As many hexadecimal digits as are asked for; `nil`, and nothing passed over, where there are fewer.
  private static func number(_ digits: Int, in literal: ArraySlice<UInt8>, at index: inout Int) -> UInt32? {
    guard literal.endIndex - index >= digits else { return nil }
    var value: UInt32 = 0
    for byte in literal[index..<index + digits] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    index += digits
    return value
  }

  private static func append(_ value: UInt32?, to out: inout [UInt8]) {
    out += Array(String(value.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}").utf8)
  }
}
