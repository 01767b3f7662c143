/// One record of CSV after RFC 4180, for tables beside the reports.
public enum CSVRecord {
  /// With its line end.
  public static func encode(_ fields: [String]) -> [UInt8] {
    var buffer = CSVBuffer(byteOrderMark: false, isForSpreadsheets: false)
    buffer.fields(fields)
    buffer.endRecord()
    return buffer.bytes
  }
}
