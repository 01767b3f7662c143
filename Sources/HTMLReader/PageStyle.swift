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

  var saysNothing: Bool {
    display == .inherit && isVisible == nil && preservesSpace == nil && listStyle == nil && isStruck == nil && position == nil
  }
}

/// The few properties that matter, from `style` attributes and from the page's own style sheets.
///
/// Of style sheets only rules with one compound selector count (`.hide`, `#nav`, `tr.no`): enough for what content systems
/// write, and never a guess.
struct PageStyle {
  private struct Rule {
    var tag: String?
    var id: String?
    var classes: [String]
    var specificity: Int
    var style: ElementStyle
  }
  private var rules: [Rule] = []
  /// What is said of each element that anything is said of: every style is asked for several times.
  private var styles: [HTMLTree.Node: ElementStyle] = [:]
  private var hasStyle: [Bool] = []
  /// Some element is said to be visible or not.
  private(set) var setsVisibility = false
  /// Some element is said to have a line through its text.
  private(set) var strikes = false
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
    rules.sort { $0.specificity < $1.specificity }
    hasStyle = [Bool](repeating: false, count: tree.count)
    for index in hasStyle.indices {
      let node = HTMLTree.Node(truncatingIfNeeded: index)
      guard tree.kind(node) == .element, let style = computedStyle(node, tree) else { continue }
      hasStyle[index] = true
      styles[node] = style
      if style.isVisible != nil { setsVisibility = true }
      if style.isStruck == true { strikes = true }
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
    guard !rules.isEmpty || own.map({ mentionsAny($0) }) == true else { return nil }
    var style = ElementStyle()
    if !rules.isEmpty {
      let classes = tree.attribute(node, .class)
      let id = tree.attribute(node, .id)
      for rule in rules {
        if let tag = rule.tag, tag != tree.name(node) { continue }
        if let own = rule.id, own != id { continue }
        if !rule.classes.isEmpty {
          guard let classes else { continue }
          let words = classes.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" })
          guard rule.classes.allSatisfy({ name in words.contains { $0 == name } }) else { continue }
        }
        PageStyle.merge(rule.style, into: &style)
      }
    }
    if let own { PageStyle.merge(PageStyle.declarations(own), into: &style) }
    return style.saysNothing ? nil : style
  }

  private static func merge(_ new: ElementStyle, into style: inout ElementStyle) {
    if new.display != .inherit { style.display = new.display }
    if let visible = new.isVisible { style.isVisible = visible }
    if let preserves = new.preservesSpace { style.preservesSpace = preserves }
    if let list = new.listStyle { style.listStyle = list }
    if let struck = new.isStruck { style.isStruck = struck }
    if let position = new.position { style.position = position }
  }

  private static func isForScreen(_ media: String) -> Bool {
    let media = media.lowercased()
    return media.isEmpty || media.contains("screen") || media.contains("all")
  }

  /// `a:b;c:d`. Only the names that matter are looked at.
  static func declarations(_ text: ArraySlice<UInt8>) -> ElementStyle {
    var style = ElementStyle()
    guard mentionsAny(text) else { return style }
    for declaration in text.split(separator: 0x3B) {
      guard let colon = declaration.firstIndex(of: 0x3A) else { continue }
      let name = trimmed(declaration[..<colon])
      guard let first = name.first else { continue }
      // display, visibility and vertical-align, white-space, list-style(-type), mso-hide, text-decoration(-line), opacity
      switch first | 0x20 {
      case 0x64, 0x76, 0x77, 0x6C, 0x6D, 0x74, 0x6F: break
      default: continue
      }
      let key = String(decoding: name, as: UTF8.self).lowercased()
      guard names.contains(key) else { continue }
      var value = String(decoding: trimmed(declaration[(colon + 1)...]), as: UTF8.self).lowercased()
      if let mark = value.firstIndex(of: "!") { value = String(value[..<mark]) }
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
      case ("mso-hide", "all"), ("opacity", "0"), ("opacity", "0%"): style.display = .none
      case ("vertical-align", "super"): style.position = .raised
      case ("vertical-align", "sub"): style.position = .lowered
      case ("vertical-align", "baseline"): style.position = .baseline
      case ("list-style", _), ("list-style-type", _): if !value.isEmpty { style.listStyle = value }
      default: break
      }
    }
    return style
  }

  private static let names: Set<String> = [
    "display", "visibility", "white-space", "list-style", "list-style-type", "mso-hide", "text-decoration", "text-decoration-line",
    "vertical-align", "opacity",
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
      case 0x646973, 0x766973, 0x776869, 0x6C6973, 0x6F7061: return true
      case 0x6D736F: if bytes[index + 4] | 0x20 == 0x68 { return true }
      case 0x746578: if index + 5 < bytes.count, bytes[index + 5] | 0x20 == 0x64 { return true }
      case 0x766572:
        // Nearly every cell has the value `middle` or `top`.
        var value = index + "vertical-align".utf8.count
        while value < bytes.count, bytes[value] <= 0x20 || bytes[value] == 0x3A { value += 1 }
        guard value + 1 < bytes.count else { return false }
        if bytes[value] | 0x20 == 0x73 || bytes[value] | 0x20 == 0x62 && bytes[value + 1] | 0x20 == 0x61 { return true }
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
        if isAtRule, prelude.lowercased().hasPrefix("@media"), PageStyle.isForScreen(prelude), !prelude.contains("(") {
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

  private mutating func addRules(_ selectors: String, _ body: ArraySlice<UInt8>) {
    let style = PageStyle.declarations(body)
    guard !style.saysNothing else { return }
    for selector in selectors.split(separator: ",") {
      var text = Array(selector.utf8)[...]
      text = PageStyle.trimmed(text)
      if text.starts(with: "<!--".utf8) { text = PageStyle.trimmed(text.dropFirst(4)) }
      guard let rule = PageStyle.compound(text, style) else { continue }
      rules.append(rule)
    }
  }

  private static func compound(_ text: ArraySlice<UInt8>, _ style: ElementStyle) -> Rule? {
    var rule = Rule(tag: nil, id: nil, classes: [], specificity: 0, style: style)
    var index = text.startIndex
    while index < text.endIndex {
      let kind = text[index]
      let isPrefixed = kind == 0x2E || kind == 0x23
      let start = isPrefixed ? index + 1 : index
      var stop = start
      while stop < text.endIndex {
        let byte = text[stop]
        guard byte == 0x2D || byte == 0x5F || byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        else { break }
        stop += 1
      }
      guard stop > start else { return nil }
      let name = String(decoding: text[start..<stop], as: UTF8.self)
      switch kind {
      case 0x2E:
        rule.classes.append(name)
        rule.specificity += 10
      case 0x23:
        rule.id = name
        rule.specificity += 100
      default:
        guard index == text.startIndex else { return nil }
        rule.tag = name.lowercased()
        rule.specificity += 1
      }
      index = stop
    }
    return rule.specificity > 0 ? rule : nil
  }
}
