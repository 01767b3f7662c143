public import Diagnostics
public import DocumentTree

/// Reads plain text: paragraphs, and the tables that people, portals and text collections write into it.
///
/// Tables are found by their bars, tabs and rules alone; the reader knows no form. What the positions of the cells are worth
/// is said in ``Table/placement``: in most text copies empty cells have vanished, and only the recogniser may decide
/// what that means.
public enum PlainTextReader {
  /// - Parameter text: decoded text. Line ends may be LF, CRLF or CR; a form feed ends a line too.
  public static func read(_ text: String, encoding: String? = nil, limits: Limits = Limits()) throws(Refusal) -> Document {
    guard text.utf8.count <= limits.documentText else { throw .tooMuchText(limits.documentText) }
    var assembler = TextAssembler(limits: limits)
    let lines = try lines(of: text, limits: limits)
    try assembler.read(lines)
    var document = Document(format: "text", encoding: encoding, blocks: assembler.blocks)
    document.account = assembler.account
    document.diagnostics = assembler.diagnostics
    return document
  }

  /// The lines of the text, numbered from 1.
  static func lines(of text: String, limits: Limits) throws(Refusal) -> [TextLine] {
    var lines: [TextLine] = []
    let span = text.utf8Span.span
    var start = 0
    var index = 0
    var number = 1
    var page = 1
    var lineStart = text.startIndex
    while index < span.count {
      let byte = span[index]
      guard byte == 0x0A || byte == 0x0C || byte == 0x0D else {
        index += 1
        continue
      }
      guard lines.count < limits.blocks else { throw .moreBlocks(limits.blocks) }
      guard index - start <= limits.textLength else { throw .textTooLong(limits.textLength, at: Origin(.line(number))) }
      let lineEnd = text.utf8.index(lineStart, offsetBy: index - start)
      lines.append(TextLine(number: number, text: text[lineStart..<lineEnd], page: page, endsPage: byte == 0x0C))
      let length = byte == 0x0D && index + 1 < span.count && span[index + 1] == 0x0A ? 2 : 1
      index += length
      if byte == 0x0C { page += 1 } else { number += 1 }
      start = index
      lineStart = text.utf8.index(lineEnd, offsetBy: length)
    }
    guard span.count - start <= limits.textLength else { throw .textTooLong(limits.textLength, at: Origin(.line(number))) }
    if start < span.count { lines.append(TextLine(number: number, text: text[lineStart...], page: page)) }
    return lines
  }
}
