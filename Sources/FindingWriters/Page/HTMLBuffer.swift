/// HTML as it is written: text is escaped, markup is ours.
struct HTMLBuffer {
  private(set) var bytes: [UInt8] = []

  mutating func raw(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

  /// Source: HTML Standard, 13.3 Serializing HTML fragments, escaping a string; controls that no page may hold become U+FFFD.
  mutating func text(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      case "\"": raw("&quot;")
      case "\n", "\t": raw(" ")
      default:
        let isControl = scalar.value < 0x20 || scalar.value >= 0x7F && scalar.value < 0xA0
        bytes.append(contentsOf: String(isControl ? "\u{FFFD}" : scalar).utf8)
      }
    }
  }

  mutating func element(_ name: String, _ text: String) {
    raw("<\(name)>")
    self.text(text)
    raw("</\(name)>")
  }
}
