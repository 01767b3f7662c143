public import Diagnostics

/// A ZIP archive in memory or in a file, for reading.
///
/// An archive without anything unusual is read in place (``PlainArchive``); every other, and every entry that does not come out as its
/// directory says, is left to libzip, whose word is the last one. Sizes that the archive states are not believed: bytes are counted as they
/// are inflated.
public struct ZipArchive: ~Copyable {
  public struct Entry: Hashable, Sendable {
    public let name: String
    /// As the archive has it: not always UTF-8, and without a word of its encoding.
    public let rawName: [UInt8]
    /// Among all that the directory lists, folders too.
    let index: UInt64
    /// As the archive states it; for ordering and messages only.
    public let statedSize: UInt64
  }

  /// The files in the archive, in the order of its directory. Folders are left out.
  public let entries: [Entry]

  private let plain: PlainArchive?
  private var library: LibraryArchive?
  private let limits: Limits
  private var inflated = 0

  /// Whether bytes begin as an archive does: a local file header, an empty archive, or a spanned one.
  public static func looksLikeArchive(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 4, bytes[0] == 0x50, bytes[1] == 0x4B else { return false }
    return (bytes[2] == 3 && bytes[3] == 4) || (bytes[2] == 5 && bytes[3] == 6) || (bytes[2] == 7 && bytes[3] == 8)
  }

  public init(_ input: [UInt8], limits: Limits = Limits()) throws(ZipError) {
    guard input.count >= 22 else { throw .notAnArchive }
    guard input.count <= limits.inputBytes else { throw .archiveTooLarge(limit: limits.inputBytes) }
    guard let plain = PlainArchive(input, limit: limits.packageParts) else {
      self.init(try LibraryArchive(input, limits: limits), limits)
      return
    }
    self.init(plain, limits)
  }

  /// An archive that stays on the disk; only what is read of it is in memory.
  public init(path: String, limits: Limits = Limits()) throws(ZipError) {
    self.init(try LibraryArchive(path: path, limits: limits), limits)
  }

  /// As ``init(_:limits:)``, by libzip alone: for comparing.
  init(byLibrary input: [UInt8], limits: Limits = Limits()) throws(ZipError) {
    self.init(try LibraryArchive(input, limits: limits), limits)
  }

  private init(_ plain: PlainArchive, _ limits: Limits) {
    self.limits = limits
    self.plain = plain
    entries = plain.entries
    library = nil
  }

  private init(_ library: consuming LibraryArchive, _ limits: Limits) {
    self.limits = limits
    plain = nil
    entries = library.entries
    self.library = consume library
  }

  /// The inflated bytes of an entry; its checksum holds.
  public mutating func read(_ entry: Entry) throws(ZipError) -> [UInt8] {
    if let plain, let bytes = plain.read(entry.index, limits, alreadyInflated: inflated) {
      inflated += bytes.count
      return bytes
    }
    if let plain, library == nil { library = try LibraryArchive(plain.bytes, limits: limits) }
    guard let bytes = try library?.read(entry, &inflated) else { throw .noSuchEntry(entry.name) }
    return bytes
  }

  public mutating func read(named name: String) throws(ZipError) -> [UInt8] {
    guard let entry = entries.first(where: { $0.name == name }) else { throw .noSuchEntry(name) }
    return try read(entry)
  }
}
