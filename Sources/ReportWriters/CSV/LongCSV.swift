import ReportModel

extension CSVBuffer {
  /// The layout for programs: `organ,year,form,table,row,column,value,unit,status,text,row_label,column_label`.
  mutating func long(_ reports: [Report]) {
    fields(CSVWriter.header)
    endRecord()
    for report in reports {
      let organ = report.organ?.value ?? ""
      let year = report.year.map { String($0.value) } ?? ""
      for expected in ExpectedTable.list(of: report) {
        for (figure, row, column) in expected.figures {
          field(organ)
          field(year)
          field(expected.form ?? "")
          field(figure.id.table)
          field(figure.id.row)
          field(figure.id.column)
          field(figure.writtenValue?.description ?? "")
          field(figure.unit ?? "")
          field(figure.writtenStatus.rawValue)
          field(figure.text)
          field(row.label)
          field(column.label)
          endRecord()
        }
      }
    }
  }
}
