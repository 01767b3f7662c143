import HTMLSyntax

/// What a selector asks of an element beside its type, classes and id. Source: W3C Selectors Level 4, 4, 6 and 13.
indirect enum SelectorCondition {
  enum Match { case isThere, equals, begins, ends, contains, hasWord, hasLanguage }
  case attribute(String, Match, String)
  /// `an+b`, counted from the first or the last child, of all or of those of its type.
  case place(step: Int, offset: Int, fromEnd: Bool, ofType: Bool)
  case onlyChild
  case empty
  case root
  case not([StyleSelector.Compound])
  case any([StyleSelector.Compound])

  /// The work of counting brothers is bounded, since a table may have very many rows.
  private static let farthest = 2000

  func holds(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    switch self {
    case .attribute(let name, let match, let value):
      guard let text = tree.attribute(node, named: name) else { return false }
      switch match {
      case .isThere: return true
      case .equals: return text == value
      case .begins: return !value.isEmpty && text.hasPrefix(value)
      case .ends: return !value.isEmpty && text.hasSuffix(value)
      case .contains: return !value.isEmpty && text.contains(value)
      case .hasWord: return text.split(whereSeparator: \.isWhitespace).contains { $0 == value }
      case .hasLanguage: return text == value || text.hasPrefix(value + "-")
      }
    case .place(let step, let offset, let fromEnd, let ofType):
      guard let place = Self.place(node, tree, fromEnd: fromEnd, ofType: ofType) else { return false }
      let rest = place - offset
      return step == 0 ? rest == 0 : rest % step == 0 && rest / step >= 0
    case .onlyChild:
      return Self.place(node, tree, fromEnd: false, ofType: false) == 1 && Self.place(node, tree, fromEnd: true, ofType: false) == 1
    case .empty: return tree.firstChild(node) == HTMLTree.none
    case .root: return tree.tag(node) == .html
    case .not(let compounds): return !compounds.contains { StyleSelector.holds($0, node, tree) }
    case .any(let compounds): return compounds.contains { StyleSelector.holds($0, node, tree) }
    }
  }

  /// The place among the brothers, from 1.
  private static func place(_ node: HTMLTree.Node, _ tree: HTMLTree, fromEnd: Bool, ofType: Bool) -> Int? {
    var place = 1
    var at = fromEnd ? tree.next(node) : tree.previous(node)
    while at != HTMLTree.none {
      if tree.kind(at) == .element, !ofType || tree.name(at) == tree.name(node) { place += 1 }
      if place > farthest { return nil }
      at = fromEnd ? tree.next(at) : tree.previous(at)
    }
    return place
  }
}

extension StyleSelector.Scanner {
  private mutating func skipSpace() { while index < bytes.count, bytes[index] <= 0x20 { index += 1 } }

  /// `[name]`, `[name^="value"]`, behind the bracket.
  mutating func attributeCondition() -> SelectorCondition? {
    skipSpace()
    guard let name = name()?.lowercased() else { return nil }
    skipSpace()
    guard index < bytes.count else { return nil }
    var match = SelectorCondition.Match.equals
    switch bytes[index] {
    case 0x5D:
      index += 1
      return .attribute(name, .isThere, "")
    case 0x5E: match = .begins
    case 0x24: match = .ends
    case 0x2A: match = .contains
    case 0x7E: match = .hasWord
    case 0x7C: match = .hasLanguage
    default: break
    }
    if bytes[index] != 0x3D { index += 1 }
    guard index < bytes.count, bytes[index] == 0x3D else { return nil }
    index += 1
    skipSpace()
    guard index < bytes.count else { return nil }
    var value = ""
    if bytes[index] == 0x22 || bytes[index] == 0x27 {
      let quote = bytes[index]
      let start = index + 1
      index = start
      while index < bytes.count, bytes[index] != quote { index += 1 }
      value = String(decoding: bytes[start..<index], as: UTF8.self)
      index = min(index + 1, bytes.count)
    } else {
      guard let word = self.name() else { return nil }
      value = word
    }
    // `i` and `s`, for capitals.
    while index < bytes.count, bytes[index] != 0x5D { index += 1 }
    guard index < bytes.count else { return nil }
    index += 1
    return .attribute(name, match, value)
  }

  /// - Returns: `nil` for what is not understood; its parentheses are passed over.
  mutating func pseudoClass(_ name: String) -> SelectorCondition? {
    let argument = argument()
    switch name {
    case "first-child": return .place(step: 0, offset: 1, fromEnd: false, ofType: false)
    case "last-child": return .place(step: 0, offset: 1, fromEnd: true, ofType: false)
    case "first-of-type": return .place(step: 0, offset: 1, fromEnd: false, ofType: true)
    case "last-of-type": return .place(step: 0, offset: 1, fromEnd: true, ofType: true)
    case "only-child": return .onlyChild
    case "empty": return .empty
    case "root": return .root
    case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
      guard let argument, let (step, offset) = Self.steps(argument) else { return nil }
      return .place(step: step, offset: offset, fromEnd: name.hasPrefix("nth-last"), ofType: name.hasSuffix("type"))
    case "not", "is", "where", "matches":
      guard let argument, depth < 2, let compounds = compounds(argument) else { return nil }
      return name == "not" ? .not(compounds) : .any(compounds)
    // Nobody points at, presses or visits anything on paper.
    case "hover", "active", "focus", "focus-within", "focus-visible", "visited", "target": return .any([])
    case "link", "any-link", "enabled": return .any([StyleSelector.Compound()])
    default: return nil
    }
  }

  /// What stands in the parentheses that follow.
  private mutating func argument() -> [UInt8]? {
    guard index < bytes.count, bytes[index] == 0x28 else { return nil }
    var open = 0
    let start = index + 1
    while index < bytes.count {
      if bytes[index] == 0x28 { open += 1 } else if bytes[index] == 0x29 { open -= 1 }
      index += 1
      if open == 0 { return Array(bytes[start..<index - 1]) }
    }
    return nil
  }

  private mutating func compounds(_ argument: [UInt8]) -> [StyleSelector.Compound]? {
    var out: [StyleSelector.Compound] = []
    for part in argument.split(separator: 0x2C) {
      var inner = StyleSelector.Scanner(bytes: Array(part.filter { $0 > 0x20 }))
      inner.depth = depth + 1
      var specificity = 0
      // A space inside is a combinator, and is not understood.
      let hasSpace = part.drop { $0 <= 0x20 }.contains { $0 <= 0x20 }
      guard !hasSpace, let compound = inner.compound(&specificity), inner.isAtEnd, !inner.isPartial else { return nil }
      out.append(compound)
    }
    return out
  }

  /// `odd`, `even`, `3`, `2n+1`, `-n+3`.
  private static func steps(_ argument: [UInt8]) -> (step: Int, offset: Int)? {
    let text = String(decoding: argument.filter { $0 > 0x20 }, as: UTF8.self).lowercased()
    if text == "odd" { return (2, 1) }
    if text == "even" { return (2, 0) }
    guard let n = text.firstIndex(of: "n") else { return Int(text).flatMap { (-10_000...10_000).contains($0) ? (0, $0) : nil } }
    let head = text[..<n]
    let tail = text[text.index(after: n)...]
    let step = head.isEmpty || head == "+" ? 1 : head == "-" ? -1 : Int(head)
    let offset = tail.isEmpty ? 0 : Int(tail)
    guard let step, let offset, (-10_000...10_000).contains(step), (-10_000...10_000).contains(offset) else { return nil }
    return (step, offset)
  }
}
