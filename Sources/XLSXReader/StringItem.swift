import DocumentTree
import SafeXML

/// A string of a workbook: rich text joined, phonetic guides kept apart.
///
/// Source: ISO/IEC 29500-1:2016 §18.4.8 (si), §18.4.6 (rPh), §18.3.1.53 (is); §22.9.2.19 for `_x000D_`.
struct StringItem {
  var text = ""
  /// Characters of the text as it stands in the file.
  var characters = 0
  /// Characters of phonetic guides, which are no part of it.
  var phonetic = 0
  /// Characters of everything, as a check on the two above.
  var all: Int

  init(_ element: MarkupElement) {
    all = TextAccount.characters(in: element.textBytes)
    for child in element.children {
      switch child.name {
      case "s:t": append(child)
      case "s:r": for part in child.children where part.name == "s:t" { append(part) }
      case "s:rPh": phonetic += TextAccount.characters(in: child.textBytes)
      default: continue
      }
    }
  }

  private mutating func append(_ t: MarkupElement) {
    characters += TextAccount.characters(in: t.textBytes)
    text += Self.unescaped(t.text)
  }

  /// Turns `_x000D_` into the character that it stands for.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")) else { return lineBreaks(text) }
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if scalars[index] == "_", index + 6 < scalars.count, scalars[index + 1] == "x", scalars[index + 6] == "_" {
        var hex = ""
        for place in index + 2..<index + 6 { hex.unicodeScalars.append(scalars[place]) }
        if hex.unicodeScalars.allSatisfy({ $0.isASCII && $0.properties.isASCIIHexDigit }), let value = UInt32(hex, radix: 16),
          let scalar = Unicode.Scalar(value)
        {
          out.append(scalar)
          index += 7
          continue
        }
      }
      out.append(scalars[index])
      index += 1
    }
    return lineBreaks(String(out))
  }

  private static func lineBreaks(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    var out = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\r" {
        out.append("\n")
      } else if !(scalar == "\n" && wasReturn) {
        out.append(scalar)
      }
      wasReturn = scalar == "\r"
    }
    return String(out)
  }
}
