/// Names of parts inside a package.
///
/// Source: ISO/IEC 29500-2:2012 §9.1.1 (part names, compared without regard to ASCII case), §9.3.2.2 (targets of
/// relationships are relative to the part that holds them).
public enum PartName {
  /// What two spellings of one name share: no leading slash, slashes forward, `%XX` decoded, ASCII in lower case.
  public static func key(_ name: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    var view = Array(name.utf8)[...]
    while let byte = view.popFirst() {
      switch byte {
      case 0x5C: bytes.append(0x2F)
      case 0x25:  // %
        if view.count >= 2, let high = hex(view[view.startIndex]), let low = hex(view[view.startIndex + 1]) {
          bytes.append(lower(high << 4 | low))
          view = view.dropFirst(2)
        } else {
          bytes.append(byte)
        }
      default: bytes.append(lower(byte))
      }
    }
    return String(decoding: bytes.drop { $0 == 0x2F }, as: UTF8.self)
  }

  /// The name that a target means, seen from the part that holds the relationship (`""` for the package).
  public static func resolve(_ target: String, from source: String) -> String {
    var path = target[...]
    if let cut = path.firstIndex(where: { $0 == "#" || $0 == "?" }) { path = path[..<cut] }
    var steps: [Substring] = []
    if path.first != "/" && path.first != "\\" {
      steps = source.split(separator: "/").dropLast()
    }
    for step in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      switch step {
      case ".": continue
      case "..": _ = steps.popLast()
      default: steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }

  /// The part that holds the relationships of a part.
  public static func relationships(of name: String) -> String {
    guard let slash = name.lastIndex(of: "/") else { return "_rels/\(name).rels" }
    return "\(name[..<slash])/_rels/\(name[name.index(after: slash)...]).rels"
  }

  private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 32 : byte }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
