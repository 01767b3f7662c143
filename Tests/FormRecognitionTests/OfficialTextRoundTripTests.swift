import Diagnostics
import DocumentTree
import PlainTextReader
import ReportModel
import ReportWriters
import TestSupport
import Testing

@testable import FormRecognition

/// Report → official text → report: equal figures, equal narrative, whatever stands in the cells and paragraphs.
@Suite struct OfficialTextRoundTripTests {
  static var options: RandomReport.Options {
    var options = RandomReport.Options()
    options.text = [.markup, .bars, .tabs, .lineBreaks, .unicode, .length]
    options.cells = [.markup, .bars, .tabs, .lineBreaks, .unicode, .length]
    // What the layout has no sign for.
    options.inferred = false
    options.annexTables = false
    options.extraRows = false
    options.labelOverrides = false
    options.missingTables = false
    options.mixedForms = false
    options.oddSections = false
    options.origins = false
    options.statements = false
    return options
  }

  @Test(arguments: ["2021", "2019", "2014"]) func textReadsBackToAnEqualReport(_ form: String) throws {
    for seed in 0..<500 {
      var report = RandomReport.report(form: form, seed: seed, options: Self.options)
      if form == "2014" { report.closing.removeAll { if case .paragraph = $0 { true } else { false } } }
      let text = String(decoding: OfficialTextWriter.write(report), as: UTF8.self)
      let read = try Recogniser.recognise(PlainTextReader.read(text), stated: StatedIdentity(form: form)).report
      for table in report.tables {
        // A table none of whose figures are there is not written.
        guard table.figures.contains(where: { $0.status != .missing }) else { continue }
        for figure in table.figures {
          // A random text that happens to be a number, a stroke or nothing visible is no unreadable cell.
          if figure.status == .invalid, CellValue(figure.text).isReadable { continue }
          let back = read.figure(figure.id)
          let trimmed = Self.trimmed(figure.text)
          #expect(
            back?.status == figure.status && back?.value == figure.value && back?.text == trimmed,
            "seed \(seed), \(figure.id): \(figure.status) “\(figure.text.prefix(60))” → \(String(describing: back?.status)) “\(back?.text.prefix(60) ?? "")”"
          )
        }
      }
      let (before, after) = (Self.narrative(report), Self.narrative(read))
      let difference = zip(before, after).first { $0 != $1 }
      #expect(before == after, "seed \(seed): \(before.count) and \(after.count) paragraphs; \(String(describing: difference).prefix(300))")
    }
  }

  static func trimmed(_ text: String) -> String {
    var s = Substring(text)
    func isSpace(_ c: Unicode.Scalar) -> Bool { c.properties.isWhitespace || c == "\u{200B}" || c == "\u{FEFF}" || c == "\u{2060}" }
    while let c = s.unicodeScalars.first, isSpace(c) { s = Substring(s.unicodeScalars.dropFirst()) }
    while let c = s.unicodeScalars.last, isSpace(c) { s = Substring(s.unicodeScalars.dropLast()) }
    return String(s)
  }

  /// Nothing that a reader sees: not a paragraph.
  static func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{200B}" || $0 == "\u{FEFF}" }
  }

  static func narrative(_ report: Report) -> [String] {
    func texts(_ blocks: [NarrativeBlock]) -> [String] {
      blocks.compactMap { if case .paragraph(let line) = $0 { isBlank(line.text) ? nil : line.text } else { nil } }
    }
    let all =
      report.title.map(\.text).filter { !isBlank($0) } + texts(report.preface)
      + report.sections.flatMap { [$0.heading] + texts($0.blocks) } + texts(report.closing)
    // U+2028 is the layout's sign for a line break, and means one.
    return all.map { text in
      String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{2028}" ? "\n" : $0 }))
    }
  }
}
