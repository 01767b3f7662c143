/// Texts as reports have them, and texts that somebody made up to break a format.
public struct RandomText: Sendable {
  /// What may occur. All off: plain Chinese prose.
  public struct Hostility: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `<`, `&`, `]]>`, quotation marks, braces, commas, backslashes, formulas, percent signs.
    public static let markup = Hostility(rawValue: 1)
    /// `|`.
    public static let bars = Hostility(rawValue: 2)
    public static let tabs = Hostility(rawValue: 4)
    /// `\n`, and `\r` with it where `controls` is on.
    public static let lineBreaks = Hostility(rawValue: 8)
    /// C0 and C1 controls, U+FFFE, U+FFFF, U+0000, lone carriage returns.
    public static let controls = Hostility(rawValue: 16)
    /// White space at both ends; texts of white space alone; the empty text.
    public static let edges = Hostility(rawValue: 32)
    /// CJK Extension B, emoji with joiners, combining marks, right-to-left, U+FEFF, U+2028, full-width forms.
    public static let unicode = Hostility(rawValue: 64)
    /// Section headings, ordinals and labels of the form in the middle of prose; texts of digits.
    public static let lookalikes = Hostility(rawValue: 128)
    /// Thousands of characters, numbers of hundreds of digits.
    public static let length = Hostility(rawValue: 256)

    public static let all: Hostility = [
      .markup, .bars, .tabs, .lineBreaks, .controls, .edges, .unicode, .lookalikes, .length,
    ]
  }

  public var hostility: Hostility
  public init(_ hostility: Hostility) { self.hostility = hostility }

  private static let prose = [
    "我镇认真贯彻落实", "《中华人民共和国政府信息公开条例》", "全年主动公开政府信息", "12条", "，其中", "通过政府网站公开", "。", "进一步完善工作机制", "、",
    "加强业务培训", "；", "推进基层政务公开标准化规范化", "（一）", "收到依申请公开", "2件", "均按期答复", "“三安全一稳定”", "未收取信息处理费",
    "一是", "二是", "电话：0377-65000000", "2023年1月1日至2023年12月31日", "：",
  ]
  private static let markup = [
    "<", ">", "&", "&amp;", "]]>", "<![CDATA[", "<!--", "\"", "'", "\\", "\\u0041", "{\"a\":1}", ",", ";", "%", "%41", "#", "/",
    "=1+1", "@SUM(A1)", "-8", "+14", "\"\"", "</paragraph>", "<char code=\"0041\"/>", "&#13;",
  ]
  private static let controls = [
    "\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{C}", "\u{E}", "\u{1F}", "\u{7F}", "\u{85}", "\u{9F}", "\u{FFFE}", "\u{FFFF}", "\r",
    "\r\r\n",
  ]
  private static let unicode = [
    "𠀀𠮷𪚥", "👨‍👩‍👧", "e\u{301}", "\u{301}", "שלום", "\u{FEFF}", "\u{2028}", "\u{2029}", "ＡＢＣ１２３", "\u{3000}", "\u{A0}", "\u{200B}",
    "\u{FFFD}", "\u{10FFFF}", "\u{E000}", "﨑", "ﷺ",
  ]
  private static let lookalikes = [
    "二、主动公开政府信息情况", "总计", "（七）总计", "第二十条第（一）项", "0", "123", "/", "—", "organ,year,form", "规章",
  ]

  /// A text of one to twelve pieces.
  public func next(_ random: inout SeededGenerator) -> String {
    if hostility.contains(.edges), random.oneIn(12) { return random.pick(["", " ", "  ", "\u{3000}", "\u{A0}"]) }
    var out = ""
    for _ in 0..<random.number(1...12) { out += piece(&random) }
    if hostility.contains(.length), random.oneIn(60) {
      out += String(repeating: random.pick(["很长", "9", "&", "𠀀"]), count: random.number(1000...4000))
    }
    if hostility.contains(.edges) {
      if random.oneIn(6) { out = random.pick([" ", "  ", "\u{3000}"]) + out }
      if random.oneIn(6) { out += random.pick([" ", "  ", "\u{3000}"]) }
    }
    return out
  }

  /// A text that is not empty and has no white space around it.
  public func trimmed(_ random: inout SeededGenerator) -> String {
    let text = next(&random).unicodeScalars
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar.value == 0xFEFF }
    let start = text.drop(while: isSpace)
    var kept = String.UnicodeScalarView(start)
    while let last = kept.last, isSpace(last) { kept.removeLast() }
    return kept.isEmpty ? "某" : String(kept)
  }

  private func piece(_ random: inout SeededGenerator) -> String {
    var kinds = [Self.prose, Self.prose]
    if hostility.contains(.markup) { kinds.append(Self.markup) }
    if hostility.contains(.bars) { kinds.append(["|", " | ", "||", " |"]) }
    if hostility.contains(.tabs) { kinds.append(["\t"]) }
    if hostility.contains(.lineBreaks) {
      kinds.append(hostility.contains(.controls) ? ["\n", "\n\n", "\r\n"] : ["\n"])
    }
    if hostility.contains(.controls) { kinds.append(Self.controls) }
    if hostility.contains(.unicode) { kinds.append(Self.unicode) }
    if hostility.contains(.lookalikes) { kinds.append(Self.lookalikes) }
    return random.pick(random.pick(kinds))
  }
}
