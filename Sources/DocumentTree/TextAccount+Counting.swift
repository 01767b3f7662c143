extension TextAccount {
  /// How many characters (Unicode scalars that are no white space) UTF-8 text holds.
  ///
  /// Counts the bytes that begin a character, and leaves out those with the property White_Space.
  /// Source: Unicode 15, PropList.txt.
  @inlinable
  public static func characters(in text: some Collection<UInt8>) -> Int {
    var count = 0
    var index = text.startIndex
    let end = text.endIndex
    while index < end {
      let byte = text[index]
      index = text.index(after: index)
      if byte < 0x80 {
        if byte > 0x20 || (byte != 0x20 && !(0x09...0x0D).contains(byte)) { count += 1 }
        continue
      }
      if byte & 0xC0 == 0x80 { continue }  // inside a character
      count += 1
      switch byte {
      case 0xC2:
        // U+0085, U+00A0
        if index < end, text[index] == 0x85 || text[index] == 0xA0 { count -= 1 }
      case 0xE1, 0xE2, 0xE3:
        guard index < end else { continue }
        let third = text.index(after: index)
        guard third < end else { continue }
        switch (byte, text[index], text[third]) {
        case (0xE1, 0x9A, 0x80),  // U+1680
          (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
          (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
          count -= 1
        default: break
        }
      default: break
      }
    }
    return count
  }

  public static func characters(in text: String) -> Int { characters(in: text.utf8) }
}
