/// Where an element stands in a tree: a number that costs nothing to keep or hand on. It means something only to elements of that tree.
///
/// Readers look properties up in this way (`p.value(of: .pStyle, in: p.place(of: .pPr))`); what is looked up in nothing is nothing.
public struct MarkupPlace: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let index: Int32

  @inlinable init(_ index: Int32) { self.index = index }

  /// No element.
  @inlinable public static var none: MarkupPlace { MarkupPlace(-1) }

  @inlinable public var isNone: Bool { index < 0 }
}

extension MarkupElement {
  @inlinable public var place: MarkupPlace { MarkupPlace(index) }

  /// The first child of a known name.
  @inlinable public func place(of name: MarkupName) -> MarkupPlace { MarkupPlace(storage.firstChild(of: index, name)) }

  /// The first child of a known name of another element of this tree.
  @inlinable public func place(of name: MarkupName, in parent: MarkupPlace) -> MarkupPlace {
    parent.isNone ? .none : MarkupPlace(storage.firstChild(of: parent.index, name))
  }

  /// The first of two names that has a child.
  @inlinable public func place(of name: MarkupName, or other: MarkupName, in parent: MarkupPlace) -> MarkupPlace {
    let first = place(of: name, in: parent)
    return first.isNone ? place(of: other, in: parent) : first
  }

  /// An attribute of another element of this tree.
  @inlinable public func value(_ attribute: MarkupName, at place: MarkupPlace) -> String? {
    place.isNone ? nil : storage.value(of: attribute, at: place.index)
  }

  /// The `w:val` of the first child of a known name of another element of this tree.
  @inlinable public func value(of name: MarkupName, in parent: MarkupPlace) -> String? { value(.val, at: place(of: name, in: parent)) }

  /// The element that stands there; `nil` for none.
  @inlinable public func element(at place: MarkupPlace) -> MarkupElement? {
    place.isNone ? nil : MarkupElement(storage: storage, index: place.index)
  }

  /// Whether an element of this tree has a child of one of the names.
  public func hasChild(of place: MarkupPlace, where isWanted: (MarkupName) -> Bool) -> Bool {
    guard !place.isNone else { return false }
    var cursor = place.index + 1
    let end = storage.nodes[Int(place.index)].end
    while cursor < end {
      let name = storage.nodes[Int(cursor)].name
      if name >= 0, isWanted(storage.tags[Int(name)]) { return true }
      cursor = storage.nodes[Int(cursor)].end
    }
    return false
  }

  /// Hands out the elements right inside, in order.
  @inlinable @inline(__always) public func forEachChild<Failure: Error>(
    _ body: (MarkupElement) throws(Failure) -> Void
  ) throws(Failure) {
    var cursor = index + 1
    let end = storage.nodes[Int(index)].end
    while cursor < end {
      let current = cursor
      cursor = storage.nodes[Int(current)].end
      if storage.nodes[Int(current)].name >= 0 { try body(MarkupElement(storage: storage, index: current)) }
    }
  }
}
