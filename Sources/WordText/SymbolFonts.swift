/// Characters of symbol fonts as Unicode: such fonts put their pictures at U+F020…F0FF or at plain Latin codes.
///
/// Sources: the fonts' names for their glyphs as Unicode 7.0 took them up (L2/11-149), Adobe's Symbol encoding.
public enum SymbolFonts {
  /// `nil` when the font or the code is not known.
  public static func text(of code: UInt32, font: String) -> String? {
    let position = code >= 0xF000 && code <= 0xF0FF ? code - 0xF000 : code
    guard position >= 0x20, position <= 0xFF else { return nil }
    switch font.lowercased() {
    case "wingdings": return wingdings[position]
    case "wingdings 2": return wingdings2[position]
    case "symbol": return symbol[position]
    case "webdings": return webdings[position]
    default: return nil
    }
  }

  /// Text of a run whose characters stand in the private range of a symbol font.
  public static func mapped(_ text: String, font: String?) -> String {
    guard text.unicodeScalars.contains(where: { (0xF000...0xF0FF).contains($0.value) }) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      if (0xF000...0xF0FF).contains(scalar.value), let font, let mapped = Self.text(of: scalar.value, font: font) {
        out += mapped
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func table(from first: UInt32, _ characters: String) -> [UInt32: String] {
    var table: [UInt32: String] = [:]
    for (offset, character) in characters.enumerated() where character != "\u{FFFD}" {
      table[first + UInt32(offset)] = String(character)
    }
    return table
  }

  private static let wingdings: [UInt32: String] = {
    var all = table(from: 0x20, " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⏳🖮🖰🖲🖳🖴🖫🖬✇✍")
    all.merge(table(from: 0x40, "🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯🕉☸♈♉")) { $1 }
    all.merge(table(from: 0x60, "♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷")) { $1 }
    all.merge(table(from: 0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")) { $1 }
    all.merge(table(from: 0x9E, "·•▪○🞆🞈◉◎🔿▪☐🟂🟀★🟋🟏🟓🟑")) { $1 }
    all.merge(table(from: 0xB0, "⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛")) { $1 }
    all.merge(table(from: 0xD5, "⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋←→↑↓↖↗↙↘🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✓☒☑")) { $1 }
    return all
  }()

  private static let wingdings2: [UInt32: String] = {
    var all = table(from: 0x4F, "✗✓☒☑☒")
    all.merge(table(from: 0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")) { $1 }
    all.merge(table(from: 0x96, "•●●⚫⬤○◯⊙◉◉◉▪■□☐")) { $1 }
    all[0xA2] = "■"
    all[0xA3] = "□"
    return all
  }()

  private static let webdings: [UInt32: String] = [
    0x61: "✓", 0x63: "□", 0x67: "■", 0x72: "✗", 0x6E: "●", 0x3C: "→", 0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼",
  ]

  private static let symbol: [UInt32: String] = {
    var all = table(from: 0x20, " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")
    all.merge(table(from: 0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")) { $1 }
    all.merge(table(from: 0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\u{FFFD}\u{FFFD}↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑")) { $1 }
    all[0xF1] = "⟩"
    all[0xF2] = "∫"
    return all
  }()
}
