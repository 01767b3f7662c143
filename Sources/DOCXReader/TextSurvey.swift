import DocumentTree

/// What is to be known of the text of a run, found in one pass over its UTF-8.
struct TextSurvey {
  /// As ``TextAccount`` counts them.
  private(set) var characters = 0
  private(set) var holdsControls = false
  /// Whether there is a character between U+F000 and U+F0FF, where fonts of symbols have theirs.
  private(set) var mayHoldSymbols = false

  /// - Parameter bytes: well-formed.
  init(_ bytes: ArraySlice<UInt8>) {
    let text = bytes.span
    let count = text.count
    var index = 0
    while index < count {
      let byte = text[index]
      switch byte {
      case ..<0x20:
        holdsControls = true
        if !(0x09...0x0D).contains(byte) { characters += 1 }
        index += 1
      case 0x20: index += 1
      case 0x21..<0x80:
        characters += 1
        index += 1
      case 0xE4...0xEE:
        characters += 1
        index += 3
      case 0xE2, 0xE3:
        if index + 2 >= count || !Self.isSpace(byte, text[index + 1], text[index + 2]) { characters += 1 }
        index += 3
      case 0xEF:
        if index + 1 < count, text[index + 1] <= 0x83 { mayHoldSymbols = true }
        characters += 1
        index += 3
      default:
        // Rare scripts, and spaces in them.
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let end = min(bytes.startIndex + index + length, bytes.endIndex)
        characters += TextAccount.characters(in: bytes[(bytes.startIndex + index)..<end])
        index += length
      }
    }
  }

  /// U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000. Source: Unicode 15, PropList.txt, White_Space.
  private static func isSpace(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    if first == 0xE3 { return second == 0x80 && third == 0x80 }
    if second == 0x80 { return third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF }
    return second == 0x81 && third == 0x9F
  }
}
