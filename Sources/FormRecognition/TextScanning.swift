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

extension String {
  /// Whether a byte of ASCII occurs.
  func hasByte(_ byte: UInt8) -> Bool {
    let bytes = utf8.span
    for index in bytes.indices where bytes[index] == byte { return true }
    return false
  }

  /// Without the white space and invisible signs around it.
  var trimmed: String {
    // Nothing around it, as nearly always.
    if let first = utf8.first, let last = utf8.last, first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return self }
    return String(Substring(self).trimmingSpace)
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

extension Span<UInt8> {
  /// The scalar that begins at `index`, which is moved behind it. For bytes of a `String`, which are UTF-8 for certain.
  @inline(__always)
  func scalar(at index: inout Int) -> Unicode.Scalar {
    let first = UInt32(self[index])
    let value: UInt32
    if first < 0x80 {
      value = first
      index += 1
    } else if first < 0xE0 {
      value = (first & 0x1F) << 6 | UInt32(self[index + 1] & 0x3F)
      index += 2
    } else if first < 0xF0 {
      value = (first & 0x0F) << 12 | UInt32(self[index + 1] & 0x3F) << 6 | UInt32(self[index + 2] & 0x3F)
      index += 3
    } else {
      value =
        (first & 0x07) << 18 | UInt32(self[index + 1] & 0x3F) << 12 | UInt32(self[index + 2] & 0x3F) << 6 | UInt32(self[index + 3] & 0x3F)
      index += 4
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
