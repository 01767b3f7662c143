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
    while !matches(bytes, end, [0x50, 0x4B, 5, 6]) {
      guard end > lowest else { return nil }
      end -= 1
    }
    let count = Int(bytes[end + 10]) | Int(bytes[end + 11]) << 8
    var offset = little(bytes, end + 16)
    guard count < 0xFFFF, offset < 0xFFFF_FFFF, count <= limit else { return nil }
    var names: [String] = []
    for _ in 0..<count {
      guard offset + 46 <= bytes.count, matches(bytes, offset, [0x50, 0x4B, 1, 2]) else { return nil }
      let name = Int(bytes[offset + 28]) | Int(bytes[offset + 29]) << 8
      let extra = Int(bytes[offset + 30]) | Int(bytes[offset + 31]) << 8
      let comment = Int(bytes[offset + 32]) | Int(bytes[offset + 33]) << 8
      guard offset + 46 + name <= bytes.count else { return nil }
      names.append(String(decoding: bytes[offset + 46..<offset + 46 + name], as: UTF8.self))
      offset += 46 + name + extra + comment
    }
    return names
  }

  private static func matches(_ bytes: [UInt8], _ offset: Int, _ signature: [UInt8]) -> Bool {
    guard offset + 4 <= bytes.count else { return false }
    for i in 0..<4 where bytes[offset + i] != signature[i] { return false }
    return true
  }

  private static func little(_ bytes: [UInt8], _ offset: Int) -> Int {
    Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 | Int(bytes[offset + 2]) << 16 | Int(bytes[offset + 3]) << 24
  }
}
