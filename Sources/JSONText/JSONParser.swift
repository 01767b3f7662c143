/// Reads JSON strictly: RFC 8259 and nothing beyond it, no key twice, valid UTF-8, a bounded depth.
///
/// A byte order mark at the start is skipped (RFC 8259 §8.1 allows it).
public struct JSONParser {
  private let bytes: [UInt8]
  private var index = 0
  private let maximumDepth: Int

  public static func parse(_ bytes: [UInt8], maximumDepth: Int = 128) throws(JSONSyntaxError) -> JSONNode {
    var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
    return try parser.document()
  }

  private init(bytes: [UInt8], maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  private mutating func document() throws(JSONSyntaxError) -> JSONNode {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    skipWhiteSpace()
    let node = try value(depth: 0)
    skipWhiteSpace()
    guard index == bytes.count else { throw error(.contentAfterEnd) }
    return node
  }

  private func error(_ reason: JSONSyntaxError.Reason, at offset: Int? = nil) -> JSONSyntaxError {
    let place = TextPlace(of: offset ?? index, in: bytes)
    return JSONSyntaxError(reason: reason, line: place.line, column: place.column)
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func unexpected() -> JSONSyntaxError { error(current == nil ? .unexpectedEnd : .unexpectedCharacter) }

  private mutating func skipWhiteSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONNode {
    let start = index
    guard depth <= maximumDepth else { throw error(.tooDeep(limit: maximumDepth)) }
    let value: JSONNode.Value
    switch current {
    case UInt8(ascii: "{"): value = try object(depth: depth)
    case UInt8(ascii: "["): value = try array(depth: depth)
    case UInt8(ascii: "\""): value = .string(try string())
    case UInt8(ascii: "t"): value = .boolean(try word("true", true))
    case UInt8(ascii: "f"): value = .boolean(try word("false", false))
    case UInt8(ascii: "n"):
      _ = try word("null", true)
      value = .null
    case .some(0x2D), .some(0x30...0x39): value = .number(try number())
    default: throw unexpected()
    }
    return JSONNode(value: value, offset: start)
  }

  private mutating func word(_ text: StaticString, _ meaning: Bool) throws(JSONSyntaxError) -> Bool {
    for byte in text.description.utf8 {
      guard current == byte else { throw unexpected() }
      index += 1
    }
    return meaning
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONNode.Value {
    index += 1
    var elements: [JSONNode] = []
    skipWhiteSpace()
    if current == UInt8(ascii: "]") {
      index += 1
      return .array([])
    }
    while true {
      skipWhiteSpace()
      elements.append(try value(depth: depth + 1))
      skipWhiteSpace()
      switch current {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "]"):
        index += 1
        return .array(elements)
      default: throw unexpected()
      }
    }
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONNode.Value {
    index += 1
    var members: [JSONNode.Member] = []
    var keys: Set<String> = []
    skipWhiteSpace()
    if current == UInt8(ascii: "}") {
      index += 1
      return .object([])
    }
    while true {
      skipWhiteSpace()
      let start = index
      guard current == UInt8(ascii: "\"") else { throw unexpected() }
      let key = try string()
      guard keys.insert(key).inserted else { throw error(.duplicateKey(key), at: start) }
      skipWhiteSpace()
      guard current == UInt8(ascii: ":") else { throw unexpected() }
      index += 1
      skipWhiteSpace()
      members.append(JSONNode.Member(key: key, node: try value(depth: depth + 1)))
      skipWhiteSpace()
      switch current {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "}"):
        index += 1
        return .object(members)
      default: throw unexpected()
      }
    }
  }

  /// RFC 8259 §6: no leading nought, no plus, digits on both sides of the point.
  private mutating func number() throws(JSONSyntaxError) -> String {
    let start = index
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
    func digits(_ parser: inout JSONParser) throws(JSONSyntaxError) {
      guard isDigit(parser.current) else { throw parser.error(.badNumber, at: start) }
      while isDigit(parser.current) { parser.index += 1 }
    }
    if current == UInt8(ascii: "-") { index += 1 }
    if current == UInt8(ascii: "0") {
      index += 1
      if isDigit(current) { throw error(.badNumber, at: start) }
    } else {
      try digits(&self)
    }
    if current == UInt8(ascii: ".") {
      index += 1
      try digits(&self)
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      index += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
      try digits(&self)
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    let opening = index
    index += 1
    let start = index
    while let byte = current, byte != 0x22, byte != 0x5C, byte >= 0x20 { index += 1 }
    if current == 0x22 {
      index += 1
      return try text(bytes[start..<index - 1], at: opening)
    }
    var out = Array(bytes[start..<index])
    while let byte = current {
      switch byte {
      case 0x22:
        index += 1
        return try text(out[...], at: opening)
      case 0x5C: try escape(into: &out)
      case 0..<0x20: throw error(.controlCharacterInString)
      default:
        out.append(byte)
        index += 1
      }
    }
    throw error(.unexpectedEnd)
  }

  private func text(_ utf8: ArraySlice<UInt8>, at offset: Int) throws(JSONSyntaxError) -> String {
    guard let text = String(validating: utf8, as: UTF8.self) else { throw error(.notUTF8, at: offset) }
    return text
  }

  private mutating func escape(into out: inout [UInt8]) throws(JSONSyntaxError) {
    let start = index
    index += 1
    guard let byte = current else { throw error(.unexpectedEnd) }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "u"):
      var code = try codeUnit(start)
      if code & 0xFC00 == 0xD800 {
        guard current == 0x5C, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "u") else {
          throw error(.loneSurrogate, at: start)
        }
        index += 2
        let low = try codeUnit(start)
        guard low & 0xFC00 == 0xDC00 else { throw error(.loneSurrogate, at: start) }
        code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
      }
      guard let scalar = Unicode.Scalar(code) else { throw error(.loneSurrogate, at: start) }
      out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default: throw error(.badEscape, at: start)
    }
  }

  private mutating func codeUnit(_ start: Int) throws(JSONSyntaxError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current else { throw error(.unexpectedEnd) }
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: throw error(.badEscape, at: start)
      }
      code = code << 4 | UInt32(digit)
      index += 1
    }
    return code
  }
}
