import Diagnostics

/// The text of a file, which lies in pieces of one or two bytes a character. Source: [MS-DOC] 2.9.38 (Clx), 2.9.177 (Pcd).
struct PieceTable {
  struct Piece {
    /// Characters, counted through all stories.
    var characters: Range<Int>
    /// Where the first of them lies.
    var offset: Int
    var isNarrow: Bool
    /// Properties laid over the piece by a fast save.
    var properties: ArraySlice<UInt8>
  }

  private(set) var pieces: [Piece] = []
  private let text: Bytes

  init(_ text: Bytes, _ table: Bytes, _ place: (offset: Int, length: Int), characters: Int) throws(Refusal) {
    self.text = text
    guard let clx = table.slice(place.offset, place.length) else { throw .damaged }
    var at = clx.startIndex
    var lists: [ArraySlice<UInt8>] = []
    while at < clx.endIndex, clx[at] == 1 {
      guard let length = table.word(at + 1), let list = table.slice(at + 3, length) else { throw .damaged }
      lists.append(list)
      at += 3 + length
    }
    guard at < clx.endIndex, clx[at] == 2, let length = table.long(at + 1),
      let plc = table.plc((at + 5, length), structureSize: 8)
    else { throw .damaged }
    for (index, structure) in plc.structures.enumerated() {
      let first = plc.positions[index]
      let last = plc.positions[index + 1]
      guard first <= last, first == (pieces.last?.characters.upperBound ?? 0), let place = table.long(structure + 2),
        let modifier = table.word(structure + 6)
      else { throw .damaged }
      let isNarrow = place & 0x4000_0000 != 0
      let offset = isNarrow ? (place & 0x3FFF_FFFF) / 2 : place & 0x3FFF_FFFF
      let size = isNarrow ? last - first : (last - first) * 2
      guard size <= text.count, offset <= text.count - size else { throw .damaged }
      pieces.append(
        Piece(characters: first..<last, offset: offset, isNarrow: isNarrow, properties: Self.properties(modifier, lists)))
    }
    guard let last = pieces.last, last.characters.upperBound >= characters else { throw .damaged }
  }

  /// The index of the piece that holds a character.
  func piece(at character: Int) -> Int? {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].characters.upperBound <= character { low = middle + 1 } else { high = middle }
    }
    return low < pieces.count && pieces[low].characters.contains(character) ? low : nil
  }

  /// A character and where it lies.
  func unit(_ character: Int, in piece: Piece) -> (unit: UInt16, offset: Int) {
    let index = character - piece.characters.lowerBound
    if piece.isNarrow {
      let offset = piece.offset + index
      return (Self.wide(text.byte(offset) ?? 0), offset)
    }
    let offset = piece.offset + index * 2
    return (UInt16(truncatingIfNeeded: text.word(offset) ?? 0), offset)
  }

  /// Characters of one byte are those of Windows-1252.
  private static func wide(_ byte: Int) -> UInt16 {
    (0x80...0x9F).contains(byte) ? high[byte - 0x80] : UInt16(truncatingIfNeeded: byte)
  }

  private static let high: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90,
    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// What a piece lays over its text: one short property, or a list. Source: [MS-DOC] 2.9.212 (Prm), 2.9.214 (Prm0).
  private static func properties(_ modifier: Int, _ lists: [ArraySlice<UInt8>]) -> ArraySlice<UInt8> {
    if modifier & 1 == 1 {
      let index = modifier >> 1
      return lists.indices.contains(index) ? lists[index] : []
    }
    guard let code = short[modifier >> 1 & 0x7F] else { return [] }
    return [UInt8(code & 0xFF), UInt8(code >> 8), UInt8(modifier >> 8 & 0xFF)]
  }

  private static let short: [Int: Int] = [
    0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x42: 0x0801, 0x43: 0x0802, 0x5C: 0x083C,
  ]
}
