/// Writes JSON into one buffer, keys in the order in which they are given. Numbers are written as they stand.
public struct JSONWriter: Sendable {
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false
  private var level = 0
  /// `nil` writes everything on one line.
  private let indentation: Int?
  private var isOnOneLine = false

  public init(indentation: Int? = nil) {
    self.indentation = indentation
  }

  public var string: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func object(_ body: (inout JSONWriter) -> Void) { container(0x7B, 0x7D, body) }
  public mutating func array(_ body: (inout JSONWriter) -> Void) { container(0x5B, 0x5D, body) }

  /// What `body` writes stands on one line, also in an indented text.
  public mutating func onOneLine(_ body: (inout JSONWriter) -> Void) {
    // The first value of the line still begins a line of its own.
    let outer = isOnOneLine
    separate()
    afterKey = true
    isOnOneLine = true
    body(&self)
    isOnOneLine = outer
  }

  /// The key of what is written next.
  public mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(0x3A)
    if indentation != nil { bytes.append(0x20) }
    needsComma = false
    afterKey = true
  }

  public mutating func string(_ value: String) {
    separate()
    quote(value)
    needsComma = true
  }

  public mutating func integer(_ value: Int) { raw(String(value)) }
  public mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }
  public mutating func null() { raw("null") }

  /// A number or a finished piece of JSON, as it stands.
  public mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    needsComma = true
  }

  public mutating func field(_ name: String, _ value: String) {
    key(name)
    string(value)
  }
  public mutating func field(_ name: String, _ value: Int) {
    key(name)
    integer(value)
  }
  public mutating func field(_ name: String, _ value: Bool) {
    key(name)
    boolean(value)
  }
  /// Writes nothing for `nil`.
  public mutating func field(_ name: String, ifPresent value: String?) {
    if let value { field(name, value) }
  }
  public mutating func field(_ name: String, ifPresent value: Int?) {
    if let value { field(name, value) }
  }
  public mutating func field<Element>(
    _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    array { json in for element in elements { write(&json, element) } }
  }

  private var afterKey = false

  private mutating func container(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(open)
    level += 1
    needsComma = false
    let start = bytes.count
    body(&self)
    level -= 1
    if bytes.count > start { newLine() }
    bytes.append(close)
    needsComma = true
  }

  private mutating func separate() {
    if afterKey {
      afterKey = false
      return
    }
    if needsComma {
      bytes.append(0x2C)
      if isOnOneLine, indentation != nil { bytes.append(0x20) }
    }
    if level > 0 { newLine() }
  }

  private mutating func newLine() {
    guard let indentation, !isOnOneLine else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: level * indentation))
  }

  /// Source: RFC 8259 §7. Everything from U+0020 stands as it is, save the quotation mark, the reverse solidus, and U+2028 and U+2029, at which
  /// some readers of lines begin a new one.
  private mutating func quote(_ text: String) {
    bytes.append(0x22)
    let utf8 = text.utf8
    var index = utf8.startIndex
    while index < utf8.endIndex {
      let byte = utf8[index]
      utf8.formIndex(after: &index)
      switch byte {
      case 0xE2:
        let rest = utf8[index...].prefix(2)
        guard rest.elementsEqual([0x80, 0xA8]) || rest.elementsEqual([0x80, 0xA9]) else {
          bytes.append(byte)
          continue
        }
        bytes.append(contentsOf: (rest.last == 0xA8 ? "\\u2028" : "\\u2029").utf8)
        utf8.formIndex(&index, offsetBy: 2)
      case 0x22, 0x5C:
        bytes.append(0x5C)
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
      case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
      case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
      case 0..<0x20:
        let hex = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, hex[Int(byte >> 4)], hex[Int(byte & 15)]])
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }
}
