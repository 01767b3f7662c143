import Diagnostics
import DocumentTree
import FormRecognition
import Foundation
import PlainTextReader
import ReportModel
import TestSupport
import Testing

/// Every layout, every cell: blanked, and with a stroke in it. The reading is right or it is reported, and never shifted.
@Suite struct LayoutSweepTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let layout: TextLayout
    let form: String
    var testDescription: String { "\(layout.rawValue), form \(form)" }
  }
  static let cases: [Case] = TextLayout.allCases.flatMap { layout in
    ["2021", "2019", "2014"].map { Case(layout: layout, form: $0) }
  }
  /// Layouts that lose what a reader needs: what they hold may be reported in place of being read.
  static let lossy: Set<TextLayout> = [.glued, .deduplicated, .figuresBeforeLabels, .labelsThenFigures, .drawnNarrow]
  /// Every cell with `FULL_SWEEP=1`; else each is tried in every seventh layout, so that all cells and all layouts have their turn.
  static let stride = ProcessInfo.processInfo.environment["FULL_SWEEP"] == nil ? 14 : 1

  @Test(arguments: cases) func aWholeReportReadsRightOrIsReported(_ item: Case) throws {
    let report = ExampleReport.report(form: item.form)
    let faults = try Self.faults(report, item.layout)
    #expect(faults.silent.isEmpty, "\(faults.silent.prefix(5))")
    if !Self.lossy.contains(item.layout) { #expect(faults.reported.isEmpty, "\(faults.reported.prefix(5))") }
  }

  @Test(arguments: cases) func aBlankCellIsNeverShifted(_ item: Case) throws {
    try sweep(item) { figure in
      figure.status = .blank
      figure.value = nil
      figure.text = ""
    }
  }

  @Test(arguments: cases) func aStrokeIsNeverShifted(_ item: Case) throws {
    try sweep(item) { figure in
      figure.status = .notApplicable
      figure.value = nil
      figure.text = "/"
    }
  }

  private func sweep(_ item: Case, _ change: (inout Figure) -> Void) throws {
    let original = ExampleReport.report(form: item.form)
    var silent: [String] = []
    var number = TextLayout.allCases.firstIndex(of: item.layout) ?? 0
    for table in original.tables.indices {
      for figure in original.tables[table].figures.indices {
        number += 1
        guard number % Self.stride == 0 else { continue }
        var report = original
        change(&report.tables[table].figures[figure])
        let faults = try Self.faults(report, item.layout)
        silent += faults.silent.map {
          "\(report.tables[table].figures[figure].id.row).\(report.tables[table].figures[figure].id.column): \($0)"
        }
      }
    }
    #expect(silent.isEmpty, "\(silent.count) silent: \(silent.prefix(5))")
  }

  /// Figures that are not as they were written: with a finding that names them, and without one.
  static func faults(_ report: Report, _ layout: TextLayout) throws -> (silent: [String], reported: [String]) {
    let text = layout.render(report)
    let document = try PlainTextReader.read(text)
    let recognition: Recognition
    do {
      recognition = try Recogniser.recognise(document)
    } catch {
      return ([], ["refused"])
    }
    var silent: [String] = []
    var reported: [String] = []
    for table in report.tables {
      for figure in table.figures {
        let read = recognition.report.figure(figure.id)
        if let read, read.status == figure.status, read.value == figure.value { continue }
        let named = recognition.diagnostics.contains { diagnostic in
          guard diagnostic.severity >= .warning, let subject = diagnostic.subject, subject.table.id == table.id else { return false }
          if let row = subject.row { return row.id == figure.id.row && (subject.column == nil || subject.column?.id == figure.id.column) }
          return true
        }
        let text =
          "\(figure.id.row).\(figure.id.column) \(figure.text) → \(read?.status.rawValue ?? "none") \(read?.value?.description ?? "")"
        if named { reported.append(text) } else { silent.append(text) }
      }
    }
    return (silent, reported)
  }
}
