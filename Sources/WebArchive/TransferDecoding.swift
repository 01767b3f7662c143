/// Bodies as they were before they were made fit for mail. Source: RFC 2045 §6.7, §6.8.
enum TransferDecoding {
  static func decode(_ body: ArraySlice<UInt8>, _ encoding: String?) -> [UInt8] {
    switch encoding?.lowercased().filter({ !$0.isWhitespace }) {
    case "base64": base64(body)
    case "quoted-printable": quotedPrintable(body)
    default: Array(body)
    }
  }

  static func quotedPrintable(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(body.count)
    var at = body.startIndex
    while at < body.endIndex {
      let byte = body[at]
      at += 1
      guard byte == UInt8(ascii: "=") else {
        out.append(byte)
        continue
      }
      // A soft line break, with white space that a mailer may have put before it.
      var end = at
      while end < body.endIndex, body[end] == 0x20 || body[end] == 0x09 { end += 1 }
      if end < body.endIndex, body[end] == 0x0D { end += 1 }
      if end < body.endIndex, body[end] == 0x0A {
        at = end + 1
      } else if end == body.endIndex {
        at = end
      } else if at + 1 < body.endIndex, let high = hex(body[at]), let low = hex(body[at + 1]) {
        out.append(high << 4 | low)
        at += 2
      } else {
        out.append(byte)
      }
    }
    return out
  }

  static func base64(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    for byte in body {
      let value: UInt32
      switch byte {
      case 0x41...0x5A: value = UInt32(byte) - 0x41
      case 0x61...0x7A: value = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
      case 0x2B: value = 62
      case 0x2F: value = 63
      default: continue
      }
      buffer = (buffer << 6 | value) & 0xFF_FFFF
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      out.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
    }
    return out
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
