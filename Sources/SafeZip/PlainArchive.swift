import Diagnostics

/// An archive as nearly every program writes it, read in place: one disk, nothing before or behind it, entries stored or deflated, not
/// encrypted, without zip64, under names of ASCII or marked as UTF-8.
///
/// It takes only what can be read in one way; of everything else, and of every entry that differs from what the directory says of it, it
/// says nothing (`nil`), and libzip judges. Source: APPNOTE.TXT 6.3.10, §4.3.7 (local header), §4.3.12 (directory), §4.3.16 (its end).
struct PlainArchive {
  let bytes: [UInt8]
  let entries: [ZipArchive.Entry]
  private let records: [Record]
  /// Where the directory begins: entries lie before it.
  private let directory: Int

  private struct Record {
    var header = 0
    var deflated = 0
    var size = 0
    var checksum: UInt32 = 0
    var isDeflated = false
    var flags = 0
    var nameBytes = 0
  }

  init?(_ bytes: [UInt8], limit: Int) {
    let end = bytes.count - 22
    guard end >= 0, bytes.uint32(end) == 0x0605_4B50, bytes.uint32(end + 4) == 0 else { return nil }
    let count = bytes.uint16(end + 10)
    let size = bytes.uint32(end + 12)
    let start = bytes.uint32(end + 16)
    // The last entry would be a comment of the archive.
    guard count == bytes.uint16(end + 8), count > 0, count < 0xFFFF, count <= limit, bytes.uint16(end + 20) == 0, start + size == end else {
      return nil
    }
    var entries: [ZipArchive.Entry] = []
    var records: [Record] = []
    entries.reserveCapacity(count)
    records.reserveCapacity(count)
    var place = start
    for index in 0..<count {
      guard place + 46 <= end, bytes.uint32(place) == 0x0201_4B50 else { return nil }
      var record = Record()
      record.flags = bytes.uint16(place + 8)
      let method = bytes.uint16(place + 10)
      record.isDeflated = method == 8
      record.checksum = UInt32(truncatingIfNeeded: bytes.uint32(place + 16))
      record.deflated = bytes.uint32(place + 20)
      record.size = bytes.uint32(place + 24)
      record.nameBytes = bytes.uint16(place + 28)
      let extra = bytes.uint16(place + 30)
      let comment = bytes.uint16(place + 32)
      record.header = bytes.uint32(place + 42)
      let name = place + 46
      let next = name + record.nameBytes + extra + comment
      guard method == 0 || method == 8, record.flags & ~Self.harmlessFlags == 0, bytes.uint16(place + 6) <= 45,
        bytes.uint16(place + 34) == 0,
        record.header < start, record.size < 0xFFFF_FFFF, record.deflated < 0xFFFF_FFFF, next <= end,
        bytes.hasPlainExtraFields(name + record.nameBytes, extra)
      else { return nil }
      let rawName = Array(bytes[name..<name + record.nameBytes])
      guard let text = Self.name(rawName, isUTF8: record.flags & 0x800 != 0) else { return nil }
      records.append(record)
      if rawName.last != 0x2F {
        entries.append(ZipArchive.Entry(name: text, rawName: rawName, index: UInt64(index), statedSize: UInt64(record.size)))
      }
      place = next
    }
    guard place == end else { return nil }
    self.bytes = bytes
    self.entries = entries
    self.records = records
    directory = start
  }

  /// Bits 1 and 2 (how hard it was deflated), 3 (sizes behind the bytes) and 11 (the name is UTF-8).
  private static let harmlessFlags = 0x080E

  /// Names of other encodings are guessed by libzip; a name of no bytes, or one that ends early, is nothing plain.
  private static func name(_ bytes: [UInt8], isUTF8: Bool) -> String? {
    guard !bytes.isEmpty else { return nil }
    for byte in bytes where byte < 0x20 || (byte >= 0x7F && !isUTF8) { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The inflated bytes of an entry, when they are what the directory says and no limit is passed.
  func read(_ index: UInt64, _ limits: Limits, alreadyInflated: Int) -> [UInt8]? {
    guard let index = Int(exactly: index), records.indices.contains(index) else { return nil }
    let record = records[index]
    let header = record.header
    guard header + 30 <= directory, bytes.uint32(header) == 0x0403_4B50, bytes.uint16(header + 6) == record.flags,
      bytes.uint16(header + 8) == (record.isDeflated ? 8 : 0), bytes.uint16(header + 26) == record.nameBytes
    else { return nil }
    let name = header + 30
    let extra = bytes.uint16(header + 28)
    let start = name + record.nameBytes + extra
    let end = start + record.deflated
    // Where the sizes stand behind the bytes, the header has zeros.
    let isCounted = record.flags & 8 == 0
    guard end <= directory, bytes.hasPlainExtraFields(name + record.nameBytes, extra),
      !isCounted || (bytes.uint32(header + 18) == record.deflated && bytes.uint32(header + 22) == record.size),
      isWithin(limits, record, alreadyInflated)
    else { return nil }
    guard record.isDeflated else {
      guard record.size == record.deflated, Inflate.checksum(bytes, start, end) == record.checksum else { return nil }
      return Array(bytes[start..<end])
    }
    return Inflate.inflated(bytes, start, end, size: record.size, checksum: record.checksum)
  }

  /// Whether the size that is stated can be allocated without a second thought: it is what comes out, or nothing does.
  private func isWithin(_ limits: Limits, _ record: Record, _ alreadyInflated: Int) -> Bool {
    let inflated = alreadyInflated + record.size
    return record.size <= limits.partBytes && inflated <= limits.packageBytes
      && (record.size <= 1 << 20 || record.size / max(1, record.deflated) <= limits.inflationRatio)
      && (inflated <= 16 << 20 || inflated / max(1, bytes.count) <= limits.packageRatio)
  }
}

extension [UInt8] {
  /// Whether extra fields follow each other up to their end, and none changes what is read: a name (0x7075), sizes (zip64, 1), encryption.
  fileprivate func hasPlainExtraFields(_ start: Int, _ length: Int) -> Bool {
    var place = start
    let end = start + length
    guard end <= count else { return false }
    while place < end {
      guard place + 4 <= end else { return false }
      let kind = uint16(place)
      guard kind != 0x0001, kind != 0x7075, kind != 0x6375, kind != 0x9901, kind != 0x0017 else { return false }
      place += 4 + uint16(place + 2)
    }
    return place == end
  }
}
