/// A ZIP archive in which some entries get new content and some are added; all else stays as it is, byte for byte.
///
/// Records of the other entries are copied whole: compressed bytes, names, times, extra fields, data descriptors, and what lies between
/// them. Their lines in the directory change only in the offset. Source: APPNOTE.TXT 6.3.10, §4.3.7 to §4.3.16.
public struct ZipPatch: Sendable {
  /// An entry's line in the central directory.
  private struct Line {
    /// The whole line in `bytes`.
    var range: Range<Int>
    var name: Range<Int>
    var offset: Int
  }

  private let bytes: [UInt8]
  private let lines: [Line]
  private let directory: Range<Int>
  private let end: Int
  private var replaced: [Int: [UInt8]] = [:]
  private var added: [(name: String, bytes: [UInt8], like: Int)] = []

  /// Names of the entries in the order of the directory, as the archive has them.
  public let names: [[UInt8]]

  /// - Throws: `ZipError.damaged` for archives whose records are not where the directory says, and for zip64, which no document needs.
  public init(_ bytes: [UInt8]) throws(ZipError) {
    guard bytes.count >= 22 else { throw .notAnArchive }
    // The end record stands before a comment that reaches to the end of the file.
    var end = bytes.count - 22
    let lowest = max(0, end - 0xFFFF)
    while !(bytes.has(Self.endSignature, at: end) && bytes.uint16(end + 20) == bytes.count - end - 22) {
      guard end > lowest else { throw .notAnArchive }
      end -= 1
    }
    let count = bytes.uint16(end + 10)
    let start = bytes.uint32(end + 16)
    let size = bytes.uint32(end + 12)
    guard bytes.uint16(end + 4) == 0, bytes.uint16(end + 8) == count, count < 0xFFFF, size < 0xFFFF_FFFF, start < 0xFFFF_FFFF,
      start + size <= end
    else { throw .damaged("the directory is not one that can be edited") }
    var lines: [Line] = []
    var place = start
    for _ in 0..<count {
      guard place + 46 <= start + size, bytes.has(Self.lineSignature, at: place) else { throw .damaged("a line of the directory is cut") }
      let name = bytes.uint16(place + 28)
      let length = 46 + name + bytes.uint16(place + 30) + bytes.uint16(place + 32)
      let offset = bytes.uint32(place + 42)
      guard place + length <= start + size, offset + 30 <= start, bytes.has(Self.recordSignature, at: offset) else {
        throw .damaged("a record is not where the directory says")
      }
      lines.append(Line(range: place..<place + length, name: place + 46..<place + 46 + name, offset: offset))
      place += length
    }
    guard Set(lines.map(\.offset)).count == lines.count else { throw .damaged("two entries share a record") }
    self.bytes = bytes
    self.lines = lines
    self.end = end
    directory = start..<start + size
    names = lines.map { Array(bytes[$0.name]) }
  }

  /// Gives the entry of this number in `names` new content.
  public mutating func replace(_ entry: Int, with content: [UInt8]) { replaced[entry] = content }

  /// Adds an entry after all others, with time and attributes of another one.
  public mutating func add(_ name: String, _ content: [UInt8], like entry: Int) { added.append((name, content, entry)) }

  public func finished() throws(ZipError) -> [UInt8] {
    guard replaced.keys.allSatisfy(lines.indices.contains), added.allSatisfy({ lines.indices.contains($0.like) }),
      lines.count + added.count < 0xFFFF
    else { throw .damaged("too many entries") }
    let order = lines.indices.sorted { lines[$0].offset < lines[$1].offset }
    var out = Array(bytes[..<(order.first.map { lines[$0].offset } ?? directory.lowerBound)])
    var directoryLines = lines.map { Array(bytes[$0.range]) }
    for (place, number) in order.enumerated() {
      let line = lines[number]
      let next = place + 1 < order.count ? lines[order[place + 1]].offset : directory.lowerBound
      let offset = out.count
      if let content = replaced[number] {
        let record = try record(content, like: number, name: nil)
        out += record.bytes
        directoryLines[number] = self.line(like: number, record: record, name: nil)
      } else {
        out += bytes[line.offset..<next]
      }
      directoryLines[number].put32(offset, at: 42)
    }
    for entry in added {
      let offset = out.count
      let record = try record(entry.bytes, like: entry.like, name: entry.name)
      out += record.bytes
      var line = self.line(like: entry.like, record: record, name: entry.name)
      line.put32(offset, at: 42)
      directoryLines.append(line)
    }
    let start = out.count
    for line in directoryLines { out += line }
    let size = out.count - start
    guard out.count < Int(UInt32.max) else { throw .archiveTooLarge(limit: Int(UInt32.max)) }
    // What stands between directory and end, and the end with its comment.
    out += bytes[directory.upperBound..<end]
    let tail = out.count
    out += bytes[end...]
    out.put16(directoryLines.count, at: tail + 8)
    out.put16(directoryLines.count, at: tail + 10)
    out.put32(size, at: tail + 12)
    out.put32(start, at: tail + 16)
    return out
  }

  // MARK: Records

  private struct Record {
    var bytes: [UInt8]
    var method: Int
    var checksum: Int
    var compressed: Int
    var size: Int
  }

  /// A local header and the content, deflated where that is shorter.
  private func record(_ content: [UInt8], like number: Int, name: String?) throws(ZipError) -> Record {
    let model = lines[number]
    guard content.count < Int(UInt32.max) else { throw .archiveTooLarge(limit: Int(UInt32.max)) }
    guard let deflated = Deflate.compressed(content) else { throw .outOfMemory }
    let isShorter = deflated.count < content.count
    let data = isShorter ? deflated : content
    let written = name.map { Array($0.utf8) } ?? Array(bytes[model.name])
    var extra: [UInt8] = []
    if name == nil {
      let start = model.offset + 30 + bytes.uint16(model.offset + 26)
      let end = start + bytes.uint16(model.offset + 28)
      guard end <= directory.lowerBound else { throw .damaged("a record is cut") }
      extra = Self.withoutZip64(bytes[start..<end])
    }
    var header = Array(bytes[model.offset..<model.offset + 30])
    header.put16(max(20, bytes.uint16(model.offset + 4)), at: 4)
    header.put16(Self.flags(bytes.uint16(model.offset + 6), name), at: 6)
    let record = Record(
      bytes: [], method: isShorter ? 8 : 0, checksum: Int(Inflate.checksum(content, 0, content.count)), compressed: data.count,
      size: content.count)
    header.put16(record.method, at: 8)
    header.put32(record.checksum, at: 14)
    header.put32(record.compressed, at: 18)
    header.put32(record.size, at: 22)
    header.put16(written.count, at: 26)
    header.put16(extra.count, at: 28)
    var whole = record
    whole.bytes = header + written + extra + data
    return whole
  }

  private func line(like number: Int, record: Record, name: String?) -> [UInt8] {
    let model = lines[number]
    var line = Array(bytes[model.range.lowerBound..<model.range.lowerBound + 46])
    let written = name.map { Array($0.utf8) } ?? Array(bytes[model.name])
    let extraEnd = model.name.upperBound + bytes.uint16(model.range.lowerBound + 30)
    let extra = name == nil ? Self.withoutZip64(bytes[model.name.upperBound..<extraEnd]) : []
    let comment = name == nil ? Array(bytes[extraEnd..<model.range.upperBound]) : []
    line.put16(max(20, bytes.uint16(model.range.lowerBound + 6)), at: 6)
    line.put16(Self.flags(bytes.uint16(model.range.lowerBound + 8), name), at: 8)
    line.put16(record.method, at: 10)
    line.put32(record.checksum, at: 16)
    line.put32(record.compressed, at: 20)
    line.put32(record.size, at: 24)
    line.put16(written.count, at: 28)
    line.put16(extra.count, at: 30)
    line.put16(comment.count, at: 32)
    return line + written + extra + comment
  }

  /// Sizes stand in the header again, no data descriptor follows, and nothing is said of the level. A new name is UTF-8 when it is not ASCII.
  private static func flags(_ flags: Int, _ name: String?) -> Int {
    let kept = flags & ~0b1110
    guard let name else { return kept }
    return name.utf8.allSatisfy { $0 < 0x80 } ? kept : kept | 0x0800
  }

  /// The sizes in it would be those of the old content.
  private static func withoutZip64(_ extra: ArraySlice<UInt8>) -> [UInt8] {
    let fields = Array(extra)
    var out: [UInt8] = []
    var place = 0
    while place + 4 <= fields.count {
      let end = place + 4 + fields.uint16(place + 2)
      guard end <= fields.count else { break }
      if fields.uint16(place) != 1 { out += fields[place..<end] }
      place = end
    }
    return out + fields[place...]
  }

  private static let recordSignature: [UInt8] = [0x50, 0x4B, 3, 4]
  private static let lineSignature: [UInt8] = [0x50, 0x4B, 1, 2]
  private static let endSignature: [UInt8] = [0x50, 0x4B, 5, 6]
}

extension [UInt8] {
  fileprivate func has(_ signature: [UInt8], at place: Int) -> Bool {
    place >= 0 && place + 4 <= count && self[place..<place + 4].elementsEqual(signature)
  }
  fileprivate mutating func put16(_ value: Int, at place: Int) {
    self[place] = UInt8(truncatingIfNeeded: value)
    self[place + 1] = UInt8(truncatingIfNeeded: value >> 8)
  }
  fileprivate mutating func put32(_ value: Int, at place: Int) {
    put16(value, at: place)
    put16(value >> 16, at: place + 2)
  }
}
