import DocumentTree
import TestSupport
import Testing

@testable import DOCXReader

@Suite struct TextSurveyTests {
  private static let pieces: [Unicode.Scalar] =
    ["a", "0", " ", "\t", "\n", "\r", "\u{1}", "\u{7F}", "\u{85}", "\u{A0}", "é", "年", "、", "“", "—", "！", "𠀀", "\u{F8FF}", "한"]
    + [
      0x1680, 0x1681, 0x1FFF, 0x2000, 0x200A, 0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0x3001, 0xEFFF, 0xF000, 0xF0FF,
      0xF100,
    ]
    .compactMap { Unicode.Scalar($0) }

  @Test(arguments: 0..<50) func onePassFindsWhatSeveralFind(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 70)
    for length in 0..<20 {
      var text = String.UnicodeScalarView()
      for _ in 0..<length { text.append(random.pick(Self.pieces)) }
      let bytes = Array(String(text).utf8)
      let survey = TextSurvey(bytes[...])
      #expect(survey.characters == TextAccount.characters(in: bytes), "\(text)")
      #expect(survey.holdsControls == text.contains { $0.value < 0x20 })
      #expect(survey.mayHoldSymbols == text.contains { (0xF000...0xF0FF).contains($0.value) })
    }
  }

  @Test func bytesThatEndEarlyAreNoTrouble() {
    for byte in UInt8.min...UInt8.max { #expect(TextSurvey([0x41, byte][...]).characters <= 2) }
  }
}
