import Diagnostics

/// Text of two encodings: lines of UTF-8 and lines of GB18030, as two files copied together leave it.
///
/// Taken only where each line decides for itself: it is well-formed UTF-8 with Han characters, or it is not UTF-8 and reads as
/// GB18030 without a fault. Bytes of UTF-8 with some broken sequences stay UTF-8.
enum MixedLines {
  /// The text and the number of the first line of the other encoding, counted from 1; `nil` where some line could be either.
  static func decode(_ bytes: [UInt8]) -> (utf8: [UInt8], firstOther: Int, others: Int)? {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + bytes.count / 2)
    var (number, firstOther, others, han) = (0, 0, 0, 0)
    var start = 0
    while start < bytes.count {
      number += 1
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      let scan = UTF8Scan(bytes, from: start, to: end)
      if scan.isValid {
        if scan.multibyte > 0, scan.threeByte == 0 { return nil }
        han += scan.threeByte
        out += bytes[start..<end]
      } else {
        guard let read = LegacyDecoding.decode(bytes, as: "gb18030", from: start, to: end), read.errors == 0,
          let score = EncodingDetector.score(bytes, as: "gb18030", from: start, to: end, atEnd: true), score > 0.3
        else { return nil }
        if firstOther == 0 { firstOther = number }
        others += 1
        out += read.utf8
      }
      start = end
    }
    return han >= 4 && others > 0 ? (out, firstOther, others) : nil
  }
}

extension Diagnostic {
  static func mixedLines(_ count: Int, at line: Int) -> Diagnostic {
    Diagnostic(
      "encoding-mixed", .warning,
      Message(
        zh: "文件中UTF-8与GB18030两种编码混用，\(count)行按GB18030读取，请核对",
        en: "the file mixes UTF-8 and GB18030; \(count) line(s) were read as GB18030"), at: Origin(.line(line)))
  }
}
