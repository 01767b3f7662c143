extension MarkupElement: CustomDebugStringConvertible {
  /// All that the tree keeps of the element: names, lines, numbers of start tags, attributes and text, nested.
  public var debugDescription: String {
    var out = "<\(name)@\(line)#\(storage.places[Int(index)].startTag)"
    for attribute in attributes { out += " \(attribute.name)=“\(attribute.value)”" }
    out += ">"
    for node in nodes {
      switch node {
      case .element(let child): out += child.debugDescription
      case .text(let text): out += "“\(text)”"
      }
    }
    return out + "</>"
  }
}
