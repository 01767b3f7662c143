import Diagnostics
import Testing
import TextDecoding

@Suite struct EncodingTests {
  @Test func oneNoughtInAPageDoesNotMakeItWide() throws {
    let bytes = Array("<!DOCTYPE html><math><mi>a\u{0}b".utf8)
    #expect(try TextDecoding.decode(bytes).encoding == "utf-8")
  }
}
