/// Little-endian numbers of a stream; `nil` beyond its end.
struct Bytes: Sendable {
  let all: [UInt8]

  init(_ all: [UInt8]) { self.all = all }

  var count: Int { all.count }

  func byte(_ offset: Int) -> Int? { offset >= 0 && offset < all.count ? Int(all[offset]) : nil }

  func word(_ offset: Int) -> Int? {
    guard offset >= 0, offset + 2 <= all.count else { return nil }
    return Int(all[offset]) | Int(all[offset + 1]) << 8
  }

  /// Without a sign.
  func long(_ offset: Int) -> Int? {
    guard let low = word(offset), let high = word(offset + 2) else { return nil }
    return low | high << 16
  }

  func signed(_ offset: Int) -> Int? { long(offset).map { Int(Int32(truncatingIfNeeded: $0)) } }

  func slice(_ offset: Int, _ length: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, length >= 0, offset <= all.count, length <= all.count - offset else { return nil }
    return all[offset..<offset + length]
  }

  /// A `PLC`: n + 1 positions, then n structures of a size. Source: [MS-DOC] 2.2.2.
  func plc(_ place: (offset: Int, length: Int), structureSize: Int) -> PLC? {
    guard place.length >= 4, place.offset >= 0, place.length <= count, place.offset <= count - place.length else { return nil }
    let n = (place.length - 4) / (4 + structureSize)
    guard n >= 0 else { return nil }
    var positions: [Int] = []
    positions.reserveCapacity(n + 1)
    for index in 0...n { positions.append(long(place.offset + index * 4) ?? 0) }
    return PLC(positions: positions, structures: (0..<n).map { place.offset + (n + 1) * 4 + $0 * structureSize })
  }

  struct PLC: Sendable {
    var positions: [Int]
    /// Where each structure begins.
    var structures: [Int]
  }
}

/// A property with its operand. Source: [MS-DOC] 2.2.5.1, Sprm; 2.6.1 to 2.6.3 for their codes.
struct Property {
  var code: Int
  var operand: ArraySlice<UInt8>

  var byte: Int { operand.first.map { Int($0) } ?? 0 }

  var word: Int { number(0) }

  func number(_ offset: Int) -> Int {
    let start = operand.startIndex + offset
    guard start + 2 <= operand.endIndex else { return 0 }
    return Int(operand[start]) | Int(operand[start + 1]) << 8
  }

  var long: Int { number(0) | number(2) << 16 }

  /// Goes through a list of properties; what is cut short ends it.
  static func each(_ list: ArraySlice<UInt8>, _ body: (Property) -> Void) {
    var at = list.startIndex
    while at + 2 <= list.endIndex {
      let code = Int(list[at]) | Int(list[at + 1]) << 8
      at += 2
      let length: Int
      switch code >> 13 {
      case 0, 1: length = 1
      case 2, 4, 5: length = 2
      case 3: length = 4
      case 7: length = 3
      default:
        guard at < list.endIndex else { return }
        if code == 0xD608 {
          guard at + 2 <= list.endIndex else { return }
          length = Int(list[at]) + Int(list[at + 1]) << 8 + 1
        } else if code == 0xC615, list[at] == 255 {
          // Tab stops of which there are too many for a byte: two counted lists.
          guard at + 1 < list.endIndex else { return }
          let added = at + 2 + Int(list[at + 1]) * 4
          guard added < list.endIndex else { return }
          length = added + 1 + Int(list[added]) * 3 - at
        } else {
          length = Int(list[at]) + 1
        }
      }
      guard length >= 0, length <= list.endIndex - at else { return }
      body(Property(code: code, operand: list[at..<at + length]))
      at += length
    }
  }
}
