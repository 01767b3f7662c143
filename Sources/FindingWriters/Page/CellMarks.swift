import Diagnostics
import ReportModel

/// Which cells of the tables are marked, how badly, and by which findings.
struct CellMarks {
  struct Mark {
    var severity: Severity
    /// Numbers of the findings, from 1.
    var findings: [Int] = []
    /// What should stand there, where the pattern of broken sums tells it.
    var expected: String?
    var isProbablyWrong = false
  }
  private var marks: [FigureID: Mark] = [:]

  init(_ findings: [Diagnostic]) {
    for (index, finding) in findings.enumerated() {
      if let repair = finding.repair { add(repair.subject, finding.severity, index + 1, expected: repair.expected) }
      if let subject = finding.subject { add(subject, finding.severity, index + 1) }
      // Several cells under one finding: blanks and strokes.
      if finding.code.rawValue.hasPrefix("VAL-") { for figure in finding.related { add(figure.subject, finding.severity, index + 1) } }
    }
  }

  subscript(id: FigureID) -> Mark? { marks[id] }

  private mutating func add(_ subject: Subject, _ severity: Severity, _ number: Int, expected: String? = nil) {
    for id in Self.cells(subject) {
      var mark = marks[id] ?? Mark(severity: severity)
      mark.severity = max(mark.severity, severity)
      if !mark.findings.contains(number) { mark.findings.append(number) }
      if let expected {
        mark.expected = expected
        mark.isProbablyWrong = true
      }
      marks[id] = mark
    }
  }

  /// The cells that a subject names: the place of an identity is two.
  static func cells(_ subject: Subject) -> [FigureID] {
    guard let row = subject.row?.id, let column = subject.column?.id else { return [] }
    return row.split(separator: "+").map { FigureID(table: subject.table.id, row: String($0), column: column) }
  }
}

extension FigureID {
  func anchor(_ report: Int) -> String { "r\(report)-\(table)-\(row)-\(column)" }
}
