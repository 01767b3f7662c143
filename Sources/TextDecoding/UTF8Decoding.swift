/// Looks through bytes that may be UTF-8, and repairs what is not.
///
/// Source: Unicode 16 §3.9, Table 3-7; WHATWG Encoding Standard §8.1.1: each maximal subpart of an ill-formed
/// sequence becomes one U+FFFD.
struct UTF8Scan {
  var isValid = true
  /// Offset of the first byte that belongs to no character.
  var firstError: Int?
  var errors = 0
  var twoByte = 0
  var threeByte = 0
  var fourByte = 0
  /// U+FFFD that stands in the source already: something before us lost characters.
  var replacementCharacters = 0
  var firstReplacement: Int?
  /// The last sequence is cut off by the end of the bytes.
  var isCutAtEnd = false

  var multibyte: Int { twoByte + threeByte + fourByte }

  /// Counts; stops at nothing.
  init(_ bytes: [UInt8], from start: Int = 0, to limit: Int? = nil) {
    let end = min(limit ?? bytes.count, bytes.count)
    let span = bytes.span
    let raw = unsafe span.bytes
    var index = start
    while index < end {
      let byte = span[index]
      if byte < 0x80 {
        index += 1
        // The load checks that it stays inside; bytes of any value make a word.
        while index + 8 <= end, unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
          index += 8
        }
        continue
      }
      // Most of Chinese text: no overlong form, no surrogate, no U+FFFD begins so.
      if byte >= 0xE1, byte <= 0xEC, index + 2 < end, span[index + 1] & 0xC0 == 0x80, span[index + 2] & 0xC0 == 0x80 {
        threeByte += 1
        index += 3
        continue
      }
      let length = UTF8Scan.sequence(span, at: index, end: end)
      switch length {
      case 2: twoByte += 1
      case 3:
        threeByte += 1
        if byte == 0xEF, span[index + 1] == 0xBF, span[index + 2] == 0xBD {
          replacementCharacters += 1
          if firstReplacement == nil { firstReplacement = index }
        }
      case 4: fourByte += 1
      default:
        isValid = false
        errors += 1
        if firstError == nil { firstError = index }
        let skipped = -length
        if index + skipped == end, skipped < UTF8Scan.expectedLength(byte) { isCutAtEnd = true }
        index += skipped
        continue
      }
      index += length
    }
  }

  private static func expectedLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  /// The length of the well-formed sequence at `index`, or minus the length of the maximal subpart.
  @inline(__always)
  private static func sequence(_ bytes: Span<UInt8>, at index: Int, end: Int) -> Int {
    let lead = bytes[index]
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    let length: Int
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      low = 0xA0
    case 0xED:
      length = 3
      high = 0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      low = 0x90
    case 0xF4:
      length = 4
      high = 0x8F
    case 0xF1...0xF3: length = 4
    default: return -1
    }
    guard index + 1 < end, bytes[index + 1] >= low, bytes[index + 1] <= high else { return -1 }
    if length == 2 { return 2 }
    guard index + 2 < end, bytes[index + 2] & 0xC0 == 0x80 else { return -2 }
    if length == 3 { return 3 }
    guard index + 3 < end, bytes[index + 3] & 0xC0 == 0x80 else { return -3 }
    return 4
  }

  /// The same text with each ill-formed part replaced by U+FFFD.
  static func repaired(_ bytes: [UInt8], from start: Int) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 16)
    let span = bytes.span
    var index = start
    while index < bytes.count {
      if span[index] < 0x80 {
        out.append(span[index])
        index += 1
        continue
      }
      let length = sequence(span, at: index, end: bytes.count)
      if length > 0 {
        for offset in 0..<length { out.append(span[index + offset]) }
        index += length
      } else {
        out.append(contentsOf: [0xEF, 0xBF, 0xBD])
        index -= length
      }
    }
    return out
  }
}
