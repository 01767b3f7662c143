import DocumentTree
import SafeXML

/// In what ink, size and font text is set: whether a person sees it, and as what. `nil` where nothing is said.
///
/// Source: ISO/IEC 29500-1:2016 §17.3.2.6 (color), §17.3.2.38 (sz), §17.3.2.26 (rFonts), §17.3.2.32 (shd), §17.3.2.15 (highlight).
struct Paint {
  var ink: Colour?
  var ground: Colour?
  /// No larger than three points.
  var isTiny: Bool?
  /// A font that has pictures for digits.
  var isOfSymbols: Bool?
  /// Letters that are not filled (`w14:textFill`).
  var isHollow: Bool?

  init() {}

  init(_ rPr: MarkupElement?) {
    guard let rPr else { return }
    for child in rPr.children {
      switch child.tag {
      case .color: ink = child["w:themeColor"].flatMap { Colour(theme: $0) } ?? child[.val].map { Colour(hex: $0) ?? .black }
      case .sz: isTiny = child[.val].flatMap { Double($0) }.map { $0 <= 6 }
      case .shd: ground = Self.ground(child)
      case .highlight: ground = child[.val] == "none" ? nil : child[.val] == "white" ? .white : .neither
      case .rFonts:
        if let font = child[.ascii] ?? child[.hAnsi] { isOfSymbols = Typeface.hasPicturesForDigits(font) }
      default: if child.name == "w14:textFill" { isHollow = child.children.contains { $0.name == "w14:noFill" } }
      }
    }
  }

  /// The ground that a shading gives; `nil` for none.
  static func ground(_ shd: MarkupElement) -> Colour? {
    switch shd[.val] {
    case "nil", nil: return nil
    case "clear": break
    case "solid": return shd["w:color"].flatMap { Colour(hex: $0) } ?? .black
    default: return .neither
    }
    return shd["w:themeFill"].flatMap { Colour(theme: $0) } ?? shd["w:fill"].flatMap { Colour(hex: $0) }
  }

  mutating func inherit(from other: Paint) {
    ink = ink ?? other.ink
    ground = ground ?? other.ground
    isTiny = isTiny ?? other.isTiny
    isOfSymbols = isOfSymbols ?? other.isOfSymbols
    isHollow = isHollow ?? other.isHollow
  }

  /// Whether it can't be told from the text what is drawn.
  var isUnclear: Bool {
    if isTiny == true || isOfSymbols == true || isHollow == true { return true }
    // Without a colour of its own, ink takes one that is seen. Source: ISO/IEC 29500-1:2016 §17.18.39, ST_HexColorAuto.
    return ink?.isLost(on: ground ?? .white) ?? false
  }
}

/// What the style of a table says of all its text, and of some rows and columns. Source: ISO/IEC 29500-1:2016 §17.7.6.
struct TableDress {
  var paint = Paint()
  /// Struck out or hidden.
  var isGone = false
  /// `firstRow`, `band1Horz` …: conditions under which text is not seen.
  var unseenParts: Set<String> = []

  /// Whether a table may have such a part. `w:tblLook` says which it has; some programs write the bits alone.
  static func uses(_ part: String, _ look: MarkupElement?) -> Bool {
    guard let look else { return true }
    let bits = look[.val].flatMap { Int($0, radix: 16) } ?? 0
    func isSet(_ name: String, _ bit: Int) -> Bool { look["w:" + name].map { isOn($0) } ?? (bits & bit != 0) }
    switch part {
    case "firstRow": return isSet("firstRow", 0x20)
    case "lastRow": return isSet("lastRow", 0x40)
    case "firstCol": return isSet("firstColumn", 0x80)
    case "lastCol": return isSet("lastColumn", 0x100)
    case "band1Horz", "band2Horz": return !isSet("noHBand", 0x200)
    case "band1Vert", "band2Vert": return !isSet("noVBand", 0x400)
    default: return true
    }
  }

  /// Whether the text of a cell is not seen, as that of the table or of a part that it lies in.
  func hides(row: Int, of rows: Int, column: Int, isLastCell: Bool) -> Bool {
    if isGone || unseenParts.isEmpty { return isGone }
    return unseenParts.contains { part in
      switch part {
      case "firstRow": row == 0
      case "lastRow": row == rows - 1
      case "firstCol": column == 0
      case "lastCol": isLastCell
      case "nwCell": row == 0 && column == 0
      case "neCell": row == 0 && isLastCell
      case "swCell": row == rows - 1 && column == 0
      case "seCell": row == rows - 1 && isLastCell
      // In which band a cell lies depends on more than we know.
      default: true
      }
    }
  }
}
