import SafeZip

/// ZIP archives that lie: every field can be stated otherwise than it is. Source: APPNOTE.TXT 6.3.10, §4.3.
public struct HostileZip {
  public struct Entry {
    public var name: [UInt8]
    /// 0 stored, 8 deflated.
    public var method = 0
    public var data: [UInt8]
    public var statedSize: Int
    public var statedPackedSize: Int
    /// Bytes of another entry's local header, by its number: entries that overlap.
    public var sharing: Int?

    public init(_ name: String, stored data: [UInt8]) {
      self.name = Array(name.utf8)
      self.data = data
      statedSize = data.count
      statedPackedSize = data.count
    }

    /// `count` blanks behind a beginning, deflated.
    public init(_ name: String, beginning: String, blanks count: Int) {
      self.name = Array(name.utf8)
      data = HostileZip.deflated(Array(beginning.utf8), then: 0x20, times: count)
      method = 8
      statedSize = beginning.utf8.count + count
      statedPackedSize = data.count
    }
  }

  public var entries: [Entry] = []
  /// Entries that the directory claims beyond those that it has.
  public var extraCount = 0
  public init(_ entries: [Entry]) { self.entries = entries }

  public func bytes() -> [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    var offsets: [Int] = []
    for entry in entries {
      var fixed: [UInt8] = []
      for (value, width) in [(20, 2), (0x0800, 2), (entry.method, 2), (0, 2), (0x21, 2)] { Self.append(value, width, to: &fixed) }
      // The checksum is wrong on purpose for deflated entries: limits have to act before it could be known.
      let sum = entry.method == 0 ? Int(Self.checksum(entry.data)) : 0
      for (value, width) in [(sum, 4), (entry.statedPackedSize, 4), (entry.statedSize, 4), (entry.name.count, 2), (0, 2)] {
        Self.append(value, width, to: &fixed)
      }
      let offset = entry.sharing.map { offsets[$0] } ?? out.count
      offsets.append(offset)
      if entry.sharing == nil {
        Self.append(0x0403_4B50, 4, to: &out)
        out += fixed + entry.name + entry.data
      }
      Self.append(0x0201_4B50, 4, to: &directory)
      Self.append(20, 2, to: &directory)
      directory += fixed
      for (value, width) in [(0, 2), (0, 2), (0, 2), (0, 4), (offset, 4)] { Self.append(value, width, to: &directory) }
      directory += entry.name
    }
    let start = out.count
    out += directory
    Self.append(0x0605_4B50, 4, to: &out)
    for (value, width) in [
      (0, 2), (0, 2), (entries.count + extraCount, 2), (entries.count + extraCount, 2), (directory.count, 4), (start, 4), (0, 2),
    ] {
      Self.append(value, width, to: &out)
    }
    return out
  }

  private static func append(_ value: Int, _ width: Int, to out: inout [UInt8]) {
    for shift in 0..<width { out.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
    }
    return crc ^ 0xFFFF_FFFF
  }

  /// Literals, then one byte over and over, in one block with the fixed codes: 258 bytes in 13 bits. Source: RFC 1951 §3.2.5, §3.2.6.
  static func deflated(_ literals: [UInt8], then byte: UInt8, times: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.add(1, 1)  // the last block
    bits.add(1, 2)  // fixed codes
    func literal(_ value: UInt8, _ bits: inout BitWriter) {
      value < 144 ? bits.addCode(0x30 + UInt32(value), 8) : bits.addCode(0x190 + UInt32(value) - 144, 9)
    }
    for value in literals { literal(value, &bits) }
    if times > 0 { literal(byte, &bits) }
    for _ in 0..<max(0, times - 1) / 258 {
      bits.addCode(0xC5, 8)  // 285: a length of 258
      bits.addCode(0, 5)  // a distance of 1
    }
    for _ in 0..<max(0, times - 1) % 258 { literal(byte, &bits) }
    bits.addCode(0, 7)  // the end of the block
    return bits.finished()
  }

  private struct BitWriter {
    var out: [UInt8] = []
    var held: UInt32 = 0
    var count = 0
    mutating func add(_ value: UInt32, _ width: Int) {
      held |= value << UInt32(count)
      count += width
      while count >= 8 {
        out.append(UInt8(truncatingIfNeeded: held))
        held >>= 8
        count -= 8
      }
    }
    /// Codes are packed with their highest bit first.
    mutating func addCode(_ code: UInt32, _ width: Int) {
      var reversed: UInt32 = 0
      for bit in 0..<width where code & (1 << UInt32(bit)) != 0 { reversed |= 1 << UInt32(width - 1 - bit) }
      add(reversed, width)
    }
    func finished() -> [UInt8] { count > 0 ? out + [UInt8(truncatingIfNeeded: held)] : out }
  }
}
