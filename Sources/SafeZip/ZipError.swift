/// Why an archive or an entry of it cannot be read.
public enum ZipError: Error, Hashable, Sendable {
  case notAnArchive
  /// libzip's own words.
  case damaged(String)
  case noSuchEntry(String)
  case encrypted(entry: String)
  case damagedEntry(String)
  case unsupportedCompression(entry: String, method: Int)
  case tooManyEntries(limit: Int)
  case entryTooLarge(String, limit: Int)
  case archiveTooLarge(limit: Int)
  /// Inflated size against deflated size of one entry: a decompression bomb.
  case suspiciousRatio(entry: String, limit: Int)
  case outOfMemory
  /// The archive is an unusual one, and libzip is not installed.
  case noLibrary
}

extension ZipError: CustomStringConvertible {
  /// In English, for messages that quote the reason.
  public var description: String {
    switch self {
    case .notAnArchive: "not a ZIP archive"
    case .damaged(let reason): reason
    case .noSuchEntry(let name): "no entry “\(name)”"
    case .encrypted(let entry): "“\(entry)” is encrypted"
    case .damagedEntry(let entry): "“\(entry)” is damaged"
    case .unsupportedCompression(let entry, let method): "“\(entry)”: compression method \(method)"
    case .tooManyEntries(let limit): "more than \(limit) entries"
    case .entryTooLarge(let entry, let limit): "“\(entry)”: more than \(limit) bytes"
    case .archiveTooLarge(let limit): "more than \(limit) bytes in all"
    case .suspiciousRatio(let entry, let limit): "“\(entry)”: inflates more than \(limit) times"
    case .outOfMemory: "out of memory"
    case .noLibrary: "an unusual ZIP archive; reading it needs libzip, which is not installed"
    }
  }
}
