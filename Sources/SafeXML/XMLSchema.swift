import CLibXML2

/// A compiled W3C XML Schema, for tests of what we write. Owns libxml2's schema.
@safe public final class XMLSchema {
  private let schema: xmlSchemaPtr

  public init(_ bytes: [UInt8]) throws(XMLError) {
    LibXML2.initialise()
    let messages = Messages()
    let compiled: xmlSchemaPtr? = unsafe bytes.withUnsafeBytes { buffer -> xmlSchemaPtr? in
      guard let base = buffer.baseAddress, let size = Int32(exactly: buffer.count),
        let parser = unsafe xmlSchemaNewMemParserCtxt(base.assumingMemoryBound(to: CChar.self), size)
      else { return nil }
      defer { unsafe xmlSchemaFreeParserCtxt(parser) }
      unsafe xmlSchemaSetParserStructuredErrors(
        parser, Messages.callback, Unmanaged.passUnretained(messages).toOpaque())
      return unsafe xmlSchemaParse(parser)
    }
    guard let compiled = unsafe compiled else {
      throw .malformed(messages.list.first ?? "not a schema", line: 0)
    }
    unsafe schema = compiled
  }

  deinit { unsafe xmlSchemaFree(schema) }

  /// What is wrong with a document, one message a fault; empty when it is valid.
  public func validate(_ bytes: [UInt8]) -> [String] {
    let messages = Messages()
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, let size = Int32(exactly: buffer.count),
        let document = unsafe xmlReadMemory(
          base.assumingMemoryBound(to: CChar.self), size, nil, nil,
          Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOERROR.rawValue) | Int32(XML_PARSE_NOWARNING.rawValue))
      else { return messages.list.append("not well-formed") }
      defer { unsafe xmlFreeDoc(document) }
      guard let validator = unsafe xmlSchemaNewValidCtxt(schema) else { return messages.list.append("out of memory") }
      defer { unsafe xmlSchemaFreeValidCtxt(validator) }
      unsafe xmlSchemaSetValidStructuredErrors(
        validator, Messages.callback, Unmanaged.passUnretained(messages).toOpaque())
      if unsafe xmlSchemaValidateDoc(validator, document) != 0, messages.list.isEmpty {
        messages.list.append("not valid")
      }
    }
    return messages.list
  }

  private final class Messages {
    var list: [String] = []
    static let callback: xmlStructuredErrorFunc = { data, error in
      guard let data = unsafe data, let error = unsafe error else { return }
      let messages = unsafe Unmanaged<Messages>.fromOpaque(data).takeUnretainedValue()
      let text = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "error"
      messages.list.append("line \(unsafe error.pointee.line): \(trimmed(text))")
    }
  }
}
