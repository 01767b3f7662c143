/// The lists of a document: abstract definitions, instances and their overrides.
///
/// Source: ISO/IEC 29500-1:2016 §17.9.
public struct NumberingDefinitions: Sendable {
  public struct Level: Sendable {
    public var start = 1
    public var format = "decimal"
    /// The pattern of a custom format: `001, 002, ...`.
    public var customFormat: String?
    public var text = ""
    public var suffix = "tab"
    public var isLegal = false
    /// The level (from 1) after which this one starts again; 0 for never, `nil` for any higher level.
    public var restart: Int?
    public var paragraphStyle: String?

    public init() {}
  }

  public struct Abstract: Sendable {
    public var levels: [Int: Level] = [:]
    /// The numbering style that holds the real definition.
    public var numberingStyleLink: String?
    public var styleLink: String?

    public init() {}
  }

  public struct Instance: Sendable {
    public var abstract: String
    public var startOverrides: [Int: Int] = [:]
    public var levels: [Int: Level] = [:]

    public init(abstract: String) { self.abstract = abstract }
  }

  public var abstracts: [String: Abstract] = [:]
  public var instances: [String: Instance] = [:]
  /// Numbering style → the abstract definition that it names.
  public var styleLinks: [String: String] = [:]

  public var isEmpty: Bool { instances.isEmpty }

  public init() {}

  /// Number formats by the codes of the binary format, of Word 2003 and of RTF. Source: [MS-OSHARED] 2.2.1.3, MSONFC.
  public static func format(code: Int) -> String {
    let names: [Int: String] = [
      0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal",
      6: "cardinalText", 7: "ordinalText", 8: "hex", 9: "chicago", 10: "ideographDigital", 11: "japaneseCounting",
      12: "aiueo", 13: "iroha", 14: "decimalFullWidth", 15: "decimalHalfWidth", 16: "japaneseLegal",
      17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 20: "aiueoFullWidth",
      21: "irohaFullWidth", 22: "decimalZero", 23: "bullet", 24: "ganada", 25: "chosung",
      26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
      29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac",
      32: "ideographZodiacTraditional", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
      35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified",
      39: "chineseCountingThousand", 41: "koreanDigital", 42: "koreanCounting", 44: "koreanDigital2",
      57: "numberInDash", 255: "none",
    ]
    return names[code] ?? "decimal"
  }
}
