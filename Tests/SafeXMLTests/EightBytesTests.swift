import TestSupport
import Testing

@testable import SafeXML

/// Eight bytes at once against one byte after another.
@Suite struct EightBytesTests {
  private static func length(_ bytes: [UInt8], until ends: (UInt8) -> Bool) -> Int { bytes.firstIndex(where: ends) ?? bytes.count }

  @Test(arguments: 0..<20) func theFirstByteThatEndsIsFound(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 500)
    // Bytes beside the limits of each test, where a borrow could mislead.
    let telling: [UInt8] = [
      0x00, 0x01, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x25, 0x26, 0x27, 0x28, 0x2E, 0x2F, 0x30, 0x3B, 0x3C, 0x3D, 0x3E, 0x3F, 0x40, 0x61, 0x7F,
      0x80, 0x81, 0xA6, 0xBC, 0xE5, 0xFF,
    ]
    for _ in 0..<2_000 {
      let bytes = (0..<8).map { _ in random.number(0...1) == 0 ? UInt8(0x61) : random.pick(telling) }
      let eight = unsafe EightBytes(bytes, at: 0)
      #expect(eight.lengthOfName == Self.length(bytes) { $0 <= 0x20 || $0 == 0x2F || 0x3C...0x3F ~= $0 }, "\(bytes)")
      #expect(
        eight.lengthOfPlainValue == Self.length(bytes) { $0 < 0x20 || [0x22, 0x26, 0x27, 0x3C].contains($0) || $0 >= 0x80 }, "\(bytes)")
    }
  }

  @Test func theFirstBytesStandAlone() {
    let bytes = Array("w:val=\"1".utf8)
    let eight = unsafe EightBytes(bytes, at: 0)
    #expect(eight.first(3) == 0x76_3A77)
    #expect(eight.first(0) == 0)
  }
}
