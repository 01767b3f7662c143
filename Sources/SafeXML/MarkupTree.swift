/// An XML document as values: all nodes in one arena, all text in one buffer, in document order.
///
/// Cheap to pass around (one reference) and immutable. Names are folded to fixed prefixes (``NamespacePrefixes``).
public struct MarkupTree: Sendable {
  let storage: Storage

  /// The root element.
  public var root: MarkupElement { MarkupElement(storage: storage, index: 0) }

  /// The encoding that the XML declaration or the byte order mark named, in lower case, where there was one.
  public var encoding: String? { storage.encoding }

  /// All character data of the document, in document order, as UTF-8.
  public var allText: ArraySlice<UInt8> { storage.text[...] }

  /// How many nodes (elements and runs of text) there are.
  public var nodeCount: Int { storage.nodes.count }

  struct Node {
    /// Index into `names`; -1 for text.
    var name: Int32
    /// The first node that is no longer inside this one: nodes stand in document order.
    var end: Int32
    /// Attributes of an element, a range of `attributes`.
    var attributesStart: Int32
    var attributesEnd: Int32
    /// The text inside, a range of `text`.
    var textStart: Int32
    var textEnd: Int32
    var line: Int32
    /// How many start tags of the document stand before an element, those included that are passed over.
    var startTag: Int32
  }

  struct Attribute {
    var name: Int32
    /// A range of `values`.
    var start: Int32
    var end: Int32
  }

  /// Never changed after parsing.
  final class Storage: Sendable {
    let nodes: [Node]
    let attributes: [Attribute]
    let text: [UInt8]
    let values: [UInt8]
    let names: [String]
    let nameIDs: [String: Int32]
    let encoding: String?

    init(
      nodes: [Node], attributes: [Attribute], text: [UInt8], values: [UInt8], names: [String],
      nameIDs: [String: Int32], encoding: String?
    ) {
      self.nodes = nodes
      self.attributes = attributes
      self.text = text
      self.values = values
      self.names = names
      self.nameIDs = nameIDs
      self.encoding = encoding
    }
  }
}

/// An element of a ``MarkupTree``: a small view, to be passed by value.
public struct MarkupElement: Sendable {
  let storage: MarkupTree.Storage
  let index: Int32

  private var node: MarkupTree.Node { storage.nodes[Int(index)] }

  /// `w:p`; `{uri}local` in a namespace without a fixed prefix; `local` in none.
  public var name: String { storage.names[Int(node.name)] }

  /// The line on which the start tag ends, counted from 1.
  public var line: Int { Int(node.line) }

  /// A number that is the same for the same element of the same tree, and grows in document order.
  public var position: Int { Int(index) }

  /// The value of an attribute: `element["w:val"]`. Attributes without a prefix are in no namespace: `element["id"]`.
  public subscript(_ attribute: String) -> String? {
    let node = node
    for i in Int(node.attributesStart)..<Int(node.attributesEnd)
    where storage.names[Int(storage.attributes[i].name)] == attribute {
      return storage.value(storage.attributes[i])
    }
    return nil
  }

  public var attributes: [(name: String, value: String)] {
    let node = node
    return (Int(node.attributesStart)..<Int(node.attributesEnd)).map { i in
      let attribute = storage.attributes[i]
      return (storage.names[Int(attribute.name)], storage.value(attribute))
    }
  }

  /// The elements right inside, in order.
  public var children: Children { Children(storage: storage, cursor: index + 1, end: node.end) }

  /// The elements and the text right inside, in order.
  public var nodes: Nodes { Nodes(storage: storage, cursor: index + 1, end: node.end) }

  /// The first child of this name.
  public func first(_ name: String) -> MarkupElement? {
    for child in children where child.name == name { return child }
    return nil
  }

  public func all(_ name: String) -> [MarkupElement] { children.filter { $0.name == name } }

  /// Whether there is an element of this name at any depth inside.
  public func contains(_ name: String) -> Bool { descendants.contains { $0.name == name } }

  /// Whether any element or attribute of the whole document has this name: quick, and a reason to look no further.
  public func mentions(_ name: String) -> Bool { storage.nameIDs[name] != nil }

  /// All elements inside at any depth, in document order.
  public var descendants: Descendants { Descendants(storage: storage, cursor: index + 1, end: node.end) }

  /// All text inside, at any depth.
  public var text: String { String(decoding: textBytes, as: UTF8.self) }

  /// All text inside, at any depth, as UTF-8.
  public var textBytes: ArraySlice<UInt8> {
    let node = node
    return storage.text[Int(node.textStart)..<Int(node.textEnd)]
  }

  /// The text right inside this element and in none of its children, run by run, as UTF-8.
  public func forEachOwnText(_ body: (ArraySlice<UInt8>) -> Void) {
    var cursor = index + 1
    let end = node.end
    while cursor < end {
      let child = storage.nodes[Int(cursor)]
      cursor = child.end
      if child.name < 0 { body(storage.text[Int(child.textStart)..<Int(child.textEnd)]) }
    }
  }

  /// No element and no text inside.
  public var isEmpty: Bool { node.end == index + 1 }
}

public enum MarkupNode: Sendable {
  case element(MarkupElement)
  case text(String)
}

extension MarkupTree.Storage {
  func value(_ attribute: MarkupTree.Attribute) -> String {
    String(decoding: values[Int(attribute.start)..<Int(attribute.end)], as: UTF8.self)
  }
}

extension MarkupElement {
  public struct Children: Sequence, IteratorProtocol, Sendable {
    let storage: MarkupTree.Storage
    var cursor: Int32
    let end: Int32

    public mutating func next() -> MarkupElement? {
      while cursor < end {
        let current = cursor
        let node = storage.nodes[Int(current)]
        cursor = node.end
        if node.name >= 0 { return MarkupElement(storage: storage, index: current) }
      }
      return nil
    }
  }

  public struct Nodes: Sequence, IteratorProtocol, Sendable {
    let storage: MarkupTree.Storage
    var cursor: Int32
    let end: Int32

    public mutating func next() -> MarkupNode? {
      guard cursor < end else { return nil }
      let current = cursor
      let node = storage.nodes[Int(current)]
      cursor = node.end
      if node.name >= 0 { return .element(MarkupElement(storage: storage, index: current)) }
      return .text(String(decoding: storage.text[Int(node.textStart)..<Int(node.textEnd)], as: UTF8.self))
    }
  }

  public struct Descendants: Sequence, IteratorProtocol, Sendable {
    let storage: MarkupTree.Storage
    var cursor: Int32
    let end: Int32

    public mutating func next() -> MarkupElement? {
      while cursor < end {
        let current = cursor
        cursor += 1
        if storage.nodes[Int(current)].name >= 0 { return MarkupElement(storage: storage, index: current) }
      }
      return nil
    }
  }
}
