import Glibc

/// The encodings that need tables: glibc's `iconv` holds them, and where it differs from the web's tables we step in.
///
/// Differences (WHATWG Encoding Standard §9–§13): GBK and GB18030 share one decoder, in which 0x80 is the euro sign; the places
/// 0x80–0x9F that a Windows code page leaves empty are C1 controls; of a broken double byte only the lead is lost
/// when the second byte is ASCII, so that no markup is swallowed.
enum LegacyDecoding {
  static func decode(_ bytes: [UInt8], as name: String, from start: Int = 0, to limit: Int? = nil) -> Converted? {
    let end = min(limit ?? bytes.count, bytes.count)
    if name == "big5" { return Big5.decode(bytes, from: start, to: end) }
    if let codec = multibyte[name] {
      return convert(bytes, from: start, to: end, codec: codec, name: name)
    }
    guard let table = singleByteTable(name) else { return nil }
    var out = Converted()
    out.utf8.reserveCapacity(end - start + (end - start) / 2)
    for index in start..<end {
      let byte = bytes[index]
      if byte < 0x80 {
        out.utf8.append(byte)
      } else {
        let scalar = table[Int(byte) - 0x80]
        if scalar == 0 { out.fail(at: index) } else { out.append(scalar) }
      }
    }
    return out
  }

  private static let multibyte = [
    "gbk": "GB18030", "gb18030": "GB18030", "euc-jp": "EUC-JP-MS", "shift_jis": "CP932",
    "euc-kr": "UHC",
    // Without the extension of Windows, which real text hardly uses: for the detector.
    "euc-kr-strict": "EUC-KR",
    "iso-2022-jp": "ISO-2022-JP",
  ]

  private static let singleByte = [
    "ibm866": "CP866", "iso-8859-2": "ISO-8859-2", "iso-8859-3": "ISO-8859-3", "iso-8859-4": "ISO-8859-4",
    "iso-8859-5": "ISO-8859-5", "iso-8859-6": "ISO-8859-6", "iso-8859-7": "ISO-8859-7", "iso-8859-8": "ISO-8859-8",
    "iso-8859-8-i": "ISO-8859-8", "iso-8859-10": "ISO-8859-10", "iso-8859-13": "ISO-8859-13",
    "iso-8859-14": "ISO-8859-14", "iso-8859-15": "ISO-8859-15", "iso-8859-16": "ISO-8859-16", "koi8-r": "KOI8-R",
    "koi8-u": "KOI8-RU", "macintosh": "MACINTOSH", "windows-874": "CP874", "windows-1250": "CP1250",
    "windows-1251": "CP1251", "windows-1252": "CP1252", "windows-1253": "CP1253", "windows-1254": "CP1254",
    "windows-1255": "CP1255", "windows-1256": "CP1256", "windows-1257": "CP1257", "windows-1258": "CP1258",
    "x-mac-cyrillic": "MAC-UK",
  ]

  /// The scalars of 0x80…0xFF, 0 where there is none.
  private static func singleByteTable(_ name: String) -> [UInt32]? {
    if name == "x-user-defined" { return (0..<128).map { 0xF780 + $0 } }
    guard let codec = singleByte[name] else { return nil }
    var table: [UInt32] = []
    table.reserveCapacity(128)
    for byte in UInt8(0x80)...0xFF {
      let one = convert([byte], from: 0, to: 1, codec: codec, name: name)
      if let one, one.errors == 0, let scalar = String(decoding: one.utf8, as: UTF8.self).unicodeScalars.first {
        table.append(scalar.value)
      } else {
        table.append(byte < 0xA0 ? UInt32(byte) : 0)
      }
    }
    if name == "macintosh" { table[0xDB - 0x80] = 0x20AC }
    return table
  }

  /// Runs `iconv` over the bytes; `nil` when the C library lacks the table.
  static func convert(_ bytes: [UInt8], from start: Int, to end: Int, codec: String, name: String) -> Converted? {
    let handle = unsafe iconv_open("UTF-8", codec)
    guard unsafe handle != iconv_t(bitPattern: -1) else { return nil }
    defer { unsafe _ = iconv_close(handle) }
    var out = Converted()
    out.utf8.reserveCapacity((end - start) + (end - start) / 2 + 16)
    var source = Array(bytes[start..<end])
    let isGB = name == "gbk" || name == "gb18030"
    unsafe source.withUnsafeMutableBytes { raw in
      guard let base = raw.baseAddress else { return }
      let chunk = 1 << 16
      unsafe withUnsafeTemporaryAllocation(byteCount: chunk, alignment: 1) { buffer in
        var index = 0
        let count = raw.count
        while index < count {
          var input: UnsafeMutablePointer<CChar>? = unsafe (base + index).assumingMemoryBound(to: CChar.self)
          var left = count - index
          var output: UnsafeMutablePointer<CChar>? = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
          var room = chunk
          let status = unsafe iconv(handle, &input, &left, &output, &room)
          let problem = errno
          unsafe out.utf8.append(contentsOf: buffer[0..<(chunk - room)])
          index = count - left
          guard status == Int(bitPattern: UInt(bitPattern: -1)) || status == -1 else { continue }
          if problem == E2BIG { continue }
          guard index < count else { break }
          if problem == EINVAL {
            out.fail(at: start + index)
            index = count
            continue
          }
          // EILSEQ
          let lead = unsafe raw[index]
          if isGB, lead == 0x80 {
            out.append(0x20AC)
            index += 1
            continue
          }
          if name == "shift_jis", lead == 0x80 {
            out.append(0x80)
            index += 1
            continue
          }
          out.fail(at: start + index)
          index += 1
          if lead >= 0x81, lead <= 0xFE, index < count, unsafe raw[index] >= 0x80 { index += 1 }
        }
      }
    }
    return out
  }
}
