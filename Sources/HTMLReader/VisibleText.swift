/// Counting and folding of characters in UTF-8.
enum VisibleText {
  /// Characters that are not white space: the unit of the account.
  static func count(_ bytes: some Sequence<UInt8>) -> Int {
    var count = 0
    var lead: UInt32 = 0
    var missing = 0
    for byte in bytes {
      if byte < 0x80 {
        if byte > 0x20 || (byte < 0x09 || byte > 0x0D) && byte != 0x20 { count += 1 }
        continue
      }
      if byte >= 0xC0 {
        missing = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1
        lead = UInt32(byte) & (byte >= 0xF0 ? 0x07 : byte >= 0xE0 ? 0x0F : 0x1F)
      } else {
        lead = lead << 6 | UInt32(byte & 0x3F)
        missing -= 1
        if missing == 0, !isWhiteSpace(lead) { count += 1 }
      }
    }
    return count
  }

  static func isWhiteSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  static func isASCIISpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0C || byte == 0x0D
  }

  /// The text without white space, brackets, quotes and marks: what labels are compared by.
  static func folded(_ text: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    appendFolded(text, to: &out)
    return out
  }

  static func appendFolded(_ text: some Sequence<UInt8>, to out: inout [UInt8]) {
    var pending: [UInt8] = []
    for byte in text {
      if byte < 0x80 {
        if (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) { out.append(byte) }
        continue
      }
      if byte >= 0xC0 {
        pending.removeAll(keepingCapacity: true)
        pending.append(byte)
        continue
      }
      pending.append(byte)
      let length = pending[0] >= 0xF0 ? 4 : pending[0] >= 0xE0 ? 3 : 2
      guard pending.count == length else { continue }
      // Han characters and what lies beyond count; spaces, CJK marks (U+3000…) and full-width marks do not.
      if pending[0] >= 0xE4, pending[0] != 0xEF { out.append(contentsOf: pending) }
      if pending[0] == 0xE3, pending[1] >= 0x90 { out.append(contentsOf: pending) }
    }
  }
}
