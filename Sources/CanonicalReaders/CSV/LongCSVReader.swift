import Diagnostics
import ReportModel

/// Where the columns of the long layout stand: all twelve of them, in any order.
struct LongCSVColumns {
  let organ, year, form, table, row, column, value, unit, status, text: Int

  init?(_ header: [String]) {
    let names = [
      "organ", "year", "form", "table", "row", "column", "value", "unit", "status", "text", "row_label", "column_label",
    ]
    guard header.count == names.count, Set(header) == Set(names) else { return nil }
    func place(_ name: String) -> Int { header.firstIndex(of: name) ?? 0 }
    organ = place("organ")
    year = place("year")
    form = place("form")
    table = place("table")
    row = place("row")
    column = place("column")
    value = place("value")
    unit = place("unit")
    status = place("status")
    text = place("text")
  }
}

/// One line a figure. A new report begins where organ or year change, or where all figures are there and the first comes again.
struct LongCSVReader {
  private let columns: LongCSVColumns
  private var current: (organ: String, year: String, report: FigureReport)?
  private var reports: [Report] = []

  init(_ columns: LongCSVColumns) { self.columns = columns }

  mutating func take(_ record: CSVRecords.Record) throws(Refusal) {
    do { try take(record.fields, line: record.line) } catch {
      throw CSVRecords.refusal(error.message, line: record.line)
    }
  }

  private mutating func take(_ fields: [String], line: Int) throws(CanonicalFault) {
    let organ = fields[columns.organ]
    let year = fields[columns.year]
    let form = fields[columns.form]
    let id = FigureID(table: fields[columns.table], row: fields[columns.row], column: fields[columns.column])
    if let open = current {
      var isOver = open.organ != organ || open.year != year
      if !isOver { isOver = try open.report.isClosed(to: id, form: form) }
      if isOver {
        reports.append(open.report.finished())
        current = nil
      }
    }
    var report: FigureReport
    if let open = current { report = open.report } else { report = try FigureReport(organ: organ, year: year) }
    current = nil
    let status = try CanonicalValue.status(fields[columns.status])
    if form.isEmpty {
      // Of a report without a form it is only said that all is missing.
      guard status == .missing, fields[columns.value].isEmpty else {
        throw CanonicalFault(zh: "有数据的行没有写明表样（form）", en: "a figure without its form")
      }
      _ = try CanonicalValue.tableID(id.table)
      report.takeFormless(id, line: line)
    } else {
      var value: DecimalNumber?
      if !fields[columns.value].isEmpty { value = try CanonicalValue.decimal(fields[columns.value]) }
      let unit = fields[columns.unit]
      try report.withTable(id.table, form: form) { (table) throws(CanonicalFault) in
        try table.add(
          row: id.row, column: id.column, status: status, value: value, unit: unit.isEmpty ? nil : unit,
          text: fields[columns.text], origin: Origin(.line(line)))
      }
    }
    current = (organ, year, report)
  }

  func finish() -> [Report] {
    guard let current else { return reports }
    return reports + [current.report.finished()]
  }
}
