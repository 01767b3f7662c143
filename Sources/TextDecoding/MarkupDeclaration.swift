/// The encoding that a page names in itself.
///
/// A meta element (`charset`, or `http-equiv` with `content`) or an XML declaration. Browsers look at 1,024 bytes; pages of content systems
/// put comments and scripts before, so we look further.
///
/// Source: WHATWG HTML §13.2.3.2, prescan a byte stream to determine its encoding.
extension TextDecoding {
  /// The label, as written; `nil` when there is none. It need not be a known one.
  public static func declaredLabel(inMarkup bytes: [UInt8]) -> String? {
    if bytes.count > 3, bytes[0] == 0xFF || bytes[0] == 0xFE { return nil }
    let end = min(bytes.count, 1 << 16)
    var scanner = MarkupScanner(bytes: bytes, end: end)
    return scanner.label()
  }
}

private struct MarkupScanner {
  let bytes: [UInt8]
  let end: Int
  var index = 0

  init(bytes: [UInt8], end: Int) {
    self.bytes = bytes
    self.end = end
  }

  mutating func label() -> String? {
    if let label = xmlDeclaration() { return label }
    while index < end {
      guard bytes[index] == 0x3C else {
        index += 1
        continue
      }
      if matches("<!--") {
        index += 2
        skip(past: "-->")
      } else if matches("<meta"), index + 5 < end, EncodingName.isWhiteSpace(bytes[index + 5]) || bytes[index + 5] == 0x2F {
        index += 5
        if let label = meta() { return label }
      } else if matches("<script") || matches("<style") || matches("<title") {
        let close = matches("<script") ? "</script" : matches("<style") ? "</style" : "</title"
        skipTag()
        skip(past: close)
      } else if matches("<body") {
        return nil
      } else if index + 1 < end, isLetter(bytes[index + 1]) || bytes[index + 1] == 0x2F {
        skipTag()
      } else {
        index += 1
      }
    }
    return nil
  }

  private mutating func xmlDeclaration() -> String? {
    var start = 0
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    while start < end, EncodingName.isWhiteSpace(bytes[start]) { start += 1 }
    index = start
    guard matches("<?xml") else { return nil }
    var at = start
    while at < end, bytes[at] != 0x3E { at += 1 }
    let declaration = String(decoding: bytes[start..<at], as: UTF8.self)
    index = at
    guard let range = find("encoding", in: Array(declaration.utf8)) else { return nil }
    var rest = Array(declaration.utf8)[range...].drop { EncodingName.isWhiteSpace($0) || $0 == 0x3D }
    guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { return nil }
    rest = rest.dropFirst()
    return String(decoding: rest.prefix { $0 != quote }, as: UTF8.self)
  }

  /// The end of the first occurrence, ASCII case ignored.
  private func find(_ word: String, in text: [UInt8]) -> Int? {
    let needle = Array(word.utf8)
    guard text.count >= needle.count else { return nil }
    for start in 0...(text.count - needle.count) {
      var same = true
      for offset in needle.indices where text[start + offset] | 0x20 != needle[offset] {
        same = false
        break
      }
      if same { return start + needle.count }
    }
    return nil
  }

  private mutating func meta() -> String? {
    var httpEquiv: String?
    var content: String?
    var charset: String?
    while let (name, value) = attribute() {
      switch name {
      case "http-equiv": httpEquiv = httpEquiv ?? value
      case "content": content = content ?? value
      case "charset": charset = charset ?? value
      default: break
      }
    }
    if let charset { return charset }
    guard let content, httpEquiv?.lowercased() == "content-type" else { return nil }
    return MarkupScanner.charset(inContentType: content)
  }

  static func charset(inContentType content: String) -> String? {
    let text = Array(content.utf8)
    let scanner = MarkupScanner(bytes: [], end: 0)
    guard let after = scanner.find("charset", in: text) else { return nil }
    var rest = text[after...].drop { EncodingName.isWhiteSpace($0) }
    guard rest.first == 0x3D else { return nil }
    rest = rest.dropFirst().drop { EncodingName.isWhiteSpace($0) }
    if let quote = rest.first, quote == 0x22 || quote == 0x27 {
      return String(decoding: rest.dropFirst().prefix { $0 != quote }, as: UTF8.self)
    }
    let label = rest.prefix { !EncodingName.isWhiteSpace($0) && $0 != 0x3B }
    return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
  }

  /// The next attribute, name in lower case; `nil` at the end of the tag.
  private mutating func attribute() -> (String, String)? {
    while index < end, EncodingName.isWhiteSpace(bytes[index]) || bytes[index] == 0x2F { index += 1 }
    guard index < end, bytes[index] != 0x3E else { return nil }
    let nameStart = index
    while index < end, !EncodingName.isWhiteSpace(bytes[index]), bytes[index] != 0x3D, bytes[index] != 0x3E, bytes[index] != 0x2F {
      index += 1
    }
    if index == nameStart { index += 1 }
    let name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
    while index < end, EncodingName.isWhiteSpace(bytes[index]) { index += 1 }
    guard index < end, bytes[index] == 0x3D else { return (name, "") }
    index += 1
    while index < end, EncodingName.isWhiteSpace(bytes[index]) { index += 1 }
    guard index < end else { return nil }
    if bytes[index] == 0x22 || bytes[index] == 0x27 {
      let quote = bytes[index]
      index += 1
      let start = index
      while index < end, bytes[index] != quote { index += 1 }
      let value = String(decoding: bytes[start..<index], as: UTF8.self)
      if index < end { index += 1 }
      return (name, value)
    }
    let start = index
    while index < end, !EncodingName.isWhiteSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
    return (name, String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private func matches(_ word: String) -> Bool {
    var at = index
    for byte in word.utf8 {
      guard at < end else { return false }
      let own = bytes[at]
      let folded = own >= 0x41 && own <= 0x5A ? own | 0x20 : own
      guard folded == byte else { return false }
      at += 1
    }
    return true
  }

  private mutating func skip(past word: String) {
    while index < end {
      if matches(word) {
        index += word.utf8.count
        return
      }
      index += 1
    }
  }

  private mutating func skipTag() {
    index += 1
    while index < end, !EncodingName.isWhiteSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
    while attribute() != nil {}
    if index < end { index += 1 }
  }
}
