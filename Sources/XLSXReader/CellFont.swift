import DocumentTree
import SafeXML

/// A font of a workbook, as far as it says whether text is seen, and as what.
///
/// Source: ISO/IEC 29500-1:2016 §18.8.22 (font), §18.8.3 (bgColor), §18.8.19 (fgColor), §18.8.27 (indexedColors), §18.8.32 (patternFill).
struct CellFont {
  /// Struck out, raised or lowered.
  var kinds: TextMark.Kinds = []
  private var ink: Colour?
  private var isTiny = false
  private var isOfSymbols = false

  init() {}

  init(_ font: MarkupElement) {
    kinds = StringItem.kinds(font)
    ink = font.first("s:color").flatMap { Self.colour($0) }
    isTiny = font.first("s:sz")?["val"].flatMap { Double($0) }.map { $0 <= 3 } ?? false
    isOfSymbols = Typeface.hasPicturesForDigits((font.first("s:name") ?? font.first("s:rFont"))?["val"] ?? "")
  }

  func isUnclear(on ground: Colour?) -> Bool { isTiny || isOfSymbols || ink?.isLost(on: ground ?? .white) == true }

  func marks(on ground: Colour?) -> TextMark.Kinds { isUnclear(on: ground) ? kinds.union(.unclear) : kinds }

  /// The colour that a fill gives to a cell; `nil` for none.
  static func ground(_ fill: MarkupElement) -> Colour? {
    guard let pattern = fill.first("s:patternFill") else {
      // From one colour to another.
      return fill.first("s:gradientFill") == nil ? nil : .neither
    }
    switch pattern["patternType"] {
    case "none": return nil
    // In a conditional format the ground is the background, without a pattern's name.
    case nil: return (pattern.first("s:bgColor") ?? pattern.first("s:fgColor")).flatMap { colour($0) }
    case "solid": return pattern.first("s:fgColor").flatMap { colour($0) }
    default: return .neither
    }
  }

  /// - Returns: `nil` for automatic colours, and for those that a theme or a palette of its own may have changed.
  private static func colour(_ element: MarkupElement) -> Colour? {
    if let rgb = element["rgb"] { return Colour(hex: rgb) }
    if let theme = element["theme"] {
      // Tints darken and lighten. Source: ISO/IEC 29500-1:2016 §18.8.3, §20.1.6.2: lt1, dk1, lt2, dk2.
      let tint = element["tint"].flatMap { Double($0) } ?? 0
      switch theme {
      case "0": return tint < -0.1 ? Colour(red: 0x80, green: 0x80, blue: 0x80) : .white
      case "1": return tint > 0.9 ? .white : .black
      default: return .neither
      }
    }
    switch element["indexed"] {
    case "1", "9": return .white
    case "0", "8": return .black
    case "64": return nil
    case .some: return .neither
    case nil: return nil
    }
  }
}
