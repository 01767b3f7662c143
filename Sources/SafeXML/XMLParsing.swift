import CLibXML2
public import Diagnostics

extension MarkupTree {
  public struct Options: Sendable {
    /// Whether a DOCTYPE may stand there. Its declarations are never used: an entity that it declares is not substituted.
    public var allowsDoctype = false
    /// Namespace → prefix under which its names are handed out.
    public var prefixes = NamespacePrefixes.officeOpenXML
    /// Whether the tree says in which line elements stand, and behind how many start tags.
    public var keepsPlaces: Bool
    /// Whether elements of mere looks are checked and not kept. If one of them holds text or other elements, all are kept.
    var passesOverAppearance = true
    /// Whether fonts are looks: they are while no text has a character that means something in a font of symbols only.
    var passesOverFonts = true

    public init(allowsDoctype: Bool = false, prefixes: [String: String] = NamespacePrefixes.officeOpenXML, keepsPlaces: Bool = true) {
      self.allowsDoctype = allowsDoctype
      self.prefixes = prefixes
      self.keepsPlaces = keepsPlaces
    }

    /// What is to be tried when too little was kept.
    fileprivate func keeping(_ missing: TreeBuilder.Missing) -> Options {
      var options = self
      options.passesOverFonts = false
      if missing == .elements { options.passesOverAppearance = false }
      return options
    }
  }

  /// Parses an XML document in the encoding that it declares. No network, no file, no entity is touched.
  public static func parse(
    _ bytes: [UInt8], limits: Limits = Limits(), options: Options = Options()
  ) throws(XMLError) -> MarkupTree {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count < Int(Int32.max), bytes.count <= limits.partBytes else { throw .tooLarge }
    switch XMLScanner.tree(of: bytes, limits: limits, options: options) {
    case .tree(let tree): return tree
    case .missing(let missing): return try parse(bytes, limits: limits, options: options.keeping(missing))
    case .unfit: return try parseByLibrary(bytes, limits: limits, options: options)
    }
  }

  /// The whole of XML, by libxml2.
  static func parseByLibrary(_ bytes: [UInt8], limits: Limits, options: Options) throws(XMLError) -> MarkupTree {
    guard let size = Int32(exactly: bytes.count) else { throw .tooLarge }
    LibXML2.initialise()
    var session = ParseSession(TreeBuilder(options, limits: limits, expectedBytes: bytes.count), options: options)
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe session.run(buffer.baseAddress, size)
    }
    if let missing = session.builder.missing { return try parseByLibrary(bytes, limits: limits, options: options.keeping(missing)) }
    let encoding = session.encoding
    return try session.finish(encoding: encoding)
  }
}

/// libxml2 wants to be initialised once, before threads use it. It is never cleaned up.
enum LibXML2 {
  private static let once: Void = xmlInitParser()
  static func initialise() { _ = once }
}

/// One run of libxml2's SAX2 parser.
///
/// The callbacks reach it through the parser's user data: a pointer that is valid while `run` waits for the parser, and is used by
/// nothing else in that time.
@safe private struct ParseSession: ~Copyable {
  var builder: TreeBuilder
  var encoding: String?
  private let allowsDoctype: Bool
  private var context: xmlParserCtxtPtr?
  private var names = NameTable()

  init(_ builder: consuming TreeBuilder, options: MarkupTree.Options) {
    self.builder = builder
    allowsDoctype = options.allowsDoctype
  }

  consuming func finish(encoding: String?) throws(XMLError) -> MarkupTree { try builder.tree(encoding: encoding) }

  mutating func run(_ bytes: UnsafeRawPointer?, _ size: Int32) {
    var handler = unsafe Self.handler()
    guard let bytes = unsafe bytes else { return builder.fail(.empty) }
    let text = unsafe bytes.assumingMemoryBound(to: CChar.self)
    // The first bytes tell the encoding. The parser copies the handler; nothing of libxml2's own tree building stays in it.
    let head = min(size, 4)
    guard let context = unsafe xmlCreatePushParserCtxt(&handler, nil, text, head, nil) else {
      return builder.fail(.outOfMemory)
    }
    defer {
      if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
      unsafe context.pointee.myDoc = nil
      unsafe xmlFreeParserCtxt(context)
    }
    unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOCDATA.rawValue))
    unsafe self.context = context
    let status = unsafe withUnsafeMutablePointer(to: &self) { session -> Int32 in
      unsafe context.pointee.userData = UnsafeMutableRawPointer(session)
      // Piece by piece: libxml2 refuses long tags that stand more than ten megabytes into one buffer.
      var offset = head
      var status: Int32 = 0
      while offset < size, status == 0 {
        let length = min(size - offset, Self.piece)
        status = unsafe xmlParseChunk(context, text + Int(offset), length, 0)
        offset += length
      }
      return status != 0 ? status : unsafe xmlParseChunk(context, nil, 0, 1)
    }
    unsafe self.context = nil
    if let name = unsafe context.pointee.encoding {
      encoding = unsafe String(cString: name).lowercased()
    }
    let wellFormed = unsafe context.pointee.wellFormed
    if status != 0 || wellFormed != 1 {
      builder.fail(.malformed("not well-formed", line: 0))
    }
  }

  private static let piece: Int32 = 1 << 20

  private mutating func stop(_ error: XMLError) {
    builder.fail(error)
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }

  private mutating func name(_ local: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?) -> Int32 {
    let first = UInt(bitPattern: local)
    let second = UInt(bitPattern: namespace)
    if let id = names[first, second] { return id }
    let length = unsafe local.map { unsafe Int(xmlStrlen($0)) } ?? 0
    let id = unsafe builder.nameID(
      local: UnsafeBufferPointer(start: local, count: length), namespace: namespace.map { unsafe String(cString: $0) })
    names.insert(first, second, id)
    return id
  }

  private mutating func start(
    _ local: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?, _ count: Int32,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    var line = 0
    if let context = unsafe context, let input = unsafe context.pointee.input { line = unsafe Int(input.pointee.line) }
    unsafe builder.startElement(name(local, namespace), line: line)
    if let attributes = unsafe attributes {
      for i in 0..<Int(count) {
        // Five pointers an attribute: local name, prefix, namespace, begin and end of the value.
        let attribute = unsafe attributes + i * 5
        let id = unsafe name(attribute[0], attribute[2])
        if let begin = unsafe attribute[3], let end = unsafe attribute[4] {
          let value = unsafe UnsafeBufferPointer(start: begin, count: max(0, end - begin))
          if unsafe value.contains(0x26) {
            unsafe builder.attribute(id, Self.withoutReferences(value))
          } else {
            unsafe builder.attribute(id, value)
          }
        }
      }
    }
    if builder.error != nil, let context = unsafe context { unsafe xmlStopParser(context) }
  }

  /// libxml2 hands `&amp;` inside values out as `&#38;` unless it is to substitute entities; no other reference is left in them.
  private static func withoutReferences(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let reference = Array("&#38;".utf8)
    var out: [UInt8] = []
    var index = 0
    while index < value.count {
      out.append(unsafe value[index])
      let isReference = unsafe value[index] == 0x26 && value[index...].starts(with: reference)
      index += isReference ? reference.count : 1
    }
    return out
  }

  private static func session(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<ParseSession>? {
    guard let data = unsafe data else { return nil }
    return unsafe data.assumingMemoryBound(to: ParseSession.self)
  }

  private static func handler() -> xmlSAXHandler {
    var sax = unsafe xmlSAXHandler()
    unsafe sax.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe sax.internalSubset = { data, _, _, _ in
      guard let session = unsafe ParseSession.session(data) else { return }
      if unsafe !session.pointee.allowsDoctype { unsafe session.pointee.stop(.doctypeNotAllowed) }
    }
    unsafe sax.startElementNs = { data, local, _, namespace, _, _, count, _, attributes in
      unsafe ParseSession.session(data)?.pointee.start(local, namespace, count, attributes)
    }
    unsafe sax.endElementNs = { data, _, _, _ in
      unsafe ParseSession.session(data)?.pointee.builder.endElement()
    }
    let characters: charactersSAXFunc = { data, text, length in
      guard let text = unsafe text, length > 0, let session = unsafe ParseSession.session(data) else { return }
      let bytes = unsafe UnsafeBufferPointer(start: text, count: Int(length))
      if unsafe TreeBuilder.holdSymbol(bytes) { unsafe session.pointee.builder.meetSymbol() }
      unsafe session.pointee.builder.characters(bytes)
      if unsafe session.pointee.builder.error != nil, let context = unsafe session.pointee.context {
        unsafe xmlStopParser(context)
      }
    }
    unsafe sax.characters = characters
    unsafe sax.ignorableWhitespace = characters
    unsafe sax.cdataBlock = characters
    unsafe sax.reference = { data, name in
      guard let session = unsafe ParseSession.session(data) else { return }
      unsafe session.pointee.stop(.entityReference(name.map { unsafe String(cString: $0) } ?? ""))
    }
    unsafe sax.serror = { data, error in
      guard let session = unsafe ParseSession.session(data), let error = unsafe error,
        unsafe error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue
      else { return }
      // A namespace error (an undeclared prefix) is no error of well-formedness, but the name means nothing.
      let reason = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "not well-formed"
      let line = unsafe Int(error.pointee.line)
      // libxml2's own limit on depth is lower than ours may be.
      let isDepth = reason.hasPrefix("Excessive depth")
      unsafe session.pointee.builder.fail(isDepth ? .tooDeep(limit: 256) : .malformed(trimmed(reason), line: line))
    }
    return unsafe sax
  }
}

/// Numbers of names by the addresses under which libxml2 interns their two halves, valid as long as the parser lives.
private struct NameTable {
  private struct Slot {
    var local: UInt = 0
    var namespace: UInt = 0
    var id: Int32 = -1
  }
  private var slots = [Slot](repeating: Slot(), count: 256)
  private var count = 0

  private static func start(_ local: UInt, _ namespace: UInt, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (local &* 0x9E37_79B9_7F4A_7C15) >> 32 ^ (namespace >> 4)) & mask
  }

  subscript(local: UInt, namespace: UInt) -> Int32? {
    let mask = slots.count - 1
    var index = Self.start(local, namespace, mask)
    while slots[index].id >= 0 {
      if slots[index].local == local, slots[index].namespace == namespace { return slots[index].id }
      index = (index + 1) & mask
    }
    return nil
  }

  mutating func insert(_ local: UInt, _ namespace: UInt, _ id: Int32) {
    if count * 2 >= slots.count {
      let old = slots
      slots = [Slot](repeating: Slot(), count: old.count * 2)
      for slot in old where slot.id >= 0 { place(slot) }
    }
    place(Slot(local: local, namespace: namespace, id: id))
    count += 1
  }

  private mutating func place(_ slot: Slot) {
    let mask = slots.count - 1
    var index = Self.start(slot.local, slot.namespace, mask)
    while slots[index].id >= 0 { index = (index + 1) & mask }
    slots[index] = slot
  }
}

/// The parser's messages end with a line break.
func trimmed(_ text: String) -> String {
  var view = text[...]
  while let last = view.last, last.isWhitespace { view.removeLast() }
  return String(view)
}
