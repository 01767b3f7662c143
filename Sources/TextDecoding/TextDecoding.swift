public import Diagnostics

/// Text with the story of its encoding.
public struct DecodedText: Hashable, Sendable {
  public enum Evidence: String, Hashable, Sendable {
    case byteOrderMark = "bom"
    case declared
    case detected
    case user
  }

  /// Well-formed UTF-8, without a byte order mark.
  public var utf8: [UInt8]
  /// The WHATWG name in lower case: `utf-8`, `gbk`, `gb18030`, `utf-16le`.
  public var encoding: String
  public var evidence: Evidence
  public var diagnostics: [Diagnostic]

  public var text: String { String(decoding: utf8, as: UTF8.self) }
}

/// Bytes → text, by the rules of the web, with a detector behind them.
///
/// A byte order mark wins, then what the user says, then what the file declares where its bytes bear it out, then what the bytes
/// look like. What cannot be read becomes U+FFFD and is counted and placed in `SRC-07`; a declaration that the bytes
/// belie is reported.
///
/// Source: WHATWG Encoding Standard; WHATWG HTML §13.2.3.2, Determining the character encoding.
public enum TextDecoding {
  /// - Parameters:
  ///   - declared: what the file says of itself: a meta element, an XML declaration, a MIME header.
  ///   - forced: what the user says. It overrules all but a byte order mark of another encoding, which is reported.
  /// - Throws: for an unknown `forced` name and for an encoding that is not read.
  public static func decode(_ bytes: [UInt8], declared: String? = nil, forced: String? = nil) throws(Refusal)
    -> DecodedText
  {
    let mark = ByteOrderMark(bytes)
    if let forced {
      guard let name = EncodingName.named(forced) else { throw .unknownEncoding(forced) }
      let start = mark?.name == name || (name.hasPrefix("utf-16") && mark != nil) ? mark?.length ?? 0 : 0
      let actual = name.hasPrefix("utf-16") && start > 0 ? mark?.name ?? name : name
      return try finish(bytes, from: start, as: actual, by: .user, [])
    }
    if let mark {
      var diagnostics: [Diagnostic] = []
      if let declared, let name = EncodingName.named(declared), !agrees(name, mark.name), !name.hasPrefix("utf-16") {
        diagnostics.append(.declarationBelied(declared, actual: mark.name, certain: true))
      }
      return try finish(bytes, from: mark.length, as: mark.name, by: .byteOrderMark, diagnostics)
    }

    let declaredName = declared.flatMap(EncodingName.named)
    let scan = UTF8Scan(bytes)
    if let bigEndian = EncodingDetector.utf16(bytes, scan) {
      let name = bigEndian ? "utf-16be" : "utf-16le"
      return try finish(bytes, from: 0, as: name, by: .detected, [.detected(name)])
    }
    if scan.isValid, isUTF8(bytes, scan, declaredName) {
      var diagnostics: [Diagnostic] = []
      var name = "utf-8"
      // Pure ASCII bears out every declaration but the wide ones.
      if let declaredName, let declared, !agrees(declaredName, "utf-8"), !declaredName.hasPrefix("utf-16") {
        if scan.multibyte > 0 {
          diagnostics.append(.declarationBelied(declared, actual: "utf-8", certain: true))
        } else {
          name = declaredName == "replacement" ? "utf-8" : declaredName
        }
      }
      if name == "iso-2022-jp" { return try finish(bytes, from: 0, as: name, by: .declared, []) }
      diagnostics += replacementsFound(scan, bytes)
      return DecodedText(
        utf8: bytes, encoding: name, evidence: agrees(declaredName ?? "", name) ? .declared : .detected,
        diagnostics: diagnostics)
    }
    if !scan.isValid, declaredName == nil || declaredName == "utf-8", let mixed = MixedLines.decode(bytes) {
      return DecodedText(
        utf8: mixed.utf8, encoding: "utf-8", evidence: .detected, diagnostics: [.mixedLines(mixed.others, at: mixed.firstOther)])
    }
    var unknownLabel: [Diagnostic] = []
    if let declared, declaredName == nil { unknownLabel.append(.unknownLabel(declared)) }
    return try byContent(bytes, declared: declared, declaredName, unknownLabel)
  }

  /// Neither a mark nor valid UTF-8 decides: the declaration is tried against the detector.
  private static func byContent(_ bytes: [UInt8], declared: String?, _ declaredName: String?, _ found: [Diagnostic])
    throws(Refusal) -> DecodedText
  {
    let guesses = EncodingDetector.guesses(bytes)
    let best = guesses.first ?? EncodingGuess(name: "utf-8", score: 0)
    if let declared, let declaredName, declaredName != "replacement", !declaredName.hasPrefix("utf-16") {
      let family = declaredName == "gbk" ? "gb18030" : declaredName
      let own =
        guesses.first { $0.name == family }?.score
        ?? scoreOfDeclared(bytes, family)
      // Only the encodings of Chinese text overrule a declaration that fits its bytes.
      let chinese = ["gb18030", "big5", "utf-8"].contains(best.name)
      if family == best.name || best.score < 0.8 || best.score < own + (chinese ? 0.5 : 3) {
        return try finish(bytes, from: 0, as: declaredName, by: .declared, found)
      }
      let text = try finish(bytes, from: 0, as: best.name, by: .detected, found)
      var result = text
      result.diagnostics.insert(.declarationBelied(declared, actual: best.name, certain: best.score > own + 1), at: 0)
      return result
    }
    var result = try finish(bytes, from: 0, as: best.name, by: .detected, found)
    let runnerUp = guesses.count > 1 ? guesses[1] : nil
    let uncertain = best.score < 0.6 || (runnerUp.map { best.score - $0.score < 0.2 } ?? false)
    if best.name != "utf-8" || uncertain {
      result.diagnostics.insert(
        uncertain ? .uncertain(best.name, other: runnerUp?.name) : .detected(best.name), at: 0)
    }
    return result
  }

  private static func scoreOfDeclared(_ bytes: [UInt8], _ name: String) -> Double {
    guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return 0 }
    let end = min(bytes.count, first + 1 << 14)
    return EncodingDetector.score(bytes, as: name, from: first, to: end, atEnd: end == bytes.count) ?? -1
  }

  /// Valid UTF-8 is UTF-8, save a handful of two-byte sequences that are Han characters in the declared encoding.
  private static func isUTF8(_ bytes: [UInt8], _ scan: UTF8Scan, _ declaredName: String?) -> Bool {
    guard scan.multibyte > 0, scan.threeByte + scan.fourByte < 4, scan.multibyte < 12 else { return true }
    guard declaredName != "utf-8" else { return true }
    let guesses = EncodingDetector.guesses(bytes)
    guard let best = guesses.first, let own = guesses.first(where: { $0.name == "utf-8" }) else { return true }
    let other = best.name == "gb18030" || best.name == "big5" || best.name == declaredName
    if scan.threeByte > 0 { return !(other && declaredName == best.name && best.score > own.score + 1) }
    return !(other && best.score > own.score + 1)
  }

  private static func agrees(_ a: String, _ b: String) -> Bool {
    a == b || (a.hasPrefix("gb") && b.hasPrefix("gb"))
  }

  private static func finish(
    _ bytes: [UInt8], from start: Int, as name: String, by evidence: DecodedText.Evidence, _ found: [Diagnostic]
  ) throws(Refusal) -> DecodedText {
    var diagnostics = found
    let converted: Converted
    switch name {
    case "utf-8":
      let scan = UTF8Scan(bytes, from: start)
      diagnostics += replacementsFound(scan, bytes)
      if scan.isValid {
        converted = Converted(utf8: start == 0 ? bytes : Array(bytes[start...]))
      } else {
        converted = Converted(
          utf8: UTF8Scan.repaired(bytes, from: start), errors: scan.errors, firstError: scan.firstError)
      }
    case "utf-16le", "utf-16be": converted = WideDecoding.utf16(bytes, from: start, bigEndian: name == "utf-16be")
    case "utf-32le", "utf-32be": converted = WideDecoding.utf32(bytes, from: start, bigEndian: name == "utf-32be")
    default:
      guard let legacy = LegacyDecoding.decode(bytes, as: name, from: start) else { throw .notRead(name) }
      converted = legacy
    }
    if converted.errors > 0, let first = converted.firstError {
      diagnostics.append(
        .undecodable(converted.errors, name, at: place(first, bytes, wide: name.hasPrefix("utf-16") || name.hasPrefix("utf-32"))))
    }
    return DecodedText(utf8: converted.utf8, encoding: name, evidence: evidence, diagnostics: diagnostics)
  }

  private static func replacementsFound(_ scan: UTF8Scan, _ bytes: [UInt8]) -> [Diagnostic] {
    guard let first = scan.firstReplacement else { return [] }
    return [.lostBefore(scan.replacementCharacters, at: place(first, bytes, wide: false))]
  }

  /// Line and byte, both from 1.
  private static func place(_ offset: Int, _ bytes: [UInt8], wide: Bool) -> Origin {
    guard !wide else { return Origin(.byte(offset + 1)) }
    var line = 1
    for index in 0..<min(offset, bytes.count) where bytes[index] == 0x0A { line += 1 }
    return Origin(.line(line), .byte(offset + 1))
  }
}

/// A byte order mark at the start. Source: WHATWG Encoding Standard §6.1, BOM sniff; UTF-32 is ours.
struct ByteOrderMark {
  var name: String
  var length: Int

  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self.init(name: "utf-8", length: 3)
    } else if bytes.starts(with: [0xFF, 0xFE, 0, 0]), bytes.count % 4 == 0 {
      self.init(name: "utf-32le", length: 4)
    } else if bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      self.init(name: "utf-32be", length: 4)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self.init(name: "utf-16le", length: 2)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self.init(name: "utf-16be", length: 2)
    } else {
      return nil
    }
  }

  private init(name: String, length: Int) {
    self.name = name
    self.length = length
  }
}

// MARK: - Messages

extension Diagnostic {
  fileprivate static func undecodable(_ count: Int, _ name: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "SRC-07", .warning,
      Message(
        zh: "有\(count)处字节不能按 \(name) 编码解读，已用“\u{FFFD}”代替，请核对原文",
        en: "\(count) byte sequence(s) are not \(name); U+FFFD stands in their place"),
      at: origin)
  }
  fileprivate static func lostBefore(_ count: Int, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "SRC-07", .warning,
      Message(
        zh: "原文中有\(count)个“\u{FFFD}”，表明文件在此前的转换中已丢失文字",
        en: "the source holds \(count) U+FFFD: an earlier conversion lost characters there"),
      at: origin)
  }
  fileprivate static func declarationBelied(_ declared: String, actual: String, certain: Bool) -> Diagnostic {
    Diagnostic(
      "encoding-mismatch", .warning,
      Message(
        zh: "文件声明的编码是“\(declared.quoted())”，实际\(certain ? "" : "应")是 \(actual)，已按 \(actual) 读取",
        en: "the file declares “\(declared.quoted())” but is \(certain ? "" : "probably ")\(actual); read as \(actual)"),
      suggestion: Message(zh: "如有乱码，请用 --encoding 指定编码", en: "use --encoding if it reads wrong"))
  }
  fileprivate static func detected(_ name: String) -> Diagnostic {
    Diagnostic(
      "encoding-detected", .note,
      Message(zh: "文件未声明编码，按内容判断为 \(name)", en: "no encoding is declared; the bytes look like \(name)"))
  }
  fileprivate static func uncertain(_ name: String, other: String?) -> Diagnostic {
    Diagnostic(
      "encoding-uncertain", .warning,
      Message(
        zh: "文件未声明编码，按 \(name) 读取，但不能确定\(other.map { "（也可能是 \($0)）" } ?? "")",
        en: "no encoding is declared; read as \(name), which is not certain\(other.map { " (perhaps \($0))" } ?? "")"),
      suggestion: Message(zh: "如有乱码，请用 --encoding 指定编码", en: "use --encoding if it reads wrong"))
  }
  fileprivate static func unknownLabel(_ label: String) -> Diagnostic {
    Diagnostic(
      "encoding-unknown-label", .warning,
      Message(
        zh: "文件声明的编码“\(label.quoted())”无法识别，改按内容判断", en: "the declared encoding “\(label.quoted())” is unknown; the bytes decide"))
  }
}

extension Refusal {
  fileprivate static func unknownEncoding(_ label: String) -> Refusal {
    Refusal(
      "encoding-unknown",
      Message(zh: "不认识的编码名称“\(label.quoted())”", en: "unknown encoding “\(label.quoted())”"))
  }
  fileprivate static func notRead(_ name: String) -> Refusal {
    Refusal(
      "encoding-unsupported", Message(zh: "不支持的编码 \(name)", en: "the encoding \(name) is not supported"))
  }
}
