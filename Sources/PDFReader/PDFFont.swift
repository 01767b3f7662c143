import PageLayout
import SafePDF

/// A font as far as reading needs it: how codes are cut out of strings, what they stand for, how wide they are.
final class PDFFont {
  struct Glyph {
    var text: String
    /// Of the em.
    var width: Double
    /// A space in the sense of word spacing: code 32 of one byte.
    var isSpace: Bool
  }

  private enum Codes {
    case single([String])
    /// Two bytes, by the font's own map.
    case double
    case mapped([(length: Int, codes: ClosedRange<UInt32>)])
    case predefined(PredefinedMap)
  }

  private let codes: Codes
  private let map: CharacterMap?
  private var widths: [Int: Double] = [:]
  private var defaultWidth = 0.0
  let isVertical: Bool
  /// Type 3: what its own units are of the em.
  private(set) var unit = 0.001
  private var known: [UInt32: Glyph] = [:]

  init(_ font: PDFObject) {
    map = font["ToUnicode"].data.map(CharacterMap.init)
    let subtype = font["Subtype"].name
    guard subtype == "Type0" else {
      codes = .single(SimpleEncoding.texts(font))
      isVertical = false
      if subtype == "Type3" {
        let matrix = font["FontMatrix"].numbers
        if matrix.count == 6, abs(matrix[0]) > 1e-9, abs(matrix[0]) < 1e3 { unit = abs(matrix[0]) }
      }
      readSimpleWidths(font, isType3: subtype == "Type3")
      return
    }
    let encoding = font["Encoding"]
    let name = encoding.name ?? encoding["CMapName"].name ?? ""
    isVertical = name.hasSuffix("-V") || encoding["WMode"].integer == 1
    let descendant = font["DescendantFonts"][0]
    defaultWidth = descendant["DW"].number ?? 1000
    if name.hasPrefix("Identity") {
      codes = .double
    } else if let predefined = PredefinedMap(name) {
      codes = .predefined(predefined)
    } else if let own = encoding.data.map(CharacterMap.init), !own.spaces.isEmpty {
      codes = .mapped(own.spaces)
    } else {
      codes = .double
    }
    readWidths(descendant["W"])
  }

  private func readSimpleWidths(_ font: PDFObject, isType3: Bool) {
    let first = font["FirstChar"].integer ?? 0
    defaultWidth = font["FontDescriptor"]["MissingWidth"].number ?? (isType3 ? 0 : 500)
    for (index, width) in font["Widths"].items.prefix(256).enumerated() {
      if let width = width.number, first >= 0, first < 256 { widths[first + index] = width }
    }
  }

  private func readWidths(_ array: PDFObject) {
    let items = array.items
    var index = 0
    while index + 1 < items.count {
      guard let first = items[index].integer else { break }
      let second = items[index + 1]
      if second.isArray {
        for (offset, width) in second.numbers.enumerated() where first >= 0 && first < 65536 { widths[first + offset] = width }
        index += 2
      } else {
        guard index + 2 < items.count, let last = second.integer, let width = items[index + 2].number else { break }
        if first >= 0, last >= first, last < 65536 { for code in first...last { widths[code] = width } }
        index += 3
      }
    }
  }

  // MARK: Strings

  func glyphs(_ string: [UInt8]) -> [Glyph] {
    var out: [Glyph] = []
    out.reserveCapacity(string.count)
    var index = 0
    while index < string.count {
      let (code, length) = code(string, at: index)
      index += length
      let key = code | UInt32(length) << 29
      if let glyph = known[key] {
        out.append(glyph)
      } else {
        let glyph = glyph(code, length)
        known[key] = glyph
        out.append(glyph)
      }
    }
    return out
  }

  private func code(_ string: [UInt8], at index: Int) -> (code: UInt32, length: Int) {
    func value(_ length: Int) -> UInt32 { string[index..<min(index + length, string.count)].reduce(0) { $0 << 8 | UInt32($1) } }
    switch codes {
    case .single: return (UInt32(string[index]), 1)
    case .double: return (value(2), 2)
    case .predefined(let map):
      let length = map.length(of: string, at: index)
      return (value(length), length)
    case .mapped(let spaces):
      for length in 1...4 where index + length <= string.count {
        let code = value(length)
        if spaces.contains(where: { $0.length == length && $0.codes.contains(code) }) { return (code, length) }
      }
      let length = spaces.map(\.length).min() ?? 1
      return (value(length), length)
    }
  }

  private func glyph(_ code: UInt32, _ length: Int) -> Glyph {
    var text = map?.texts[code]
    var width = Int(code)
    switch codes {
    case .single(let texts): if text == nil, code < 256, !texts[Int(code)].isEmpty { text = texts[Int(code)] }
    case .predefined(let map):
      text = text ?? map.text(of: code, length: length)
      width = map.cid(code, length: length) ?? -1
    case .double, .mapped: break
    }
    return Glyph(text: text ?? "\u{FFFD}", width: (widths[width] ?? defaultWidth) * unit, isSpace: length == 1 && code == 32)
  }
}
