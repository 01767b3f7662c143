import DocumentTree

/// Signs with which Markdown dresses a cell of a text table, as converters and language models write it: `**67339**`, `1950\\.9315`,
/// `三、本年<br>度办理结果`, `` `3` ``.
///
/// Only signs around the whole cell or before punctuation are dress; a star behind a figure (`3*`) is a note sign and stays.
enum MarkdownDress {
  static func removed(from text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x2A || $0 == 0x5C || $0 == 0x3C || $0 == 0x60 || $0 == 0x5F }) else { return text }
    return undressed(withoutEscapes(withoutTags(text)))
  }

  /// `**x**`, `__x__`, `*x*`, `` `x` `` around all of the cell.
  private static func undressed(_ text: String) -> String {
    var inner = Substring(text).trimmingSpace
    for sign in ["**", "__", "*", "_", "`"] {
      let length = sign.unicodeScalars.count
      guard inner.unicodeScalars.count > 2 * length, inner.hasPrefix(sign), inner.hasSuffix(sign) else { continue }
      let between = inner.dropFirst(length).dropLast(length)
      guard !between.contains(sign.first ?? "*") else { continue }
      inner = between.trimmingSpace
    }
    return String(inner)
  }

  /// `\\.` is a point: a backslash before punctuation of ASCII is none of the text. Source: CommonMark 0.31.2, section 2.4.
  private static func withoutEscapes(_ text: String) -> String {
    guard text.utf8.contains(0x5C), text.utf8.count > 1 else { return text }
    var out = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        if !isPunctuation(scalar) { out.append("\\") }
        out.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        out.append(scalar)
      }
    }
    if isEscaped { out.append("\\") }
    return String(out)
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// `<br>` is a line break; `<b>`, `<strong>`, `<i>`, `<em>` dress what they hold. Any other tag stays as it is.
  private static func withoutTags(_ text: String) -> String {
    guard text.utf8.contains(0x3C) else { return text }
    var out = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
      let name = rest[rest.index(after: start)..<end].lowercased().filter { $0 != "/" && $0 != " " }
      out += rest[..<start]
      if name == "br" {
        out += "\n"
      } else if !["b", "strong", "i", "em", "u", "code"].contains(name) {
        out += rest[start...end]
      }
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }
}
