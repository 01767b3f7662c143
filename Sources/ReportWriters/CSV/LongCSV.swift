public import ReportModel

extension CSVBuffer {
  /// The layout for programs: `organ,year,form,table,row,column,value,unit,status,text,row_label,column_label`.
  mutating func long(_ reports: [Report]) {
    fields(CSVWriter.header)
    endRecord()
    for report in reports {
      for row in CSVWriter.rows(of: report) {
        fields(row)
        endRecord()
      }
    }
  }
}

extension CSVWriter {
  /// The figures of a report as the fields of the long layout (``header``): every figure of the form in its order, also the missing ones.
  public static func rows(of report: Report) -> [[String]] {
    let organ = report.organ?.value ?? ""
    let year = report.year.map { String($0.value) } ?? ""
    return ExpectedTable.list(of: report).flatMap { expected in
      expected.figures.map { figure, row, column in
        [
          organ, year, expected.form ?? "", figure.id.table, figure.id.row, figure.id.column, figure.writtenValue?.description ?? "",
          figure.unit ?? "", figure.writtenStatus.rawValue, figure.text, row.label, column.label,
        ]
      }
    }
  }
}
