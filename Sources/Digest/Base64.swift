/// Bytes as text. Source: RFC 4648 §4.
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  public static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let (a, b, c) = (bytes[index], index + 1 < bytes.count ? bytes[index + 1] : 0, index + 2 < bytes.count ? bytes[index + 2] : 0)
      out.append(alphabet[Int(a >> 2)])
      out.append(alphabet[Int((a & 3) << 4 | b >> 4)])
      out.append(index + 1 < bytes.count ? alphabet[Int((b & 15) << 2 | c >> 6)] : 0x3D)
      out.append(index + 2 < bytes.count ? alphabet[Int(c & 63)] : 0x3D)
      index += 3
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// `nil` for what is no Base64: another character, a wrong length. White space between is skipped.
  public static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    var (group, count, padding) = (UInt32(0), 0, 0)
    for byte in text {
      let value: UInt32
      switch byte {
      case 0x3D:
        padding += 1
        value = 0
      case 0x20, 0x09, 0x0A, 0x0D: continue
      default:
        guard let known = Self.value(byte) else { return nil }
        value = known
      }
      if padding > 0, byte != 0x3D || padding > 2 { return nil }
      group = group << 6 | value
      count += 1
      if count == 4 {
        out += [UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8), UInt8(truncatingIfNeeded: group)]
        (group, count) = (0, 0)
      }
    }
    guard count == 0 else { return nil }
    out.removeLast(padding)
    return out
  }

  /// As mail and Office programs read it: whatever is no letter of the alphabet is passed over. Source: RFC 2045 §6.8.
  public static func decodeMail(_ text: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in text {
      guard let value = value(byte) else { continue }
      buffer = (buffer << 6 | value) & 0xFF_FFFF
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      out.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
    }
    return out
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte - 0x41)
    case 0x61...0x7A: UInt32(byte - 0x61 + 26)
    case 0x30...0x39: UInt32(byte - 0x30 + 52)
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
