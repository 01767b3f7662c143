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
}
