/// A CMap: character codes → Unicode (ToUnicode), and how long codes are. Source: ISO 32000-1:2008, 9.7.5 and 9.10.3.
struct CharacterMap {
  private(set) var texts: [UInt32: String] = [:]
  /// Code spaces: length in bytes, first and last code.
  private(set) var spaces: [(length: Int, codes: ClosedRange<UInt32>)] = []
  private static let mostEntries = 300_000

  init(_ bytes: [UInt8]) {
    var lexer = ContentLexer(bytes)
    var operands: [Operand] = []
    while let token = lexer.next() {
      switch token {
      case .operand(let operand): if operands.count < 400_000 { operands.append(operand) }
      case .operation(let name):
        switch name {
        case "endcodespacerange": addSpaces(operands)
        case "endbfchar": addCharacters(operands)
        case "endbfrange": addRanges(operands)
        default: break
        }
        operands = []
      }
    }
  }

  private static func code(_ bytes: [UInt8]) -> UInt32? {
    bytes.isEmpty || bytes.count > 4 ? nil : bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private mutating func addSpaces(_ operands: [Operand]) {
    for index in stride(from: 0, to: operands.count - 1, by: 2) {
      guard let low = operands[index].string, let high = operands[index + 1].string, low.count == high.count, spaces.count < 100,
        let first = Self.code(low), let last = Self.code(high), first <= last
      else { continue }
      spaces.append((low.count, first...last))
    }
  }

  private mutating func addCharacters(_ operands: [Operand]) {
    for index in stride(from: 0, to: operands.count - 1, by: 2) {
      guard let code = operands[index].string.flatMap(Self.code), let text = operands[index + 1].string else { continue }
      set(code, Self.text(text))
    }
  }

  private mutating func addRanges(_ operands: [Operand]) {
    for index in stride(from: 0, to: operands.count - 2, by: 3) {
      guard let first = operands[index].string.flatMap(Self.code), let last = operands[index + 1].string.flatMap(Self.code), first <= last,
        last - first <= 0xFFFF
      else { continue }
      switch operands[index + 2] {
      case .string(var text):
        for code in first...last {
          set(code, Self.text(text))
          // The last byte counts on; a carry is followed, as all programs do.
          var place = text.count - 1
          while place >= 0 {
            text[place] &+= 1
            if text[place] != 0 { break }
            place -= 1
          }
        }
      case .array(let texts):
        for (offset, text) in texts.enumerated() where UInt32(clamping: offset) <= last - first {
          if let text = text.string { set(first + UInt32(clamping: offset), Self.text(text)) }
        }
      default: continue
      }
    }
  }

  private mutating func set(_ code: UInt32, _ text: String) {
    guard texts.count < Self.mostEntries, !text.isEmpty else { return }
    texts[code] = text
  }

  /// UTF-16, the higher byte first; halves of surrogates stand for nothing.
  static func text(_ bytes: [UInt8]) -> String {
    if bytes.count == 1 { return String(UnicodeScalar(bytes[0])) }
    guard bytes.count <= 64 else { return "" }
    var units: [UInt16] = []
    for index in stride(from: 0, to: bytes.count - 1, by: 2) { units.append(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])) }
    let text = String(decoding: units, as: UTF16.self)
    return text.unicodeScalars.allSatisfy { $0.value == 0 } ? "" : text
  }
}
