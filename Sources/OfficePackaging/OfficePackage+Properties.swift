import SafeXML

extension OfficePackage {
  /// One of the core properties of a document.
  public struct Property: Hashable, Sendable {
    public var name: String
    public var value: String
    /// The part that says so.
    public var part: String
  }

  /// What the package says of its document: title, creator and so on, those that are not empty.
  ///
  /// Source: ISO/IEC 29500-2:2012 §11, core properties.
  public mutating func coreProperties() -> [Property] {
    guard let part = relationships(of: "").first(where: { $0.type == "core-properties" && !$0.isExternal }),
      let root = try? root(part.target)
    else { return [] }
    let names = [
      "dc:title": "title", "dc:subject": "subject", "dc:creator": "creator", "cp:keywords": "keywords",
      "dc:description": "description", "cp:lastModifiedBy": "lastModifiedBy", "dcterms:created": "created",
      "dcterms:modified": "modified",
    ]
    var found: [Property] = []
    for element in root.children {
      guard let name = names[element.name], !element.textBytes.isEmpty else { continue }
      found.append(Property(name: name, value: element.text, part: part.target))
    }
    return found
  }
}
