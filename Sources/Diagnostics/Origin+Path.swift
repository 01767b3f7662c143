/// An origin in one short line, for the files that we write ourselves: `word/document.xml#table:2/row:5/cell:3`.
///
/// The part inside a package stands before `#`, without `#` there is none; steps are `kind:value` and separated by `/`.
/// Inside part and values these are written `%XX`, UTF-8 byte by byte: `%`, `#`, `/` (values only), `"`, `&`, `<`, `>`, `\`,
/// control characters, U+FFFE and U+FFFF. So the line needs no further escaping in XML or JSON.
extension Origin {
  public var path: String {
    var bytes: [UInt8] = []
    appendPath(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  public func appendPath(to bytes: inout [UInt8]) {
    if let part {
      Self.append(part, keepingSlash: true, to: &bytes)
      bytes.append(UInt8(ascii: "#"))
    }
    var isFirst = true
    forEachStep { step in
      if !isFirst { bytes.append(UInt8(ascii: "/")) }
      isFirst = false
      let kind = step.kind
      unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: kind.utf8Start, count: kind.utf8CodeUnitCount))
      switch step.value {
      case .number(let number): Self.append(number, to: &bytes)
      case .text(let text): Self.append(text, keepingSlash: false, to: &bytes)
      }
    }
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    guard (0..<100).contains(number) else { return bytes.append(contentsOf: String(number).utf8) }
    if number >= 10 { bytes.append(UInt8(ascii: "0") + UInt8(number / 10)) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  /// Reads what ``path`` writes; `nil` for anything else.
  public init?(path: String) {
    var rest = path.utf8[...]
    var part: String?
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      guard let decoded = Self.decoded(rest[..<hash]) else { return nil }
      part = decoded
      rest = rest[rest.index(after: hash)...]
    }
    var steps: [Step] = []
    if !rest.isEmpty {
      for piece in rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
        guard let colon = piece.firstIndex(of: UInt8(ascii: ":")),
          let step = Step(kind: Substring(piece[..<colon]), value: piece[piece.index(after: colon)...])
        else { return nil }
        steps.append(step)
      }
    }
    self.init(part: part, steps: steps)
  }

  private static func append(_ text: String, keepingSlash: Bool, to bytes: inout [UInt8]) {
    let span = text.utf8Span.span
    if span.indices.allSatisfy({ isPlain(span[$0], keepingSlash: keepingSlash) }) { return bytes.append(contentsOf: text.utf8) }
    let hex = StaticHex.digits
    for byte in text.utf8 {
      var escape = byte < 0x20 || byte == 0x7F
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "&"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: "\\"):
        escape = true
      case UInt8(ascii: "/"): escape = !keepingSlash
      case 0xBE, 0xBF:
        // The third byte of U+FFFE and U+FFFF; the two before it are already there.
        if bytes.count >= 2, bytes[bytes.count - 1] == 0xBF, bytes[bytes.count - 2] == 0xEF {
          bytes.removeLast(2)
          bytes.append(contentsOf: "%EF%BF".utf8)
          escape = true
        }
      default: break
      }
      if escape {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(hex[Int(byte >> 4)])
        bytes.append(hex[Int(byte & 15)])
      } else {
        bytes.append(byte)
      }
    }
  }

  /// What names of parts are made of, and is written as it is.
  private static func isPlain(_ byte: UInt8, keepingSlash: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    case UInt8(ascii: "/"): keepingSlash
    default: false
    }
  }

  fileprivate static func decoded(_ bytes: Substring.UTF8View) -> String? {
    guard bytes.contains(UInt8(ascii: "%")) else { return String(Substring(bytes)) }
    var out: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index = bytes.index(after: index)
      guard byte == UInt8(ascii: "%") else {
        out.append(byte)
        continue
      }
      var value: UInt8 = 0
      for _ in 0..<2 {
        guard index < bytes.endIndex, let digit = StaticHex.value(bytes[index]) else { return nil }
        value = value << 4 | digit
        index = bytes.index(after: index)
      }
      out.append(value)
    }
    return String(validating: out, as: UTF8.self)
  }
}

private enum StaticHex {
  static let digits = Array("0123456789ABCDEF".utf8)

  static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension Origin.Step {
  fileprivate enum Value {
    case number(Int)
    case text(String)
  }

  /// With the colon behind it.
  fileprivate var kind: StaticString {
    switch self {
    case .line: "line:"
    case .page: "page:"
    case .paragraph: "paragraph:"
    case .table: "table:"
    case .row: "row:"
    case .cell: "cell:"
    case .sheet: "sheet:"
    case .reference: "reference:"
    case .footnote: "footnote:"
    case .endnote: "endnote:"
    case .comment: "comment:"
    case .header: "header:"
    case .footer: "footer:"
    case .textBox: "textBox:"
    case .byte: "byte:"
    case .element: "element:"
    }
  }

  fileprivate var value: Value {
    switch self {
    case .line(let n), .page(let n), .paragraph(let n), .table(let n), .row(let n), .cell(let n), .header(let n), .footer(let n),
      .textBox(let n),
      .byte(let n):
      .number(n)
    case .sheet(let text), .reference(let text), .footnote(let text), .endnote(let text), .comment(let text), .element(let text):
      .text(text)
    }
  }

  fileprivate init?(kind: Substring, value: Substring.UTF8View) {
    func text(_ make: (String) -> Self) -> Self? { Origin.decoded(value).map(make) }
    func number(_ make: (Int) -> Self) -> Self? { Int(Substring(value)).map(make) }
    let step: Self? =
      switch kind {
      case "line": number(Self.line)
      case "page": number(Self.page)
      case "paragraph": number(Self.paragraph)
      case "table": number(Self.table)
      case "row": number(Self.row)
      case "cell": number(Self.cell)
      case "sheet": text(Self.sheet)
      case "reference": text(Self.reference)
      case "footnote": text(Self.footnote)
      case "endnote": text(Self.endnote)
      case "comment": text(Self.comment)
      case "header": number(Self.header)
      case "footer": number(Self.footer)
      case "textBox": number(Self.textBox)
      case "byte": number(Self.byte)
      case "element": text(Self.element)
      default: nil
      }
    guard let step else { return nil }
    self = step
  }
}
