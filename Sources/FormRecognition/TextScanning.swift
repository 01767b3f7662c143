import DocumentTree
import Glibc

/// Text looked at by scalars and bytes. Characters in Swift's sense (grapheme clusters) cost a table look-up each, and a mark that joins
/// a space to something else is no reason to see no space.
extension StringProtocol where SubSequence == Substring {
  /// The pieces between white space.
  var words: [Substring] { Substring(self).unicodeScalars.split(whereSeparator: \.isWhite).map { Substring($0) } }
}

extension String {
  /// How many pieces stand between white space, at least: no more than `limit` are counted.
  func hasWords(_ limit: Int) -> Bool {
    let bytes = utf8Span.span
    var count = 0
    var isInside = false
    var index = 0
    while index < bytes.count {
      if !bytes.skipHan(at: &index), bytes.scalar(at: &index).isWhite {
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
    unsafe utf8.span.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      return unsafe memchr(start, Int32(byte), bytes.count) != nil
    }
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
  func holds(_ word: String) -> Bool {
    let text = Substring(self)
    return text.utf8Span.span.place(of: word.utf8Span.span) != nil
  }
}

extension String {
  /// Its characters as numbers: made from bytes, several times as fast as by the view's iterator.
  var scalars: [Unicode.Scalar] {
    let span = utf8Span.span
    var out: [Unicode.Scalar] = []
    out.reserveCapacity(span.count / 2)
    var index = 0
    while index < span.count { out.append(span.scalar(at: &index)) }
    return out
  }
}

extension Substring {
  /// The index behind the first occurrence of a word.
  func firstRange(of word: String) -> Index? {
    guard let place = utf8Span.span.place(of: word.utf8Span.span) else { return nil }
    return utf8.index(startIndex, offsetBy: place + word.utf8.count)
  }
}

extension Span<UInt8> {
  /// Where a word begins for the first time.
  fileprivate func place(of word: Span<UInt8>) -> Int? {
    guard word.count > 0 else { return 0 }
    // The first bytes of Chinese characters are nearly all the same; the third ones differ.
    let telling = Swift.min(2, word.count - 1)
    return unsafe withUnsafeBytes { text in
      guard let bytes = text.baseAddress else { return nil }
      var start = 0
      while start + word.count <= count {
        let rest = count - word.count - start + 1
        guard let hit = unsafe memchr(bytes + start + telling, Int32(word[telling]), rest) else { return nil }
        start = unsafe UnsafeRawPointer(hit) - bytes - telling
        var length = 0
        while length < word.count, unsafe text[start + length] == word[length] { length += 1 }
        if length == word.count { return start }
        start += 1
      }
      return nil
    }
  }
}

extension Span<UInt8> {
  /// Passes over a character from U+4000 to U+9FFF: Han, and neither white space nor punctuation.
  @inline(__always)
  func skipHan(at index: inout Int) -> Bool {
    guard self[index] >= 0xE4, self[index] <= 0xE9 else { return false }
    index += 3
    return true
  }

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
