/// What stands between tags: text, CDATA sections, comments, processing instructions, references.
extension XMLScanner {
  mutating func text() -> Bool {
    var start = index
    while index < count {
      let byte = unsafe bytes[index]
      if byte == 0x3C { break }
      // Letters and digits go through at once.
      if byte >= 0x30 && byte < 0x5D || byte > 0x5D && byte < 0x80 || byte == 0x20 {
        index += 1
        continue
      }
      // So does nearly all Chinese.
      if byte >= 0xE1, byte <= 0xEC, index + 2 < count, unsafe bytes[index + 1] & 0xC0 == 0x80, unsafe bytes[index + 2] & 0xC0 == 0x80 {
        index += 3
        continue
      }
      switch byte {
      case 0x26:
        hand(start, index)
        guard let scalar = reference() else { return false }
        if TreeBuilder.isSymbol(scalar) { builder.meetSymbol() }
        builder.characters(UTF8.encode(scalar).map { Array($0) } ?? [])
        start = index
      case 0x5D:
        if matches("]]>") { return false }
        index += 1
      case 0x0D:
        hand(start, index)
        builder.characters([0x0A])
        index += index + 1 < count && (unsafe bytes[index + 1] == 0x0A) ? 2 : 1
        start = index
      default:
        meetSymbol(byte)
        guard skipCharacter(byte) else { return false }
      }
    }
    hand(start, index)
    return index < count
  }

  /// Tells the builder of a character of a font of symbols.
  @inline(__always) private mutating func meetSymbol(_ byte: UInt8) {
    if byte == 0xEF, index + 1 < count, unsafe bytes[index + 1] <= 0x83 { builder.meetSymbol() }
  }

  mutating func hand(_ start: Int, _ end: Int) {
    if end > start { unsafe builder.characters(UnsafeBufferPointer(start: bytes + start, count: end - start)) }
  }

  mutating func characterData() -> Bool {
    index += 9
    let start = index
    while index < count {
      let byte = unsafe bytes[index]
      switch byte {
      case 0x5D where matches("]]>"):
        hand(start, index)
        index += 3
        return true
      // libxml2 keeps it as it is here.
      case 0x0D: return false
      default:
        meetSymbol(byte)
        guard skipCharacter(byte) else { return false }
      }
    }
    return false
  }

  mutating func comment() -> Bool {
    index += 4
    while index < count {
      let byte = unsafe bytes[index]
      if byte == 0x2D, index + 1 < count, unsafe bytes[index + 1] == 0x2D {
        guard index + 2 < count, unsafe bytes[index + 2] == 0x3E else { return false }
        index += 3
        return true
      }
      guard skipCharacter(byte) else { return false }
    }
    return false
  }

  mutating func instruction() -> Bool {
    index += 2
    guard let target = name(),
      target.length != 3 || !(lower(target.start) == 0x78 && lower(target.start + 1) == 0x6D && lower(target.start + 2) == 0x6C)
    else { return false }
    for place in 0..<target.length where unsafe bytes[target.start + place] == 0x3A { return false }
    guard index < count, isSpace(unsafe bytes[index]) || matches("?>") else { return false }
    while index < count {
      if matches("?>") {
        index += 2
        return true
      }
      guard skipCharacter(unsafe bytes[index]) else { return false }
    }
    return false
  }

  mutating func skipCharacter(_ byte: UInt8) -> Bool {
    if byte >= 0x80 {
      guard let length = sequence() else { return false }
      index += length
      return true
    }
    if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return false }
    index += 1
    return true
  }

  /// `&amp;` and its like, and `&#…;` for a character that XML has.
  mutating func reference() -> Unicode.Scalar? {
    index += 1
    for (name, scalar) in Self.entities where matches(name) {
      index += name.utf8CodeUnitCount
      return scalar
    }
    guard index < count, unsafe bytes[index] == 0x23 else { return nil }
    index += 1
    var number: UInt32 = 0
    var digits = 0
    let isHexadecimal = index < count && (unsafe bytes[index] == 0x78)
    if isHexadecimal { index += 1 }
    while index < count, digits < 9 {
      let byte = unsafe bytes[index]
      let digit: UInt32
      switch byte {
      case 0x30...0x39: digit = UInt32(byte - 0x30)
      case 0x61...0x66 where isHexadecimal: digit = UInt32(byte - 0x61 + 10)
      case 0x41...0x46 where isHexadecimal: digit = UInt32(byte - 0x41 + 10)
      case 0x3B:
        guard digits > 0, Self.isCharacter(number), let scalar = Unicode.Scalar(number) else { return nil }
        index += 1
        return scalar
      default: return nil
      }
      number = number &* (isHexadecimal ? 16 : 10) &+ digit
      if number > 0x10FFFF { return nil }
      digits += 1
      index += 1
    }
    return nil
  }

  static let entities: [(StaticString, Unicode.Scalar)] = [
    ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'"),
  ]

  /// Source: XML 1.0 §2.2, Char.
  static func isCharacter(_ number: UInt32) -> Bool {
    number == 0x09 || number == 0x0A || number == 0x0D || number >= 0x20 && number <= 0xD7FF || number >= 0xE000 && number <= 0xFFFD
      || number >= 0x10000 && number <= 0x10FFFF
  }

  /// The length of a well-formed sequence of UTF-8 that is a character of XML. Source: Unicode 15, table 3-7.
  func sequence() -> Int? { unsafe Self.sequence(bytes, count, at: index) }
  static func sequence(_ bytes: UnsafePointer<UInt8>, _ count: Int, at index: Int) -> Int? {
    let first = unsafe bytes[index]
    // Most are Chinese.
    if first >= 0xE1, first <= 0xEC, index + 2 < count {
      return unsafe bytes[index + 1] & 0xC0 == 0x80 && bytes[index + 2] & 0xC0 == 0x80 ? 3 : nil
    }
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < count && (unsafe range.contains(bytes[index + offset]))
    }
    switch first {
    case 0xC2...0xDF: return continues(1) ? 2 : nil
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : nil
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : nil
    case 0xEF:
      guard continues(1), continues(2) else { return nil }
      // U+FFFE and U+FFFF are no characters.
      return unsafe bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE ? nil : 3
    case 0xE1...0xEE: return continues(1) && continues(2) ? 3 : nil
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : nil
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : nil
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : nil
    default: return nil
    }
  }
}
