import JSONText
import Testing

@Suite("The JSON parser")
struct JSONParserTests {
  private func parse(_ text: String) throws(JSONSyntaxError) -> JSONNode.Value {
    try JSONParser.parse(Array(text.utf8)).value
  }

  @Test("keeps numbers as they are written", arguments: ["0", "-0", "1.5000", "1e5", "-12.50E+3", String(repeating: "9", count: 400)])
  func numbers(_ text: String) throws {
    guard case .number(let number) = try parse(text) else { throw JSONTestFailure() }
    #expect(number == text)
  }

  @Test("reads every escape")
  func escapes() throws {
    guard case .string(let text) = try parse(#""\"\\\/\b\f\n\r\t\u0041\uD840\uDC00\u0000""#) else { throw JSONTestFailure() }
    #expect(Array(text.unicodeScalars) == Array("\"\\/\u{8}\u{C}\n\r\tA𠀀\u{0}".unicodeScalars))
  }

  @Test("keeps members in order and skips a byte order mark")
  func members() throws {
    guard case .object(let members) = try parse("\u{FEFF} {\"b\": [1, true], \"a\": null}\r\n") else { throw JSONTestFailure() }
    #expect(members.map(\.key) == ["b", "a"])
  }

  static let bad: [(String, JSONSyntaxError.Reason)] = [
    ("", .unexpectedEnd), ("{", .unexpectedEnd), ("[1,]", .unexpectedCharacter), ("{\"a\":1,}", .unexpectedCharacter),
    ("[1 2]", .unexpectedCharacter), ("01", .badNumber), ("1.", .badNumber), ("-", .badNumber), ("1e", .badNumber),
    ("+1", .unexpectedCharacter), ("NaN", .unexpectedCharacter), ("'a'", .unexpectedCharacter), ("tru", .unexpectedEnd),
    ("\"\\x\"", .badEscape), ("\"\\u12G4\"", .badEscape), ("\"\\uD840\"", .loneSurrogate), ("\"\\uDC00\"", .loneSurrogate),
    ("\"\\uD840\\u0041\"", .loneSurrogate), ("\"a\nb\"", .controlCharacterInString), ("\"a", .unexpectedEnd),
    ("{\"a\":1,\"a\":2}", .duplicateKey("a")), ("1 2", .contentAfterEnd), ("[1]]", .contentAfterEnd),
    (String(repeating: "[", count: 100_000), .tooDeep(limit: 128)),
  ]

  @Test("refuses what RFC 8259 does not allow", arguments: bad.indices)
  func refusals(_ index: Int) {
    let (text, reason) = Self.bad[index]
    #expect { try parse(text) } throws: { ($0 as? JSONSyntaxError)?.reason == reason }
  }

  @Test("refuses bytes that are not UTF-8", arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE4, 0xB8]] as [[UInt8]])
  func notUTF8(_ bytes: [UInt8]) {
    #expect { try JSONParser.parse([0x22] + bytes + [0x22]) } throws: { ($0 as? JSONSyntaxError)?.reason == .notUTF8 }
  }

  @Test("tells line and column in characters")
  func places() {
    #expect { try parse("{\n  \"年\": x\n}") } throws: { error in
      guard let error = error as? JSONSyntaxError else { return false }
      return error.line == 2 && error.column == 8
    }
  }

  @Test("a document cut at any byte throws and never traps")
  func truncated() throws {
    let bytes = Array(#"{"a":[1,-2.5e3,"文\u0041"],"b":{"c":null,"d":false}}"#.utf8)
    for count in 0..<bytes.count {
      #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(bytes.prefix(count))) }
    }
  }
}

struct JSONTestFailure: Error {}
