/// Reads a character reference. Source: WHATWG HTML §13.2.5.72, Character reference state, and what follows it.
enum CharacterReference {
  /// The scalars that the reference after `&` at `index` stands for, and the index behind it; `nil` when it is none.
  static func read(_ bytes: [UInt8], at index: Int, end: Int, inAttribute: Bool) -> (scalars: [UInt32], next: Int)? {
    var at = index + 1
    guard at < end else { return nil }
    if bytes[at] == 0x23 {
      at += 1
      let isHex = at < end && bytes[at] | 0x20 == 0x78
      if isHex { at += 1 }
      let start = at
      var value: UInt32 = 0
      while at < end, let digit = digit(bytes[at], hex: isHex) {
        value = min(value &* (isHex ? 16 : 10) &+ digit, 0x11_0000)
        at += 1
      }
      guard at > start else { return nil }
      if at < end, bytes[at] == 0x3B { at += 1 }
      return ([scalar(value)], at)
    }
    guard isAlphanumeric(bytes[at]) else { return nil }
    var stop = at
    while stop < end, stop - at < NamedCharacterReferences.longest, isAlphanumeric(bytes[stop]) { stop += 1 }
    if stop < end, bytes[stop] == 0x3B {
      let name = bytes[at..<stop]
      // What office pages use needs no table.
      if name.elementsEqual("nbsp".utf8) { return ([0xA0], stop + 1) }
      if name.elementsEqual("amp".utf8) { return ([0x26], stop + 1) }
      if name.elementsEqual("lt".utf8) { return ([0x3C], stop + 1) }
      if name.elementsEqual("gt".utf8) { return ([0x3E], stop + 1) }
      if name.elementsEqual("quot".utf8) { return ([0x22], stop + 1) }
      stop += 1
    }
    while stop > at {
      if let scalars = NamedCharacterReferences.scalars(bytes[at..<stop]) {
        if inAttribute, bytes[stop - 1] != 0x3B, stop < end, bytes[stop] == 0x3D || isAlphanumeric(bytes[stop]) {
          return nil
        }
        return (scalars, stop)
      }
      stop -= 1
    }
    return nil
  }

  private static func digit(_ byte: UInt8, hex: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46 where hex: UInt32(byte - 0x41 + 10)
    case 0x61...0x66 where hex: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  /// Numbers outside Unicode, and those of Windows' C1 range. Source: §13.2.5.80.
  private static func scalar(_ value: UInt32) -> UInt32 {
    if value == 0 || value > 0x10_FFFF || (0xD800...0xDFFF).contains(value) { return 0xFFFD }
    guard (0x80...0x9F).contains(value) else { return value }
    let windows: [UInt32] = [
      0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
      0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
      0x017E, 0x0178,
    ]
    return windows[Int(value - 0x80)]
  }

  static func append(_ scalar: UInt32, to out: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(scalar), let bytes = UTF8.encode(scalar) else { return }
    for byte in bytes { out.append(byte) }
  }
}
