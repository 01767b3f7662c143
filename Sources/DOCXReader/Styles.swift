import DocumentTree
import SafeXML
import WordText

/// What we need of the styles: numbering, outline level, hidden text and text that is set apart, inherited.
///
/// Source: ISO/IEC 29500-1:2016 §17.7.
struct Styles {
  /// How text is set apart; `nil` where nothing is said.
  struct Look {
    /// One line through the text, or two (删除线, 双删除线).
    var isStruck: Bool?
    var isStruckTwice: Bool?
    /// `superscript`, `subscript`, `baseline`.
    var position: String?
    /// Half-points up, or down where negative.
    var raise: Int?

    init() {}

    /// Source: ISO/IEC 29500-1:2016 §17.3.2.9 (dstrike), §17.3.2.24 (position), §17.3.2.37 (strike), §17.3.2.42 (vertAlign).
    init(_ rPr: MarkupPlace, in element: MarkupElement) {
      isStruck = Styles.toggle(.strike, rPr, in: element)
      isStruckTwice = Styles.toggle(.dstrike, rPr, in: element)
      position = element.value(of: .vertAlign, in: rPr)
      raise = element.value(of: .position, in: rPr).flatMap { Int($0) }
    }

    mutating func inherit(from other: Look) {
      isStruck = isStruck ?? other.isStruck
      isStruckTwice = isStruckTwice ?? other.isStruckTwice
      position = position ?? other.position
      raise = raise ?? other.raise
    }

    var marks: TextMark.Kinds {
      var marks: TextMark.Kinds = isStruck == true || isStruckTwice == true ? .struck : []
      if position == "superscript" { marks.insert(.raised) }
      if position == "subscript" { marks.insert(.lowered) }
      // One half-point is for the eye alone.
      if let raise, marks.isDisjoint(with: [.raised, .lowered]), raise.magnitude > 1 { marks.insert(raise > 0 ? .movedUp : .movedDown) }
      return marks
    }
  }

  final class Resolved {
    var numbering: String?
    var level: Int?
    /// The style of the chain that names the numbering: levels are linked to it.
    var numberingStyle: String?
    /// 0 for the highest.
    var outline: Int?
    var isHidden: Bool?
    var look = Look()
    var paint = Paint()
    /// Of a table's style.
    var dress = TableDress()
    var isHeading = false
  }

  private struct Style {
    var type: String
    var basedOn: String?
    var numbering: String?
    var level: Int?
    var outline: Int?
    var isHidden: Bool?
    var look = Look()
    var paint = Paint()
    var unseenParts: Set<String> = []
    var isHeading = false
  }

  private var styles: [String: Style] = [:]
  private(set) var defaultParagraphStyle: String?
  private(set) var hiddenByDefault = false
  private(set) var paintByDefault = Paint()
  /// Some style says that its text is struck out, raised or lowered.
  private(set) var setTextApart = false
  /// Numbering style → numbering instance.
  private(set) var numberingStyles: [String: String] = [:]
  private var cache: [String: Resolved] = [:]
  private var last: (id: String, resolved: Resolved) = ("", Resolved())
  /// What holds without any style.
  let unstyled = Resolved()

  init() {}

  init(_ root: MarkupElement) {
    for element in root.children {
      if element.tag == .docDefaults {
        let rPr = element.first(.rPrDefault)?.first(.rPr)
        hiddenByDefault = Self.vanish(rPr) ?? false
        paintByDefault = Paint(rPr)
      }
      guard element.tag == .style, let id = element[.styleId] else { continue }
      var style = Style(type: element[.type] ?? "paragraph")
      for child in element.children {
        switch child.tag {
        case .name:
          let name = child[.val]?.lowercased() ?? ""
          if name.hasPrefix("heading "), let level = Int(name.dropFirst(8)), (1...9).contains(level) {
            style.isHeading = true
            if style.outline == nil { style.outline = level - 1 }
          }
        case .basedOn: style.basedOn = child[.val]
        case .pPr:
          if let numPr = child.first(.numPr) ?? child.first(.listPr) {
            style.numbering = numPr.value(of: .numId) ?? numPr.value(of: .ilfo)
            style.level = numPr.value(of: .ilvl).flatMap { Int($0) }
          }
          if let outline = child.value(of: .outlineLvl).flatMap({ Int($0) }), (0...9).contains(outline) {
            style.outline = outline
          }
        case .rPr:
          style.isHidden = Self.vanish(child)
          style.look = Look(child.place, in: child)
          style.paint.inherit(from: Paint(child))
          if !style.look.marks.isEmpty { setTextApart = true }
        case .tcPr: if let shd = child.first(.shd) { style.paint.ground = Paint.ground(shd) }
        default:
          guard child.name == "w:tblStylePr", let part = child["w:type"], let rPr = child.first(.rPr) else { continue }
          var paint = Paint(rPr)
          if let shd = child.first(.tcPr)?.first(.shd) { paint.ground = paint.ground ?? Paint.ground(shd) }
          let look = Look(rPr.place, in: rPr)
          if paint.isUnclear || look.marks.contains(.struck) || Self.vanish(rPr) == true { style.unseenParts.insert(part) }
        }
      }
      if style.type == "paragraph", element[.default].map({ isOn($0) }) == true { defaultParagraphStyle = id }
      if style.type == "numbering", let numbering = style.numbering { numberingStyles[id] = numbering }
      styles[id] = style
    }
  }

  /// The properties of a style with those that it inherits. A circle of styles ends where it closes.
  mutating func resolve(_ id: String) -> Resolved {
    if id == last.id, !id.isEmpty { return last.resolved }
    if let known = cache[id] {
      last = (id, known)
      return known
    }
    let out = Resolved()
    var current: String? = id
    var seen: Set<String> = []
    // Word inherits through some ten styles at most; a hundred is no document of its.
    while let name = current, seen.count < 100, seen.insert(name).inserted, let style = styles[name] {
      if out.numbering == nil, let numbering = style.numbering {
        out.numbering = numbering
        out.numberingStyle = name
      }
      if out.level == nil { out.level = style.level }
      if out.outline == nil { out.outline = style.outline }
      if out.isHidden == nil { out.isHidden = style.isHidden }
      out.look.inherit(from: style.look)
      out.paint.inherit(from: style.paint)
      out.dress.unseenParts.formUnion(style.unseenParts)
      out.isHeading = out.isHeading || style.isHeading
      current = style.basedOn
    }
    out.dress.paint = out.paint
    out.dress.isGone = out.isHidden == true || out.look.marks.contains(.struck)
    cache[id] = out
    return out
  }

  static func vanish(_ rPr: MarkupElement?) -> Bool? { rPr.flatMap { vanish($0.place, in: $0) } }

  /// Whether properties of a run say that it is hidden, or that it is not.
  static func vanish(_ rPr: MarkupPlace, in element: MarkupElement) -> Bool? { toggle(.vanish, rPr, in: element) }

  /// A property that is on or off; `nil` where nothing is said. Source: ISO/IEC 29500-1:2016 §17.17.4.
  static func toggle(_ name: MarkupName, _ rPr: MarkupPlace, in element: MarkupElement) -> Bool? {
    let place = element.place(of: name, in: rPr)
    return place.isNone ? nil : isOn(element.value(.val, at: place))
  }
}
