import ReportModel

/// CSV after RFC 4180 in one buffer: lines end with CRLF, a field is quoted where it must be.
///
/// A field is data and stays as it is; only in a file for spreadsheets does an apostrophe stand before what they would take for a formula (`=1+1`, `+14`,
/// `@SUM(A1)`, a tab), and before another apostrophe. Readers of such a file take it off again. Plain numbers stay numbers: `-8`.
struct CSVBuffer {
  private(set) var bytes: [UInt8] = []
  private var isAtStart = true
  private let isForSpreadsheets: Bool

  init(byteOrderMark: Bool, isForSpreadsheets: Bool) {
    self.isForSpreadsheets = isForSpreadsheets
    if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
  }

  mutating func field(_ text: String) {
    if !isAtStart { bytes.append(UInt8(ascii: ",")) }
    isAtStart = false
    let text = isForSpreadsheets && Self.looksLikeFormula(text) ? "'" + text : text
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

  private static func looksLikeFormula(_ text: String) -> Bool {
    switch text.utf8.first {
    // `=`, `@`, apostrophe, tab, carriage return.
    case 0x3D, 0x40, 0x27, 0x09, 0x0D: true
    // `+` and `-`, save a stroke alone.
    case 0x2B, 0x2D: text.utf8.count > 1 && DecimalNumber(text) == nil
    default: false
    }
  }

  /// Comma, quotation mark and line breaks by the RFC; other controls, for programs that break lines at them.
  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"")
  }
}
