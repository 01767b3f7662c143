import ArchiveNormaliser
import SafeFiles

/// The arguments as texts. Names of files that are not UTF-8 (unpacked from zips of Chinese Windows) are shown as `archive` shows them, and
/// found again by what they are shown as.
struct GivenArguments {
  static let own = GivenArguments(CommandLine.arguments) { ProgramArguments.bytes }

  /// The name of the program first.
  let texts: [String]
  /// The bytes of those that are not UTF-8, by their texts.
  private let names: [String: [UInt8]]

  /// - Parameter repaired: the arguments as Swift has them, with U+FFFD in place of what is not UTF-8.
  init(_ repaired: [String], bytes: () -> [[UInt8]]) {
    var texts = repaired
    var names: [String: [UInt8]] = [:]
    if repaired.contains(where: { $0.unicodeScalars.contains("\u{FFFD}") }) {
      for (index, bytes) in bytes().enumerated() where index < texts.count && String(validating: bytes, as: UTF8.self) == nil {
        var text = SourceName(path: bytes).shown
        // Another name that looks like this one: told apart by their bytes.
        if texts.contains(text) { text = SourceName.percentEncoded(bytes) }
        texts[index] = text
        names[text] = bytes
      }
    }
    self.texts = texts
    self.names = names
  }

  func bytes(of text: String) -> [UInt8]? { names.isEmpty ? nil : names[text] }
}
