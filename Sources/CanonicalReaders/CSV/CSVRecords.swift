import Diagnostics

/// CSV after RFC 4180, strictly: a quotation mark only around a whole field or doubled inside one, all lines of one length.
///
/// Lines end with CRLF or LF. A byte order mark is skipped; empty lines are not records. A file with such a mark is for spreadsheets, and an
/// apostrophe before a field keeps them from taking it for a formula: it is no part of the field.
struct CSVRecords {
  struct Record {
    /// The line on which it begins, counted from 1.
    var line: Int
    var fields: [String]
  }

  private let bytes: [UInt8]
  private let isForSpreadsheets: Bool
  private var index: Int
  private var line = 1
  private var width: Int?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isForSpreadsheets = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    index = isForSpreadsheets ? 3 : 0
  }

  /// The next record; `nil` at the end.
  mutating func next() throws(Refusal) -> Record? {
    while skipLineBreak() { line += 1 }
    guard index < bytes.count else { return nil }
    let start = line
    var fields: [String] = []
    if let width { fields.reserveCapacity(width) }
    while true {
      fields.append(try field())
      if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      break
    }
    if index < bytes.count {
      guard skipLineBreak() else {
        throw refusal(
          Message(
            zh: "引号或换行的用法不合 RFC 4180", en: "a quotation mark or line break that RFC 4180 does not allow"))
      }
      line += 1
    }
    if let width, fields.count != width {
      throw Self.refusal(
        Message(
          zh: "有 \(fields.count) 个字段，应为 \(width) 个", en: "\(fields.count) fields, expected \(width)"), line: start)
    }
    width = fields.count
    return Record(line: start, fields: fields)
  }

  static func refusal(_ message: Message, line: Int) -> Refusal {
    Refusal(
      "csv-value",
      Message(zh: "CSV 第\(line)行：\(message.chinese)", en: "CSV line \(line): \(message.english)"),
      at: Origin(.line(line)))
  }

  private func refusal(_ message: Message) -> Refusal { Self.refusal(message, line: line) }

  private mutating func skipLineBreak() -> Bool {
    guard index < bytes.count else { return false }
    if bytes[index] == 0x0A {
      index += 1
      return true
    }
    if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
      index += 2
      return true
    }
    return false
  }

  private mutating func field() throws(Refusal) -> String {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
      let start = index
      while index < bytes.count {
        let byte = bytes[index]
        if byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "\"") { break }
        index += 1
      }
      return try text(bytes[start..<index])
    }
    let opening = line
    index += 1
    let start = index
    var out: [UInt8] = []
    var plain = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A { line += 1 }
      guard byte == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      let isDoubled = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\"")
      if isDoubled {
        out.append(contentsOf: bytes[plain...index])
        index += 2
        plain = index
        continue
      }
      let tail = bytes[plain..<index]
      index += 1
      return try text(out.isEmpty ? tail : (out + tail)[...])
    }
    throw Self.refusal(
      Message(zh: "引号没有结束", en: "a quotation mark is never closed"), line: opening)
  }

  private func text(_ utf8: ArraySlice<UInt8>) throws(Refusal) -> String {
    let body = isForSpreadsheets && utf8.first == 0x27 ? utf8.dropFirst() : utf8
    guard let text = String(validating: body, as: UTF8.self) else {
      throw refusal(Message(zh: "不是 UTF-8 编码", en: "not UTF-8"))
    }
    return text
  }
}
