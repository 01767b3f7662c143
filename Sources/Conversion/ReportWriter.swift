public import ReportModel
public import ReportWriters

/// How a report is to be written.
public struct WritingOptions: Sendable {
  public var format: OutputFormat
  public var punctuation: OfficialTextWriter.Punctuation = .asWritten

  public var csvLayout: CSVWriter.Layout = .long
  /// For Excel.
  public var byteOrderMark = false

  public init(format: OutputFormat) { self.format = format }
}

/// Report → bytes.
public enum ReportWriter {
  public static func write(_ reports: [Report], options: WritingOptions) -> [UInt8] {
    switch options.format {
    case .text:
      var out: [UInt8] = []
      for (index, report) in reports.enumerated() {
        if index > 0 { out += [0x0A, 0x0A] }
        out += OfficialTextWriter.write(report, punctuation: options.punctuation)
      }
      return out
    case .xml: return reports.first.map { XMLWriter.write($0) } ?? []
    case .json: return reports.count == 1 ? JSONReportWriter.write(reports[0]) : JSONReportWriter.write(reports)
    case .csv: return CSVWriter.write(reports, layout: options.csvLayout, byteOrderMark: options.byteOrderMark)
    case .docx: return DOCXWriter.write(reports)
    case .xlsx: return XLSXWriter.write(reports)
    case .html: return HTMLWriter.write(reports)
    }
  }
}
