import DocumentTree
import SafeXML

/// What we need of a workbook's styles: the number format of a cell, whether its text is struck out, and whether lines are drawn around it.
///
/// Source: ISO/IEC 29500-1:2016 §18.8, styles; §18.8.30 for the formats that have a number and no code.
struct CellStyles {
  enum Format {
    case code(FormatCode, source: String)
    /// A format that can't be applied for certain, as the file writes it.
    case unknown(String)
  }

  private var formats: [Format] = []
  private var bordered: [Bool] = []
  private var marks: [TextMark.Kinds] = []
  private var grounds: [Colour?] = []
  /// Conditional formats, by their number: whether one takes the text away from sight.
  private var hiding: [Bool] = []

  static let general = Format.code(.general, source: "General")

  init() {}

  init(_ root: MarkupElement) {
    var codes: [Int: String] = [:]
    for element in root.first("s:numFmts")?.children.filter({ $0.name == "s:numFmt" }) ?? [] {
      if let id = element["numFmtId"].flatMap({ Int($0) }), let code = element["formatCode"] { codes[id] = code }
    }
    var borders: [Bool] = []
    for border in root.first("s:borders")?.children.filter({ $0.name == "s:border" }) ?? [] {
      borders.append(border.children.contains { Self.sides.contains($0.name) && ($0["style"] ?? "none") != "none" })
    }
    let fonts = root.first("s:fonts")?.children.filter { $0.name == "s:font" }.map { CellFont($0) } ?? []
    let grounds = root.first("s:fills")?.children.filter { $0.name == "s:fill" }.map { CellFont.ground($0) } ?? []
    for dxf in root.first("s:dxfs")?.children.filter({ $0.name == "s:dxf" }) ?? [] {
      let font = dxf.first("s:font").map { CellFont($0) } ?? CellFont()
      let code = dxf.first("s:numFmt")?["formatCode"] ?? ""
      hiding.append(
        font.isUnclear(on: dxf.first("s:fill").flatMap { CellFont.ground($0) }) || font.kinds.contains(.struck) || code.contains(";;"))
    }
    var known: [Int: Format] = [:]
    for xf in root.first("s:cellXfs")?.children.filter({ $0.name == "s:xf" }) ?? [] {
      let id = xf["numFmtId"].flatMap { Int($0) } ?? 0
      if known[id] == nil { known[id] = Self.format(id, codes[id]) }
      formats.append(known[id] ?? Self.general)
      let font = xf["fontId"].flatMap { Int($0) } ?? 0
      let fill = xf["fillId"].flatMap { Int($0) } ?? 0
      let ground = grounds.indices.contains(fill) ? grounds[fill] : nil
      self.grounds.append(ground)
      marks.append(fonts.indices.contains(font) ? fonts[font].marks(on: ground) : [])
      let border = xf["borderId"].flatMap { Int($0) } ?? 0
      bordered.append(borders.indices.contains(border) && borders[border])
    }
  }

  private static let sides: Set<String> = ["s:left", "s:right", "s:top", "s:bottom", "s:start", "s:end"]

  func format(_ style: Int) -> Format { formats.indices.contains(style) ? formats[style] : Self.general }

  /// How the font of the cell sets its text apart.
  func marks(_ style: Int) -> TextMark.Kinds { marks.indices.contains(style) ? marks[style] : [] }

  /// The colour under the text of the cell.
  func ground(_ style: Int) -> Colour? { grounds.indices.contains(style) ? grounds[style] : nil }

  /// Whether a conditional format may hide the text, or strike it out.
  func hides(_ conditionalFormat: Int) -> Bool { hiding.indices.contains(conditionalFormat) && hiding[conditionalFormat] }

  func hasBorder(_ style: Int) -> Bool { bordered.indices.contains(style) && bordered[style] }

  private static func format(_ id: Int, _ written: String?) -> Format {
    guard let code = written ?? builtIn[id] else {
      return id == 0 ? general : .unknown("#\(id)")
    }
    guard let parsed = FormatCode(code) else { return .unknown(code) }
    return .code(parsed, source: code)
  }

  /// Formats without a code. Dates are those of a Chinese system, where these files are made.
  private static let builtIn: [Int: String] = [
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: "yyyy\"年\"m\"月\"", 28: "m\"月\"d\"日\"", 29: "m\"月\"d\"日\"", 30: "m-d-yy",
    31: "yyyy\"年\"m\"月\"d\"日\"", 32: "h\"时\"mm\"分\"", 33: "h\"时\"mm\"分\"ss\"秒\"", 36: "yyyy\"年\"m\"月\"",
    37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00",
    41: "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", 42: "_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* \"-\"_ ;_ @_ ",
    43: "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 44: "_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* \"-\"??_ ;_ @_ ",
    45: "mm:ss", 46: "[h]:mm:ss", 48: "##0.0E+0", 49: "@", 50: "yyyy\"年\"m\"月\"", 51: "m\"月\"d\"日\"", 52: "yyyy\"年\"m\"月\"",
    53: "m\"月\"d\"日\"", 54: "m\"月\"d\"日\"", 57: "yyyy\"年\"m\"月\"", 58: "m\"月\"d\"日\"",
  ]
}
