/// Eight bytes of a source at once, and tests of all of them that find the first that passes.
///
/// The tests are exact up to the first byte found: a borrow can only reach bytes behind it.
struct EightBytes {
  let word: UInt64

  /// Eight bytes must stand there.
  @inline(__always) init(_ bytes: UnsafePointer<UInt8>, at place: Int) {
    word = unsafe UInt64(littleEndian: UnsafeRawPointer(bytes + place).loadUnaligned(as: UInt64.self))
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  @inline(__always) private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
  @inline(__always) private static func equal(_ word: UInt64, _ byte: UInt64) -> UInt64 { zeros(word ^ (ones &* byte)) }
  @inline(__always) private static func below(_ word: UInt64, _ byte: UInt64) -> UInt64 { (word &- ones &* byte) & ~word & highs }

  /// How many bytes stand before the first that certainly ends a name: white space, `/`, `<`, `=`, `>`, `?`; 8 where none does.
  @inline(__always) var lengthOfName: Int {
    let ends = Self.below(word, 0x21) | Self.equal(word, 0x2F) | Self.equal(word | Self.ones &* 0x03, 0x3F)
    return ends.trailingZeroBitCount >> 3
  }

  /// How many bytes stand before the first that means something in a value: quotation marks, `&`, `<`, controls, all beyond ASCII.
  @inline(__always) var lengthOfPlainValue: Int {
    let ends =
      Self.below(word, 0x20) | Self.equal(word, 0x22) | Self.equal(word | Self.ones, 0x27) | Self.equal(word, 0x3C) | word & Self.highs
    return ends.trailingZeroBitCount >> 3
  }

  /// The first bytes alone, up to seven.
  @inline(__always) func first(_ length: Int) -> UInt64 { word & ((1 << UInt64(length << 3)) &- 1) }
}
