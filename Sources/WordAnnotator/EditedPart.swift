import Diagnostics
import OfficePackaging
import SafeXML

/// The bytes of an XML part and what is to be put into them. Nothing is taken away and nothing written anew.
struct EditedPart {
  let name: String
  let tree: MarkupTree
  /// Without byte order mark games: UTF-8 or another encoding in which markup is ASCII. A part in UTF-16 stands here as UTF-8.
  let bytes: [UInt8]
  private let utf16: UTF16Order?
  private let isUTF8: Bool
  private var insertions: [(offset: Int, text: [UInt8])] = []

  private enum UTF16Order { case little, big }

  init(_ name: String, _ written: [UInt8], _ limits: Limits) throws(Refusal) {
    self.name = name
    do throws(XMLError) {
      tree = try MarkupTree.parse(written, limits: limits)
    } catch {
      throw .malformedPart(name, error)
    }
    // Source: XML 1.0 Appendix F. XML in UTF-16 begins with a byte order mark, or with `<` in two bytes.
    switch (written.first, written.dropFirst().first) {
    case (0xFF, 0xFE), (0x3C, 0): utf16 = .little
    case (0xFE, 0xFF), (0, 0x3C): utf16 = .big
    default: utf16 = nil
    }
    if let utf16 {
      bytes = Array(String(decoding: Self.units(written, utf16), as: UTF16.self).utf8)
      isUTF8 = true
    } else {
      bytes = written
      isUTF8 = tree.encoding == nil || tree.encoding == "utf-8"
    }
  }

  mutating func insert(_ text: String, at offset: Int) {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if isUTF8 || scalar.isASCII { bytes += Array(String(scalar).utf8) } else { bytes += Array("&#\(scalar.value);".utf8) }
    }
    insertions.append((offset, bytes))
  }

  func elements(_ numbers: Set<Int>) throws(Refusal) -> [Int: MarkupSource.Element] {
    guard let found = MarkupSource.elements(numbers, in: bytes) else { throw .cannotAnnotate(name) }
    return found
  }

  func root() throws(Refusal) -> MarkupSource.Element {
    guard let root = try elements([0])[0] else { throw .cannotAnnotate(name) }
    return root
  }

  /// Puts content at the end of the root element. Where that is written `<a/>`, its `/>` comes to close the first empty element of the content.
  mutating func append(_ content: String) throws(Refusal) {
    let root = try root()
    guard root.isEmpty else { return insert(content, at: root.contentEnd) }
    var head = ""
    var tail = content[...]
    while !tail.hasPrefix("/>") {
      guard let next = tail.popFirst() else { throw .cannotAnnotate(name) }
      head.append(next)
    }
    insert(">" + head, at: root.startTag.upperBound - 2)
    insert(tail.dropFirst(2) + "</\(root.writtenName)>", at: root.startTag.upperBound)
  }

  /// The part with all insertions; those at one place in the order in which they were made.
  func finished() -> [UInt8] {
    var out: [UInt8] = []
    var place = 0
    for (_, insertion) in insertions.enumerated().sorted(by: { ($0.1.offset, $0.0) < ($1.1.offset, $1.0) }) {
      out += bytes[place..<insertion.offset]
      out += insertion.text
      place = insertion.offset
    }
    out += bytes[place...]
    guard let utf16 else { return out }
    return String(decoding: out, as: UTF8.self).utf16.flatMap { unit in
      let halves = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
      return utf16 == .little ? halves : halves.reversed()
    }
  }

  private static func units(_ bytes: [UInt8], _ order: UTF16Order) -> [UInt16] {
    stride(from: 0, to: bytes.count - bytes.count % 2, by: 2).map { place in
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      return order == .little ? first | second << 8 : first << 8 | second
    }
  }
}

extension Refusal {
  static func cannotAnnotate(_ part: String) -> Refusal {
    Refusal(
      "annotate-part",
      Message(
        zh: "无法在部件 \(part.quoted()) 中加入批注而不改动其余内容。",
        en: "no comments can be put into part \(part.quoted()) without changing the rest of it"))
  }
}
