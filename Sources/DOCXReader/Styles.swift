import SafeXML
import WordText

/// What we need of the styles: numbering, outline level and hidden text, inherited.
///
/// Source: ISO/IEC 29500-1:2016 §17.7.
struct Styles {
  final class Resolved {
    var numbering: String?
    var level: Int?
    /// The style of the chain that names the numbering: levels are linked to it.
    var numberingStyle: String?
    /// 0 for the highest.
    var outline: Int?
    var isHidden: Bool?
    var isHeading = false
  }

  private struct Style {
    var type: String
    var basedOn: String?
    var numbering: String?
    var level: Int?
    var outline: Int?
    var isHidden: Bool?
    var isHeading = false
  }

  private var styles: [String: Style] = [:]
  private(set) var defaultParagraphStyle: String?
  private(set) var hiddenByDefault = false
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
        hiddenByDefault = Self.vanish(element.first(.rPrDefault)?.first(.rPr)) ?? false
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
        case .rPr: style.isHidden = Self.vanish(child)
        default: continue
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
      out.isHeading = out.isHeading || style.isHeading
      current = style.basedOn
    }
    cache[id] = out
    return out
  }

  static func vanish(_ rPr: MarkupElement?) -> Bool? { rPr.flatMap { vanish($0.place, in: $0) } }

  /// Whether properties of a run say that it is hidden, or that it is not.
  static func vanish(_ rPr: MarkupPlace, in element: MarkupElement) -> Bool? {
    let vanish = element.place(of: .vanish, in: rPr)
    return vanish.isNone ? nil : isOn(element.value(.val, at: vanish))
  }
}
