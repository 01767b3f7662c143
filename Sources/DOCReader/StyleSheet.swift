import Diagnostics

/// Styles as far as text depends on them: numbering, level, hidden text. Source: [MS-DOC] 2.9.271, STSH.
struct StyleSheet {
  struct Style {
    var base: Int?
    var heading: Int?
    var paragraph: ArraySlice<UInt8> = []
    var character: ArraySlice<UInt8> = []
  }

  private(set) var styles: [Int: Style] = [:]

  init(_ table: Bytes, _ place: (offset: Int, length: Int)) {
    guard place.length > 4, let header = table.word(place.offset), let count = table.word(place.offset + 2),
      let baseSize = table.word(place.offset + 4)
    else { return }
    var at = place.offset + 2 + header
    let end = place.offset + place.length
    for index in 0..<count {
      guard at + 2 <= end, let size = table.word(at) else { return }
      at += 2
      if size > 0 { read(table, at, size, baseSize, index) }
      at += size
    }
  }

  private mutating func read(_ table: Bytes, _ at: Int, _ size: Int, _ baseSize: Int, _ index: Int) {
    guard let first = table.word(at), let second = table.word(at + 2), let third = table.word(at + 4),
      let nameLength = table.word(at + baseSize)
    else { return }
    var style = Style()
    let identifier = first & 0x0FFF
    let kind = second & 0x0F
    if second >> 4 != 0x0FFF { style.base = second >> 4 }
    if kind == 1, (1...9).contains(identifier) { style.heading = identifier }
    // After the name, properties: of the paragraph and of its characters, each at an even place.
    var part = at + baseSize + 2 + nameLength * 2 + 2
    for number in 0..<(third & 0x0F) {
      if (part - at) % 2 != 0 { part += 1 }
      guard part + 2 <= at + size, let length = table.word(part), let own = table.slice(part + 2, length), part + 2 + length <= at + size
      else { break }
      if kind == 1, number == 0 {
        style.paragraph = own.dropFirst(2)
      } else if kind == 1 && number == 1 || kind == 2 && number == 0 {
        style.character = own
      }
      part += 2 + length
    }
    styles[index] = style
  }

  /// A style and those that it is based on, the farthest first. A circle ends where it closes.
  func chain(_ index: Int) -> [(index: Int, style: Style)] {
    var out: [(index: Int, style: Style)] = []
    var seen: Set<Int> = []
    var current: Int? = index
    while let number = current, out.count < 100, seen.insert(number).inserted, let style = styles[number] {
      out.append((number, style))
      current = style.base
    }
    return out.reversed()
  }
}
