import HTMLSyntax

/// A complex selector: compounds from right to left, each with what joins it to the one before.
///
/// Types, classes, ids, attributes, the pseudo-classes of the place in the tree, `:not()`, `:is()`, `:where()` and the four combinators.
/// A pseudo-class that is not understood holds of every element, and the selector ``isPartial``: what its rule hides can't be told.
///
/// Source: W3C Selectors Level 3.
struct StyleSelector {
  enum Combinator { case descendant, child, next, later }
  struct Compound {
    var tag: String?
    var id: String?
    var classes: [String] = []
    var conditions: [SelectorCondition] = []
  }

  private(set) var compounds: [Compound] = []
  private var combinators: [Combinator] = []
  private(set) var specificity = 0
  /// Something in it was not understood, and passed over.
  private(set) var isPartial = false
  /// More steps than any page's own selectors have; a hostile one costs no more.
  private static let mostCompounds = 8

  init?(_ text: some StringProtocol) {
    var scanner = Scanner(bytes: Array(text.utf8))
    while true {
      guard let compound = scanner.compound(&specificity) else { return nil }
      compounds.insert(compound, at: 0)
      guard compounds.count <= StyleSelector.mostCompounds else { return nil }
      guard let combinator = scanner.combinator() else { break }
      combinators.insert(combinator, at: 0)
    }
    guard scanner.isAtEnd else { return nil }
    isPartial = scanner.isPartial
  }

  /// - Parameter steps: what is left of the work that a page may ask for.
  func matches(_ node: HTMLTree.Node, _ tree: HTMLTree, _ steps: inout Int) -> Bool { matches(node, 0, tree, &steps) }

  private func matches(_ node: HTMLTree.Node, _ index: Int, _ tree: HTMLTree, _ steps: inout Int) -> Bool {
    steps -= 1
    guard steps > 0, StyleSelector.holds(compounds[index], node, tree) else { return false }
    guard index < combinators.count else { return true }
    let combinator = combinators[index]
    let goesUp = combinator == .descendant || combinator == .child
    var at = goesUp ? StyleSelector.parent(node, tree) : StyleSelector.previous(node, tree)
    while let other = at {
      if matches(other, index + 1, tree, &steps) { return true }
      if combinator == .child || combinator == .next || steps <= 0 { return false }
      at = goesUp ? StyleSelector.parent(other, tree) : StyleSelector.previous(other, tree)
    }
    return false
  }

  private static func parent(_ node: HTMLTree.Node, _ tree: HTMLTree) -> HTMLTree.Node? {
    let parent = tree.parent(node)
    return parent == HTMLTree.none || tree.kind(parent) != .element ? nil : parent
  }

  private static func previous(_ node: HTMLTree.Node, _ tree: HTMLTree) -> HTMLTree.Node? {
    var at = tree.previous(node)
    while at != HTMLTree.none, tree.kind(at) != .element { at = tree.previous(at) }
    return at == HTMLTree.none ? nil : at
  }

  static func holds(_ compound: Compound, _ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    if let tag = compound.tag, tag != tree.name(node) { return false }
    if let id = compound.id, id != tree.attribute(node, .id) { return false }
    if !compound.classes.isEmpty {
      guard let classes = tree.attribute(node, .class) else { return false }
      let words = classes.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" })
      guard compound.classes.allSatisfy({ name in words.contains { $0 == name } }) else { return false }
    }
    return compound.conditions.allSatisfy { $0.holds(node, tree) }
  }

  struct Scanner {
    var bytes: [UInt8]
    var index = 0
    var isPartial = false
    /// Inside the parentheses of a pseudo-class.
    var depth = 0

    var isAtEnd: Bool { index >= bytes.count }

    mutating func combinator() -> Combinator? {
      let start = index
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      guard index < bytes.count else { return nil }
      let found: Combinator?
      switch bytes[index] {
      case 0x3E: found = .child
      case 0x2B: found = .next
      case 0x7E: found = .later
      default: return index > start ? .descendant : nil
      }
      index += 1
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      return found
    }

    mutating func name() -> String? {
      let start = index
      while index < bytes.count {
        let byte = bytes[index]
        guard byte == 0x2D || byte == 0x5F || byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        else { break }
        index += 1
      }
      return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
    }

    mutating func compound(_ specificity: inout Int) -> Compound? {
      var compound = Compound()
      let start = index
      if index < bytes.count, bytes[index] == 0x2A {
        index += 1
      } else if let tag = name() {
        compound.tag = tag.lowercased()
        specificity += 1
      }
      while index < bytes.count {
        let kind = bytes[index]
        guard kind == 0x2E || kind == 0x23 || kind == 0x3A || kind == 0x5B else { break }
        index += 1
        if kind == 0x5B {
          guard let condition = attributeCondition() else { return nil }
          compound.conditions.append(condition)
          specificity += 100
          continue
        }
        guard let name = name() else { return nil }
        specificity += kind == 0x23 ? 10_000 : 100
        switch kind {
        case 0x2E: compound.classes.append(name)
        case 0x23:
          if let other = compound.id, other != name { return nil }
          compound.id = name
        default:
          guard let condition = pseudoClass(name.lowercased()) else {
            isPartial = true
            continue
          }
          compound.conditions.append(condition)
        }
      }
      return index > start ? compound : nil
    }
  }
}
