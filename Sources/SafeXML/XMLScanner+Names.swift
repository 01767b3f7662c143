import Glibc

/// Names, white space and other small pieces.
extension XMLScanner {
  /// A name and, where it has been met before and no prefix is declared since, its number; else -1.
  ///
  /// What was met before was checked then: so it is enough to find where the name ends.
  @inline(__always) mutating func name(isAttribute: Bool) -> (Name, known: Int32)? {
    var length = 0
    while index + length + 8 <= count, length < 32 {
      let step = unsafe EightBytes(bytes, at: index + length).lengthOfName
      length += step
      if step == 8 { continue }
      if length > 0, let id = unsafe names.find(bytes, count, index, length, isAttribute: isAttribute) {
        defer { index += length }
        return (Name(start: index, length: length), id)
      }
      break
    }
    return name().map { ($0, -1) }
  }

  /// A name of ASCII; others are for libxml2.
  mutating func name() -> Name? {
    let start = index
    guard index < count, Self.startsName(unsafe bytes[index]) else { return nil }
    var place = start + 1
    while place < count, Self.isNameByte(unsafe bytes[place]) { place += 1 }
    index = place
    guard place < count, unsafe bytes[place] < 0x80, place - start < Self.longestName else { return nil }
    return Name(start: start, length: place - start)
  }

  static func startsName(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F }
  /// Letters, _ : digits - .
  @inline(__always) static func isNameByte(_ byte: UInt8) -> Bool {
    let set: UInt64 = byte < 0x40 ? 0x07FF_6000_0000_0000 : byte < 0x80 ? 0x07FF_FFFE_87FF_FFFE : 0
    return set >> UInt64(byte & 0x3F) & 1 != 0
  }
  /// `http://host/path`, `urn:name`, or empty; letters, digits and - . _ in the parts.
  func isPlainURI(_ range: Range<Int>) -> Bool {
    if range.isEmpty { return true }
    var place = range.lowerBound
    let isURN = matches("urn:", at: place)
    if isURN {
      place += 4
    } else if matches("http://", at: place) {
      place += 7
    } else {
      return false
    }
    guard place < range.upperBound, isURN || Self.startsName(unsafe bytes[place]) else { return false }
    while place < range.upperBound {
      let byte = unsafe bytes[place]
      guard Self.isNameByte(byte), byte != 0x3A || isURN else {
        guard byte == 0x2F, !isURN else { return false }
        place += 1
        continue
      }
      place += 1
    }
    return true
  }

  func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
  func lower(_ place: Int) -> UInt8 { unsafe bytes[place] | 0x20 }

  @discardableResult mutating func skipSpace() -> Bool {
    let start = index
    while index < count, isSpace(unsafe bytes[index]) { index += 1 }
    return index > start
  }

  func matches(_ text: StaticString) -> Bool { matches(text, at: index) }
  func matches(_ text: StaticString, at place: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard place + length <= count else { return false }
    for offset in 0..<length where unsafe bytes[place + offset] != text.utf8Start[offset] { return false }
    return true
  }
  func matchesWhole(_ text: StaticString, _ name: Name) -> Bool {
    name.length == text.utf8CodeUnitCount && matches(text, at: name.start)
  }
  func same(_ a: Name, _ b: Name) -> Bool {
    guard a.length == b.length else { return false }
    for offset in 0..<a.length where unsafe bytes[a.start + offset] != bytes[b.start + offset] { return false }
    return true
  }

  /// The line of the place that has been reached.
  mutating func countLines() {
    while nextLineFeed < index {
      line += 1
      nextLineFeed = lineFeed(from: nextLineFeed + 1)
    }
  }

  /// The first line feed at or behind a place; the end where there is none. Few documents have any.
  func lineFeed(from place: Int) -> Int {
    guard place < count, let found = unsafe memchr(bytes + place, 0x0A, count - place) else { return count }
    return unsafe UnsafeRawPointer(bytes).distance(to: UnsafeRawPointer(found))
  }

  /// The sign of equality and the quotation mark behind a name, with the white space that may stand around them.
  @inline(__always) mutating func openingQuote() -> UInt8? {
    if index + 1 < count, unsafe bytes[index] == 0x3D, unsafe bytes[index + 1] == 0x22 {
      index += 2
      return 0x22
    }
    return spacedOpeningQuote()
  }

  private mutating func spacedOpeningQuote() -> UInt8? {
    skipSpace()
    guard index < count, unsafe bytes[index] == 0x3D else { return nil }
    index += 1
    skipSpace()
    guard index < count else { return nil }
    let quote = unsafe bytes[index]
    guard quote == 0x22 || quote == 0x27 else { return nil }
    index += 1
    return quote
  }
}
