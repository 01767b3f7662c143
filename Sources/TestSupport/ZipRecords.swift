/// The entries of an archive as they stand in its bytes, for tests that hold two archives against each other.
public enum ZipRecords {
  public struct Entry: Hashable, Sendable {
    public var name: String
    /// The local record: header, name, extra field, compressed bytes, and what follows up to the next record.
    public var record: [UInt8]
    /// The line in the directory, without its offset.
    public var line: [UInt8]
  }

  /// In the order of the directory. Source: APPNOTE.TXT 6.3.10, §4.3.12, §4.3.16. Trusts the archive: it is one of ours.
  public static func entries(_ bytes: [UInt8]) -> [Entry] {
    func number(_ place: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) } }
    guard let end = (0...max(0, bytes.count - 22)).reversed().first(where: { bytes[$0...].starts(with: [0x50, 0x4B, 5, 6]) }) else {
      return []
    }
    let directory = number(end + 16, 4)
    var place = directory
    var found: [(name: String, offset: Int, line: [UInt8])] = []
    for _ in 0..<number(end + 10, 2) {
      let name = number(place + 28, 2)
      let length = 46 + name + number(place + 30, 2) + number(place + 32, 2)
      found.append(
        (
          String(decoding: bytes[place + 46..<place + 46 + name], as: UTF8.self), number(place + 42, 4),
          Array(bytes[place..<place + 42] + bytes[place + 46..<place + length])
        ))
      place += length
    }
    let offsets = found.map(\.offset).sorted() + [directory]
    return found.map { entry in
      let next = offsets.first { $0 > entry.offset } ?? directory
      return Entry(name: entry.name, record: Array(bytes[entry.offset..<next]), line: entry.line)
    }
  }
}
