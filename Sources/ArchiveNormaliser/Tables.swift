import ReportWriters
import SafeFiles

/// The tables of the collection: figures.csv (long, all reports), reports.csv (one line a report), findings.csv.
struct Tables {
  static let names = ["figures.csv", "reports.csv", "findings.csv"]

  static let reportColumns = [
    "organ", "year", "code", "parent", "form", "title", "organ_source", "year_source", "source", "number", "sha256", "kind", "kinds",
    "sources",
    "reported",
    "blank",
    "not_applicable", "invalid", "missing", "inferred", "errors", "warnings", "notes", "path",
  ]
  static let findingColumns = ["organ", "year", "source", "number"] + FindingRecord.columns

  private let figuresFile: OutputFile
  private let reportsFile: OutputFile
  private let findingsFile: OutputFile

  init(_ folder: String) throws {
    figuresFile = try OutputFile(folder + "/figures.csv")
    reportsFile = try OutputFile(folder + "/reports.csv")
    findingsFile = try OutputFile(folder + "/findings.csv")
    try figuresFile.write(CSVRecord.encode(CSVWriter.header))
    try reportsFile.write(CSVRecord.encode(Self.reportColumns))
    try findingsFile.write(CSVRecord.encode(Self.findingColumns))
  }

  /// The long CSV of one report; its header is not repeated.
  func figures(_ csv: [UInt8]) throws {
    guard let end = csv.firstIndex(of: 0x0A) else { return }
    try figuresFile.write(csv[(end + 1)...])
  }
  func report(_ fields: [String]) throws { try reportsFile.write(CSVRecord.encode(fields)) }
  func finding(_ fields: [String]) throws { try findingsFile.write(CSVRecord.encode(fields)) }

  func finish() throws {
    try figuresFile.finish()
    try reportsFile.finish()
    try findingsFile.finish()
  }
}
