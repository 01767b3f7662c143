/// Where elements of an XML document stand in its bytes, for those who insert into a document and leave the rest as it is.
///
/// The document has been parsed before (``MarkupTree/parse(_:limits:options:)``) and is well-formed: this walks over its tags and nothing
/// else. Any encoding in which the marks of XML are ASCII bytes will do, so not UTF-16. Source: XML 1.0 (Fifth Edition) §2.4 to §2.7, §3.1.
public struct MarkupSource {
  /// One element, in bytes from the start of the document.
  public struct Element: Hashable, Sendable {
    /// As the file writes it: `w:p`.
    public var writtenName: String
    /// Empty for the default namespace.
    public var prefix: String
    /// The namespace in force for the prefix; `nil` for none.
    public var namespace: String?
    public var startTag: Range<Int>
    /// Written `<w:p/>`, without an end tag.
    public var isEmpty: Bool
    public var firstChild: FirstChild?
    /// Where the end tag begins; where the start tag ends, for an element without one.
    public var contentEnd: Int
  }

  public struct FirstChild: Hashable, Sendable {
    public var writtenName: String
    public var end: Int
  }

  private struct Open {
    var name: Range<Int>
    /// The place in `found`, for an element that is looked for.
    var number: Int?
    var bindings: Int
    var hasChild = false
  }

  private let bytes: [UInt8]
  private let wanted: Set<Int>
  private var index = 0
  private var count = 0
  private var open: [Open] = []
  private var bindings: [(prefix: String, namespace: String)] = []
  private var found: [Int: Element] = [:]

  /// The elements of the given numbers; the root is 0, and each start tag counts one (``MarkupElement/numbers(of:)``).
  ///
  /// `nil` when the bytes do not read as the parser has read them.
  public static func elements(_ wanted: Set<Int>, in bytes: [UInt8]) -> [Int: Element]? {
    var source = MarkupSource(bytes, wanted)
    guard source.walk(), source.open.isEmpty, wanted.allSatisfy({ source.found[$0] != nil }) else { return nil }
    return source.found
  }

  private init(_ bytes: [UInt8], _ wanted: Set<Int>) {
    self.bytes = bytes
    self.wanted = wanted
  }

  private mutating func walk() -> Bool {
    while let start = bytes[index...].firstIndex(of: 0x3C) {
      index = start
      if matches("<!--") {
        guard skip(past: "-->") else { return false }
      } else if matches("<![CDATA[") {
        guard skip(past: "]]>") else { return false }
      } else if matches("<?") {
        guard skip(past: "?>") else { return false }
      } else if matches("<!") {
        return false
      } else if matches("</") {
        guard endTag() else { return false }
      } else {
        guard startTag() else { return false }
      }
    }
    return true
  }

  private mutating func startTag() -> Bool {
    let start = index
    index += 1
    let name = self.name()
    let before = bindings.count
    while true {
      skipSpace()
      guard index < bytes.count else { return false }
      if bytes[index] == 0x3E || bytes[index] == 0x2F { break }
      guard attribute() else { return false }
    }
    let isEmpty = bytes[index] == 0x2F
    index += isEmpty ? 2 : 1
    guard !name.isEmpty, index <= bytes.count, bytes[index - 1] == 0x3E else { return false }
    let number = count
    count += 1
    if wanted.contains(number) {
      let prefix = String(text(name).prefix { $0 != ":" })
      let isPrefixed = prefix.utf8.count < name.count
      let own = isPrefixed ? prefix : ""
      found[number] = Element(
        writtenName: text(name), prefix: own, namespace: bindings.last { $0.prefix == own }?.namespace, startTag: start..<index,
        isEmpty: isEmpty, firstChild: nil, contentEnd: index)
    }
    if isEmpty {
      bindings.removeLast(bindings.count - before)
      close(name, at: index)
    } else {
      open.append(Open(name: name, number: wanted.contains(number) ? number : nil, bindings: before))
    }
    return true
  }

  private mutating func endTag() -> Bool {
    let start = index
    index += 2
    let name = self.name()
    skipSpace()
    guard index < bytes.count, bytes[index] == 0x3E, let element = open.popLast(), bytes[element.name] == bytes[name] else { return false }
    index += 1
    if let number = element.number { found[number]?.contentEnd = start }
    bindings.removeLast(bindings.count - element.bindings)
    close(element.name, at: index)
    return true
  }

  /// An element has ended: its parent may have waited for its first child.
  private mutating func close(_ name: Range<Int>, at end: Int) {
    guard let parent = open.indices.last, !open[parent].hasChild else { return }
    open[parent].hasChild = true
    guard let number = open[parent].number else { return }
    let child = FirstChild(writtenName: text(name), end: end)
    found[number]?.firstChild = child
  }

  private mutating func attribute() -> Bool {
    let name = self.name()
    skipSpace()
    guard !name.isEmpty, index < bytes.count, bytes[index] == 0x3D else { return false }
    index += 1
    skipSpace()
    guard index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27,
      let end = bytes[(index + 1)...].firstIndex(of: bytes[index])
    else { return false }
    let value = index + 1..<end
    index = end + 1
    let written = text(name)
    if written == "xmlns" { bindings.append(("", text(value))) }
    if written.hasPrefix("xmlns:") { bindings.append((String(written.dropFirst(6)), text(value))) }
    return true
  }

  private mutating func name() -> Range<Int> {
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D, 0x2F, 0x3C, 0x3D, 0x3E: return start..<index
      default: index += 1
      }
    }
    return start..<index
  }

  private mutating func skipSpace() {
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0A || bytes[index] == 0x0D { index += 1 }
  }

  private mutating func skip(past mark: StaticString) -> Bool {
    // `<!-->` is no comment: the end cannot overlap the beginning.
    index += 2
    while index < bytes.count {
      if matches(mark) {
        index += mark.utf8CodeUnitCount
        return true
      }
      index += 1
    }
    return false
  }

  private func matches(_ mark: StaticString) -> Bool {
    let length = mark.utf8CodeUnitCount
    guard length <= bytes.count - index else { return false }
    return mark.withUTF8Buffer { buffer in
      for offset in 0..<length where unsafe bytes[index + offset] != buffer[offset] { return false }
      return true
    }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension MarkupElement {
  /// The numbers of elements by their ``position``: how many start tags of the document stand before each. For the root of a tree that
  /// keeps places.
  public func numbers(of positions: Set<Int>) -> [Int: Int] {
    var numbers: [Int: Int] = [:]
    for position in positions where position >= 0 && position < storage.places.count && storage.nodes[position].name >= 0 {
      numbers[position] = Int(storage.places[position].startTag)
    }
    return numbers
  }
}
