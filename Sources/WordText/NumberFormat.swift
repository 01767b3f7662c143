/// Writes a list number in one of OOXML's formats, as Word shows it.
///
/// Source: ISO/IEC 29500-1:2016 §17.18.59, ST_NumberFormat; where it is silent or Word differs, Word's own rendering
/// (the formats with a fixed set of characters go on in plain digits past its end).
enum NumberFormat {
  /// `nil` for a format that is not known here: the caller shows digits and says so.
  static func text(_ value: Int, _ format: String) -> String? {
    guard let write = table[format] else { return nil }
    // Far beyond what a list holds: digits, and no arithmetic.
    guard (0...1_000_000_000).contains(value) else { return String(value) }
    return write(value)
  }

  static var names: [String] { table.keys.sorted() }

  static func decimal(_ value: Int) -> String { String(value) }

  private static let table: [String: @Sendable (Int) -> String] = [
    "decimal": { String($0) },
    "decimalHalfWidth": { String($0) },
    "decimalZero": { $0 >= 0 && $0 < 10 ? "0\($0)" : String($0) },
    "decimalFullWidth": { digits($0, Array("０１２３４５６７８９")) },
    "decimalFullWidth2": { digits($0, Array("０１２３４５６７８９")) },
    "numberInDash": { "- \($0) -" },
    "none": { _ in "" },
    "upperRoman": { roman($0) },
    "lowerRoman": { roman($0).lowercased() },
    "upperLetter": { letters($0, Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) },
    "lowerLetter": { letters($0, Array("abcdefghijklmnopqrstuvwxyz")) },
    "russianUpper": { letters($0, Array("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ")) },
    "russianLower": { letters($0, Array("абвгдежзиклмнопрстуфхцчшщыэюя")) },
    "hex": { String($0, radix: 16, uppercase: true) },
    "chicago": { chicago($0) },
    "ordinal": { EnglishNumerals.ordinal($0) },
    "cardinalText": { EnglishNumerals.cardinalText($0) },
    "ordinalText": { EnglishNumerals.ordinalText($0) },

    "chineseCounting": { ChineseNumerals.counting($0) },
    "taiwaneseCounting": { ChineseNumerals.counting($0) },
    "koreanCounting": { ChineseNumerals.koreanCounting($0) },
    "chineseCountingThousand": { ChineseNumerals.chineseThousand($0) },
    "taiwaneseCountingThousand": { ChineseNumerals.taiwaneseThousand($0) },
    "chineseLegalSimplified": { ChineseNumerals.legalSimplified($0) },
    "ideographLegalTraditional": { ChineseNumerals.legalTraditional($0) },
    "japaneseCounting": { ChineseNumerals.japaneseCounting($0) },
    "japaneseLegal": { ChineseNumerals.japaneseLegal($0) },
    "ideographDigital": { digits($0, Array("〇一二三四五六七八九")) },
    "japaneseDigitalTenThousand": { digits($0, Array("〇一二三四五六七八九")) },
    "taiwaneseDigital": { digits($0, Array("○一二三四五六七八九")) },
    "koreanDigital2": { digits($0, Array("零一二三四五六七八九")) },
    "koreanDigital": { digits($0, Array("영일이삼사오육칠팔구")) },

    "decimalEnclosedCircle": { enclosed($0, 0x2460, 20) },
    "decimalEnclosedCircleChinese": { enclosed($0, 0x2460, 10) },
    "decimalEnclosedParen": { enclosed($0, 0x2474, 20) },
    "decimalEnclosedFullstop": { enclosed($0, 0x2488, 20) },
    "ideographEnclosedCircle": { enclosed($0, 0x3220, 10) },
    "ideographTraditional": { fixed($0, stems) },
    "ideographZodiac": { fixed($0, branches) },
    "ideographZodiacTraditional": {
      guard (1...60).contains($0) else { return String($0) }
      return String([stems[($0 - 1) % 10], branches[($0 - 1) % 12]])
    },
    "ganada": { fixed($0, Array("가나다라마바사아자차카타파하")) },
    "chosung": { fixed($0, Array("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ")) },
    "aiueo": { fixed($0, Array("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ")) },
    "aiueoFullWidth": { fixed($0, Array("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン")) },
    "iroha": { fixed($0, Array("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ")) },
    "irohaFullWidth": { fixed($0, Array("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン")) },
  ]

  private static let stems = Array("甲乙丙丁戊己庚辛壬癸")
  private static let branches = Array("子丑寅卯辰巳午未申酉戌亥")

  private static func digits(_ value: Int, _ characters: [Character]) -> String {
    String(String(value).map { $0.wholeNumberValue.map { characters[$0] } ?? $0 })
  }

  private static func fixed(_ value: Int, _ characters: [Character]) -> String {
    characters.indices.contains(value - 1) ? String(characters[value - 1]) : String(value)
  }

  private static func enclosed(_ value: Int, _ first: UInt32, _ count: Int) -> String {
    guard (1...count).contains(value), let scalar = Unicode.Scalar(first + UInt32(value - 1)) else { return String(value) }
    return String(scalar)
  }

  /// A…Z, then AA, BB, …: the letter is repeated.
  private static func letters(_ value: Int, _ alphabet: [Character]) -> String {
    guard value > 0, (value - 1) / alphabet.count < 30 else { return String(value) }
    return String(repeating: alphabet[(value - 1) % alphabet.count], count: (value - 1) / alphabet.count + 1)
  }

  private static func chicago(_ value: Int) -> String {
    let marks: [Character] = ["*", "†", "‡", "§"]
    guard value > 0, value <= 120 else { return String(value) }
    return String(repeating: marks[(value - 1) % 4], count: (value - 1) / 4 + 1)
  }

  private static func roman(_ value: Int) -> String {
    guard (1...32767).contains(value) else { return String(value) }
    let steps: [(Int, String)] = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
      (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = value
    var out = ""
    for (size, text) in steps {
      while rest >= size {
        out += text
        rest -= size
      }
    }
    return out
  }

  /// `001, 002, 003, ...`, the formats that Word 2010 calls custom: digits padded with zeros.
  static func custom(_ value: Int, _ format: String) -> String {
    let width = format.prefix { $0 != "," }.filter { $0.isNumber }.count
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
