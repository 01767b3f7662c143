/// The names in an archive's central directory, read in place: enough to tell what kind of file it is.
///
/// Source: APPNOTE.TXT 6.3.10, §4.3.12 (central directory), §4.3.16 (its end). `nil` when the directory is not where it should be, and for zip64:
/// ``ZipArchive`` then has the last word.
public enum ZipDirectory {
  public static func names(_ bytes: [UInt8], limit: Int = 10_000) -> [String]? {
    guard bytes.count >= 22 else { return nil }
    // The end record stands before a comment of at most 65,535 bytes.
    var end = bytes.count - 22
    let lowest = max(0, bytes.count - 22 - 0xFFFF)
    while bytes.uint32(end) != 0x0605_4B50 {
      guard end > lowest else { return nil }
      end -= 1
    }
    let count = bytes.uint16(end + 10)
    var offset = bytes.uint32(end + 16)
    guard count < 0xFFFF, offset < 0xFFFF_FFFF, count <= limit else { return nil }
    var names: [String] = []
    for _ in 0..<count {
      guard offset + 46 <= bytes.count, bytes.uint32(offset) == 0x0201_4B50 else { return nil }
      let name = bytes.uint16(offset + 28)
      let extra = bytes.uint16(offset + 30)
      let comment = bytes.uint16(offset + 32)
      guard offset + 46 + name <= bytes.count else { return nil }
      names.append(String(decoding: bytes[offset + 46..<offset + 46 + name], as: UTF8.self))
      offset += 46 + name + extra + comment
    }
    return names
  }
}
