import Diagnostics
import DocumentTree

/// Takes off what mail programs, converters and spreadsheet programs put around the lines of a table: the `>` of a quotation, the quotes and
/// commas of CSV (RFC 4180) whose fields are all quoted.
///
///     > | 规章 | 266 |      →   | 规章 | 266 |
///     "规章","266","178"    →   规章 ⇥ 266 ⇥ 178
///
/// Only runs of such lines count: a quotation mark alone is the author's.
enum LineDress {
  /// - Parameter left: how many characters that are no white space were left out, by line.
  static func removed(from lines: [TextLine], left: inout [Int: Int]) -> [TextLine] {
    var lines = lines
    for take in [unquoted, fields] {
      var start = 0
      while start < lines.count {
        var end = start
        while end < lines.count, take(lines[end].text) != nil { end += 1 }
        if end - start >= fewest {
          for index in start..<end {
            guard let text = take(lines[index].text) else { continue }
            let line = lines[index]
            left[line.number, default: 0] += line.text.countOfVisible - Substring(text).countOfVisible
            lines[index] = TextLine(number: line.number, text: Substring(text), page: line.page, endsPage: line.endsPage)
          }
        }
        start = max(end, start + 1)
      }
    }
    return lines
  }

  private static let fewest = 3

  private static func unquoted(_ line: Substring) -> String? {
    guard line.utf8.first == 0x3E else { return nil }
    let rest = line.dropFirst()
    return String(rest.utf8.first == 0x20 ? rest.dropFirst() : rest)
  }

  /// The fields of a line of CSV, two or more, each in quotes, with tabs between them.
  private static func fields(_ line: Substring) -> String? {
    guard line.utf8.first == 0x22, !line.utf8.contains(0x09) else { return nil }
    var out: [String] = []
    var field = String.UnicodeScalarView()
    var isInside = false
    var isClosed = false
    for scalar in line.unicodeScalars where scalar != "\r" {
      switch (scalar, isInside) {
      case ("\"", true):
        isInside = false
        isClosed = true
      case ("\"", false):
        if isClosed { field.append("\"") } else if !field.isEmpty { return nil }
        isInside = true
        isClosed = false
      case (",", false):
        guard isClosed else { return nil }
        out.append(String(field))
        field = String.UnicodeScalarView()
        isClosed = false
      case (_, true): field.append(scalar)
      default: return nil
      }
    }
    guard isClosed, !out.isEmpty else { return nil }
    out.append(String(field))
    return out.joined(separator: "\t")
  }
}
