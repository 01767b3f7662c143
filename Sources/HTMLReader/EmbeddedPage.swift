/// A page that is a string of something else: of the JSON that a portal's interface answers with, or of a script that writes it.
enum EmbeddedPage {
  struct Found {
    var html: [UInt8]
    /// Bytes of the source that the string takes, its quotation marks included.
    var range: Range<Int>
  }

  /// The longest string literal that `isPage` holds for.
  ///
  /// Escapes are those of ECMAScript: `\"`, `\/`, `\n`, `\uXXXX`, `\xXX`; others stand for themselves.
  /// Source: ECMA-262 §12.9.4 (string literals); RFC 8259 §7 (strings).
  static func find(in source: ArraySlice<UInt8>, where isPage: ([UInt8]) -> Bool) -> Found? {
    var best: Found?
    var index = source.startIndex
    while index < source.endIndex {
      let quote = source[index]
      guard quote == 0x22 || quote == 0x27 || quote == 0x60 else {
        index += 1
        continue
      }
      var end = index + 1
      var hasTag = false
      while end < source.endIndex, source[end] != quote {
        if source[end] == 0x0A, quote != 0x60 { break }
        if source[end] == 0x3C { hasTag = true }
        // `\u003c` is how careful writers put a tag.
        if source[end] == 0x5C {
          hasTag = hasTag || end + 1 < source.endIndex && source[end + 1] == 0x75
          end += 1
        }
        end += 1
      }
      guard end < source.endIndex, source[end] == quote else {
        index += 1
        continue
      }
      if hasTag, end - index > 200, end - index > (best?.range.count ?? 0) {
        let text = decoded(source[(index + 1)..<end])
        if isPage(text) { best = Found(html: text, range: index..<end + 1) }
      }
      index = end + 1
    }
    return best
  }

  private static func decoded(_ literal: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(literal.count)
    var index = literal.startIndex
    var highSurrogate: UInt32?
    func hex(_ start: Int, _ length: Int) -> UInt32? {
      guard start + length <= literal.endIndex else { return nil }
      return UInt32(String(decoding: literal[start..<start + length], as: UTF8.self), radix: 16)
    }
    while index < literal.endIndex {
      guard literal[index] == 0x5C, index + 1 < literal.endIndex else {
        out.append(literal[index])
        index += 1
        continue
      }
      let kind = literal[index + 1]
      index += 2
      switch kind {
      case 0x6E: out.append(0x0A)
      case 0x72: out.append(0x0D)
      case 0x74: out.append(0x09)
      case 0x62, 0x66, 0x76: out.append(0x20)
      case 0x0A: break
      case 0x78:
        if let value = hex(index, 2), let scalar = Unicode.Scalar(value) {
          out += Array(String(scalar).utf8)
          index += 2
        }
      case 0x75:
        guard let value = hex(index, 4) else { break }
        index += 4
        if (0xD800..<0xDC00).contains(value) {
          highSurrogate = value
          continue
        }
        var code = value
        if let high = highSurrogate, (0xDC00..<0xE000).contains(value) { code = 0x10000 + (high - 0xD800) << 10 + (value - 0xDC00) }
        out += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
      default: out.append(kind)
      }
      highSurrogate = nil
    }
    return out
  }
}
