import Digest

/// Bodies as they were before they were made fit for mail. Source: RFC 2045 §6.7, §6.8.
enum TransferDecoding {
  static func decode(_ body: ArraySlice<UInt8>, _ encoding: String?) -> [UInt8] {
    switch encoding?.lowercased().filter({ !$0.isWhitespace }) {
    case "base64": Base64.decodeMail(body)
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

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
