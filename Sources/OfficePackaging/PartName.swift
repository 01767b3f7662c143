/// Names of parts inside a package.
///
/// Source: ISO/IEC 29500-2:2012 §9.1.1 (part names, compared without regard to ASCII case), §9.3.2.2 (targets of
/// relationships are relative to the part that holds them).
public enum PartName {
  /// What two spellings of one name share: no leading slash, slashes forward, `%XX` decoded, ASCII in lower case.
  public static func key(_ name: String) -> String {
    if isKey(name) { return name }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    var view = name.utf8[...]
    while let byte = view.popFirst() {
      switch byte {
      case 0x5C: bytes.append(0x2F)
      case 0x25:  // %
        let digits = view.prefix(2).map { hex($0) }
        if digits.count == 2, let high = digits[0], let low = digits[1] {
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

  /// Whether there is nothing to change.
  private static func isKey(_ name: String) -> Bool {
    name.utf8.first != 0x2F && name.utf8.allSatisfy { $0 != 0x5C && $0 != 0x25 && !(0x41...0x5A).contains($0) }
  }

  /// The name that a target means, seen from the part that holds the relationship (`""` for the package).
  public static func resolve(_ target: String, from source: String) -> String {
    if isPlain(target.utf8), source.isEmpty || isPlain(source.utf8) {
      guard let slash = source.utf8.lastIndex(of: 0x2F) else { return target }
      return "\(source[...slash])\(target)"
    }
    let path = target.utf8.prefix { $0 != 0x23 && $0 != 0x3F }  // # ?
    var steps: [Substring.UTF8View] = []
    if path.first.map(isSlash) != true { steps = Array(source.utf8.split(separator: 0x2F).dropLast()) }
    for step in path.split(whereSeparator: isSlash) {
      if step.elementsEqual(".".utf8) { continue }
      if step.elementsEqual("..".utf8) {
        _ = steps.popLast()
      } else {
        steps.append(step)
      }
    }
    var name: [UInt8] = []
    name.reserveCapacity(target.utf8.count + source.utf8.count)
    for step in steps {
      if !name.isEmpty { name.append(0x2F) }
      name.append(contentsOf: step)
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// Steps that mean themselves: none is empty, none begins with a full stop, and nothing stands behind the path.
  private static func isPlain(_ path: String.UTF8View) -> Bool {
    var last: UInt8 = 0x2F
    for byte in path {
      switch byte {
      case 0x5C, 0x23, 0x3F: return false
      case 0x2F, 0x2E: if last == 0x2F { return false }
      default: break
      }
      last = byte
    }
    return last != 0x2F
  }

  private static func isSlash(_ byte: UInt8) -> Bool { byte == 0x2F || byte == 0x5C }

  /// The part that holds the relationships of a part.
  public static func relationships(of name: String) -> String {
    guard let slash = name.utf8.lastIndex(of: 0x2F) else { return "_rels/\(name).rels" }
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
