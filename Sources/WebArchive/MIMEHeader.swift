/// The header of a message or of one of its parts. Source: RFC 5322 §2.2, RFC 2045 §5.
struct MIMEHeader {
  private(set) var fields: [String: String] = [:]
  /// Where the body begins.
  private(set) var bodyStart: Int

  /// Reads fields up to an empty line. Real headers have some dozens of lines.
  init(_ bytes: ArraySlice<UInt8>) {
    var at = bytes.startIndex
    var name: String?
    var lines = 0
    while at < bytes.endIndex, lines < 2000 {
      lines += 1
      let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.endIndex
      var line = bytes[at..<end]
      if line.last == 0x0D { line = line.dropLast() }
      at = min(end + 1, bytes.endIndex)
      guard let first = line.first else { break }
      if first == 0x20 || first == 0x09 {
        if let name { fields[name, default: ""] += " " + Self.trimmed(line) }
        continue
      }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        // No header: the body begins here.
        at = line.startIndex
        break
      }
      let key = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      if fields[key] == nil { fields[key] = Self.trimmed(line[(colon + 1)...]) }
      name = key
    }
    bodyStart = at
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> String {
    var own = line
    while let first = own.first, first == 0x20 || first == 0x09 { own = own.dropFirst() }
    while let last = own.last, last == 0x20 || last == 0x09 { own = own.dropLast() }
    return String(decoding: own, as: UTF8.self)
  }

  /// The type without its parameters, in lower case: `text/html`.
  var contentType: String {
    let type = fields["content-type"] ?? ""
    return type.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
  }

  /// A parameter of the content type: `charset`, `boundary`.
  func parameter(_ wanted: String) -> String? {
    guard let type = fields["content-type"] else { return nil }
    for piece in Self.parameters(type) {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      let key = piece[..<equals].filter { !$0.isWhitespace }.lowercased()
      guard key == wanted else { continue }
      var value = piece[piece.index(after: equals)...].drop { $0.isWhitespace }
      while value.last?.isWhitespace == true { value = value.dropLast() }
      if value.first == "\"" { value = value.dropFirst().prefix { $0 != "\"" } }
      return String(value)
    }
    return nil
  }

  /// The pieces between semicolons outside of quotes.
  private static func parameters(_ text: String) -> [String] {
    var pieces = [""]
    var quoted = false
    for character in text {
      if character == "\"" { quoted.toggle() }
      if character == ";", !quoted { pieces.append("") } else { pieces[pieces.count - 1].append(character) }
    }
    return Array(pieces.dropFirst())
  }
}
