public import Diagnostics

/// A small CSV file with a header, for settings: lines by the names of their columns.
public enum CSVTable {
  public struct Line: Sendable {
    /// On which it begins, counted from 1.
    public var line: Int
    var values: [String: String]

    /// `nil` where the column is absent or its cell empty.
    public subscript(_ column: String) -> String? { values[column].flatMap { $0.isEmpty ? nil : $0 } }
  }

  /// - Throws: for a header with an unknown or doubled column, and for what RFC 4180 does not allow.
  public static func read(_ bytes: [UInt8], columns known: [String]) throws(Refusal) -> [Line] {
    var records = CSVRecords(bytes)
    guard let header = try records.next() else { return [] }
    for (index, name) in header.fields.enumerated() {
      guard known.contains(name), !header.fields[..<index].contains(name) else {
        let list = known.joined(separator: ", ")
        throw CSVRecords.refusal(
          Message(zh: "不能有“\(name.quoted())”列；可用的列：\(list)", en: "no column “\(name.quoted())” is expected; known are \(list)"),
          line: header.line)
      }
    }
    var lines: [Line] = []
    while let record = try records.next() {
      var values: [String: String] = [:]
      for (name, value) in zip(header.fields, record.fields) { values[name] = value }
      lines.append(Line(line: record.line, values: values))
    }
    return lines
  }

  /// Records of a CSV file one by one, for results that are copied on.
  public static func records(_ bytes: [UInt8]) throws(Refusal) -> [[String]] {
    var reader = CSVRecords(bytes)
    var out: [[String]] = []
    while let record = try reader.next() { out.append(record.fields) }
    return out
  }
}
