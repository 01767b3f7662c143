public import Diagnostics

/// A page saved with what belongs to it (.mht, .mhtml), or a single part with a header of mail. Source: RFC 2557, RFC 2046 §5.1.
public struct WebArchive: Sendable {
  public struct Part: Sendable {
    /// In lower case, without parameters.
    public var contentType: String
    public var charset: String?
    public var location: String?
    public var bytes: [UInt8]
    fileprivate var id: String?
  }

  /// The page itself.
  public private(set) var page: Part
  /// Everything else.
  public private(set) var others: [Part]
  /// The last boundary is missing: the end of the file may be lost.
  public private(set) var isCut: Bool

  /// Whether bytes begin as such a file does.
  public static func looksLikeArchive(_ bytes: [UInt8]) -> Bool {
    var head = bytes.prefix(16_384)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    while let first = head.first, first == 0x0D || first == 0x0A { head = head.dropFirst() }
    let header = MIMEHeader(head)
    let type = header.contentType
    return type.hasPrefix("multipart/") && header.parameter("boundary") != nil
      || (type == "text/html" && (header.fields["mime-version"] != nil || header.fields["content-transfer-encoding"] != nil))
  }

  public init(_ bytes: [UInt8], limits: Limits = Limits()) throws(Refusal) {
    guard bytes.count <= limits.inputBytes else { throw .noPage }
    var whole = bytes[...]
    if whole.starts(with: [0xEF, 0xBB, 0xBF]) { whole = whole.dropFirst(3) }
    while let first = whole.first, first == 0x0D || first == 0x0A { whole = whole.dropFirst() }
    let header = MIMEHeader(whole)
    var found: [Part] = []
    var isCut = false
    try Self.collect(whole, header, depth: 0, limits, &found, &isCut)
    let start = header.parameter("start").map { $0.trimmingBrackets }
    let root =
      found.firstIndex { $0.id != nil && $0.id == start && $0.isPage } ?? found.firstIndex { $0.contentType == "text/html" }
      ?? found.firstIndex(where: \.isPage)
    guard let root else { throw .noPage }
    page = found.remove(at: root)
    others = found
    self.isCut = isCut
  }

  private static func collect(
    _ message: ArraySlice<UInt8>, _ header: MIMEHeader, depth: Int, _ limits: Limits, _ found: inout [Part], _ isCut: inout Bool
  ) throws(Refusal) {
    let body = message[min(header.bodyStart, message.endIndex)...]
    if header.contentType.hasPrefix("multipart/"), let boundary = header.parameter("boundary"), !boundary.isEmpty {
      guard depth < limits.containerNesting else { throw .nestedTooDeep(limits.containerNesting) }
      let (parts, isClosed) = split(body, Array("--\(boundary)".utf8))
      if !isClosed { isCut = true }
      for part in parts { try collect(part, MIMEHeader(part), depth: depth + 1, limits, &found, &isCut) }
      return
    }
    guard found.count < limits.packageParts else { throw .tooManyParts(limits.packageParts) }
    found.append(
      Part(
        contentType: header.contentType, charset: header.parameter("charset"), location: header.fields["content-location"],
        bytes: TransferDecoding.decode(body, header.fields["content-transfer-encoding"]),
        id: header.fields["content-id"]?.trimmingBrackets))
  }

  /// The parts between lines that begin with the boundary.
  private static func split(_ body: ArraySlice<UInt8>, _ boundary: [UInt8]) -> (parts: [ArraySlice<UInt8>], isClosed: Bool) {
    var parts: [ArraySlice<UInt8>] = []
    var start: Int?
    var at = body.startIndex
    while at < body.endIndex {
      let end = body[at...].firstIndex(of: 0x0A) ?? body.endIndex
      let line = body[at..<end]
      if line.starts(with: boundary) {
        let rest = line.dropFirst(boundary.count)
        let isLast = rest.starts(with: [0x2D, 0x2D])
        if isLast || rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
          if let start {
            // The line break before a boundary belongs to it.
            var stop = at
            if stop > start, body[stop - 1] == 0x0A { stop -= 1 }
            if stop > start, body[stop - 1] == 0x0D { stop -= 1 }
            parts.append(body[start..<stop])
          }
          if isLast { return (parts, true) }
          start = min(end + 1, body.endIndex)
        }
      }
      at = end + 1
    }
    if let start { parts.append(body[start...]) }
    return (parts, false)
  }
}

extension WebArchive.Part {
  var isPage: Bool { contentType == "text/html" || contentType == "application/xhtml+xml" || contentType == "text/plain" }
}

extension String {
  fileprivate var trimmingBrackets: String { filter { $0 != "<" && $0 != ">" } }
}

extension Refusal {
  static let noPage = Refusal(
    "mhtml-no-page", Message(zh: "网页归档（MHTML）中没有网页正文。", en: "the web archive (MHTML) holds no page"))

  static func nestedTooDeep(_ limit: Int) -> Refusal {
    Refusal(
      "limit-nesting", Message(zh: "网页归档嵌套超过 \(limit) 层。", en: "parts inside parts, more than \(limit) deep"))
  }

  static func tooManyParts(_ limit: Int) -> Refusal {
    Refusal("limit-package", Message(zh: "网页归档超过 \(limit) 个部分。", en: "the web archive has more than \(limit) parts"))
  }
}
