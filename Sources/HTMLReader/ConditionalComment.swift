/// Word's conditional comments where a content system escaped them, so that their text shows on the page.
///
/// `<!--[if !supportLists]-->7、<!--[endif]-->` as text loses the comments and keeps the marker.
enum ConditionalComment {
  /// The text without them, `nil` when there is none.
  static func stripped(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard find("[if ", in: text, from: text.startIndex) != nil || find("[endif]", in: text, from: text.startIndex) != nil else {
      return nil
    }
    var out: [UInt8] = []
    var index = text.startIndex
    var found = false
    while index < text.endIndex {
      if text[index] == 0x3C, let end = comment(in: text, at: index) {
        found = true
        index = end
      } else {
        out.append(text[index])
        index += 1
      }
    }
    return found ? out : nil
  }

  /// The end of `<!--[if …]-->`, `<![endif]-->` and their like, with or without dashes.
  private static func comment(in text: ArraySlice<UInt8>, at start: Int) -> Int? {
    var index = start + 1
    guard index < text.endIndex, text[index] == 0x21 else { return nil }
    index += 1
    while index < text.endIndex, text[index] == 0x2D { index += 1 }
    guard text[index...].starts(with: "[if ".utf8) || text[index...].starts(with: "[endif]".utf8) else { return nil }
    while index < text.endIndex, text[index] != 0x3E, index - start < 80 { index += 1 }
    guard index < text.endIndex, text[index] == 0x3E else { return nil }
    return index + 1
  }

  private static func find(_ word: String, in text: ArraySlice<UInt8>, from start: Int) -> Int? {
    let needle = Array(word.utf8)
    guard text.count >= needle.count else { return nil }
    var index = start
    while index + needle.count <= text.endIndex {
      if text[index] == needle[0], text[index..<(index + needle.count)].elementsEqual(needle) { return index }
      index += 1
    }
    return nil
  }
}
