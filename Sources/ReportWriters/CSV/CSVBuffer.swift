/// CSV after RFC 4180 in one buffer: lines end with CRLF, a field is quoted where it must be.
///
/// A field is data and stays as it is: `=1+1`, `+14` and `-8` are not disarmed for spreadsheets, for that would change them.
struct CSVBuffer {
  private(set) var bytes: [UInt8] = []
  private var isAtStart = true

  init(byteOrderMark: Bool) {
    if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
  }

  mutating func field(_ text: String) {
    if !isAtStart { bytes.append(UInt8(ascii: ",")) }
    isAtStart = false
    guard text.utf8.contains(where: Self.needsQuotes) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func fields(_ texts: some Sequence<String>) {
    for text in texts { field(text) }
  }

  mutating func endRecord() {
    bytes.append(0x0D)
    bytes.append(0x0A)
    isAtStart = true
  }

  /// Comma, quotation mark and line breaks by the RFC; other controls, for programs that break lines at them.
  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"")
  }
}
