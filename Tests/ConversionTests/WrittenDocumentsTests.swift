import Conversion
import Diagnostics
import ReportModel
import ReportWriters
import TestSupport
import Testing

/// Report → HTML, DOCX, XLSX → report: equal figures and equal text, whatever stands in cells and paragraphs.
@Suite struct WrittenDocumentsTests {
  static let formats: [OutputFormat] = [.html, .docx, .xlsx]
  static let forms = OfficialForms.all.map(\.id)

  static var options: RandomReport.Options {
    var options = RandomReport.Options()
    options.text = [.markup, .bars, .tabs, .lineBreaks, .unicode, .length]
    options.cells = options.text
    options.inferred = false
    // A row that the form does not have may look like one that it has, and so may a label.
    options.extraRows = false
    options.labelOverrides = false
    options.annexTables = false
    options.missingTables = false
    options.mixedForms = false
    options.oddSections = false
    options.origins = false
    options.statements = false
    return options
  }

  @Test(arguments: forms, formats) func aWrittenDocumentReadsBackToAnEqualReport(_ form: String, _ format: OutputFormat) throws {
    for seed in 0..<250 {
      let report = RandomReport.report(form: form, seed: seed, options: Self.options)
      let read = try Self.read(report, format)
      Self.expectEqualFigures(read, report, "\(format) \(form) \(seed)")
      let (before, after) = (Self.narrative(report), Self.narrative(read))
      let difference = zip(before, after).first { $0 != $1 }
      #expect(before == after, "\(format) \(form) \(seed): \(before.count), \(after.count); \(String(describing: difference).prefix(300))")
    }
  }

  @Test(arguments: forms, formats) func annexTablesReadBackOnTheirGrid(_ form: String, _ format: OutputFormat) throws {
    var options = Self.options
    options.text = []
    options.cells = []
    options.annexTables = true
    for seed in 0..<100 {
      let report = RandomReport.report(form: form, seed: seed, options: options)
      let read = try Self.read(report, format)
      Self.expectEqualFigures(read, report, "\(format) \(form) \(seed)")
      #expect(Self.annexes(read) == Self.annexes(report), "\(format) \(form) \(seed)")
    }
  }

  /// Whatever a report holds, a document comes out that is read again.
  @Test(arguments: forms, formats) func hostileReportsGiveReadableDocuments(_ form: String, _ format: OutputFormat) throws {
    for seed in 0..<100 {
      let report = RandomReport.report(form: form, seed: seed)
      let bytes = ReportWriter.write([report], options: WritingOptions(format: format))
      #expect(bytes == ReportWriter.write([report], options: WritingOptions(format: format)))
      _ = try ReportReader.document(bytes)
    }
  }

  @Test(arguments: forms, formats) func theBlankFormReadsBackBlank(_ form: String, _ format: OutputFormat) throws {
    let blank = try #require(OfficialForms.form(form)).blankReport
    let read = try Self.read(blank, format)
    Self.expectEqualFigures(read, blank, "\(format) \(form)")
    #expect(Self.narrative(read) == Self.narrative(blank))
  }

  @Test(arguments: formats) func tablesOfAnySizeAreWritten(_ format: OutputFormat) throws {
    var report = SampleReports.all[0].report
    let small = AnnexTable(rowCount: 1, columnCount: 1, cells: [AnnexTable.Cell(text: "甲", row: 0, column: 0)])
    var wild = small
    wild.rowCount = .max
    wild.columnCount = .max
    wild.cells += [
      AnnexTable.Cell(text: "乙", row: .max, column: .max, rowSpan: .max, columnSpan: .max), AnnexTable.Cell(text: "丙", row: -1, column: 0),
    ]
    let wide = AnnexTable(rowCount: 1, columnCount: 90, cells: (0..<90).map { AnnexTable.Cell(text: "\($0)", row: 0, column: $0) })
    report.closing += [.table(wild), .table(wide)] + Array(repeating: .table(small), count: 10_000)
    let read = try Self.read(report, format)
    Self.expectEqualFigures(read, report, "\(format)")
  }

  // MARK: Comparison

  static func read(_ report: Report, _ format: OutputFormat) throws -> Report {
    var options = ReadingOptions()
    options.form = report.form
    let bytes = ReportWriter.write([report], options: WritingOptions(format: format))
    return try #require(try ReportReader.read(bytes, options: options).first).report
  }

  static func expectEqualFigures(_ read: Report, _ report: Report, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for table in report.tables where table.figures.contains(where: { $0.status != .missing }) {
      for figure in table.figures {
        guard let back = read.figure(figure.id) else {
          Issue.record("\(name): no \(figure.id)", sourceLocation: sourceLocation)
          continue
        }
        // A random text may happen to be a number, or a sign for nothing.
        if figure.status == .invalid, back.status != .invalid, back.text == shown(figure.text) { continue }
        #expect(
          back.status == figure.status && back.value == figure.value && shown(back.text) == shown(figure.text),
          "\(name), \(figure.id): \(figure.status) “\(figure.text.prefix(80))” → \(back.status) “\(back.text.prefix(80))”",
          sourceLocation: sourceLocation)
      }
    }
  }

  /// Without white space around it; a line break by any of its signs.
  static func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { $0 == "\u{2028}" ? "\n" : $0 }
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{200B}" || scalar == "\u{FEFF}" }
    let start = scalars.drop(while: isSpace)
    return String(String.UnicodeScalarView(start.reversed().drop(while: isSpace).reversed()))
  }

  static func narrative(_ report: Report) -> [String] {
    func texts(_ blocks: [NarrativeBlock]) -> [String] {
      blocks.compactMap { block in
        switch block {
        case .paragraph(let line): shown(line.text).isEmpty ? nil : shown(line.text)
        case .formTable(let id): report.table(id)?.figures.contains { $0.status != .missing } == true ? "[\(id)]" : nil
        case .table: nil
        }
      }
    }
    let sections = report.sections.flatMap { [shown($0.heading)] + texts($0.blocks) }
    return report.title.map { shown($0.text) }.filter { !$0.isEmpty } + texts(report.preface) + sections + texts(report.closing)
  }

  /// Annex tables as pictures of their grids: a place without a cell looks like a blank one.
  static func annexes(_ report: Report) -> [[String]] {
    let blocks = report.preface + report.sections.flatMap(\.blocks) + report.closing
    return blocks.compactMap { block in
      guard case .table(let table) = block else { return nil }
      return ["\(table.rowCount)×\(table.columnCount)"]
        + table.cells.filter { !shown($0.text).isEmpty || $0.rowSpan > 1 || $0.columnSpan > 1 }
        .map { "\($0.row),\($0.column) \($0.rowSpan)×\($0.columnSpan) \(shown($0.text))" }
    }
  }
}
