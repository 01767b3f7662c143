/// The first of a few signs among many bytes, eight bytes at a time.
///
/// A word is loaded within the bounds of the span, which the load itself checks, and bytes of any value make a word.
public enum ByteScan {
  /// The first place from `start` on with one of the signs; `count` when there is none.
  @inlinable @inline(__always)
  public static func first(of a: UInt8, or b: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = unsafe bytes.bytes
    while index + 8 <= bytes.count {
      let word = load(raw, index)
      let found = noughts(word ^ repeated(a)) | noughts(word ^ repeated(b))
      if found != 0 { return index + found.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < bytes.count, bytes[index] != a, bytes[index] != b { index += 1 }
    return index
  }

  @inlinable @inline(__always)
  public static func first(of a: UInt8, or b: UInt8, or c: UInt8, or d: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = unsafe bytes.bytes
    while index + 8 <= bytes.count {
      let word = load(raw, index)
      let found =
        noughts(word ^ repeated(a)) | noughts(word ^ repeated(b)) | noughts(word ^ repeated(c)) | noughts(word ^ repeated(d))
      if found != 0 { return index + found.trailingZeroBitCount >> 3 }
      index += 8
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == a || byte == b || byte == c || byte == d { break }
      index += 1
    }
    return index
  }

  /// Whether two pieces are the same bytes.
  @inlinable
  public static func areSame(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    let (a, b) = unsafe (one.bytes, other.bytes)
    var index = 0
    while index + 8 <= one.count {
      if load(a, index) != load(b, index) { return false }
      index += 8
    }
    while index < one.count {
      if one[index] != other[index] { return false }
      index += 1
    }
    return true
  }

  /// How many of the eight bytes at `index` are no white space; `nil` where they are not all plain ASCII.
  @inlinable @inline(__always)
  public static func visibleCount(_ bytes: Span<UInt8>, at index: Int) -> Int? {
    guard index + 8 <= bytes.count else { return nil }
    let word = load(unsafe bytes.bytes, index)
    guard word & 0x8080_8080_8080_8080 == 0 else { return nil }
    // The top bit of each byte that is above 0x20, and that is at least 0x20.
    let above = (word &+ 0x5F5F_5F5F_5F5F_5F5F) & 0x8080_8080_8080_8080
    if above == 0x8080_8080_8080_8080 { return 8 }
    let least = (word &+ 0x6060_6060_6060_6060) & 0x8080_8080_8080_8080
    return least == 0x8080_8080_8080_8080 ? above.nonzeroBitCount : nil
  }

  @inlinable @inline(__always)
  static func load(_ bytes: RawSpan, _ index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  @inlinable @inline(__always)
  static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The top bit of every byte that is nought; above the first of them others may be marked as well.
  @inlinable @inline(__always)
  static func noughts(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 }
}
