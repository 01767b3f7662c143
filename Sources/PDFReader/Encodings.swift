import SafePDF
import TextDecoding

/// The predefined CMaps whose codes are those of a character encoding. Source: ISO 32000-1:2008, 9.7.5.2, table 118.
struct PredefinedMap {
  private enum Encoding {
    case utf16, ucs2, utf8, utf32
    case legacy(String)
  }
  private let encoding: Encoding
  /// The first of the CIDs of ASCII: proportional ones at 1, those of half an em at 814 (Adobe-GB1).
  private let asciiStart: Int?

  init?(_ name: String) {
    let isGB = name.hasPrefix("UniGB") || name.hasPrefix("GB")
    asciiStart = isGB ? (name.hasPrefix("GBK-") || name.hasPrefix("GB-") ? 814 : 1) : nil
    if name.hasPrefix("Uni") {
      if name.contains("UCS2") {
        encoding = .ucs2
      } else if name.contains("UTF16") {
        encoding = .utf16
      } else if name.contains("UTF8") {
        encoding = .utf8
      } else if name.contains("UTF32") {
        encoding = .utf32
      } else {
        return nil
      }
    } else if name.hasPrefix("GB") {
      encoding = .legacy("gb18030")
    } else if name.hasPrefix("B5") || name.hasPrefix("ETen-B5") || name.hasPrefix("HKscs-B5") {
      encoding = .legacy("big5")
    } else {
      return nil
    }
  }

  func length(of string: [UInt8], at index: Int) -> Int {
    let byte = string[index]
    switch encoding {
    case .ucs2: return 2
    case .utf16: return (0xD8...0xDB).contains(byte) ? 4 : 2
    case .utf32: return 4
    case .utf8: return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    case .legacy:
      guard byte >= 0x81, byte != 0xFF else { return 1 }
      // GB 18030 has codes of four bytes, with a digit in the second place.
      return index + 1 < string.count && (0x30...0x39).contains(string[index + 1]) ? 4 : 2
    }
  }

  func text(of code: UInt32, length: Int) -> String? {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: code >> UInt32(8 * (length - 1 - $0))) }
    switch encoding {
    case .ucs2, .utf16:
      let text = CharacterMap.text(bytes)
      return text.isEmpty ? nil : text
    case .utf32: return Unicode.Scalar(code).map { String(Character($0)) }
    case .utf8: return String(validating: bytes, as: UTF8.self)
    case .legacy(let name):
      if length == 1 { return code < 0x80 ? Unicode.Scalar(code).map { String(Character($0)) } : nil }
      return try? TextDecoding.decode(bytes, forced: name).text
    }
  }

  /// Where the widths of a code stand; `nil` where only the default is known.
  func cid(_ code: UInt32, length: Int) -> Int? {
    guard let asciiStart, (0x20...0x7E).contains(code) else { return nil }
    return asciiStart + Int(code) - 0x20
  }
}

/// The encodings of simple fonts. Source: ISO 32000-1:2008, 9.6.6 and annex D.
enum SimpleEncoding {
  /// What the 256 codes of a font stand for, as its encoding says it; empty for nothing.
  static func texts(_ font: PDFObject) -> [String] {
    let encoding = font["Encoding"]
    let base = encoding.name ?? encoding["BaseEncoding"].name
    // The codes of a font of symbols, or of one without any encoding, mean what the font makes of them.
    let flags = font["FontDescriptor"]["Flags"].integer ?? 0
    let isSymbolic = base == nil && (flags & 4 != 0 && encoding.isNull || font["Subtype"].name == "Type3")
    var texts = Array(repeating: "", count: 256)
    if !isSymbolic {
      for code in 0x20...0x7E { texts[code] = String(UnicodeScalar(UInt8(code))) }
      if base == "WinAnsiEncoding" {
        for code in 0xA0...0xFF { texts[code] = String(UnicodeScalar(UInt8(code))) }
        for (code, text) in windows { texts[code] = text }
      }
    }
    var code = 0
    for item in encoding["Differences"].items.prefix(2048) {
      if let number = item.integer {
        code = number
      } else if let name = item.name {
        if (0..<256).contains(code) { texts[code] = text(ofGlyph: name) ?? "" }
        code = code < 256 ? code + 1 : code
      }
    }
    return texts
  }

  private static let windows: [(Int, String)] = [
    (0x80, "€"), (0x85, "…"), (0x91, "‘"), (0x92, "’"), (0x93, "“"), (0x94, "”"), (0x95, "•"), (0x96, "–"), (0x97, "—"), (0x99, "™"),
  ]

  /// By the rules of the Adobe Glyph List: `uni4E00`, `u1F600`, and the names of ASCII.
  private static func text(ofGlyph name: String) -> String? {
    let name = name.split(separator: ".").first.map(String.init) ?? name
    if let known = names[name] { return known }
    if name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first, scalar.properties.isAlphabetic, scalar.isASCII {
      return name
    }
    for prefix in ["uni", "u"] where name.hasPrefix(prefix) {
      let digits = name.dropFirst(prefix.count)
      if digits.utf8.count >= 4, digits.utf8.count <= 6, let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) {
        return String(Character(scalar))
      }
    }
    return nil
  }

  private static let names: [String: String] = [
    "space": " ", "exclam": "!", "quotedbl": "\"", "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&", "quotesingle": "'",
    "parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-", "minus": "−", "period": ".",
    "slash": "/", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "colon": ":", "semicolon": ";", "less": "<", "equal": "=", "greater": ">", "question": "?", "at": "@",
    "bracketleft": "[", "backslash": "\\", "bracketright": "]", "underscore": "_", "braceleft": "{", "bar": "|", "braceright": "}",
    "asciitilde": "~", "endash": "–", "emdash": "—", "bullet": "•", "quoteleft": "‘", "quoteright": "’", "quotedblleft": "“",
    "quotedblright": "”", "ellipsis": "…",
  ]
}
