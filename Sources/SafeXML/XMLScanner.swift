import Diagnostics

/// The quick way through an XML document: one pass over UTF-8 without a DOCTYPE, strict, aware of namespaces.
///
/// It accepts only what libxml2 accepts, and gives the same tree. Where it meets anything else (another encoding, a DOCTYPE, a name beyond
/// ASCII, an error of any kind) it gives up, and libxml2 reads the document and has the last word and the words for it. A differential
/// test holds the two against each other.
///
/// Source: XML 1.0 (Fifth Edition) §2 to §4; Namespaces in XML 1.0 (Third Edition).
@safe struct XMLScanner {
  private let bytes: UnsafePointer<UInt8>
  private let count: Int
  private var index = 0
  private(set) var builder: TreeBuilder

  private var line = 1
  private var lineIndex = 0

  /// Raw names of the open elements, as places in the source.
  private var open: [Name] = []
  /// Prefixes in force, the innermost last; `mark` of an element says how many there were before it.
  private var bindings: [Binding] = []
  private var marks: [Int32] = []
  private var names = RawNameTable()
  private var attributes: [PendingAttribute] = []
  private var value: [UInt8] = []

  private struct Name {
    var start: Int
    var length: Int
  }
  private struct Binding {
    /// Empty for the default namespace.
    var prefix: Name
    var namespace: String
  }
  private struct PendingAttribute {
    var name: Name
    var valueStart: Int
    var valueEnd: Int
    /// The value stands in `value` and not in the source.
    var isCopied: Bool
  }

  /// libxml2 goes no deeper without being asked; the document is left to it then, with its message.
  private static let deepest = 255
  private static let longestName = 1_000
  private static let longestValue = 1_000_000
  private static let mostAttributes = 64

  /// `nil` when the document is not for this scanner.
  static func tree(
    of bytes: [UInt8], limits: Limits, options: MarkupTree.Options
  ) -> Result<MarkupTree, XMLError>? {
    unsafe bytes.withUnsafeBufferPointer { buffer -> Result<MarkupTree, XMLError>? in
      guard let base = buffer.baseAddress else { return nil }
      var scanner = unsafe XMLScanner(
        base, buffer.count,
        TreeBuilder(
          prefixes: options.prefixes, passedOver: options.passedOver, limits: limits, expectedBytes: buffer.count))
      guard scanner.document() else { return nil }
      return scanner.finished()
    }
  }

  private init(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ builder: TreeBuilder) {
    unsafe self.bytes = unsafe bytes
    self.count = count
    self.builder = builder
  }

  private var encoding: String?

  private consuming func finished() -> Result<MarkupTree, XMLError> {
    let encoding = self.encoding
    do throws(XMLError) { return .success(try builder.tree(encoding: encoding)) } catch { return .failure(error) }
  }

  // MARK: Document

  private mutating func document() -> Bool {
    if count >= 3, unsafe bytes[0] == 0xEF, unsafe bytes[1] == 0xBB, unsafe bytes[2] == 0xBF { index = 3 }
    guard declaration(), misc() else { return false }
    guard index < count, unsafe bytes[index] == 0x3C else { return false }
    guard elements() else { return false }
    guard misc() else { return false }
    return index == count
  }

  /// `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, in this order, or nothing.
  private mutating func declaration() -> Bool {
    guard matches("<?xml"), index + 5 < count, isSpace(unsafe bytes[index + 5]) else { return true }
    index += 5
    skipSpace()
    guard let version = pseudoAttribute("version"), version == "1.0" else { return false }
    var spaced = skipSpace()
    if matches("encoding") {
      guard spaced, let name = pseudoAttribute("encoding") else { return false }
      let lower = name.lowercased()
      guard lower == "utf-8" else { return false }
      encoding = lower
      spaced = skipSpace()
    }
    if matches("standalone") {
      guard spaced, let word = pseudoAttribute("standalone"), word == "yes" || word == "no" else { return false }
      skipSpace()
    }
    guard matches("?>") else { return false }
    index += 2
    return true
  }

  private mutating func pseudoAttribute(_ name: StaticString) -> String? {
    guard matches(name) else { return nil }
    index += name.utf8CodeUnitCount
    skipSpace()
    guard index < count, unsafe bytes[index] == 0x3D else { return nil }
    index += 1
    skipSpace()
    guard index < count else { return nil }
    let quote = unsafe bytes[index]
    guard quote == 0x22 || quote == 0x27 else { return nil }
    index += 1
    let start = index
    while index < count, unsafe bytes[index] != quote, unsafe bytes[index] > 0x20, unsafe bytes[index] < 0x7F { index += 1 }
    guard index < count, unsafe bytes[index] == quote, index - start < 40 else { return nil }
    defer { index += 1 }
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes + start, count: index - start), as: UTF8.self)
  }

  /// White space, comments and processing instructions outside the root.
  private mutating func misc() -> Bool {
    while true {
      skipSpace()
      if matches("<!--") {
        guard comment() else { return false }
      } else if matches("<?") {
        guard instruction() else { return false }
      } else {
        return true
      }
    }
  }

  // MARK: Elements

  /// The root and everything in it, without recursion.
  private mutating func elements() -> Bool {
    repeat {
      guard index < count else { return false }
      if unsafe bytes[index] != 0x3C {
        guard text() else { return false }
        continue
      }
      guard index + 1 < count else { return false }
      switch unsafe bytes[index + 1] {
      case 0x2F:  // </
        guard endTag() else { return false }
      case 0x21:  // <!
        if matches("<!--") {
          guard comment() else { return false }
        } else if matches("<![CDATA[") {
          guard characterData() else { return false }
        } else {
          return false
        }
      case 0x3F:  // <?
        guard instruction() else { return false }
      default:
        guard startTag() else { return false }
      }
      // What a limit stopped is over; the builder says which.
      if builder.error != nil { return false }
    } while !open.isEmpty
    return true
  }

  private mutating func startTag() -> Bool {
    index += 1
    guard open.count < Self.deepest, let name = name() else { return false }
    attributes.removeAll(keepingCapacity: true)
    value.removeAll(keepingCapacity: true)
    let mark = bindings.count
    var isEmpty = false
    while true {
      let spaced = skipSpace()
      guard index < count else { return false }
      let byte = unsafe bytes[index]
      if byte == 0x3E {
        index += 1
        break
      }
      if byte == 0x2F {
        guard index + 1 < count, unsafe bytes[index + 1] == 0x3E else { return false }
        index += 2
        isEmpty = true
        break
      }
      guard spaced, attributes.count < Self.mostAttributes, attribute() else { return false }
    }
    countLines()
    guard let id = elementID(name) else { return false }
    builder.startElement(id, line: line)
    guard put() else { return false }
    if isEmpty {
      builder.endElement()
      drop(bindings: mark)
      return true
    }
    open.append(name)
    marks.append(Int32(mark))
    return true
  }

  private mutating func endTag() -> Bool {
    index += 2
    guard let name = open.popLast(), let mark = marks.popLast() else { return false }
    guard index + name.length < count else { return false }
    for place in 0..<name.length where unsafe bytes[index + place] != bytes[name.start + place] { return false }
    index += name.length
    skipSpace()
    guard index < count, unsafe bytes[index] == 0x3E else { return false }
    index += 1
    builder.endElement()
    drop(bindings: Int(mark))
    return true
  }

  private mutating func drop(bindings mark: Int) {
    guard bindings.count > mark else { return }
    bindings.removeLast(bindings.count - mark)
    names.forget()
  }

  // MARK: Attributes and namespaces

  private mutating func attribute() -> Bool {
    guard let name = name() else { return false }
    skipSpace()
    guard index < count, unsafe bytes[index] == 0x3D else { return false }
    index += 1
    skipSpace()
    guard index < count else { return false }
    let quote = unsafe bytes[index]
    guard quote == 0x22 || quote == 0x27 else { return false }
    index += 1
    let start = index
    // Most values are plain ASCII.
    while index < count {
      let byte = unsafe bytes[index]
      if byte == quote {
        attributes.append(PendingAttribute(name: name, valueStart: start, valueEnd: index, isCopied: false))
        index += 1
        return declare(attributes[attributes.count - 1])
      }
      if byte < 0x20 || byte >= 0x80 || byte == 0x26 || byte == 0x3C { break }
      index += 1
    }
    return unusualValue(name, start, quote)
  }

  /// A value with references, white space or characters beyond ASCII. Source: XML 1.0 §3.3.3, Attribute-Value Normalization.
  private mutating func unusualValue(_ name: Name, _ start: Int, _ quote: UInt8) -> Bool {
    let copy = value.count
    unsafe value.append(contentsOf: UnsafeBufferPointer(start: bytes + start, count: index - start))
    while index < count {
      let byte = unsafe bytes[index]
      if byte == quote {
        guard value.count - copy < Self.longestValue else { return false }
        attributes.append(PendingAttribute(name: name, valueStart: copy, valueEnd: value.count, isCopied: true))
        index += 1
        return declare(attributes[attributes.count - 1])
      }
      switch byte {
      case 0x3C: return false
      case 0x26:
        guard let scalar = reference() else { return false }
        for unit in UTF8.encode(scalar).map({ Array($0) }) ?? [] { value.append(unit) }
      case 0x0D:
        value.append(0x20)
        index += index + 1 < count && (unsafe bytes[index + 1] == 0x0A) ? 2 : 1
      case 0x09, 0x0A:
        value.append(0x20)
        index += 1
      case 0..<0x20: return false
      case 0x80...:
        guard let length = sequence() else { return false }
        unsafe value.append(contentsOf: UnsafeBufferPointer(start: bytes + index, count: length))
        index += length
      default:
        value.append(byte)
        index += 1
      }
    }
    return false
  }

  /// Takes a declaration of a namespace; any other attribute waits.
  private mutating func declare(_ attribute: PendingAttribute) -> Bool {
    let name = attribute.name
    guard name.length >= 5, matches("xmlns", at: name.start) else { return true }
    let prefix: Name
    if name.length == 5 {
      prefix = Name(start: name.start, length: 0)
    } else if unsafe bytes[name.start + 5] == 0x3A {
      prefix = Name(start: name.start + 6, length: name.length - 6)
    } else {
      return true
    }
    // Values that had to be copied, and those that are no plain URI, are for libxml2: it has opinions on them.
    guard !attribute.isCopied else { return false }
    guard isPlainURI(attribute.valueStart..<attribute.valueEnd) else { return false }
    let length = attribute.valueEnd - attribute.valueStart
    let namespace = unsafe String(decoding: UnsafeBufferPointer(start: bytes + attribute.valueStart, count: length), as: UTF8.self)
    if name.length > 5 {
      guard length > 0, prefix.length > 0, Self.startsName(unsafe bytes[prefix.start]), !matches("xml", at: prefix.start) else {
        return false
      }
    }
    guard namespace != "http://www.w3.org/XML/1998/namespace", namespace != "http://www.w3.org/2000/xmlns/" else { return false }
    for place in 0..<prefix.length where unsafe bytes[prefix.start + place] == 0x3A { return false }
    // One prefix twice on one element is an error.
    let mark = bindings.count - bindingsOfTag
    for place in mark..<bindings.count where same(bindings[place].prefix, prefix) { return false }
    bindings.append(Binding(prefix: prefix, namespace: namespace))
    bindingsOfTag += 1
    attributes.removeLast()
    names.forget()
    return true
  }
  /// Declarations of the tag that is being read.
  private var bindingsOfTag = 0

  /// Hands the attributes to the builder; none may be there twice, by its written or by its expanded name.
  private mutating func put() -> Bool {
    bindingsOfTag = 0
    for place in 0..<attributes.count {
      let attribute = attributes[place]
      guard let id = attributeID(attribute.name) else { return false }
      for other in 0..<place where ids[other] == id { return false }
      if place < ids.count { ids[place] = id } else { ids.append(id) }
      if attribute.isCopied {
        builder.attribute(id, value[attribute.valueStart..<attribute.valueEnd])
      } else {
        unsafe builder.attribute(
          id, UnsafeBufferPointer(start: bytes + attribute.valueStart, count: attribute.valueEnd - attribute.valueStart))
      }
    }
    return true
  }
  private var ids: [Int32] = []

  private mutating func elementID(_ name: Name) -> Int32? {
    if let id = unsafe names.find(bytes, name.start, name.length, isAttribute: false) { return id }
    guard let (prefix, local) = parts(name) else { return nil }
    var namespace: String?
    if prefix.length == 0 || !matchesWhole("xml", prefix) {
      namespace = binding(prefix)
      if prefix.length > 0, namespace == nil { return nil }
    } else {
      namespace = "http://www.w3.org/XML/1998/namespace"
    }
    return remember(name, local, namespace, isAttribute: false)
  }

  private mutating func attributeID(_ name: Name) -> Int32? {
    if let id = unsafe names.find(bytes, name.start, name.length, isAttribute: true) { return id }
    guard let (prefix, local) = parts(name) else { return nil }
    var namespace: String?
    if prefix.length > 0 {
      if matchesWhole("xml", prefix) {
        namespace = "http://www.w3.org/XML/1998/namespace"
      } else {
        namespace = binding(prefix)
        if namespace == nil { return nil }
      }
    }
    return remember(name, local, namespace, isAttribute: true)
  }

  private mutating func remember(_ name: Name, _ local: Name, _ namespace: String?, isAttribute: Bool) -> Int32 {
    let text = unsafe String(decoding: UnsafeBufferPointer(start: bytes + local.start, count: local.length), as: UTF8.self)
    let id = builder.nameID(local: text, namespace: namespace)
    unsafe names.insert(bytes, name.start, name.length, isAttribute: isAttribute, id)
    return id
  }

  private func binding(_ prefix: Name) -> String? {
    var place = bindings.count
    while place > 0 {
      place -= 1
      if same(bindings[place].prefix, prefix) { return bindings[place].namespace }
    }
    return nil
  }

  /// Prefix and local part; `nil` for more than one colon, or one at an end.
  private func parts(_ name: Name) -> (prefix: Name, local: Name)? {
    var colon = -1
    for place in 0..<name.length where unsafe bytes[name.start + place] == 0x3A {
      if colon >= 0 { return nil }
      colon = place
    }
    if colon < 0 { return (Name(start: name.start, length: 0), name) }
    guard colon > 0, colon + 1 < name.length else { return nil }
    // The local part is a name of its own.
    guard Self.startsName(unsafe bytes[name.start + colon + 1]) else { return nil }
    let prefix = Name(start: name.start, length: colon)
    guard !matchesWhole("xmlns", prefix) else { return nil }
    return (prefix, Name(start: name.start + colon + 1, length: name.length - colon - 1))
  }

  // MARK: Content

  private mutating func text() -> Bool {
    var start = index
    while index < count {
      let byte = unsafe bytes[index]
      if byte == 0x3C { break }
      // Letters and digits go through at once.
      if byte >= 0x30 && byte < 0x5D || byte > 0x5D && byte < 0x80 || byte == 0x20 {
        index += 1
        continue
      }
      switch byte {
      case 0x26:
        hand(start, index)
        guard let scalar = reference() else { return false }
        builder.characters(UTF8.encode(scalar).map { Array($0) } ?? [])
        start = index
      case 0x5D:
        if matches("]]>") { return false }
        index += 1
      case 0x0D:
        hand(start, index)
        builder.characters([0x0A])
        index += index + 1 < count && (unsafe bytes[index + 1] == 0x0A) ? 2 : 1
        start = index
      case 0x09, 0x0A: index += 1
      case 0..<0x20: return false
      case 0x80...:
        guard let length = sequence() else { return false }
        index += length
      default: index += 1
      }
    }
    hand(start, index)
    return index < count
  }

  private mutating func hand(_ start: Int, _ end: Int) {
    if end > start { unsafe builder.characters(UnsafeBufferPointer(start: bytes + start, count: end - start)) }
  }

  private mutating func characterData() -> Bool {
    index += 9
    let start = index
    while index < count {
      let byte = unsafe bytes[index]
      switch byte {
      case 0x5D where matches("]]>"):
        hand(start, index)
        index += 3
        return true
      // libxml2 keeps it as it is here.
      case 0x0D: return false
      case 0x09, 0x0A: index += 1
      case 0..<0x20: return false
      case 0x80...:
        guard let length = sequence() else { return false }
        index += length
      default: index += 1
      }
    }
    return false
  }

  private mutating func comment() -> Bool {
    index += 4
    while index < count {
      let byte = unsafe bytes[index]
      if byte == 0x2D, index + 1 < count, unsafe bytes[index + 1] == 0x2D {
        guard index + 2 < count, unsafe bytes[index + 2] == 0x3E else { return false }
        index += 3
        return true
      }
      guard skipCharacter(byte) else { return false }
    }
    return false
  }

  private mutating func instruction() -> Bool {
    index += 2
    guard let target = name(),
      target.length != 3 || !(lower(target.start) == 0x78 && lower(target.start + 1) == 0x6D && lower(target.start + 2) == 0x6C)
    else { return false }
    for place in 0..<target.length where unsafe bytes[target.start + place] == 0x3A { return false }
    guard index < count, isSpace(unsafe bytes[index]) || matches("?>") else { return false }
    while index < count {
      if matches("?>") {
        index += 2
        return true
      }
      guard skipCharacter(unsafe bytes[index]) else { return false }
    }
    return false
  }

  private mutating func skipCharacter(_ byte: UInt8) -> Bool {
    if byte >= 0x80 {
      guard let length = sequence() else { return false }
      index += length
      return true
    }
    if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return false }
    index += 1
    return true
  }

  /// `&amp;` and its like, and `&#…;` for a character that XML has.
  private mutating func reference() -> Unicode.Scalar? {
    index += 1
    for (name, scalar) in Self.entities where matches(name) {
      index += name.utf8CodeUnitCount
      return scalar
    }
    guard index < count, unsafe bytes[index] == 0x23 else { return nil }
    index += 1
    var number: UInt32 = 0
    var digits = 0
    let isHexadecimal = index < count && (unsafe bytes[index] == 0x78)
    if isHexadecimal { index += 1 }
    while index < count, digits < 9 {
      let byte = unsafe bytes[index]
      let digit: UInt32
      switch byte {
      case 0x30...0x39: digit = UInt32(byte - 0x30)
      case 0x61...0x66 where isHexadecimal: digit = UInt32(byte - 0x61 + 10)
      case 0x41...0x46 where isHexadecimal: digit = UInt32(byte - 0x41 + 10)
      case 0x3B:
        guard digits > 0, Self.isCharacter(number), let scalar = Unicode.Scalar(number) else { return nil }
        index += 1
        return scalar
      default: return nil
      }
      number = number &* (isHexadecimal ? 16 : 10) &+ digit
      if number > 0x10FFFF { return nil }
      digits += 1
      index += 1
    }
    return nil
  }

  private static let entities: [(StaticString, Unicode.Scalar)] = [
    ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'"),
  ]

  /// Source: XML 1.0 §2.2, Char.
  private static func isCharacter(_ number: UInt32) -> Bool {
    number == 0x09 || number == 0x0A || number == 0x0D || number >= 0x20 && number <= 0xD7FF || number >= 0xE000 && number <= 0xFFFD
      || number >= 0x10000 && number <= 0x10FFFF
  }

  /// The length of a well-formed sequence of UTF-8 that is a character of XML. Source: Unicode 15, table 3-7.
  private func sequence() -> Int? {
    let first = unsafe bytes[index]
    func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < count && (unsafe range.contains(bytes[index + offset]))
    }
    switch first {
    case 0xC2...0xDF: return continues(1) ? 2 : nil
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : nil
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : nil
    case 0xEF:
      guard continues(1), continues(2) else { return nil }
      // U+FFFE and U+FFFF are no characters.
      return unsafe bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE ? nil : 3
    case 0xE1...0xEE: return continues(1) && continues(2) ? 3 : nil
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : nil
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : nil
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : nil
    default: return nil
    }
  }

  // MARK: Small pieces

  /// A name of ASCII; others are for libxml2.
  private mutating func name() -> Name? {
    let start = index
    guard index < count, Self.startsName(unsafe bytes[index]) else { return nil }
    index += 1
    while index < count, Self.isNameByte(unsafe bytes[index]) { index += 1 }
    guard index < count, unsafe bytes[index] < 0x80, index - start < Self.longestName else { return nil }
    return Name(start: start, length: index - start)
  }

  private static func startsName(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F }
  private static func isNameByte(_ byte: UInt8) -> Bool {
    // Letters, _ : digits - .
    startsName(byte) || (byte >= 0x30 && byte <= 0x3A) || byte == 0x2D || byte == 0x2E
  }
  /// `http://host/path`, `urn:name`, or empty; letters, digits and - . _ in the parts.
  private func isPlainURI(_ range: Range<Int>) -> Bool {
    if range.isEmpty { return true }
    var place = range.lowerBound
    let isURN = matches("urn:", at: place)
    if isURN {
      place += 4
    } else if matches("http://", at: place) {
      place += 7
    } else {
      return false
    }
    guard place < range.upperBound, isURN || Self.startsName(unsafe bytes[place]) else { return false }
    while place < range.upperBound {
      let byte = unsafe bytes[place]
      guard Self.isNameByte(byte), byte != 0x3A || isURN else {
        guard byte == 0x2F, !isURN else { return false }
        place += 1
        continue
      }
      place += 1
    }
    return true
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
  private func lower(_ place: Int) -> UInt8 { unsafe bytes[place] | 0x20 }

  @discardableResult private mutating func skipSpace() -> Bool {
    let start = index
    while index < count, isSpace(unsafe bytes[index]) { index += 1 }
    return index > start
  }

  private func matches(_ text: StaticString) -> Bool { matches(text, at: index) }
  private func matches(_ text: StaticString, at place: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard place + length <= count else { return false }
    for offset in 0..<length where unsafe bytes[place + offset] != text.utf8Start[offset] { return false }
    return true
  }
  private func matchesWhole(_ text: StaticString, _ name: Name) -> Bool {
    name.length == text.utf8CodeUnitCount && matches(text, at: name.start)
  }
  private func same(_ a: Name, _ b: Name) -> Bool {
    guard a.length == b.length else { return false }
    for offset in 0..<a.length where unsafe bytes[a.start + offset] != bytes[b.start + offset] { return false }
    return true
  }

  /// The line of the place that has been reached.
  private mutating func countLines() {
    while lineIndex < index {
      if unsafe bytes[lineIndex] == 0x0A { line += 1 }
      lineIndex += 1
    }
  }
}

/// Numbers of names by their written form, as long as the prefixes in force are the same.
private struct RawNameTable {
  private struct Slot {
    var start: Int32 = 0
    var length: Int32 = -1
    var id: Int32 = 0
    var isAttribute = false
  }
  private var slots = [Slot](repeating: Slot(), count: 256)
  private var used = 0

  private static func hash(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ length: Int, _ isAttribute: Bool) -> Int {
    var hash: UInt64 = isAttribute ? 0x9E37 : 0x79B9
    for place in 0..<length { hash = (hash ^ UInt64(unsafe bytes[start + place])) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 29)
  }

  func find(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ length: Int, isAttribute: Bool) -> Int32? {
    let mask = slots.count - 1
    var index = unsafe Self.hash(bytes, start, length, isAttribute) & mask
    search: while slots[index].length >= 0 {
      let slot = slots[index]
      if Int(slot.length) == length, slot.isAttribute == isAttribute {
        var offset = 0
        while offset < length, unsafe bytes[Int(slot.start) + offset] == bytes[start + offset] { offset += 1 }
        if offset == length { return slot.id }
      }
      index = (index + 1) & mask
    }
    return nil
  }

  mutating func insert(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ length: Int, isAttribute: Bool, _ id: Int32) {
    guard let place = Int32(exactly: start) else { return }
    if used * 2 >= slots.count {
      let old = slots
      slots = [Slot](repeating: Slot(), count: old.count * 2)
      for slot in old where slot.length >= 0 { unsafe put(bytes, slot) }
    }
    unsafe put(bytes, Slot(start: place, length: Int32(length), id: id, isAttribute: isAttribute))
    used += 1
  }

  private mutating func put(_ bytes: UnsafePointer<UInt8>, _ slot: Slot) {
    let mask = slots.count - 1
    var index = unsafe Self.hash(bytes, Int(slot.start), Int(slot.length), slot.isAttribute) & mask
    while slots[index].length >= 0 { index = (index + 1) & mask }
    slots[index] = slot
  }

  /// Other prefixes are in force: what a name means is to be found out anew.
  mutating func forget() {
    guard used > 0 else { return }
    slots = [Slot](repeating: Slot(), count: 256)
    used = 0
  }
}
