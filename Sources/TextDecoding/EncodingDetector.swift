/// Finds the encoding of bytes that say nothing of it, or say something wrong.
///
/// Every candidate reads a sample, and what it reads is weighed character by character: characters that Chinese office prose
/// is made of count much, rare ones against the reading, impossible ones heavily. That decides eight bytes as well as eight thousand,
/// where state machines over byte pairs need hundreds.
struct EncodingGuess: Hashable {
  var name: String
  /// Weight for each non-ASCII byte, at most about 2.
  var score: Double
}

enum EncodingDetector {
  /// Bytes looked at, from the first that is not ASCII.
  private static let sampleSize = 1 << 14

  private static let candidates = [
    "gb18030", "big5", "utf-8", "euc-jp", "shift_jis", "euc-kr", "windows-1251", "koi8-r", "windows-1252",
  ]

  /// The candidates, best first. Empty for pure ASCII.
  static func guesses(_ bytes: [UInt8]) -> [EncodingGuess] {
    guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return [] }
    let end = min(bytes.count, first + sampleSize)
    let atEnd = end == bytes.count
    var guesses: [EncodingGuess] = []
    for name in candidates {
      guard let score = score(bytes, as: name, from: first, to: end, atEnd: atEnd) else { continue }
      guesses.append(EncodingGuess(name: name, score: score))
    }
    return guesses.sorted { $0.score > $1.score }
  }

  static func score(_ bytes: [UInt8], as name: String, from first: Int, to end: Int, atEnd: Bool) -> Double? {
    var high = 0
    for index in first..<end where bytes[index] >= 0x80 { high += 1 }
    guard high > 0 else { return nil }
    var converted: Converted
    if name == "utf-8" {
      let scan = UTF8Scan(bytes, from: first, to: end)
      converted = Converted(utf8: UTF8Scan.repaired(Array(bytes[first..<end]), from: 0), errors: scan.errors)
    } else if let legacy = LegacyDecoding.decode(
      bytes, as: name == "euc-kr" ? "euc-kr-strict" : name, from: first, to: end)
    {
      converted = legacy
    } else {
      return nil
    }
    // The sample may cut a character in two.
    if !atEnd, converted.errors > 0 { converted.errors -= 1 }
    let weight = ScriptWeights.weight(converted.utf8, family: ScriptWeights.Family(name))
    return (weight - 12 * Double(converted.errors)) / Double(high)
  }

  /// A tag in single bytes: in UTF-16 every one of its letters has a nought beside it.
  private static func hasPlainTag(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == 0x3C else {
        index += 1
        continue
      }
      var rest = bytes[(index + 1)...]
      if rest.first == 0x21 || rest.first == 0x2F { rest = rest.dropFirst() }
      let name = String(decoding: rest.prefix { (0x61...0x7A).contains($0 | 0x20) }.prefix(12), as: UTF8.self).lowercased()
      if ["doctype", "html", "head", "body", "meta", "table", "div", "title", "script", "plaintext", "select", "svg", "math"].contains(name)
      {
        return true
      }
      index += 1
    }
    return false
  }

  /// UTF-16 without a byte order mark, `true` for big-endian.
  ///
  /// ASCII characters leave every second byte nought; pure Han text leaves none, and is weighed as any other reading.
  static func utf16(_ bytes: [UInt8], _ scan: UTF8Scan) -> Bool? {
    guard bytes.count >= 2 else { return nil }
    let end = min(bytes.count & ~1, sampleSize)
    var evenZero = 0
    var oddZero = 0
    let span = bytes.span
    var index = 0
    while index < end {
      if span[index] == 0 { evenZero += 1 }
      if span[index + 1] == 0 { oddZero += 1 }
      index += 2
    }
    // Two dozen characters of UTF-8 without a fault: half of their first bytes would be upper halves of nothing that Chinese text holds.
    if evenZero + oddZero == 0, scan.isValid, scan.threeByte >= 24 { return nil }
    let units = end / 2
    // Tags of one byte a character: noughts among them are noughts, and no halves of wide characters.
    if hasPlainTag(bytes[..<min(end, 2048)]) { return nil }
    if evenZero > 0 || oddZero > 0 {
      // A few ASCII signs among Han characters are enough: no other encoding has a nought at all.
      if oddZero > 4 * evenZero, oddZero * 50 >= units { return plausible(bytes, end, bigEndian: false) ? false : nil }
      if evenZero > 4 * oddZero, evenZero * 50 >= units { return plausible(bytes, end, bigEndian: true) ? true : nil }
    }
    guard bytes.count % 2 == 0, units >= 4 else { return nil }
    for bigEndian in [false, true] {
      let text = WideDecoding.utf16(Array(bytes[0..<end]), from: 0, bigEndian: bigEndian)
      guard text.errors == 0 else { continue }
      let weight = ScriptWeights.weight(text.utf8, family: .chinese) / Double(end)
      if weight > 0.8, weight > (guesses(bytes).first?.score ?? 0) { return bigEndian }
    }
    return nil
  }

  private static func plausible(_ bytes: [UInt8], _ end: Int, bigEndian: Bool) -> Bool {
    let text = WideDecoding.utf16(Array(bytes[0..<end]), from: 0, bigEndian: bigEndian)
    var controls = text.errors
    var count = 0
    for scalar in String(decoding: text.utf8, as: UTF8.self).unicodeScalars {
      count += 1
      if scalar.value < 0x20, scalar.value != 0x09, scalar.value != 0x0A, scalar.value != 0x0D { controls += 1 }
    }
    return controls * 20 <= count
  }
}

/// What a character is worth as evidence for the reading that produced it.
enum ScriptWeights {
  enum Family {
    case chinese, traditional, japanese, korean, cyrillic, western

    init(_ encoding: String) {
      self =
        switch encoding {
        case "big5": .traditional
        case "euc-jp", "shift_jis": .japanese
        case "euc-kr": .korean
        case "windows-1251", "koi8-r": .cyrillic
        case "windows-1252": .western
        default: .chinese
        }
    }
  }

  /// The sum over all characters outside ASCII, in which a two-byte character is worth about two.
  static func weight(_ utf8: [UInt8], family: Family) -> Double {
    var sum = 0.0
    var previous: UInt32 = 0x20
    for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
      let value = scalar.value
      if value >= 0x80 { sum += weight(value, after: previous, family: family) }
      previous = value
    }
    return sum
  }

  private static func weight(_ value: UInt32, after previous: UInt32, family: Family) -> Double {
    switch value {
    case 0xFFFD: return 0
    case 0x80..<0xA0: return -3
    case 0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF08, 0xFF09, 0x3000: return family == .western ? -2 : 4
    case 0x2018...0x201D, 0x2014, 0x2026, 0xB7, 0x300A, 0x300B, 0x3010, 0x3011, 0xFF01, 0xFF1F:
      return family == .western ? 0.8 : 2.5
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: return 1.5
    case 0x4E00...0x9FFF:
      switch family {
      case .chinese:
        return CommonCharacters.simplified.contains(value) ? 3.4 : CommonCharacters.traditional.contains(value) ? 2 : 0.2
      case .traditional:
        return CommonCharacters.traditional.contains(value) ? 3.6 : CommonCharacters.simplified.contains(value) ? 3 : 0.2
      case .japanese: return CommonCharacters.simplified.contains(value) || CommonCharacters.traditional.contains(value) ? 1.6 : 0.6
      case .korean: return -0.5
      default: return -2
      }
    case 0x3400..<0x4E00, 0x2_0000...0x3_FFFF: return -1
    case 0x3041...0x3096, 0x30A1...0x30FC: return family == .japanese ? 3.4 : -1
    case 0xFF61...0xFF9F: return -1.2
    case 0xAC00...0xD7A3: return family == .korean ? 3 : -2
    case 0x0430...0x044F, 0x0451:
      guard family == .cyrillic else { return -1.5 }
      if (0x61...0x7A).contains(previous | 0x20) { return -2 }
      return "оеаинтсрвлкмдпу".unicodeScalars.contains { $0.value == value } ? 1.6 : 0.9
    case 0x0410...0x042F, 0x0401:
      guard family == .cyrillic else { return -1.5 }
      // A capital inside a word speaks against the reading.
      return (0x0410...0x044F).contains(previous) && (0x0430...0x044F).contains(previous) ? -2 : 0.6
    case 0xC0...0xFF:
      guard family == .western else { return -1 }
      let inWord = (0x61...0x7A).contains(previous | 0x20)
      if value >= 0xE0, value != 0xF7 { return inWord ? 1.8 : 0.4 }
      return inWord ? -0.6 : 0.3
    case 0xA0...0xBF: return family == .western ? 0.3 : -0.5
    case 0xE000...0xF8FF: return -1.5
    case 0x2500...0x25FF: return family == .chinese ? 0.5 : -1.5
    case 0x2000...0x2BFF, 0x3002...0x33FF, 0xFE30...0xFF60: return 0.5
    case 0xF900...0xFAFF: return -2
    default: return -2
    }
  }
}
