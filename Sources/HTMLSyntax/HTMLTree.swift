/// The tree of a page, as values in one arena: a node is a number, and its neighbours are found by number.
///
/// Nothing here recurses, so that depth costs no stack, and the whole tree is freed at once.
public struct HTMLTree: Sendable {
  public typealias Node = Int32
  public static let none: Node = -1

  public enum Kind: UInt8, Sendable { case document, element, text, comment, doctype }
  public enum Namespace: UInt8, Sendable { case html, svg, math }

  /// In ``attributeBytes``: a name in lower case, and its value behind it.
  struct Attribute: Sendable {
    var start: Int32
    var valueStart: Int32
    var end: Int32
  }

  struct Record: Sendable {
    var kind: Kind
    var tag: HTMLTag = .unknown
    var namespace: Namespace = .html
    var parent: Node = HTMLTree.none
    var firstChild: Node = HTMLTree.none
    var lastChild: Node = HTMLTree.none
    var next: Node = HTMLTree.none
    var previous: Node = HTMLTree.none
    /// In `texts`: the characters of a text or comment, the name of an unknown element.
    var textStart: Int32 = 0
    var textEnd: Int32 = 0
    var attributes: Int32 = 0
    var attributesEnd: Int32 = 0
    /// Where it stood in the source.
    var offset: Int32 = 0
  }

  var records: [Record] = []
  var texts: [UInt8] = []
  var attributePool: [Attribute] = []
  var attributeBytes: [UInt8] = []
  /// The document had no doctype, or an old one.
  public internal(set) var isQuirky = false
  /// A tag that the end of the file cut off, which a browser drops.
  public internal(set) var unfinishedTag: Range<Int>?

  public static let document: Node = 0

  public var count: Int { records.count }
  public func kind(_ node: Node) -> Kind { records[Int(node)].kind }
  public func tag(_ node: Node) -> HTMLTag { records[Int(node)].tag }
  public func namespace(_ node: Node) -> Namespace { records[Int(node)].namespace }
  public func parent(_ node: Node) -> Node { records[Int(node)].parent }
  public func firstChild(_ node: Node) -> Node { records[Int(node)].firstChild }
  public func lastChild(_ node: Node) -> Node { records[Int(node)].lastChild }
  public func next(_ node: Node) -> Node { records[Int(node)].next }
  public func previous(_ node: Node) -> Node { records[Int(node)].previous }
  /// Offset in the source bytes.
  public func offset(_ node: Node) -> Int { Int(records[Int(node)].offset) }

  public func name(_ node: Node) -> String {
    let record = records[Int(node)]
    if record.tag != .unknown { return record.tag.name }
    return String(decoding: texts[Int(record.textStart)..<Int(record.textEnd)], as: UTF8.self)
  }

  /// The characters of a text or comment node.
  public func bytes(_ node: Node) -> ArraySlice<UInt8> {
    let record = records[Int(node)]
    return texts[Int(record.textStart)..<Int(record.textEnd)]
  }

  public func attribute(_ node: Node, _ name: String) -> String? {
    attributeBytes(node, name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value of an attribute as it stands in the tree's own bytes.
  public func attributeBytes(_ node: Node, _ name: String) -> ArraySlice<UInt8>? {
    let record = records[Int(node)]
    guard record.attributes < record.attributesEnd else { return nil }
    guard let index = attribute(name, among: Int(record.attributes)..<Int(record.attributesEnd)) else { return nil }
    return value(attributePool[index])
  }

  func name(_ attribute: Attribute) -> ArraySlice<UInt8> { attributeBytes[Int(attribute.start)..<Int(attribute.valueStart)] }
  func value(_ attribute: Attribute) -> ArraySlice<UInt8> { attributeBytes[Int(attribute.valueStart)..<Int(attribute.end)] }

  /// The attribute of that name in a part of the pool.
  func attribute(_ name: String, among range: Range<Int>) -> Int? {
    let wanted = name.utf8
    let count = wanted.count
    for index in range {
      let attribute = attributePool[index]
      guard Int(attribute.valueStart - attribute.start) == count else { continue }
      var place = Int(attribute.start)
      var isSame = true
      for byte in wanted {
        if attributeBytes[place] != byte {
          isSame = false
          break
        }
        place += 1
      }
      if isSame { return index }
    }
    return nil
  }

  /// The same, by bytes that already stand in the pool.
  func attribute(named other: Attribute, among range: Range<Int>) -> Int? {
    range.first { name(attributePool[$0]).elementsEqual(name(other)) }
  }

  /// Whether two elements have the same attributes in the same order.
  func haveSameAttributes(_ a: Node, _ b: Node) -> Bool {
    let (x, y) = (records[Int(a)], records[Int(b)])
    let count = x.attributesEnd - x.attributes
    guard count == y.attributesEnd - y.attributes else { return false }
    for offset in 0..<count {
      let (one, other) = (attributePool[Int(x.attributes + offset)], attributePool[Int(y.attributes + offset)])
      guard one.end - one.start == other.end - other.start, one.valueStart - one.start == other.valueStart - other.start,
        name(one).elementsEqual(name(other)), value(one).elementsEqual(value(other))
      else { return false }
    }
    return true
  }

  /// Takes the attributes from one on back, bytes and all.
  mutating func removeAttributes(from first: Int) {
    guard first < attributePool.count else { return }
    attributeBytes.removeLast(attributeBytes.count - Int(attributePool[first].start))
    attributePool.removeLast(attributePool.count - first)
  }

  public func children(_ node: Node) -> Children { Children(tree: self, node: firstChild(node)) }

  public struct Children: Sequence, IteratorProtocol {
    let tree: HTMLTree
    var node: Node
    public mutating func next() -> Node? {
      guard node != HTMLTree.none else { return nil }
      defer { node = tree.next(node) }
      return node
    }
  }

  /// The text inside a node; once there is enough, in bytes, what comes behind is left out.
  public func text(of node: Node, enough: Int) -> String {
    var out: [UInt8] = []
    var at = following(node, within: node)
    while at != HTMLTree.none, out.count < enough {
      if kind(at) == .text { out += bytes(at) }
      at = following(at, within: node)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The node after this one in document order, within `root`; `none` at the end.
  public func following(_ node: Node, within root: Node, skippingChildren: Bool = false) -> Node {
    if !skippingChildren, firstChild(node) != HTMLTree.none { return firstChild(node) }
    var at = node
    while at != root, at != HTMLTree.none {
      if next(at) != HTMLTree.none { return next(at) }
      at = parent(at)
    }
    return HTMLTree.none
  }

  /// The first element of that tag within `root`, in document order.
  public func first(_ tag: HTMLTag, within root: Node = 0) -> Node? {
    var node = following(root, within: root)
    while node != HTMLTree.none {
      if kind(node) == .element, self.tag(node) == tag { return node }
      node = following(node, within: root)
    }
    return nil
  }

  // MARK: Building

  mutating func append(_ child: Node, to parent: Node) {
    let last = records[Int(parent)].lastChild
    records[Int(child)].parent = parent
    records[Int(child)].previous = last
    records[Int(child)].next = HTMLTree.none
    if last == HTMLTree.none { records[Int(parent)].firstChild = child } else { records[Int(last)].next = child }
    records[Int(parent)].lastChild = child
  }

  mutating func insert(_ child: Node, before sibling: Node) {
    let parent = records[Int(sibling)].parent
    let previous = records[Int(sibling)].previous
    records[Int(child)].parent = parent
    records[Int(child)].previous = previous
    records[Int(child)].next = sibling
    records[Int(sibling)].previous = child
    if previous == HTMLTree.none {
      if parent != HTMLTree.none { records[Int(parent)].firstChild = child }
    } else {
      records[Int(previous)].next = child
    }
  }

  mutating func detach(_ node: Node) {
    let record = records[Int(node)]
    guard record.parent != HTMLTree.none else { return }
    if record.previous == HTMLTree.none {
      records[Int(record.parent)].firstChild = record.next
    } else {
      records[Int(record.previous)].next = record.next
    }
    if record.next == HTMLTree.none {
      records[Int(record.parent)].lastChild = record.previous
    } else {
      records[Int(record.next)].previous = record.previous
    }
    records[Int(node)].parent = HTMLTree.none
    records[Int(node)].previous = HTMLTree.none
    records[Int(node)].next = HTMLTree.none
  }
}
