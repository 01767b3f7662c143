import Diagnostics
import OfficePackaging
import SafeXML

/// The bytes and roots of parts that stories refer to (chunks, embedded files, diagrams), fetched before a story is read.
///
/// The readers of stories are so free of the package, which is the owner of a C handle.
struct PartSource {
  struct Part {
    var name: String
    var contentType: String?
    var bytes: [UInt8]
  }

  private var parts: [String: Result<Part, Refusal>] = [:]
  /// Elements of the data stores of the package: their local names, and the texts of each.
  private var stored: [Substring: Set<String>] = [:]

  /// Fetches the parts whose relationships are of the kinds that carry content.
  mutating func load(
    for root: MarkupElement, _ relationships: [String: OfficePackage.Relationship], _ package: inout OfficePackage
  ) {
    parts = [:]
    // In one order, since a limit on all parts together is met by the one that comes last.
    for (id, relationship) in relationships.sorted(by: { $0.key < $1.key }) where !relationship.isExternal {
      switch relationship.type {
      case "aFChunk", "package", "oleObject", "diagramData": break
      case "customXml":
        if root.mentions(.sdtPr), let store = try? package.root(relationship.target) { keep(store) }
        continue
      default: continue
      }
      do {
        if let bytes = try package.bytes(relationship.target) {
          parts[id] = .success(
            Part(
              name: relationship.target, contentType: package.contentType(of: relationship.target), bytes: bytes))
        }
      } catch {
        parts[id] = .failure(error)
      }
    }
  }

  private mutating func keep(_ store: MarkupElement) {
    for element in store.descendants where stored.count < 10_000 && !element.children.contains(where: { _ in true }) {
      stored[Self.localName(element.name[...]), default: []].insert(Self.trimmed(element.text))
    }
  }

  /// Whether a control is bound to an element of a data store that holds another text: Word then shows that one.
  /// Source: ISO/IEC 29500-1:2016 §17.5.2.6, dataBinding.
  func contradicts(_ binding: MarkupElement, _ text: String) -> Bool {
    guard let path = binding["w:xpath"], let step = path.split(separator: "/").last else { return false }
    guard let texts = stored[Self.localName(step.prefix { $0 != "[" })] else { return false }
    return texts != [Self.trimmed(text)]
  }

  private static func localName(_ name: Substring) -> Substring {
    name.lastIndex { $0 == ":" || $0 == "}" || $0 == "@" }.map { name[name.index(after: $0)...] } ?? name
  }

  private static func trimmed(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  subscript(id: String) -> Result<Part, Refusal>? { parts[id] }
}
