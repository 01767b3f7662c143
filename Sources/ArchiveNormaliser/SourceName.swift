import TextDecoding

/// The name of a source: the path as the file system has it, and inside archives the names of the entries.
///
/// Names are bytes. Those that are not UTF-8 (archives packed on Chinese Windows have GB18030) are shown decoded where that leaves no
/// doubt, and else with their odd bytes as %XX; the bytes stay what a source is known by.
public struct SourceName: Hashable, Sendable {
  /// The file.
  public var path: [UInt8]
  /// Entries of archives, outermost first.
  public var members: [[UInt8]]

  public init(path: [UInt8], members: [[UInt8]] = []) {
    self.path = path
    self.members = members
  }

  static let separator: [UInt8] = [0x21, 0x2F]  // !/

  /// Path and members in one: `2021/all.zip!/town/report.docx`. What sources are ordered and known by.
  public var key: [UInt8] { members.reduce(path) { $0 + Self.separator + $1 } }

  /// The file that holds it, or the archive in which it lies.
  var container: [UInt8]? {
    guard !members.isEmpty else { return nil }
    return SourceName(path: path, members: Array(members.dropLast())).key
  }

  /// For people.
  public var shown: String { Self.shown(key) }

  /// Step by step: a folder in UTF-8 may hold an archive whose names are GB18030, in which no byte of a character is a slash.
  static func shown(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    if Array(text.utf8) == bytes { return text }
    return bytes.split(separator: 0x2F, omittingEmptySubsequences: false).map { shownStep(Array($0)) }.joined(separator: "/")
  }

  private static func shownStep(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    if Array(text.utf8) == bytes { return text }
    if let decoded = try? TextDecoding.decode(bytes, forced: "gb18030"), decoded.diagnostics.isEmpty { return decoded.text }
    return percentEncoded(bytes)
  }

  /// What leaves no doubt of the bytes.
  public static func percentEncoded(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in bytes {
      if byte >= 0x20 && byte < 0x7F && byte != 0x25 {
        out.append(byte)
      } else {
        out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
