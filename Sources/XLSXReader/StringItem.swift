import DocumentTree
import SafeXML

/// A string of a workbook: rich text joined, phonetic guides kept apart.
///
/// Source: ISO/IEC 29500-1:2016 §18.4.8 (si), §18.4.4 (r), §18.4.6 (rPh), §18.3.1.53 (is); §22.9.2.19 for `_x000D_`.
struct StringItem {
  var text = ""
  /// What of it is struck out, raised or lowered.
  var marks: [TextMark] = []
  /// Its runs have fonts of their own, in place of the cell's.
  var hasFonts = false
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
      case "s:r":
        let font = child.first("s:rPr")
        let own = font.map { CellFont($0) } ?? CellFont()
        // White is seen on a ground that only the cell knows.
        let kinds = own.marks(on: nil)
        if font != nil { hasFonts = true }
        for part in child.children where part.name == "s:t" { append(part, kinds) }
      case "s:rPh": phonetic += TextAccount.characters(in: child.textBytes)
      default: continue
      }
    }
  }

  private mutating func append(_ t: MarkupElement, _ kinds: TextMark.Kinds = []) {
    characters += TextAccount.characters(in: t.textBytes)
    let start = text.utf8.count
    text += Self.unescaped(t.text)
    marks.mark(kinds, start..<text.utf8.count)
  }

  /// How a font sets text apart. Source: ISO/IEC 29500-1:2016 §18.4.10 (strike), §18.4.14 (vertAlign).
  static func kinds(_ font: MarkupElement?) -> TextMark.Kinds {
    guard let font else { return [] }
    var kinds: TextMark.Kinds = []
    if let strike = font.first("s:strike"), strike["val"].map({ isOn($0) }) ?? true { kinds.insert(.struck) }
    switch font.first("s:vertAlign")?["val"] {
    case "superscript": kinds.insert(.raised)
    case "subscript": kinds.insert(.lowered)
    default: break
    }
    return kinds
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
