import CLibZip
import Diagnostics

/// An archive opened by libzip, which knows all of the format. Owns libzip's handle and the bytes that it reads from.
@safe struct LibraryArchive: ~Copyable {
  let entries: [ZipArchive.Entry]

  private let libzip: nianbao_libzip
  private let archive: OpaquePointer  // zip_t
  private let bytes: UnsafeMutableRawBufferPointer
  /// Bytes of the archive, where that is known: no entry is stored in more.
  private let size: UInt64
  private let limits: Limits

  init(_ input: [UInt8], limits: Limits) throws(ZipError) {
    guard let libzip = unsafe LibZip.calls else { throw .noLibrary }
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: input.count, alignment: 16)
    unsafe copy.copyBytes(from: input)
    var error = unsafe zip_error_t()
    guard let source = unsafe libzip.source_buffer_create(copy.baseAddress, UInt64(copy.count), 0, &error) else {
      unsafe copy.deallocate()
      throw .outOfMemory
    }
    let opened: (archive: OpaquePointer, entries: [ZipArchive.Entry])
    do throws(ZipError) {
      unsafe opened = try Self.open(source, libzip, limits)
    } catch {
      unsafe copy.deallocate()
      throw error
    }
    entries = unsafe opened.entries
    unsafe self.libzip = libzip
    self.limits = limits
    size = UInt64(input.count)
    unsafe archive = opened.archive
    unsafe bytes = copy
  }

  /// An archive that stays on the disk; only what is read of it is in memory.
  init(path: String, limits: Limits) throws(ZipError) {
    guard let libzip = unsafe LibZip.calls else { throw .noLibrary }
    var error = unsafe zip_error_t()
    guard let source = unsafe libzip.source_file_create(path, 0, -1, &error) else { throw .outOfMemory }
    let opened = unsafe try Self.open(source, libzip, limits)
    entries = unsafe opened.entries
    unsafe self.libzip = libzip
    self.limits = limits
    size = UInt64.max
    unsafe archive = opened.archive
    unsafe bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  /// Opens the source, which from then on belongs to the archive; where that fails, it is freed here.
  private static func open(
    _ source: OpaquePointer, _ libzip: nianbao_libzip, _ limits: Limits
  ) throws(ZipError) -> (archive: OpaquePointer, entries: [ZipArchive.Entry]) {
    var error = unsafe zip_error_t()
    guard let archive = unsafe libzip.open_from_source(source, Int32(ZIP_RDONLY), &error) else {
      let code = unsafe libzip.error_code_zip(&error)
      let reason = unsafe libzip.error_strerror(&error).map { unsafe String(cString: $0) } ?? "damaged"
      unsafe libzip.error_fini(&error)
      unsafe libzip.source_free(source)
      if code == ZIP_ER_NOZIP { throw .notAnArchive }
      throw .damaged(reason)
    }
    let count = unsafe libzip.get_num_entries(archive, 0)
    guard count <= limits.packageParts else {
      unsafe libzip.discard(archive)
      throw .tooManyEntries(limit: limits.packageParts)
    }
    var entries: [ZipArchive.Entry] = []
    for index in 0..<UInt64(max(0, count)) {
      var stat = unsafe zip_stat_t()
      guard unsafe libzip.stat_index(archive, index, 0, &stat) == 0, let name = unsafe stat.name else { continue }
      let text = unsafe String(cString: name)
      if text.isEmpty || text.hasSuffix("/") { continue }
      let raw = unsafe libzip.get_name(archive, index, zip_flags_t(ZIP_FL_ENC_RAW))
      let rawName = unsafe raw.map { unsafe bytes($0) }
      let size = unsafe stat.size
      entries.append(ZipArchive.Entry(name: text, rawName: rawName ?? Array(text.utf8), index: index, statedSize: size))
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
    unsafe libzip.discard(archive)
    unsafe bytes.deallocate()
  }

  /// The inflated bytes of an entry; its checksum holds.
  /// - Parameters:
  ///   - inflated: What was inflated of this archive so far, held against the limits and added to.
  mutating func read(_ entry: ZipArchive.Entry, _ inflated: inout Int) throws(ZipError) -> [UInt8] {
    var stat = unsafe zip_stat_t()
    guard unsafe libzip.stat_index(archive, entry.index, 0, &stat) == 0 else { throw .noSuchEntry(entry.name) }
    let method = unsafe stat.encryption_method
    if method != UInt16(ZIP_EM_NONE) { throw .encrypted(entry: entry.name) }
    let compression = unsafe Int(stat.comp_method)
    guard compression == Int(ZIP_CM_STORE) || compression == Int(ZIP_CM_DEFLATE) else {
      throw .unsupportedCompression(entry: entry.name, method: compression)
    }
    guard let file = unsafe libzip.fopen_index(archive, entry.index, 0) else { throw .damagedEntry(entry.name) }
    defer { unsafe _ = libzip.fclose(file) }

    let deflated = unsafe max(1, Int(clamping: min(stat.comp_size, size)))
    var out: [UInt8] = []
    out.reserveCapacity(min(Int(clamping: entry.statedSize), 1 << 20))
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = unsafe chunk.withUnsafeMutableBytes { unsafe libzip.fread(file, $0.baseAddress, UInt64($0.count)) }
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
}
