import CLibZip
public import Diagnostics

/// A ZIP archive in memory or in a file, for reading. Owns libzip's handle and the bytes that it reads from.
///
/// Sizes that the archive states are not believed: bytes are counted as they are inflated.
@safe public struct ZipArchive: ~Copyable {
  public struct Entry: Hashable, Sendable {
    public let name: String
    /// As the archive has it: not always UTF-8, and without a word of its encoding.
    public let rawName: [UInt8]
    let index: UInt64
    /// As the archive states it; for ordering and messages only.
    public let statedSize: UInt64
  }

  /// The files in the archive, in the order of its directory. Folders are left out.
  public let entries: [Entry]

  private let archive: OpaquePointer  // zip_t
  private let bytes: UnsafeMutableRawBufferPointer
  /// Bytes of the archive, where that is known: no entry is stored in more.
  private let size: UInt64
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
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: input.count, alignment: 16)
    unsafe copy.copyBytes(from: input)
    var error = unsafe zip_error_t()
    guard let source = unsafe zip_source_buffer_create(copy.baseAddress, UInt64(copy.count), 0, &error) else {
      unsafe copy.deallocate()
      throw .outOfMemory
    }
    let opened: (archive: OpaquePointer, entries: [Entry])
    do throws(ZipError) {
      unsafe opened = try Self.open(source, limits)
    } catch {
      unsafe copy.deallocate()
      throw error
    }
    entries = unsafe opened.entries
    self.limits = limits
    size = UInt64(input.count)
    unsafe archive = opened.archive
    unsafe bytes = copy
  }

  /// An archive that stays on the disk; only what is read of it is in memory.
  public init(path: String, limits: Limits = Limits()) throws(ZipError) {
    var error = unsafe zip_error_t()
    guard let source = unsafe zip_source_file_create(path, 0, -1, &error) else { throw .outOfMemory }
    let opened = unsafe try Self.open(source, limits)
    entries = unsafe opened.entries
    self.limits = limits
    size = UInt64.max
    unsafe archive = opened.archive
    unsafe bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  /// Opens the source, which from then on belongs to the archive; where that fails, it is freed here.
  private static func open(_ source: OpaquePointer, _ limits: Limits) throws(ZipError) -> (archive: OpaquePointer, entries: [Entry]) {
    var error = unsafe zip_error_t()
    guard let archive = unsafe zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
      let code = unsafe zip_error_code_zip(&error)
      let reason = unsafe String(cString: zip_error_strerror(&error))
      unsafe zip_error_fini(&error)
      unsafe zip_source_free(source)
      if code == ZIP_ER_NOZIP { throw .notAnArchive }
      throw .damaged(reason)
    }
    let count = unsafe zip_get_num_entries(archive, 0)
    guard count <= limits.packageParts else {
      unsafe zip_discard(archive)
      throw .tooManyEntries(limit: limits.packageParts)
    }
    var entries: [Entry] = []
    for index in 0..<UInt64(max(0, count)) {
      var stat = unsafe zip_stat_t()
      guard unsafe zip_stat_index(archive, index, 0, &stat) == 0, let name = unsafe stat.name else { continue }
      let text = unsafe String(cString: name)
      if text.isEmpty || text.hasSuffix("/") { continue }
      let raw = unsafe zip_get_name(archive, index, zip_flags_t(ZIP_FL_ENC_RAW))
      let rawName = unsafe raw.map { unsafe bytes($0) }
      entries.append(Entry(name: text, rawName: rawName ?? Array(text.utf8), index: index, statedSize: unsafe stat.size))
    }
    return unsafe (archive, entries)
  }

  private static func bytes(_ string: UnsafePointer<CChar>) -> [UInt8] {
    var bytes: [UInt8] = []
    var place = 0
    while unsafe string[place] != 0 {
      bytes.append(UInt8(bitPattern: unsafe string[place]))
      place += 1
    }
    return bytes
  }

  deinit {
    unsafe zip_discard(archive)
    unsafe bytes.deallocate()
  }

  /// The inflated bytes of an entry; its checksum holds.
  public mutating func read(_ entry: Entry) throws(ZipError) -> [UInt8] {
    var stat = unsafe zip_stat_t()
    guard unsafe zip_stat_index(archive, entry.index, 0, &stat) == 0 else { throw .noSuchEntry(entry.name) }
    let method = unsafe stat.encryption_method
    if method != UInt16(ZIP_EM_NONE) { throw .encrypted(entry: entry.name) }
    let compression = unsafe Int(stat.comp_method)
    guard compression == Int(ZIP_CM_STORE) || compression == Int(ZIP_CM_DEFLATE) else {
      throw .unsupportedCompression(entry: entry.name, method: compression)
    }
    guard let file = unsafe zip_fopen_index(archive, entry.index, 0) else { throw .damagedEntry(entry.name) }
    defer { unsafe zip_fclose(file) }

    let deflated = unsafe max(1, Int(clamping: min(stat.comp_size, size)))
    var out: [UInt8] = []
    out.reserveCapacity(min(Int(clamping: entry.statedSize), 1 << 20))
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = unsafe chunk.withUnsafeMutableBytes { unsafe zip_fread(file, $0.baseAddress, UInt64($0.count)) }
      if got < 0 { throw .damagedEntry(entry.name) }
      if got == 0 { break }
      out.append(contentsOf: chunk[..<Int(got)])
      inflated += Int(got)
      if out.count > limits.partBytes { throw .entryTooLarge(entry.name, limit: limits.partBytes) }
      if inflated > limits.packageBytes { throw .archiveTooLarge(limit: limits.packageBytes) }
      if out.count > 1 << 20, out.count / deflated > limits.inflationRatio {
        throw .suspiciousRatio(entry: entry.name, limit: limits.inflationRatio)
      }
      // Entries that overlap share their deflated bytes: together they are held against the whole archive.
      if inflated > 16 << 20, UInt64(inflated) / max(1, size) > UInt64(limits.packageRatio) {
        throw .suspiciousRatio(entry: entry.name, limit: limits.packageRatio)
      }
    }
    return out
  }

  public mutating func read(named name: String) throws(ZipError) -> [UInt8] {
    guard let entry = entries.first(where: { $0.name == name }) else { throw .noSuchEntry(name) }
    return try read(entry)
  }
}
