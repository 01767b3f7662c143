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
  public var nodeCount: Int { storage.nodes.count - 1 }

  @usableFromInline struct Node: BitwiseCopyable, Sendable {
    /// A number of ``MarkupVocabulary``, or one above them for a name of this tree alone; -1 for text.
    @usableFromInline var name: Int32
    /// The first node that is no longer inside this one: nodes stand in document order.
    @usableFromInline var end: Int32
    /// Attributes of an element, a range of `attributes`.
    @usableFromInline var attributesStart: Int32
    @usableFromInline var attributeCount: UInt16 = 0
    /// Whether there is text right inside.
    @usableFromInline var holdsText = false
    /// Where the text inside begins in `text`. It ends where that of the first node behind begins.
    @usableFromInline var textStart: Int32
  }

  /// Where an element stands in the source, for those who ask (``Options/keepsPlaces``).
  struct Place: BitwiseCopyable, Sendable {
    var line: Int32
    /// How many start tags of the document stand before it, those included that are passed over.
    var startTag: Int32
  }

  @usableFromInline struct Attribute: BitwiseCopyable, Sendable {
    @usableFromInline var name: Int32
    /// A range of `values`.
    @usableFromInline var start: Int32
    @usableFromInline var end: Int32
  }

  /// Never changed after parsing.
  @usableFromInline final class Storage: Sendable {
    /// The last one is no node but the end of the text.
    @usableFromInline let nodes: Arena<Node>
    /// By node; empty where nobody asks.
    let places: Arena<Place>
    @usableFromInline let attributes: Arena<Attribute>
    @usableFromInline let text: [UInt8]
    @usableFromInline let values: [UInt8]
    /// By number: the known names, then those of this tree.
    @usableFromInline let tags: [MarkupName]
    /// The spelling of the names of this tree alone.
    let ownNames: [String]
    /// By number: whether a known name is there.
    @usableFromInline let mentioned: [Bool]
    let encoding: String?

    init(
      nodes: consuming Arena<Node>, places: consuming Arena<Place>, attributes: consuming Arena<Attribute>, text: [UInt8], values: [UInt8],
      tags: [MarkupName],
      ownNames: [String], mentioned: [Bool],
      encoding: String?
    ) {
      self.nodes = nodes
      self.places = places
      self.attributes = attributes
      self.text = text
      self.values = values
      self.tags = tags
      self.ownNames = ownNames
      self.mentioned = mentioned
      self.encoding = encoding
    }
  }
}

/// An element of a ``MarkupTree``: a small view, to be passed by value.
public struct MarkupElement: Sendable {
  @usableFromInline let storage: MarkupTree.Storage
  @usableFromInline let index: Int32

  @inlinable init(storage: MarkupTree.Storage, index: Int32) {
    self.storage = storage
    self.index = index
  }

  @inlinable var node: MarkupTree.Node { storage.nodes[Int(index)] }

  /// What it is called, where that is one of the known names.
  @inlinable public var tag: MarkupName { storage.tags[Int(storage.nodes[Int(index)].name)] }

  /// `w:p`; `{uri}local` in a namespace without a fixed prefix; `local` in none.
  public var name: String { storage.spelling(node.name) }

  /// The line on which the start tag ends, counted from 1; 0 in a tree that keeps no places.
  public var line: Int { storage.places.count > Int(index) ? Int(storage.places[Int(index)].line) : 0 }

  /// A number that is the same for the same element of the same tree, and grows in document order.
  public var position: Int { Int(index) }

  /// The value of an attribute: `element["id"]`, which is in no namespace, or `element["w:val"]`.
  public subscript(_ attribute: String) -> String? {
    for i in storage.attributes(of: node) where storage.spelling(storage.attributes[i].name) == attribute {
      return storage.value(storage.attributes[i])
    }
    return nil
  }

  /// The value of an attribute of a known name: `element[.val]`.
  @inlinable public subscript(_ attribute: MarkupName) -> String? { storage.value(of: attribute, at: index) }

  public var attributes: [(name: String, value: String)] {
    storage.attributes(of: node).map { i in
      let attribute = storage.attributes[i]
      return (storage.spelling(attribute.name), storage.value(attribute))
    }
  }

  /// The elements right inside, in order.
  @inlinable public var children: Elements { Elements(inside: self, goesDeeper: false) }

  /// The elements and the text right inside, in order.
  public var nodes: Nodes { Nodes(storage: storage, cursor: index + 1, end: node.end) }

  /// The first child of this name.
  public func first(_ name: String) -> MarkupElement? {
    for child in children where child.name == name { return child }
    return nil
  }

  /// The first child of a known name.
  @inlinable public func first(_ name: MarkupName) -> MarkupElement? {
    let index = storage.firstChild(of: self.index, name)
    return index < 0 ? nil : MarkupElement(storage: storage, index: index)
  }

  /// Whether there is a child of a known name.
  @inlinable public func has(_ name: MarkupName) -> Bool { storage.firstChild(of: index, name) >= 0 }

  /// The `w:val` of the first child of a known name.
  @inlinable public func value(of name: MarkupName) -> String? { value(.val, at: place(of: name)) }

  public func all(_ name: String) -> [MarkupElement] { children.filter { $0.name == name } }

  public func all(_ name: MarkupName) -> [MarkupElement] { children.filter { $0.tag == name } }

  /// Whether there is an element of this name at any depth inside.
  public func contains(_ name: String) -> Bool { descendants.contains { $0.name == name } }

  /// Whether there is an element of a known name at any depth inside.
  public func contains(_ name: MarkupName) -> Bool { mentions(name) && descendants.contains { $0.tag == name } }

  /// Whether any element or attribute of the whole document has this name: quick, and a reason to look no further.
  @inlinable public func mentions(_ name: MarkupName) -> Bool { storage.mentions(name) }

  /// All elements inside at any depth, in document order.
  @inlinable public var descendants: Elements { Elements(inside: self, goesDeeper: true) }

  /// All text inside, at any depth.
  public var text: String { String(decoding: textBytes, as: UTF8.self) }

  /// All text inside, at any depth, as UTF-8.
  public var textBytes: ArraySlice<UInt8> {
    storage.text[storage.textRange(of: index)]
  }

  /// Whether there is any text inside, at any depth.
  @inlinable public var hasText: Bool { !storage.textRange(of: index).isEmpty }

  /// Whether there is text right inside this element.
  @inlinable public var hasOwnText: Bool { storage.nodes[Int(index)].holdsText }

  /// The text right inside this element and in none of its children, run by run, as UTF-8.
  public func forEachOwnText(_ body: (ArraySlice<UInt8>) -> Void) {
    guard hasOwnText else { return }
    var cursor = index + 1
    let end = node.end
    while cursor < end {
      let child = cursor
      cursor = storage.nodes[Int(child)].end
      if storage.nodes[Int(child)].name < 0 { body(storage.text[storage.textRange(of: child)]) }
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

  @usableFromInline func value(of attribute: MarkupName, at index: Int32) -> String? {
    for i in attributes(of: nodes[Int(index)]) where tags[Int(attributes[i].name)] == attribute { return value(attributes[i]) }
    return nil
  }

  func attributes(of node: MarkupTree.Node) -> Range<Int> {
    Int(node.attributesStart)..<Int(node.attributesStart) + Int(node.attributeCount)
  }

  func spelling(_ name: Int32) -> String {
    let known = MarkupVocabulary.shared.spellings
    return Int(name) < known.count ? known[Int(name)] : ownNames[Int(name) - known.count]
  }

  /// The text inside a node.
  @inlinable func textRange(of index: Int32) -> Range<Int> {
    let node = nodes[Int(index)]
    return Int(node.textStart)..<Int(nodes[Int(node.end)].textStart)
  }

  /// The index of the first child of a known name; -1 for none.
  @usableFromInline func firstChild(of parent: Int32, _ name: MarkupName) -> Int32 {
    var cursor = parent + 1
    let end = nodes[Int(parent)].end
    while cursor < end {
      let number = nodes[Int(cursor)].name
      if number >= 0, tags[Int(number)] == name { return cursor }
      cursor = nodes[Int(cursor)].end
    }
    return -1
  }

  @usableFromInline func mentions(_ name: MarkupName) -> Bool {
    mentioned[MarkupVocabulary.shared.number(of: name)]
  }
}

extension MarkupElement {
  /// The elements inside of one, in document order: right inside, or at any depth.
  public struct Elements: Sequence, IteratorProtocol, Sendable {
    @usableFromInline let storage: MarkupTree.Storage
    @usableFromInline var cursor: Int32
    @usableFromInline let end: Int32
    @usableFromInline let goesDeeper: Bool

    @inlinable init(inside element: MarkupElement, goesDeeper: Bool) {
      storage = element.storage
      cursor = element.index + 1
      end = element.storage.nodes[Int(element.index)].end
      self.goesDeeper = goesDeeper
    }

    @inlinable public mutating func next() -> MarkupElement? {
      while cursor < end {
        let current = cursor
        cursor = goesDeeper ? current + 1 : storage.nodes[Int(current)].end
        if storage.nodes[Int(current)].name >= 0 { return MarkupElement(storage: storage, index: current) }
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
      return .text(String(decoding: storage.text[storage.textRange(of: current)], as: UTF8.self))
    }
  }
}
