/// Writes a ZIP archive with fixed dates: the same files give the same bytes, deflated ones with the same zlib. Source: APPNOTE.TXT 6.3.10, §4.3.
public struct ZipWriter: Sendable {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  public init() {}

  /// Names are UTF-8. An archive of 4 GB or 65,535 entries and more would need zip64, which this does not write.
  public mutating func add(_ name: String, _ bytes: [UInt8], deflated: Bool = false) {
    let packed = deflated ? Deflate.compressed(bytes) : nil
    let content = packed ?? bytes
    precondition(body.count + bytes.count < Int(UInt32.max) && count < 65_534)
    let offset = UInt32(body.count)
    var fixed: [UInt8] = []
    fixed.append(little: UInt16(20))  // version needed
    fixed.append(little: UInt16(0x0800))  // names are UTF-8
    fixed.append(little: UInt16(packed == nil ? 0 : 8))  // stored or deflated
    fixed.append(little: UInt16(0))  // time
    fixed.append(little: UInt16(0x21))  // 1980-01-01
    fixed.append(little: Inflate.checksum(bytes, 0, bytes.count))
    fixed.append(little: UInt32(content.count))
    fixed.append(little: UInt32(bytes.count))
    let nameBytes = Array(name.utf8)
    fixed.append(little: UInt16(nameBytes.count))
    fixed.append(little: UInt16(0))  // extra field

    body.append(little: UInt32(0x0403_4B50))
    body += fixed
    body += nameBytes
    body += content

    directory.append(little: UInt32(0x0201_4B50))
    directory.append(little: UInt16(20))  // made by
    directory += fixed
    directory.append(little: UInt16(0))  // comment
    directory.append(little: UInt16(0))  // disk
    directory.append(little: UInt16(0))  // internal attributes
    directory.append(little: UInt32(0))  // external attributes
    directory.append(little: offset)
    directory += nameBytes
    count += 1
  }

  public func finished() -> [UInt8] {
    var out = body + directory
    out.append(little: UInt32(0x0605_4B50))
    out.append(little: UInt16(0))
    out.append(little: UInt16(0))
    out.append(little: UInt16(count))
    out.append(little: UInt16(count))
    out.append(little: UInt32(directory.count))
    out.append(little: UInt32(body.count))
    out.append(little: UInt16(0))
    return out
  }
}

extension [UInt8] {
  fileprivate mutating func append(little value: some FixedWidthInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
