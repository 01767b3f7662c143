public import Diagnostics

/// A compound file, the container of the old Office formats: streams in folders, in sectors that are chained.
///
/// Nothing that the file says is believed: chains end at the number of sectors that the file has, streams at the bytes that are there.
/// Source: [MS-CFB].
public struct CompoundFile: Sendable {
  public struct Entry: Hashable, Sendable {
    public var name: String
    /// The folders that it stands in, outermost first.
    public var path: [String]
    public var isFolder: Bool
    public var size: Int
    fileprivate var start: UInt32
  }

  /// Folders and streams, in the order of the directory's tree.
  public private(set) var entries: [Entry] = []

  private let bytes: [UInt8]
  private let sectorShift: Int
  private let sectorCount: Int
  private var table: [UInt32] = []
  private var shortTable: [UInt32] = []
  private var shortStream: [UInt8] = []
  private let shortLimit: Int

  public static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// Streams and folders of one file; real ones have some dozens.
  private static let entryLimit = 20_000

  public init(_ bytes: [UInt8], limits: Limits = Limits()) throws(Refusal) {
    guard bytes.count >= 512, bytes.starts(with: Self.signature), bytes.count <= limits.inputBytes else { throw .damagedCompoundFile }
    self.bytes = bytes
    let shift = Int(bytes[30]) | Int(bytes[31]) << 8
    guard shift == 9 || shift == 12, Int(bytes[32]) | Int(bytes[33]) << 8 == 6 else { throw .damagedCompoundFile }
    sectorShift = shift
    // The last sector may be cut short.
    sectorCount = max(0, bytes.count - (1 << shift) + (1 << shift) - 1) >> shift
    shortLimit = Self.integer(bytes, 56)
    try readTable()
    let directory = try stream(from: UInt32(truncatingIfNeeded: Self.integer(bytes, 48)), size: nil)
    try readShortStream(directory)
    try readDirectory(directory)
  }

  /// A stream of the outermost folder.
  public func stream(_ name: String) throws(Refusal) -> [UInt8]? {
    guard let entry = entries.first(where: { $0.name == name && $0.path.isEmpty && !$0.isFolder }) else { return nil }
    return try read(entry)
  }

  public func read(_ entry: Entry) throws(Refusal) -> [UInt8] {
    if entry.size == 0 { return [] }
    if entry.size < shortLimit { return try shortStream(from: entry.start, size: entry.size) }
    return try stream(from: entry.start, size: entry.size)
  }

  // MARK: Sectors

  private static func integer(_ bytes: [UInt8], _ offset: Int) -> Int {
    guard offset >= 0, offset + 4 <= bytes.count else { return 0 }
    return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 | Int(bytes[offset + 2]) << 16 | Int(bytes[offset + 3]) << 24
  }

  private static let lastOrdinary: UInt32 = 0xFFFF_FFFA
  private static let endOfChain: UInt32 = 0xFFFF_FFFE

  private func sector(_ number: UInt32) -> ArraySlice<UInt8>? {
    guard number < UInt32(clamping: sectorCount) else { return nil }
    let start = (Int(number) + 1) << sectorShift
    guard start < bytes.count else { return nil }
    return bytes[start..<min(bytes.count, start + 1 << sectorShift)]
  }

  /// The table of chains, whose sectors are listed in the header and in a chain of their own.
  private mutating func readTable() throws(Refusal) {
    var numbers: [UInt32] = []
    for index in 0..<109 {
      let number = UInt32(truncatingIfNeeded: Self.integer(bytes, 76 + index * 4))
      if number < Self.lastOrdinary { numbers.append(number) }
    }
    var next = UInt32(truncatingIfNeeded: Self.integer(bytes, 68))
    var seen = 0
    while next < Self.lastOrdinary {
      seen += 1
      guard seen <= sectorCount, let part = sector(next) else { throw .damagedCompoundFile }
      let own = Array(part)
      let perSector = own.count / 4
      guard perSector > 1 else { throw .damagedCompoundFile }
      for index in 0..<perSector - 1 {
        let number = UInt32(truncatingIfNeeded: Self.integer(own, index * 4))
        if number < Self.lastOrdinary { numbers.append(number) }
      }
      guard numbers.count <= sectorCount else { throw .damagedCompoundFile }
      next = UInt32(truncatingIfNeeded: Self.integer(own, (perSector - 1) * 4))
    }
    guard numbers.count <= sectorCount else { throw .damagedCompoundFile }
    for number in numbers {
      guard let part = sector(number) else { throw .damagedCompoundFile }
      append(part, to: &table)
    }
  }

  private func append(_ part: ArraySlice<UInt8>, to table: inout [UInt32]) {
    let own = Array(part)
    for index in 0..<own.count / 4 { table.append(UInt32(truncatingIfNeeded: Self.integer(own, index * 4))) }
  }

  /// The bytes of a chain; with a size, exactly so many.
  private func stream(from start: UInt32, size: Int?) throws(Refusal) -> [UInt8] {
    if let size, size > bytes.count { throw .damagedCompoundFile }
    var out: [UInt8] = []
    out.reserveCapacity(size ?? 0)
    var next = start
    var seen = 0
    while next < Self.lastOrdinary, size.map({ out.count < $0 }) ?? true {
      seen += 1
      guard seen <= sectorCount, let part = sector(next), Int(next) < table.count else { throw .damagedCompoundFile }
      out += part
      next = table[Int(next)]
    }
    if let size {
      guard out.count >= size else { throw .damagedCompoundFile }
      out.removeLast(out.count - size)
    } else if next != Self.endOfChain {
      throw .damagedCompoundFile
    }
    return out
  }

  private func shortStream(from start: UInt32, size: Int) throws(Refusal) -> [UInt8] {
    guard size <= shortStream.count else { throw .damagedCompoundFile }
    var out: [UInt8] = []
    out.reserveCapacity(size)
    var next = start
    var seen = 0
    while next < Self.lastOrdinary, out.count < size {
      seen += 1
      let offset = Int(next) << 6
      guard seen <= shortTable.count, Int(next) < shortTable.count, offset < shortStream.count else { throw .damagedCompoundFile }
      out += shortStream[offset..<min(shortStream.count, offset + 64)]
      next = shortTable[Int(next)]
    }
    guard out.count >= size else { throw .damagedCompoundFile }
    out.removeLast(out.count - size)
    return out
  }

  private mutating func readShortStream(_ directory: [UInt8]) throws(Refusal) {
    guard directory.count >= 128, directory[66] == 5 else { throw .damagedCompoundFile }
    let first = UInt32(truncatingIfNeeded: Self.integer(bytes, 60))
    if first < Self.lastOrdinary { append(try stream(from: first, size: nil)[...], to: &shortTable) }
    let start = UInt32(truncatingIfNeeded: Self.integer(directory, 116))
    let size = Self.integer(directory, 120)
    if size > 0, start < Self.lastOrdinary { shortStream = try stream(from: start, size: size) }
  }

  // MARK: The directory

  /// Walks the tree of names. Source: [MS-CFB] 2.6, Compound File Directory.
  private mutating func readDirectory(_ directory: [UInt8]) throws(Refusal) {
    let count = directory.count / 128
    guard count <= Self.entryLimit else { throw .damagedCompoundFile }
    var seen = [Bool](repeating: false, count: count)
    var waiting: [(number: Int, path: [String])] = [(Self.integer(directory, 76), [])]
    while let (number, path) = waiting.popLast() {
      guard number >= 0, number < count else {
        if number == 0xFFFF_FFFF { continue }
        throw .damagedCompoundFile
      }
      guard !seen[number] else { throw .damagedCompoundFile }
      seen[number] = true
      let offset = number * 128
      let kind = directory[offset + 66]
      guard kind == 1 || kind == 2 else { continue }
      let length = min(64, Int(directory[offset + 64]) | Int(directory[offset + 65]) << 8)
      var units: [UInt16] = []
      for index in stride(from: 0, to: max(0, length - 2), by: 2) {
        units.append(UInt16(directory[offset + index]) | UInt16(directory[offset + index + 1]) << 8)
      }
      let name = String(decoding: units, as: UTF16.self)
      entries.append(
        Entry(
          name: name, path: path, isFolder: kind == 1, size: kind == 2 ? Self.integer(directory, offset + 120) : 0,
          start: UInt32(truncatingIfNeeded: Self.integer(directory, offset + 116))))
      waiting.append((Self.integer(directory, offset + 72), path))
      waiting.append((Self.integer(directory, offset + 68), path))
      if kind == 1, path.count < 32 { waiting.append((Self.integer(directory, offset + 76), path + [name])) }
    }
  }
}

extension Refusal {
  static let damagedCompoundFile = Refusal(
    "compound-damaged",
    Message(zh: "文件已损坏或不完整，无法打开。", en: "the file is damaged or incomplete and cannot be opened"))
}
