import DocumentTree

/// Text looked at by scalars and bytes. Characters in Swift's sense (grapheme clusters) cost a table look-up each, and a mark that joins
/// a space to something else is no reason to see no space.
extension StringProtocol where SubSequence == Substring {
  /// The pieces between white space.
  var words: [Substring] { Substring(self).unicodeScalars.split(whereSeparator: \.isWhite).map { Substring($0) } }
  /// How many there are, at least: no more than `limit` are counted.
  func hasWords(_ limit: Int) -> Bool {
    var count = 0
    var isInside = false
    for scalar in unicodeScalars {
      if scalar.isWhite {
        isInside = false
      } else if !isInside {
        isInside = true
        count += 1
        if count == limit { return true }
      }
    }
    return false
  }
}

extension StringProtocol {
  /// Whether a word occurs, byte for byte.
  func holds(_ word: String) -> Bool { utf8.place(of: word.utf8) != nil }
}

extension Substring {
  /// The index behind the first occurrence of a word.
  func firstRange(of word: String) -> Index? { utf8.place(of: word.utf8).map { utf8.index($0, offsetBy: word.utf8.count) } }
}

extension Collection<UInt8> {
  /// Where a word begins for the first time.
  fileprivate func place(of word: some Collection<UInt8>) -> Index? {
    guard let first = word.first else { return startIndex }
    var start = startIndex
    while let found = self[start...].firstIndex(of: first) {
      if self[found...].starts(with: word) { return found }
      start = index(after: found)
    }
    return nil
  }
}

extension String {
  /// The text of scalars, by way of bytes: appending to a view of scalars is several times slower.
  init(scalars: some Sequence<Unicode.Scalar>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.underestimatedCount * 3)
    for scalar in scalars {
      let value = scalar.value
      switch value {
      case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: value))
      case 0x80..<0x800:
        bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
      case 0x800..<0x10000:
        bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
      default:
        bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
      }
    }
    self = String(decoding: bytes, as: UTF8.self)
  }
}
