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

  /// Fetches the parts whose relationships are of the kinds that carry content.
  mutating func load(
    for root: MarkupElement, _ relationships: [String: OfficePackage.Relationship], _ package: inout OfficePackage
  ) {
    parts = [:]
    // In one order, since a limit on all parts together is met by the one that comes last.
    for (id, relationship) in relationships.sorted(by: { $0.key < $1.key }) where !relationship.isExternal {
      switch relationship.type {
      case "aFChunk", "package", "oleObject", "diagramData": break
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

  subscript(id: String) -> Result<Part, Refusal>? { parts[id] }
}
