import Diagnostics
import Testing
import TextDecoding

@Suite struct MixedLinesTests {
  /// 公开为常态 in GB18030.
  private static let other: [UInt8] = [0xB9, 0xAB, 0xBF, 0xAA, 0xCE, 0xAA, 0xB3, 0xA3, 0xCC, 0xAC, 0x0A]

  @Test func eachLineIsReadInItsOwnEncoding() throws {
    let text = try TextDecoding.decode(Array("政府信息公开\n".utf8) + Self.other)
    #expect(text.text == "政府信息公开\n公开为常态\n")
    #expect(text.diagnostics.map(\.code) == ["encoding-mixed"])
  }

  @Test func brokenUTF8StaysUTF8() throws {
    let text = try TextDecoding.decode(Array("政府信息公开\n年度报告".utf8) + [0xE5, 0x0A])
    #expect(text.encoding == "utf-8")
    #expect(text.text.hasPrefix("政府信息公开\n年度报告"))
  }
}
