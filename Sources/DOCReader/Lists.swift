import Diagnostics
import WordText

/// The lists of a file. Source: [MS-DOC] 2.9.190 (PlfLst), 2.9.150 (LVL), 2.9.189 (PlfLfo).
enum Lists {
  static func read(_ table: Bytes, lists: (offset: Int, length: Int), overrides: (offset: Int, length: Int)) -> NumberingDefinitions {
    var definitions = NumberingDefinitions()
    guard lists.length > 2, overrides.length > 4, let count = table.word(lists.offset) else { return definitions }
    // The levels of all lists stand behind the list of lists.
    var at = lists.offset + 2 + count * 28
    for index in 0..<count {
      let entry = lists.offset + 2 + index * 28
      guard let id = table.long(entry), let flags = table.byte(entry + 26) else { return definitions }
      var abstract = NumberingDefinitions.Abstract()
      for number in 0..<(flags & 1 == 1 ? 1 : 9) {
        guard case (var level, let end)? = level(table, at) else { return definitions }
        if let style = table.word(entry + 8 + number * 2), style != 0x0FFF { level.paragraphStyle = String(style) }
        abstract.levels[number] = level
        at = end
      }
      definitions.abstracts[String(id)] = abstract
    }
    readOverrides(table, overrides.offset, &definitions)
    return definitions
  }

  private static func readOverrides(_ table: Bytes, _ start: Int, _ definitions: inout NumberingDefinitions) {
    guard let count = table.long(start), count < 1 << 16 else { return }
    var at = start + 4 + count * 16
    for index in 0..<count {
      let entry = start + 4 + index * 16
      guard let id = table.long(entry), let changes = table.byte(entry + 12) else { return }
      var instance = NumberingDefinitions.Instance(abstract: String(id))
      at += 4
      for _ in 0..<changes {
        guard let value = table.signed(at), let flags = table.long(at + 4) else { break }
        at += 8
        let number = flags & 0x0F
        if flags & 0x20 != 0 {
          guard let (level, end) = level(table, at) else { break }
          if number < 9 { instance.levels[number] = level }
          at = end
        } else if flags & 0x10 != 0, number < 9, (0...32767).contains(value) {
          instance.startOverrides[number] = value
        }
      }
      definitions.instances[String(index + 1)] = instance
    }
  }

  private static func level(_ table: Bytes, _ at: Int) -> (NumberingDefinitions.Level, Int)? {
    guard let start = table.signed(at), let format = table.byte(at + 4), let flags = table.byte(at + 5),
      let follow = table.byte(at + 15), let characters = table.byte(at + 24), let paragraphs = table.byte(at + 25),
      let limit = table.byte(at + 26)
    else { return nil }
    var level = NumberingDefinitions.Level()
    level.start = (0...32767).contains(start) ? start : 1
    level.format = NumberingDefinitions.format(code: format)
    level.isLegal = flags & 4 != 0
    if flags & 8 != 0 { level.restart = limit }
    level.suffix = follow == 2 ? "nothing" : follow == 1 ? "space" : "tab"
    let text = at + 28 + paragraphs + characters
    guard let length = table.word(text), length < 256 else { return nil }
    var units: [UInt16] = []
    for index in 0..<length {
      guard let unit = table.word(text + 2 + index * 2) else { return nil }
      if unit < 9 {
        units += [0x25, UInt16(0x31 + unit)]
      } else {
        units.append(UInt16(truncatingIfNeeded: unit))
      }
    }
    level.text = String(decoding: units, as: UTF16.self)
    return (level, text + 2 + length * 2)
  }
}
