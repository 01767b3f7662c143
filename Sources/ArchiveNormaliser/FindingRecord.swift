import Diagnostics
import ReportWriters

/// A finding as a line of findings.csv, without the columns that say whose it is.
struct FindingRecord: Hashable {
  static let columns = [
    "severity", "code", "table", "row", "column", "actual", "expected", "message_zh", "message_en", "suggestion_zh", "suggestion_en",
    "place_zh", "place_en",
  ]
  var fields: [String]

  init(_ finding: Diagnostic) {
    fields = [
      finding.severity.rawValue, finding.code.rawValue, finding.subject?.table.id ?? "", finding.subject?.row?.id ?? "",
      finding.subject?.column?.id ?? "", finding.actual ?? "", finding.expected ?? "", finding.message.chinese, finding.message.english,
      finding.suggestion?.chinese ?? "", finding.suggestion?.english ?? "", finding.origin?.description(in: .chinese) ?? "",
      finding.origin?.description(in: .english) ?? "",
    ]
  }

  /// A line of the store; `nil` for what is none.
  init?(fields: [String]) {
    guard fields.count == Self.columns.count else { return nil }
    self.fields = fields
  }

  var csv: [UInt8] { CSVRecord.encode(fields) }
}
