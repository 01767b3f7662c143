import CLibXML2
public import Diagnostics

extension MarkupTree {
  public struct Options: Sendable {
    /// Whether a DOCTYPE may stand there. Its declarations are never used: an entity that it declares is not substituted.
    public var allowsDoctype = false
    /// Namespace → prefix under which its names are handed out.
    public var prefixes = NamespacePrefixes.officeOpenXML

    public init(allowsDoctype: Bool = false, prefixes: [String: String] = NamespacePrefixes.officeOpenXML) {
      self.allowsDoctype = allowsDoctype
      self.prefixes = prefixes
    }
  }

  /// Parses an XML document in the encoding that it declares. No network, no file, no entity is touched.
  public static func parse(
    _ bytes: [UInt8], limits: Limits = Limits(), options: Options = Options()
  ) throws(XMLError) -> MarkupTree {
    guard !bytes.isEmpty else { throw .empty }
    guard let size = Int32(exactly: bytes.count), bytes.count <= limits.partBytes else { throw .tooLarge }
    LibXML2.initialise()
    let session = ParseSession(
      TreeBuilder(prefixes: options.prefixes, limits: limits, expectedBytes: bytes.count), options: options)
    unsafe bytes.withUnsafeBytes { buffer in
      unsafe session.run(buffer.baseAddress, size)
    }
    if let error = session.builder.error { throw error }
    return try session.builder.tree(encoding: session.encoding)
  }
}

/// libxml2 wants to be initialised once, before threads use it. It is never cleaned up.
enum LibXML2 {
  private static let once: Void = xmlInitParser()
  static func initialise() { _ = once }
}

/// One run of libxml2's SAX2 parser. The callbacks reach it through `Unmanaged`.
@safe private final class ParseSession {
  var builder: TreeBuilder
  var encoding: String?
  private let options: MarkupTree.Options
  private var context: xmlParserCtxtPtr?

  /// libxml2 interns names: the same pair of pointers is the same name as long as the parser lives.
  private struct NameKey: Hashable {
    var local: UInt
    var namespace: UInt
  }
  private var names: [NameKey: Int32] = [:]

  init(_ builder: TreeBuilder, options: MarkupTree.Options) {
    self.builder = builder
    self.options = options
  }

  func run(_ bytes: UnsafeRawPointer?, _ size: Int32) {
    guard let bytes = unsafe bytes,
      let context = unsafe xmlCreateMemoryParserCtxt(bytes.assumingMemoryBound(to: CChar.self), size)
    else { return builder.fail(.outOfMemory) }
    unsafe self.context = context
    defer {
      unsafe self.context = nil
      if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
      unsafe context.pointee.myDoc = nil
      unsafe xmlFreeParserCtxt(context)
    }
    unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOCDATA.rawValue))
    // The parser owns its handler; we overwrite its fields. Nothing of libxml2's own tree building stays.
    unsafe context.pointee.sax.pointee = Self.handler()
    unsafe context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    let status = unsafe xmlParseDocument(context)
    if let name = unsafe context.pointee.encoding {
      encoding = unsafe String(cString: name).lowercased()
    }
    let wellFormed = unsafe context.pointee.wellFormed
    if status != 0 || wellFormed != 1 {
      builder.fail(.malformed("not well-formed", line: 0))
    }
  }

  private func stop(_ error: XMLError) {
    builder.fail(error)
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }

  private func name(_ local: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?) -> Int32 {
    let key = NameKey(local: UInt(bitPattern: local), namespace: UInt(bitPattern: namespace))
    if let id = names[key] { return id }
    let id = unsafe builder.nameID(
      local: local.map { unsafe String(cString: $0) } ?? "", namespace: namespace.map { unsafe String(cString: $0) })
    names[key] = id
    return id
  }

  private func start(
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
          unsafe builder.attribute(id, UnsafeBufferPointer(start: begin, count: max(0, end - begin)))
        }
      }
    }
    if builder.error != nil, let context = unsafe context { unsafe xmlStopParser(context) }
  }

  private static func session(_ data: UnsafeMutableRawPointer?) -> ParseSession? {
    guard let data = unsafe data else { return nil }
    return unsafe Unmanaged<ParseSession>.fromOpaque(data).takeUnretainedValue()
  }

  private static func handler() -> xmlSAXHandler {
    var sax = unsafe xmlSAXHandler()
    unsafe sax.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe sax.internalSubset = { data, _, _, _ in
      guard let session = unsafe ParseSession.session(data), !session.options.allowsDoctype else { return }
      session.stop(.doctypeNotAllowed)
    }
    unsafe sax.startElementNs = { data, local, _, namespace, _, _, count, _, attributes in
      unsafe ParseSession.session(data)?.start(local, namespace, count, attributes)
    }
    unsafe sax.endElementNs = { data, _, _, _ in
      unsafe ParseSession.session(data)?.builder.endElement()
    }
    let characters: charactersSAXFunc = { data, text, length in
      guard let text = unsafe text, length > 0 else { return }
      unsafe ParseSession.session(data)?.builder.characters(UnsafeBufferPointer(start: text, count: Int(length)))
    }
    unsafe sax.characters = characters
    unsafe sax.ignorableWhitespace = characters
    unsafe sax.cdataBlock = characters
    unsafe sax.reference = { data, name in
      unsafe ParseSession.session(data)?.stop(.entityReference(name.map { unsafe String(cString: $0) } ?? ""))
    }
    unsafe sax.serror = { data, error in
      guard let session = unsafe ParseSession.session(data), let error = unsafe error,
        unsafe error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue
      else { return }
      // A namespace error (an undeclared prefix) is no error of well-formedness, but the name means nothing.
      let reason = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "not well-formed"
      session.builder.fail(.malformed(trimmed(reason), line: unsafe Int(error.pointee.line)))
    }
    return unsafe sax
  }
}

/// The parser's messages end with a line break.
func trimmed(_ text: String) -> String {
  var view = text[...]
  while let last = view.last, last.isWhitespace { view.removeLast() }
  return String(view)
}
