import Conversion
import Diagnostics
import Foundation
import ReportModel
import TestSupport
import Testing

/// Tables of pages and of Word files with cells and rows lost, doubled, moved, and with wrong spans: no figure may take another's place
/// without a finding.
///
/// Every figure of the report is another number, so that a figure that moved is seen. `DAMAGE_SEEDS=40` tries forty times as many.
@Suite struct TableDamageTests {
  enum Source: String, CaseIterable, Sendable {
    case html, docx

    /// Start and end of what is damaged.
    var cell: (String, String) { self == .html ? ("<td", "</td>") : ("<w:tc>", "</w:tc>") }
    var row: (String, String) { self == .html ? ("<tr>", "</tr>") : ("<w:tr>", "</w:tr>") }
    var spans: [String] { self == .html ? ["colspan=\"", "rowspan=\""] : ["w:gridSpan w:val=\""] }

    func bytes(_ report: Report, _ change: (String) -> String) -> [UInt8] {
      switch self {
      case .html: Array(change(String(decoding: ReportAsHTML.page(report), as: UTF8.self)).utf8)
      case .docx: ReportAsDOCX.package(report, changing: change)
      }
    }
  }

  @Test(arguments: Source.allCases) func noFigureMovesInSilence(_ source: Source) {
    let more = ProcessInfo.processInfo.environment["DAMAGE_SEEDS"].flatMap(Int.init) ?? 1
    for (form, count, base) in [("2021", 40, 0), ("2019", 24, 100_000), ("2014", 8, 200_000)] {
      let report = ExampleReport.report(form: form, start: 3)
      let values = Set(report.tables.flatMap(\.figures).compactMap { $0.value?.description })
      for seed in base..<base + count * more {
        var random = SeededGenerator(seed: UInt64(seed))
        var story: [String] = []
        let bytes = source.bytes(report) { text in
          var text = text
          for _ in 0...random.number(0...1) { story.append(Self.damage(&text, source, &random)) }
          return text
        }
        guard let read = try? ReportReader.read(bytes).first else { continue }
        for silent in SilentFigures.found(in: read.report, read.diagnostics, of: report, counting: values.contains) {
          Issue.record("\(source.rawValue), form \(form), seed \(seed), \(story): \(silent)")
        }
      }
    }
  }

  // MARK: Damage

  private static func damage(_ text: inout String, _ source: Source, _ random: inout SeededGenerator) -> String {
    switch random.number(0...8) {
    case 0, 1:
      guard let cell = pick(text, source.cell, &random) else { return "" }
      defer { text.removeSubrange(cell) }
      return "lost cell \(short(text[cell]))"
    case 2:
      guard let row = pick(text, source.row, &random) else { return "" }
      defer { text.removeSubrange(row) }
      return "lost row \(short(text[row]))"
    case 3:
      guard let row = pick(text, source.row, &random) else { return "" }
      let copy = String(text[row])
      text.insert(contentsOf: copy, at: row.upperBound)
      return "doubled row \(short(Substring(copy)))"
    case 4:
      guard let cell = pick(text, source.cell, &random) else { return "" }
      let copy = String(text[cell])
      text.insert(contentsOf: copy, at: cell.upperBound)
      return "doubled cell \(short(Substring(copy)))"
    case 5:
      // A wrong span.
      let sign = random.pick(source.spans)
      let places = ranges(text, sign)
      guard !places.isEmpty else { return "" }
      let place = random.pick(places)
      guard let end = text[place.upperBound...].firstIndex(of: "\"") else { return "" }
      let old = text[place.upperBound..<end]
      let new = String(random.number(1...6))
      let story = "\(sign)\(old) → \(new)"
      text.replaceSubrange(place.upperBound..<end, with: new)
      return story
    case 6:
      // The end of a row and the beginning of the next lost: two rows in one.
      let places = ranges(text, source.row.1)
      guard !places.isEmpty else { return "" }
      let place = random.pick(places)
      guard let next = text[place.upperBound...].firstRange(of: source.row.0),
        text[place.upperBound..<next.lowerBound].allSatisfy(\.isWhitespace)
      else { return "" }
      text.removeSubrange(place.lowerBound..<next.upperBound)
      return "joined rows"
    case 7:
      // The last cell of a row moved to the beginning of the next.
      let places = ranges(text, source.cell.1 + source.row.1)
      guard !places.isEmpty else { return "" }
      let place = random.pick(places)
      guard let start = text[..<place.lowerBound].ranges(of: source.cell.0).last?.lowerBound,
        let next = text[place.upperBound...].firstRange(of: source.row.0)
      else { return "" }
      let cell = String(text[start..<place.lowerBound]) + source.cell.1
      text.insert(contentsOf: cell, at: next.upperBound)
      text.removeSubrange(start..<text.index(place.lowerBound, offsetBy: source.cell.1.count))
      return "moved to the next row \(short(Substring(cell)))"
    default:
      guard source == .docx else {
        // A row cut in two.
        guard let cell = pick(text, source.cell, &random) else { return "" }
        text.insert(contentsOf: "</tr><tr>", at: cell.lowerBound)
        return "row cut"
      }
      // A vertical merge that lost its beginning or its continuation.
      let sign = random.pick(["<w:vMerge/>", "<w:vMerge w:val=\"restart\"/>"])
      let places = ranges(text, sign)
      guard !places.isEmpty else { return "" }
      text.removeSubrange(random.pick(places))
      return "lost \(sign)"
    }
  }

  private static func ranges(_ text: String, _ sign: String) -> [Range<String.Index>] {
    let start = text.firstRange(of: "<table>")?.lowerBound ?? text.firstRange(of: "<w:tbl>")?.lowerBound ?? text.startIndex
    return text[start...].ranges(of: sign)
  }

  private static func pick(_ text: String, _ signs: (String, String), _ random: inout SeededGenerator) -> Range<String.Index>? {
    let starts = ranges(text, signs.0)
    guard !starts.isEmpty else { return nil }
    let start = random.pick(starts)
    guard let end = text[start.upperBound...].firstRange(of: signs.1) else { return nil }
    return start.lowerBound..<end.upperBound
  }

  private static func short(_ markup: Substring) -> String {
    var text = ""
    var inside = false
    for character in markup {
      if character == "<" { inside = true } else if character == ">" { inside = false } else if !inside { text.append(character) }
      if text.count >= 24 { break }
    }
    return "“\(text)”"
  }
}
