/// Why bytes are no XML document that we read.
public enum XMLError: Error, Hashable, Sendable {
  /// The parser's own words, and the line where it stopped.
  case malformed(String, line: Int)
  case doctypeNotAllowed
  /// A reference to an entity that XML does not predefine: entities are never substituted.
  case entityReference(String)
  case tooDeep(limit: Int)
  case tooManyAttributes(limit: Int)
  case tooLarge
  case empty
  /// The XML parser could not be set up.
  case outOfMemory
}

extension XMLError: CustomStringConvertible {
  /// In English, for messages that quote the reason.
  public var description: String {
    switch self {
    case .malformed(let reason, let line): "line \(line): \(reason)"
    case .doctypeNotAllowed: "a DOCTYPE is not allowed here"
    case .entityReference(let name): "reference to entity “\(name)”"
    case .tooDeep(let limit): "elements nested deeper than \(limit)"
    case .tooManyAttributes(let limit): "an element with more than \(limit) attributes"
    case .tooLarge: "too large"
    case .empty: "no element"
    case .outOfMemory: "out of memory"
    }
  }
}
