import HTMLSyntax

/// What decides whether a browser shows an element, and as what.
struct ElementStyle {
  enum Display { case inherit, none, block, inline, table, row, rowGroup, cell, caption }
  var display = Display.inherit
  /// `nil` inherits.
  var isVisible: Bool?
  var preservesSpace: Bool?
  var listStyle: String?
  /// A line through the text; `false` takes away that of `s`.
  var isStruck: Bool?
  enum Position { case baseline, raised, lowered }
  var position: Position?
  /// `font-size:0`; `false` gives the text a size again.
  var isSizeZero: Bool?
  /// Whether, where or as what its text is drawn can't be told from the style.
  var isUnclear: Bool?
  /// White or nearly so, or not drawn at all.
  var isInkPale: Bool?
  /// A ground of another colour than white.
  var hasGround: Bool?

  /// Text of the element may not be seen, or not as it is.
  var takesAway: Bool {
    display == .none || isVisible == false || isStruck == true || isSizeZero == true || isUnclear == true || isInkPale == true
  }

  var saysNothing: Bool {
    display == .inherit && isVisible == nil && preservesSpace == nil && listStyle == nil && isStruck == nil && position == nil
      && isSizeZero == nil && isUnclear == nil && isInkPale == nil && hasGround == nil
  }
}

/// The few properties that matter, from `style` attributes and from the page's own style sheets.
///
/// Of style sheets the rules count whose selectors are read by ``StyleSelector``.
struct PageStyle {
  private struct Rule {
    var selector: StyleSelector
    var order: Int
    var style: ElementStyle
    /// What it declares `!important`.
    var important: ElementStyle
  }
  private var rules: [Rule] = []
  /// What is said of each element that anything is said of: every style is asked for several times.
  private var styles: [HTMLTree.Node: ElementStyle] = [:]
  private var hasStyle: [Bool] = []
  /// Some element is said to be visible or not.
  private(set) var setsVisibility = false
  /// Some element is said to have a line through its text.
  private(set) var strikes = false
  /// Some element has pale ink, or a style of which it can't be told what is drawn.
  private(set) var paints = false
  /// Some element met so far has no size: the sizes of those inside it matter.
  private var hasZeroSize = false
  /// Steps of matching that are left: a page can ask for so much work, and no more.
  private var steps = 200_000_000
  /// Values that say nothing that matters, by their length: the last one of each.
  private var quiet = [ArraySlice<UInt8>](repeating: [], count: 128)

  init(_ tree: HTMLTree) {
    var node = tree.first(.style)
    while let element = node {
      let child = tree.firstChild(element)
      if child != HTMLTree.none, tree.attribute(element, .media).map(PageStyle.isForScreen) ?? true {
        add(sheet: tree.bytes(child))
      }
      node = nil
      var next = tree.following(element, within: HTMLTree.document)
      while next != HTMLTree.none {
        if tree.kind(next) == .element, tree.tag(next) == .style {
          node = next
          break
        }
        next = tree.following(next, within: HTMLTree.document)
      }
    }
    rules.sort { ($0.selector.specificity, $0.order) < ($1.selector.specificity, $1.order) }
    hasStyle = [Bool](repeating: false, count: tree.count)
    for index in hasStyle.indices {
      let node = HTMLTree.Node(truncatingIfNeeded: index)
      guard tree.kind(node) == .element, let style = computedStyle(node, tree) else { continue }
      hasStyle[index] = true
      styles[node] = style
      if style.isVisible != nil { setsVisibility = true }
      if style.isStruck == true { strikes = true }
      if style.isInkPale == true || style.isUnclear == true { paints = true }
    }
    quiet = []
  }

  func style(of node: HTMLTree.Node) -> ElementStyle {
    guard hasStyle[Int(node)], let style = styles[node] else { return ElementStyle() }
    return style
  }

  /// `nil` where nothing is said that matters.
  private mutating func computedStyle(_ node: HTMLTree.Node, _ tree: HTMLTree) -> ElementStyle? {
    let own = tree.attributeBytes(node, .style)
    guard !rules.isEmpty || own.map({ hasZeroSize || mentionsAny($0) }) == true else { return nil }
    var style = ElementStyle()
    var forcing: [ElementStyle] = []
    if !rules.isEmpty {
      for rule in rules where rule.selector.matches(node, tree, &steps) {
        PageStyle.merge(rule.style, into: &style)
        if !rule.important.saysNothing { forcing.append(rule.important) }
      }
    }
    var important = ElementStyle()
    if let own, hasZeroSize || PageStyle.mentionsAny(own) {
      PageStyle.merge(PageStyle.declarations(own), into: &style)
      important = PageStyle.declarations(own, important: true)
    }
    // Source: W3C CSS Cascading 3, 6: important declarations of sheets stand over all that are not, the element's own over those.
    for forced in forcing { PageStyle.merge(forced, into: &style) }
    PageStyle.merge(important, into: &style)
    if style.isSizeZero == true { hasZeroSize = true }
    return style.saysNothing ? nil : style
  }

  private static func merge(_ new: ElementStyle, into style: inout ElementStyle) {
    if new.display != .inherit { style.display = new.display }
    if let visible = new.isVisible { style.isVisible = visible }
    if let preserves = new.preservesSpace { style.preservesSpace = preserves }
    if let list = new.listStyle { style.listStyle = list }
    if let struck = new.isStruck { style.isStruck = struck }
    if let position = new.position { style.position = position }
    if let zero = new.isSizeZero { style.isSizeZero = zero }
    if let unclear = new.isUnclear { style.isUnclear = unclear }
    if let pale = new.isInkPale { style.isInkPale = pale }
    if let ground = new.hasGround { style.hasGround = ground }
  }

  private static func isForScreen(_ media: String) -> Bool {
    let media = media.lowercased()
    return media.isEmpty || media.contains("screen") || media.contains("all")
  }

  /// `a:b;c:d`. Only the names that matter are looked at.
  static func declarations(_ text: ArraySlice<UInt8>, important: Bool = false) -> ElementStyle {
    var style = ElementStyle()
    var isAbsolute = false
    var isClipped = false
    for declaration in text.split(separator: 0x3B) {
      guard let colon = declaration.firstIndex(of: 0x3A) else { continue }
      let name = trimmed(declaration[..<colon])
      guard let first = name.first else { continue }
      // display, visibility and vertical-align, white-space, list-style(-type), mso-hide, text-decoration(-line), opacity
      switch first | 0x20 {
      case 0x62, 0x63, 0x64, 0x66, 0x6F, 0x70, 0x75, 0x76, 0x77, 0x6C, 0x6D, 0x74: break
      default: continue
      }
      let key = String(decoding: name, as: UTF8.self).lowercased()
      guard names.contains(key) else { continue }
      var value = String(decoding: trimmed(declaration[(colon + 1)...]), as: UTF8.self).lowercased()
      if let mark = value.firstIndex(of: "!") {
        value = String(value[..<mark])
        while value.last == " " { value.removeLast() }
      } else if important {
        continue
      }
      switch key {
      case "transform":
        if value.hasPrefix("scale(0)") || value.hasPrefix("scale(0,") { style.display = .none }
        continue
      case "clip":
        isClipped = value.hasPrefix("rect(") && value.dropFirst(5).allSatisfy { "0px, )1".contains($0) }
        continue
      case "clip-path":
        if value == "inset(50%)" || value == "inset(100%)" || value == "circle(0)" { style.display = .none }
        continue
      case "color":
        style.isInkPale = PageColour(value).map(\.isPale)
        continue
      case "background", "background-color":
        if value.contains("url(") || value.contains("gradient(") { style.hasGround = true }
        if let first = value.split(separator: " ").first, let colour = PageColour(String(first)) { style.hasGround = !colour.isPale }
        continue
      case "font-family", "font":
        let names = ["wingdings", "webdings", "dingbats", "marlett"]
        if names.contains(where: value.contains) { style.isUnclear = true }
        continue
      case "float", "order", "flex-direction", "unicode-bidi":
        // Digits run from left to right in text of either direction, unless that is overridden.
        let usual = ["none", "0", "row", "normal", "embed", "isolate", "plaintext", "inherit", "initial", "unset"]
        if !usual.contains(value) { style.isUnclear = true }
        continue
      case "mso-text-raise":
        if let raise = leadingNumber(value), raise != 0 { style.position = raise > 0 ? .raised : .lowered }
        continue
      case "position":
        isAbsolute = value == "absolute" || value == "fixed"
        continue
      case "font-size":
        if let first = value.first { style.isSizeZero = first == "0" && (leadingNumber(value) ?? 1) == 0 }
        continue
      case "text-indent":
        if let indent = leadingNumber(value), indent <= -99 { style.isUnclear = true }
        continue
      default: break
      }
      if key.hasPrefix("text-decoration") {
        let words = value.split(whereSeparator: { $0 == " " || $0 == "\n" })
        style.isStruck = words.contains("line-through") ? true : words.contains("none") ? false : style.isStruck
        continue
      }
      value = String(value.prefix { $0 != " " && $0 != "\n" })
      switch (key, value) {
      case ("display", "none"): style.display = .none
      case ("display", "block"), ("display", "flex"), ("display", "grid"), ("display", "list-item"): style.display = .block
      case ("display", "inline"), ("display", "inline-block"): style.display = .inline
      case ("display", "table"), ("display", "inline-table"): style.display = .table
      case ("display", "table-row"): style.display = .row
      case ("display", "table-row-group"), ("display", "table-header-group"), ("display", "table-footer-group"):
        style.display = .rowGroup
      case ("display", "table-cell"): style.display = .cell
      case ("display", "table-caption"): style.display = .caption
      case ("visibility", "visible"): style.isVisible = true
      case ("visibility", "hidden"), ("visibility", "collapse"): style.isVisible = false
      case ("white-space", "pre"), ("white-space", "pre-wrap"), ("white-space", "pre-line"), ("white-space", "break-spaces"):
        style.preservesSpace = true
      case ("white-space", "normal"), ("white-space", "nowrap"): style.preservesSpace = false
      case ("mso-hide", "all"), ("opacity", "0%"): style.display = .none
      // Nobody sees a twentieth.
      case ("opacity", _): if let opacity = Double(value), opacity <= 0.05 { style.display = .none }
      case ("vertical-align", "super"): style.position = .raised
      case ("vertical-align", "sub"): style.position = .lowered
      case ("vertical-align", "baseline"): style.position = .baseline
      case ("vertical-align", "top"), ("vertical-align", "text-top"): style.position = .raised
      case ("vertical-align", "text-bottom"): style.position = .lowered
      case ("vertical-align", _):
        if let raise = leadingNumber(value), raise != 0 { style.position = raise > 0 ? .raised : .lowered }
      case ("list-style", _), ("list-style-type", _): if !value.isEmpty { style.listStyle = value }
      default: break
      }
    }
    if isAbsolute, isClipped { style.display = .none }
    return style
  }

  /// The number that a length begins with.
  private static func leadingNumber(_ value: String) -> Double? { Double(value.prefix { "+-.0123456789".contains($0) }) }

  private static let names: Set<String> = [
    "display", "visibility", "white-space", "list-style", "list-style-type", "mso-hide", "text-decoration", "text-decoration-line",
    "vertical-align", "opacity", "transform", "clip", "clip-path", "position", "font-size", "text-indent", "color", "background",
    "background-color", "font-family", "font", "float", "order", "flex-direction", "unicode-bidi",
    "mso-text-raise",
  ]

  /// The same with a memory: the cells of a table all have one style.
  private mutating func mentionsAny(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count < quiet.count else { return PageStyle.mentionsAny(text) }
    let last = quiet[text.count]
    if !text.isEmpty, ByteScan.areSame(last.span, text.span) { return false }
    if PageStyle.mentionsAny(text) { return true }
    quiet[text.count] = text
    return false
  }

  /// Whether a declaration begins as one that matters does: `dis`, `vis`, `whi`, `lis`, `opa`, `mso-h`, `text-d`, or is `vertical-align` with `s` or
  /// `ba` at the start of its value. Most style attributes say nothing else than how wide and how black things are.
  private static func mentionsAny(_ text: ArraySlice<UInt8>) -> Bool {
    let bytes = text.span
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x3B || byte <= 0x20 {
        index += 1
        continue
      }
      guard index + 4 < bytes.count else { return false }
      let head = UInt32(byte | 0x20) << 16 | UInt32(bytes[index + 1] | 0x20) << 8 | UInt32(bytes[index + 2] | 0x20)
      switch head {
      case 0x646973, 0x766973, 0x776869, 0x6C6973, 0x6F7061, 0x747261, 0x636C69: return true
      // background, float, flex-direction, order, direction, unicode-bidi
      case 0x626163, 0x666C6F, 0x666C65, 0x6F7264, 0x646972, 0x756E69: return true
      case 0x636F6C:
        // Only ink that may be pale: #f…, white, transparent, rgb, hsl.
        var value = index + "color".utf8.count
        while value < bytes.count, bytes[value] <= 0x20 || bytes[value] == 0x3A { value += 1 }
        guard value + 1 < bytes.count else { return false }
        let first = bytes[value] | 0x20
        if bytes[value] == 0x23 ? bytes[value + 1] | 0x20 >= 0x65 : [0x77, 0x74, 0x72, 0x68, 0x73, 0x69].contains(first) { return true }
      case 0x666F6E:
        // Sizes are everywhere; only none at all matters.
        var value = index + "font-size".utf8.count
        while value < bytes.count, bytes[value] <= 0x20 || bytes[value] == 0x3A { value += 1 }
        if value < bytes.count, bytes[value] == 0x30 { return true }
        // Wingdings, Webdings: in Symbol digits are digits.
        let end = ByteScan.first(of: 0x3B, or: 0x3B, in: bytes, from: index)
        for place in index..<max(index, min(end, bytes.count) - 4)
        where bytes[place] | 0x20 == 0x64 && bytes[place + 1] | 0x20 == 0x69 && bytes[place + 2] | 0x20 == 0x6E
          && bytes[place + 3] | 0x20 == 0x67
        {
          return true
        }
      case 0x6D736F: if bytes[index + 4] | 0x20 == 0x68 || bytes[index + 4] | 0x20 == 0x74 { return true }
      case 0x746578: if index + 5 < bytes.count, bytes[index + 5] | 0x20 == 0x64 || bytes[index + 5] | 0x20 == 0x69 { return true }
      case 0x766572:
        // Nearly every cell has the value `middle` or `top`.
        var value = index + "vertical-align".utf8.count
        while value < bytes.count, bytes[value] <= 0x20 || bytes[value] == 0x3A { value += 1 }
        guard value + 1 < bytes.count else { return false }
        let first = bytes[value] | 0x20
        if first == 0x73 || first == 0x62 && bytes[value + 1] | 0x20 == 0x61 || first == 0x74 || bytes[value] < 0x3A { return true }
      default: break
      }
      index = ByteScan.first(of: 0x3B, or: 0x3B, in: bytes, from: index + 1)
    }
    return false
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while let first = text.first, first <= 0x20 { text.removeFirst() }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    return text
  }

  /// Reads the rules of a sheet; blocks of at-rules are passed over, `@media` for the screen is read.
  private mutating func add(sheet: ArraySlice<UInt8>) {
    var index = sheet.startIndex
    let end = sheet.endIndex
    var selectorStart = index
    var screenBlocks = 0
    while index < end {
      let byte = sheet[index]
      if byte == 0x2F, index + 1 < end, sheet[index + 1] == 0x2A {
        var close = index + 2
        while close + 1 < end, !(sheet[close] == 0x2A && sheet[close + 1] == 0x2F) { close += 1 }
        if PageStyle.trimmed(sheet[selectorStart..<index]).isEmpty { selectorStart = min(close + 2, end) }
        index = min(close + 2, end)
        continue
      }
      if byte == 0x7D {
        if screenBlocks > 0 { screenBlocks -= 1 }
        selectorStart = index + 1
      } else if byte == 0x3B {
        selectorStart = index + 1
      } else if byte == 0x7B {
        let prelude = String(decoding: PageStyle.trimmed(sheet[selectorStart..<index]), as: UTF8.self)
        let isAtRule = prelude.hasPrefix("@")
        if isAtRule, PageStyle.isOpen(prelude.lowercased()) {
          screenBlocks += 1
          index += 1
          selectorStart = index
          continue
        }
        var depth = 1
        var close = index + 1
        while close < end, depth > 0 {
          if sheet[close] == 0x7B { depth += 1 } else if sheet[close] == 0x7D { depth -= 1 }
          close += 1
        }
        if !isAtRule { addRules(prelude, sheet[(index + 1)..<max(close - 1, index + 1)]) }
        index = close
        selectorStart = close
        continue
      }
      index += 1
    }
  }

  /// The width of the window that a page is read in, in CSS pixels.
  private static let windowWidth = 1280.0

  /// Whether the rules in a block hold: layers, what a browser supports, and `@media` of a screen as wide as ours.
  private static func isOpen(_ prelude: String) -> Bool {
    if prelude.hasPrefix("@layer") { return true }
    if prelude.hasPrefix("@supports") { return !prelude.contains("not") }
    guard prelude.hasPrefix("@media") else { return false }
    return prelude.dropFirst("@media".count).split(separator: ",").contains { query in
      guard !query.contains("print"), !query.contains("speech"), !query.contains("not ") else { return false }
      return query.split(separator: "(").dropFirst().allSatisfy { condition in
        let parts = condition.prefix { $0 != ")" }.split(separator: ":")
        guard parts.count == 2, let width = leadingNumber(String(parts[1].drop { $0 == " " })) else { return false }
        switch parts[0].drop(while: { $0 == " " }) {
        case "min-width": return width <= windowWidth
        case "max-width": return width >= windowWidth
        default: return false
        }
      }
    }
  }

  private mutating func addRules(_ selectors: String, _ body: ArraySlice<UInt8>) {
    let style = PageStyle.declarations(body)
    guard !style.saysNothing || selectors.contains(":before") || selectors.contains(":after") else { return }
    let important = PageStyle.declarations(body, important: true)
    for selector in PageStyle.list(PageStyle.withoutComments(selectors)) {
      var text = Array(selector.utf8)[...]
      text = PageStyle.trimmed(text)
      if text.starts(with: "<!--".utf8) { text = PageStyle.trimmed(text.dropFirst(4)) }
      let written = String(decoding: text, as: UTF8.self)
      if let subject = PageStyle.subject(ofGenerated: written) {
        // What is put before or behind the element's text is drawn, and is no text of the page.
        if PageStyle.generatesSigns(body), let selector = StyleSelector(subject) {
          var unclear = ElementStyle()
          unclear.isUnclear = true
          rules.append(Rule(selector: selector, order: rules.count, style: unclear, important: ElementStyle()))
        }
        continue
      }
      guard !style.saysNothing, let selector = StyleSelector(written) else { continue }
      guard selector.isPartial else {
        rules.append(Rule(selector: selector, order: rules.count, style: style, important: important))
        continue
      }
      // Whether it holds of an element can't be told, so neither can what it hides.
      guard style.takesAway else { continue }
      var unclear = ElementStyle()
      unclear.isUnclear = true
      rules.append(Rule(selector: selector, order: rules.count, style: unclear, important: ElementStyle()))
    }
  }

  /// The selectors of a list, cut at commas outside of parentheses and brackets.
  private static func list(_ selectors: String) -> [Substring] {
    var depth = 0
    return selectors.split { sign in
      if sign == "(" || sign == "[" { depth += 1 }
      if sign == ")" || sign == "]" { depth -= 1 }
      return sign == "," && depth <= 0
    }
  }

  /// The selector before `::before` or `::after`.
  private static func subject(ofGenerated selector: String) -> String? {
    for name in ["::before", "::after", ":before", ":after"] where selector.lowercased().hasSuffix(name) {
      let subject = selector.dropLast(name.count)
      return subject.isEmpty ? "*" : String(subject)
    }
    return nil
  }

  /// `content:"7"`: signs that would stand beside a figure. Source: W3C CSS Generated Content 3, 2.
  private static func generatesSigns(_ body: ArraySlice<UInt8>) -> Bool {
    for declaration in body.split(separator: 0x3B) {
      let text = String(decoding: PageStyle.trimmed(declaration), as: UTF8.self).lowercased()
      guard text.hasPrefix("content") else { continue }
      if text.hasSuffix(")") || text.utf8.contains(0x5C) || text.utf8.contains(0x2D) || text.utf8.contains(0x2E) { return true }
      if text.utf8.contains(where: { (0x30...0x39).contains($0) }) { return true }
    }
    return false
  }

  private static func withoutComments(_ text: String) -> String {
    guard text.utf8.contains(0x2A) else { return text }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x2F, index + 1 < bytes.count, bytes[index + 1] == 0x2A {
        index += 2
        while index + 1 < bytes.count, !(bytes[index] == 0x2A && bytes[index + 1] == 0x2F) { index += 1 }
        index += 2
        continue
      }
      out.append(bytes[index])
      index += 1
    }
    return String(decoding: out, as: UTF8.self)
  }
}
