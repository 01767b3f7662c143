/// Big5 of the web: HKSCS from glibc, the signs of the first rows as Windows has them.
///
/// Source: WHATWG Encoding Standard §12.1.1, Big5 decoder, and index-big5.
enum Big5 {
  static func decode(_ bytes: [UInt8], from start: Int, to end: Int) -> Converted? {
    guard let table else { return nil }
    var out = Converted()
    out.utf8.reserveCapacity((end - start) * 3 / 2 + 16)
    var index = start
    while index < end {
      let lead = bytes[index]
      if lead < 0x80 {
        out.utf8.append(lead)
        index += 1
        continue
      }
      guard lead >= 0x81, lead <= 0xFE, index + 1 < end else {
        out.fail(at: index)
        index += 1
        continue
      }
      let trail = bytes[index + 1]
      if let place = place(lead, trail), table[place] != 0 {
        out.append(table[place])
        // Four places hold a letter and a combining mark.
        if lead == 0x88, let mark = marks[trail] { out.append(mark) }
        index += 2
      } else {
        out.fail(at: index)
        index += trail < 0x80 ? 1 : 2
      }
    }
    return out
  }

  private static let marks: [UInt8: UInt32] = [0x62: 0x304, 0x64: 0x30C, 0xA3: 0x304, 0xA5: 0x30C]

  private static func place(_ lead: UInt8, _ trail: UInt8) -> Int? {
    switch trail {
    case 0x40...0x7E: (Int(lead) - 0x81) * 157 + Int(trail) - 0x40
    case 0xA1...0xFE: (Int(lead) - 0x81) * 157 + Int(trail) - 0x62
    default: nil
    }
  }

  private static let table: [UInt32]? = {
    var pairs: [UInt8] = []
    var table = [UInt32](repeating: 0, count: 126 * 157)
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE {
        guard let place = place(lead, trail) else { continue }
        guard let one = LegacyDecoding.convert([lead, trail], from: 0, to: 2, codec: "BIG5-HKSCS", name: "big5") else {
          return nil
        }
        if one.errors == 0, let scalar = String(decoding: one.utf8, as: UTF8.self).unicodeScalars.first {
          table[place] = scalar.value
        }
      }
    }
    for (code, scalar) in signs {
      if let place = place(UInt8(code >> 8), UInt8(code & 0xFF)) { table[place] = scalar }
    }
    return table
  }()

  /// Where the web's index and glibc's table differ.
  private static let signs: [(Int, UInt32)] = [
    (0xA145, 0x2027), (0xA14E, 0xFE51), (0xA15A, 0x2574), (0xA1C2, 0x00AF), (0xA1C3, 0xFFE3), (0xA1C5, 0x02CD),
    (0xA1E3, 0xFF5E), (0xA1F2, 0x2295), (0xA1F3, 0x2299), (0xA1FE, 0xFF0F), (0xA240, 0xFF3C), (0xA241, 0x2215),
    (0xA242, 0xFE68), (0xA244, 0xFFE5), (0xA246, 0xFFE0), (0xA247, 0xFFE1), (0xA2CC, 0x5341), (0xA2CE, 0x5345),
    (0xA3E1, 0x20AC),
  ]
}
