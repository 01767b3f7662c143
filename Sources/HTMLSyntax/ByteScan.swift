/// The first of a few signs among many bytes, eight bytes at a time.
///
/// A word is loaded within the bounds of the span, which the load itself checks, and bytes of any value make a word.
enum ByteScan {
  /// The first place from `start` on with one of the signs; `count` when there is none.
  @inline(__always)
  static func first(of a: UInt8, or b: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
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

  @inline(__always)
  static func first(of a: UInt8, or b: UInt8, or c: UInt8, or d: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
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

  @inline(__always)
  private static func load(_ bytes: RawSpan, _ index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  @inline(__always)
  private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The top bit of every byte that is nought; above the first of them others may be marked as well.
  @inline(__always)
  private static func noughts(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 }
}
