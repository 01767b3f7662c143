import CanonicalReaders
import Conversion
import ReportModel

/// The figures of reports as the fields of the long CSV, every figure of the form in its order.
enum FigureRows {
  static func rows(of reports: [Report]) -> [[String]] {
    let csv = ReportWriter.write(reports, options: WritingOptions(format: .csv))
    let records = (try? CSVTable.records(csv)) ?? []
    return Array(records.dropFirst())
  }
}
