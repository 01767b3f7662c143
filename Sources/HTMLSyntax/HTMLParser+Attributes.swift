import Diagnostics

/// Attributes of tags.
///
/// Source: WHATWG HTML §13.2.5.32 to §13.2.5.40.
extension HTMLParser {
  /// Reads to the end of the tag; says whether it closes itself, `nil` when the file ends before.
  mutating func attributes() -> Bool? {
    let first = tree.attributePool.count
    let source = source
    let bytes = source.span
    var at = index
    defer { index = at }
    while at < bytes.count {
      let byte = bytes[at]
      if HTMLParser.isSpace(byte) {
        at += 1
        continue
      }
      if byte == 0x3E {
        at += 1
        return false
      }
      if byte == 0x2F {
        if at + 1 < bytes.count, bytes[at + 1] == 0x3E {
          at += 2
          return true
        }
        at += 1
        continue
      }
      let nameStart = at
      var key = UInt64(HTMLTree.small(byte))
      at += 1
      while at < bytes.count {
        let byte = bytes[at]
        if byte <= 0x3E, HTMLParser.isSpace(byte) || byte == 0x2F || byte == 0x3E || byte == 0x3D { break }
        key = key << 8 | UInt64(HTMLTree.small(byte))
        at += 1
      }
      // A name that begins with a nought is as long as it is, and no short one.
      let length = at - nameStart
      if length > 8 || byte == 0 { key = 0 }
      var attribute = HTMLTree.Attribute(
        key: key, nameStart: Int32(truncatingIfNeeded: nameStart), nameEnd: Int32(truncatingIfNeeded: at), valueStart: 0, valueEnd: 0)
      while at < bytes.count, HTMLParser.isSpace(bytes[at]) { at += 1 }
      if at < bytes.count, bytes[at] == 0x3D {
        guard let value = HTMLParser.value(bytes, after: at + 1) else { return nil }
        at = value.next
        if value.hasReferences {
          attribute.valueStart = ~Int32(truncatingIfNeeded: tree.attributeBytes.count)
          appendValue(value.range)
          attribute.valueEnd = Int32(truncatingIfNeeded: tree.attributeBytes.count)
        } else {
          attribute.valueStart = Int32(truncatingIfNeeded: value.range.lowerBound)
          attribute.valueEnd = Int32(truncatingIfNeeded: value.range.upperBound)
        }
      }
      let count = tree.attributePool.count
      if count - first >= limits.attributes {
        refusal = .tooManyAttributes(limits.attributes, line: line(of: at))
        return nil
      }
      if tree.attribute(named: attribute, among: first..<count) == nil { tree.attributePool.append(attribute) }
    }
    return nil
  }

  /// The value behind an equals sign, and the place behind it; `nil` when the file ends inside of it.
  @inline(__always)
  static func value(_ bytes: Span<UInt8>, after equals: Int) -> (range: Range<Int>, hasReferences: Bool, next: Int)? {
    var at = equals
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    guard at < bytes.count else { return nil }
    let quote = bytes[at]
    if quote == 0x3E { return (at..<at, false, at) }
    var hasReferences = false
    if quote == 0x22 || quote == 0x27 {
      let start = at + 1
      var end = ByteScan.first(of: quote, or: 0x26, in: bytes, from: start)
      if end < bytes.count, bytes[end] == 0x26 {
        hasReferences = true
        end = ByteScan.first(of: quote, or: quote, in: bytes, from: end)
      }
      guard end < bytes.count else { return nil }
      return (start..<end, hasReferences, end + 1)
    }
    let start = at
    while at < bytes.count, !isSpace(bytes[at]), bytes[at] != 0x3E {
      if bytes[at] == 0x26 { hasReferences = true }
      at += 1
    }
    guard at < bytes.count else { return nil }
    return (start..<at, hasReferences, at)
  }

  /// A value with its references read.
  mutating func appendValue(_ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      if source[at] == 0x26,
        let (scalars, next) = CharacterReference.read(source, at: at, end: range.upperBound, inAttribute: true)
      {
        for scalar in scalars { CharacterReference.append(scalar, to: &tree.attributeBytes) }
        at = next
      } else {
        tree.attributeBytes.append(source[at])
        at += 1
      }
    }
  }
}
