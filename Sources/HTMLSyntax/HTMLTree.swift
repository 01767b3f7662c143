/// The tree of a page, as values in one arena: a node is a number, and its neighbours are found by number.
///
/// Nothing here recurses, so that depth costs no stack, and the whole tree is freed at once.
public struct HTMLTree: Sendable {
  public typealias Node = Int32
  @inlinable public static var none: Node { -1 }

  public enum Kind: UInt8, Sendable { case document, element, text, comment, doctype }
  public enum Namespace: UInt8, Sendable { case html, svg, math }

  /// Where an attribute stands in the source. The name is known by its bytes in lower case, the value unless it had references.
  struct Attribute: Sendable {
    /// A name of up to eight bytes, in lower case; nought for a longer one.
    var key: UInt64
    var nameStart: Int32
    var nameEnd: Int32
    /// In the source; below nought it is the complement of a place in ``HTMLTree/attributeBytes``.
    var valueStart: Int32
    var valueEnd: Int32
  }

  @usableFromInline
  struct Record: Sendable {
    @usableFromInline var kind: Kind
    @usableFromInline var tag: HTMLTag = .unknown
    @usableFromInline var namespace: Namespace = .html
    /// Its characters stand in the source as they are read.
    @usableFromInline var isInSource = true
    @usableFromInline var parent: Node = HTMLTree.none
    @usableFromInline var firstChild: Node = HTMLTree.none
    @usableFromInline var lastChild: Node = HTMLTree.none
    @usableFromInline var next: Node = HTMLTree.none
    @usableFromInline var previous: Node = HTMLTree.none
    /// In the source, or in `texts`: the characters of a text or comment, the name of an unknown element.
    @usableFromInline var textStart: Int32 = 0
    @usableFromInline var textEnd: Int32 = 0
    @usableFromInline var attributes: Int32 = 0
    @usableFromInline var attributesEnd: Int32 = 0
    /// Where it stood in the source.
    @usableFromInline var offset: Int32 = 0
  }

  @usableFromInline var records: [Record] = []
  /// The bytes of the page.
  @usableFromInline var source: [UInt8] = []
  /// Characters that the source writes otherwise: with references, or in several pieces.
  @usableFromInline var texts: [UInt8] = []
  var attributePool: [Attribute] = []
  /// Values with references.
  var attributeBytes: [UInt8] = []
  /// The document had no doctype, or an old one.
  public internal(set) var isQuirky = false
  /// A tag that the end of the file cut off, which a browser drops.
  public internal(set) var unfinishedTag: Range<Int>?

  @inlinable public static var document: Node { 0 }

  @inlinable public var count: Int { records.count }
  @inlinable public func kind(_ node: Node) -> Kind { records[Int(node)].kind }
  @inlinable public func tag(_ node: Node) -> HTMLTag { records[Int(node)].tag }
  @inlinable public func namespace(_ node: Node) -> Namespace { records[Int(node)].namespace }
  @inlinable public func parent(_ node: Node) -> Node { records[Int(node)].parent }
  @inlinable public func firstChild(_ node: Node) -> Node { records[Int(node)].firstChild }
  @inlinable public func lastChild(_ node: Node) -> Node { records[Int(node)].lastChild }
  @inlinable public func next(_ node: Node) -> Node { records[Int(node)].next }
  @inlinable public func previous(_ node: Node) -> Node { records[Int(node)].previous }
  /// Offset in the source bytes.
  @inlinable public func offset(_ node: Node) -> Int { Int(records[Int(node)].offset) }

  public func name(_ node: Node) -> String {
    let record = records[Int(node)]
    if record.tag != .unknown { return record.tag.name }
    return String(decoding: bytes(node), as: UTF8.self)
  }

  /// The characters of a text or comment node.
  @inlinable
  public func bytes(_ node: Node) -> ArraySlice<UInt8> {
    let record = records[Int(node)]
    let range = Int(record.textStart)..<Int(record.textEnd)
    return record.isInSource ? source[range] : texts[range]
  }

  public func attribute(_ node: Node, _ name: HTMLAttributeName) -> String? {
    attributeBytes(node, name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value of any attribute, by its name in small letters.
  public func attribute(_ node: Node, named name: String) -> String? {
    let record = records[Int(node)]
    for index in Int(record.attributes)..<Int(record.attributesEnd) {
      let attribute = attributePool[index]
      let own = source[Int(attribute.nameStart)..<Int(attribute.nameEnd)]
      if own.count == name.utf8.count, own.elementsEqual(name.utf8, by: { HTMLTree.small($0) == $1 }) {
        return String(decoding: value(attribute), as: UTF8.self)
      }
    }
    return nil
  }

  /// Whether an element has an attribute, whatever its value.
  public func hasAttribute(_ node: Node, _ name: HTMLAttributeName) -> Bool {
    let record = records[Int(node)]
    return attribute(name, among: Int(record.attributes)..<Int(record.attributesEnd)) != nil
  }

  /// The value of an attribute as it stands in the source or in the tree's own bytes.
  public func attributeBytes(_ node: Node, _ name: HTMLAttributeName) -> ArraySlice<UInt8>? {
    let record = records[Int(node)]
    guard let index = attribute(name, among: Int(record.attributes)..<Int(record.attributesEnd)) else { return nil }
    return value(attributePool[index])
  }

  func value(_ attribute: Attribute) -> ArraySlice<UInt8> {
    attribute.valueStart >= 0
      ? source[Int(attribute.valueStart)..<Int(attribute.valueEnd)] : attributeBytes[Int(~attribute.valueStart)..<Int(attribute.valueEnd)]
  }

  /// The attribute of that name in a part of the pool.
  func attribute(_ name: HTMLAttributeName, among range: Range<Int>) -> Int? {
    let key = name.rawValue
    for index in range where attributePool[index].key == key { return index }
    return nil
  }

  /// The same, by the name of another one.
  func attribute(named other: Attribute, among range: Range<Int>) -> Int? {
    for index in range where haveSameName(attributePool[index], other) { return index }
    return nil
  }

  private func haveSameName(_ one: Attribute, _ other: Attribute) -> Bool {
    guard one.key == other.key else { return false }
    return one.key != 0 || hasName(Int(one.nameStart)..<Int(one.nameEnd), as: Int(other.nameStart)..<Int(other.nameEnd))
  }

  /// Whether two pieces of the source are the same name, capitals or not.
  func hasName(_ one: Range<Int>, as other: Range<Int>) -> Bool {
    guard one.count == other.count else { return false }
    for offset in 0..<one.count
    where HTMLTree.small(source[one.lowerBound + offset]) != HTMLTree.small(source[other.lowerBound + offset]) { return false }
    return true
  }

  /// A capital as a small letter.
  @inline(__always)
  static func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// Whether two elements have the same attributes in the same order.
  func haveSameAttributes(_ a: Node, _ b: Node) -> Bool {
    let (x, y) = (records[Int(a)], records[Int(b)])
    let count = x.attributesEnd - x.attributes
    guard count == y.attributesEnd - y.attributes else { return false }
    for offset in 0..<count {
      let (one, other) = (attributePool[Int(x.attributes + offset)], attributePool[Int(y.attributes + offset)])
      guard haveSameName(one, other), value(one).elementsEqual(value(other)) else { return false }
    }
    return true
  }

  /// Takes the attributes from one on back.
  mutating func removeAttributes(from first: Int) {
    guard first < attributePool.count else { return }
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
  @inlinable
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
