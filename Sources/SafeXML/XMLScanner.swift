import Diagnostics
import Glibc

/// The quick way through an XML document: one pass over UTF-8 without a DOCTYPE, strict, aware of namespaces.
///
/// It accepts only what libxml2 accepts, and gives the same tree. Where it meets anything else (another encoding, a DOCTYPE, a name beyond
/// ASCII, an error of any kind) it gives up, and libxml2 reads the document and has the last word and the words for it. A differential
/// test holds the two against each other.
///
/// Source: XML 1.0 (Fifth Edition) §2 to §4; Namespaces in XML 1.0 (Third Edition).
@safe struct XMLScanner: ~Copyable {
  let bytes: UnsafePointer<UInt8>
  let count: Int
  var index = 0
  var builder: TreeBuilder

  var line = 1
  var nextLineFeed = 0

  /// Raw names of the open elements, as places in the source.
  var open = Arena<Open>()
  /// Prefixes in force, the innermost last.
  var bindings: [Binding] = []
  var names = RawNameTable()
  var repeated = RepeatedMarkup()
  var shapes = TagShapes()
  /// What is read of a tag of a known shape.
  var kept = Arena<KeptValue>()
  var segmentsOfTag = Arena<TagShapes.Segment>()
  /// Open elements that are to be remembered when they close.
  var remembering: [Remembering] = []
  var attributes = Arena<PendingAttribute>()
  var value: [UInt8] = []

  struct Name {
    var start: Int
    var length: Int
  }
  struct Open {
    var name: Name
    /// How many prefixes were in force before it.
    var mark: Int
  }
  struct Remembering {
    /// Open elements around it.
    var depth: Int
    var start: Int
    var line: Int
    var mark: TreeBuilder.Mark
  }
  struct Binding {
    /// Empty for the default namespace.
    var prefix: Name
    var namespace: String
  }
  struct PendingAttribute {
    var name: Name
    /// The number of its name, while no prefix is declared; negative where it is to be found out.
    var id: Int32
    var valueStart: Int
    var valueEnd: Int
    /// The value stands in `value` and not in the source.
    var isCopied: Bool
  }

  /// Declarations of the tag that is being read.
  var bindingsOfTag = 0

  /// libxml2 goes no deeper without being asked; the document is left to it then, with its message.
  static let deepest = 255
  static let longestName = 1_000
  static let longestValue = 1_000_000
  static let mostAttributes = 64

  enum Outcome {
    case tree(MarkupTree)
    /// Something was passed over that is to be kept.
    case missing(TreeBuilder.Missing)
    /// The document is not for this scanner.
    case unfit
  }

  static func tree(of bytes: [UInt8], limits: Limits, options: MarkupTree.Options) -> Outcome {
    unsafe bytes.withUnsafeBufferPointer { buffer -> Outcome in
      guard let base = buffer.baseAddress else { return .unfit }
      var scanner = unsafe XMLScanner(
        base, buffer.count,
        TreeBuilder(options, limits: limits, expectedBytes: buffer.count))
      let isRead = scanner.document()
      if let missing = scanner.builder.missing { return .missing(missing) }
      return isRead ? scanner.finished() : .unfit
    }
  }

  init(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ builder: consuming TreeBuilder) {
    unsafe self.bytes = unsafe bytes
    self.count = count
    self.builder = builder
    nextLineFeed = lineFeed(from: 0)
  }

  var encoding: String?

  consuming func finished() -> Outcome {
    let encoding = self.encoding
    do { return .tree(try builder.tree(encoding: encoding)) } catch { return .unfit }
  }

  // MARK: Document

  mutating func document() -> Bool {
    if count >= 3, unsafe bytes[0] == 0xEF, unsafe bytes[1] == 0xBB, unsafe bytes[2] == 0xBF { index = 3 }
    guard declaration(), misc() else { return false }
    guard index < count, unsafe bytes[index] == 0x3C else { return false }
    guard elements() else { return false }
    guard misc() else { return false }
    return index == count
  }

  /// `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, in this order, or nothing.
  mutating func declaration() -> Bool {
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

  mutating func pseudoAttribute(_ name: StaticString) -> String? {
    guard matches(name) else { return nil }
    index += name.utf8CodeUnitCount
    guard let quote = openingQuote() else { return nil }
    let start = index
    while index < count, unsafe bytes[index] != quote, unsafe bytes[index] > 0x20, unsafe bytes[index] < 0x7F { index += 1 }
    guard index < count, unsafe bytes[index] == quote, index - start < 40 else { return nil }
    defer { index += 1 }
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes + start, count: index - start), as: UTF8.self)
  }

  /// White space, comments and processing instructions outside the root.
  mutating func misc() -> Bool {
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
  mutating func elements() -> Bool {
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
        guard repetition() || startTag() else { return false }
      }
      // What a limit stopped is over; the builder says which.
      if builder.error != nil { return false }
    } while !open.isEmpty
    return true
  }

  /// An element that stood before, byte for byte.
  mutating func repetition() -> Bool {
    guard !builder.isSkipping, let entry = unsafe repeated.find(bytes, count, at: index),
      open.count + TreeBuilder.deepestRemembered < Self.deepest
    else { return false }
    countLines()
    guard builder.repeat(entry, line: line) else { return false }
    index += Int(entry.length)
    return true
  }

  mutating func remember(_ element: Remembering) {
    guard let added = builder.added(since: element.mark), let start = Int32(exactly: element.start),
      let length = Int32(exactly: index - element.start), length <= 4096
    else { return }
    unsafe repeated.insert(
      bytes,
      RepeatedMarkup.Entry(
        start: start, length: length, firstNode: added.nodes.lowerBound, endNode: added.nodes.upperBound, startTags: added.startTags,
        line: Int32(clamping: element.line)))
  }

  mutating func startTag() -> Bool {
    countLines()
    let start = index
    let lineOfStart = line
    guard open.count < Self.deepest else { return false }
    if let (number, end) = shapeOfTag() {
      let shape = shapes.shapes[Int(number)]
      let name = Name(start: start + 1, length: Int(shape.nameLength))
      index = end
      countLines()
      if shape.isEmpty, builder.passOverEmpty(shape.id) { return true }
      let element = shape.isRemembered ? remembering(from: start, lineOfStart) : nil
      builder.startElement(shape.id, line: line)
      for place in 0..<kept.count {
        let value = kept[place]
        unsafe builder.attribute(
          value.attribute, UnsafeBufferPointer(start: bytes + Int(value.start), count: Int(value.end - value.start)))
      }
      begin(name, isEmpty: shape.isEmpty, bindings: bindings.count, element)
      return true
    }
    return newTag()
  }

  /// A start tag of a shape that is not known.
  @inline(never) private mutating func newTag() -> Bool {
    let start = index
    let lineOfStart = line
    index += 1
    guard let (name, known) = name(isAttribute: false) else { return false }
    attributes.removeAll()
    if !value.isEmpty { value.removeAll(keepingCapacity: true) }
    let mark = bindings.count
    var isEmpty = false
    while true {
      guard index < count else { return false }
      var byte = unsafe bytes[index]
      let spaced = byte <= 0x20 && skipSpace()
      if spaced {
        guard index < count else { return false }
        byte = unsafe bytes[index]
      }
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
    // A prefix that the tag itself declares may be its own.
    guard let id = bindings.count == mark && known >= 0 ? known : elementID(name) else { return false }
    // Not where prefixes are declared.
    let declaresNothing = bindings.count == mark
    let element = declaresNothing && builder.isRemembered(id) ? remembering(from: start, lineOfStart) : nil
    builder.startElement(id, line: line)
    guard put(areKnown: declaresNothing) else { return false }
    if declaresNothing { keepShape(name, id, isEmpty: isEmpty) }
    begin(name, isEmpty: isEmpty, bindings: mark, element)
    return true
  }

  /// An element to be remembered, unless it stands in one that is passed over.
  private func remembering(from start: Int, _ line: Int) -> Remembering? {
    builder.isSkipping ? nil : Remembering(depth: open.count, start: start, line: line, mark: builder.mark)
  }

  /// Behind a start tag.
  @inline(__always) private mutating func begin(_ name: Name, isEmpty: Bool, bindings mark: Int, _ element: Remembering?) {
    if isEmpty {
      builder.endElement()
      drop(bindings: mark)
      if let element { remember(element) }
      return
    }
    if let element { remembering.append(element) }
    open.append(Open(name: name, mark: mark))
    // What is repeated is never deep.
    if let first = remembering.first, open.count - first.depth > TreeBuilder.deepestRemembered { remembering = [] }
  }

  mutating func endTag() -> Bool {
    index += 2
    guard let element = open.popLast() else { return false }
    let name = element.name
    guard index + name.length < count else { return false }
    if name.length < 8, index + 8 <= count {
      let (end, start) = unsafe (EightBytes(bytes, at: index), EightBytes(bytes, at: name.start))
      guard end.first(name.length) == start.first(name.length) else { return false }
    } else {
      guard unsafe memcmp(bytes + index, bytes + name.start, name.length) == 0 else { return false }
    }
    index += name.length
    if unsafe bytes[index] != 0x3E { skipSpace() }
    guard index < count, unsafe bytes[index] == 0x3E else { return false }
    index += 1
    builder.endElement()
    drop(bindings: element.mark)
    if let last = remembering.last, last.depth == open.count {
      remembering.removeLast()
      remember(last)
    }
    return true
  }

  mutating func drop(bindings mark: Int) {
    guard bindings.count > mark else { return }
    bindings.removeLast(bindings.count - mark)
    forget()
  }

  /// Other prefixes are in force: what was found out about names does not hold.
  mutating func forget() {
    names.forget()
    repeated.forget()
    shapes.forget()
  }
}
