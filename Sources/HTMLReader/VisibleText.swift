import HTMLSyntax

/// Counting of characters in UTF-8.
enum VisibleText {
  /// Characters that are not white space: the unit of the account.
  static func count(_ bytes: ArraySlice<UInt8>) -> Int { count(bytes.span) }
  static func count(_ text: String) -> Int { count(Array(text.utf8)[...]) }

  private static func count(_ bytes: Span<UInt8>) -> Int {
    var count = 0
    var lead: UInt32 = 0
    var missing = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if let visible = ByteScan.visibleCount(bytes, at: index) {
          count += visible
          index += 8
          continue
        }
        if byte > 0x20 || (byte < 0x09 || byte > 0x0D) && byte != 0x20 { count += 1 }
      } else if isHan(byte), index + 2 < bytes.count, bytes[index + 1] & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80 {
        missing = 0
        count += 1
        index += 3
        continue
      } else if byte >= 0xC0 {
        missing = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
        lead = UInt32(byte) & (byte >= 0xF0 ? 0x07 : byte >= 0xE0 ? 0x0F : 0x1F)
      } else {
        lead = lead << 6 | UInt32(byte & 0x3F)
        missing -= 1
        if missing == 0, !isWhiteSpace(lead) { count += 1 }
      }
      index += 1
    }
    return count
  }

  /// The lead byte of U+4000…U+9FFF, none of which is white space.
  @inline(__always)
  static func isHan(_ lead: UInt8) -> Bool { lead >= 0xE4 && lead <= 0xE9 }

  static func isWhiteSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  static func isASCIISpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0C || byte == 0x0D
  }
}
