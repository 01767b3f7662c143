import Diagnostics
import ReportModel

/// A finding as a small picture: the row of the table with the doubtful cell marked below, or the sentence with the words marked.
enum FindingPicture {
  static func lines(_ finding: Diagnostic, in report: Report, language: Language, style: TerminalStyle) -> [String] {
    if let quote = finding.quote { return sentence(quote, finding, language, style) }
    if let repair = finding.repair { return row(repair.subject, note: note(repair.expected, true, language), report, style) }
    guard finding.severity > .note || finding.expected != nil, let subject = finding.subject, let id = subject.row?.id, !id.contains("+")
    else { return [] }
    return row(subject, note: finding.expected.map { note($0, false, language) } ?? "", report, style)
  }

  private static func note(_ expected: String, _ isRepair: Bool, _ language: Language) -> String {
    switch (language, isRepair) {
    case (.chinese, true): "可能应为\(expected)"
    case (.chinese, false): "按其他数值应为\(expected)"
    case (.english, true): "probably \(expected)"
    case (.english, false): "the other figures ask for \(expected)"
    }
  }

  /// The cells of the row under their columns.
  private static func row(_ subject: Subject, note: String, _ report: Report, _ style: TerminalStyle) -> [String] {
    guard let table = report.table(subject.table.id), let declared = OfficialForms.form(table.form)?.table(table.id), let row = subject.row,
      let block = declared.block(ofRow: row.id), block.columns.count > 1
    else { return [] }
    var header = ""
    var values = ""
    var marks = ""
    for column in block.columns {
      let figure = table.figures.first { $0.id.row == row.id && $0.id.column == column.id }
      let value =
        figure.map {
          $0.value?.description ?? ($0.status == .missing ? Figure.missingMark : $0.text.isEmpty ? "␣" : $0.text.quoted(limit: 12))
        } ?? ""
      let width = max(TerminalWidth.width(column.label), TerminalWidth.width(value))
      let isMarked = column.id == subject.column?.id
      header += "  " + TerminalWidth.padded(column.label, to: width)
      let padded = TerminalWidth.padded(value, to: width)
      values += "  " + (isMarked ? style.mark(padded) : padded)
      let mark = String(repeating: "^", count: max(1, TerminalWidth.width(value)))
      marks += "  " + (isMarked ? style.mark(TerminalWidth.padded(mark, to: width)) : String(repeating: " ", count: width))
    }
    let bar = style.faint("    │")
    var lines = [bar + "  " + row.label, bar + header, bar + values]
    if subject.column != nil {
      var line = marks
      while line.last == " " { line.removeLast() }
      lines.append(bar + line + (note.isEmpty ? "" : " " + note))
    }
    return lines.map(\.withoutTrailingSpace)
  }

  private static func sentence(_ quote: Quote, _ finding: Diagnostic, _ language: Language, _ style: TerminalStyle) -> [String] {
    let bar = style.faint("    │")
    let text = quote.sentence.oneLine
    guard let range = text.firstOccurrence(of: quote.phrase), !quote.phrase.isEmpty else { return [bar + "  " + text.quoted(limit: 60)] }
    // As much of the sentence as fits around the words.
    var start = range.lowerBound
    for _ in 0..<18 where start > text.startIndex { start = text.index(before: start) }
    var end = range.upperBound
    for _ in 0..<10 where end < text.endIndex { end = text.index(after: end) }
    let lead = (start > text.startIndex ? "…" : "") + text[start..<range.lowerBound]
    let tail = text[range.upperBound..<end] + (end < text.endIndex ? "…" : "")
    let mark = String(repeating: "^", count: TerminalWidth.width(quote.phrase))
    let note = finding.expected.map { " " + (language == .chinese ? "表中为\($0)" : "the table says \($0)") } ?? ""
    return [
      bar + "  " + lead + style.mark(quote.phrase) + tail,
      bar + "  " + String(repeating: " ", count: TerminalWidth.width(lead)) + style.mark(mark) + note,
    ]
  }
}

extension String {
  fileprivate var withoutTrailingSpace: String {
    var out = self
    while out.last == " " { out.removeLast() }
    return out
  }

  fileprivate func firstOccurrence(of word: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(word) { return index..<self.index(index, offsetBy: word.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
