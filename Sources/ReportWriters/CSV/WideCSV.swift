import JSONText
import ReportModel

/// One line a report: `organ,year,form`, one column a figure (`table.row.column`), `details`.
///
/// A column of a figure holds numbers and nothing else, so that programs read it as numbers. Whatever a number does not
/// say stands in `details`, a JSON object, empty for a report that needs none: `figures` with status, text and unit of the
/// figures that are not simply reported as the form has it, `tables` with the form of tables of another form than the
/// report's. An empty place without details is a figure that is missing, or that the report's form does not have.
extension CSVBuffer {
  mutating func wide(_ reports: [Report]) {
    let tables = reports.map { ExpectedTable.list(of: $0) }
    var columns: [FigureID] = []
    var known: Set<FigureID> = []
    let forms = Set(tables.joined().map(\.declaration))
    for form in OfficialForms.all {
      for table in form.tables where forms.contains(table) {
        for id in table.figures where known.insert(id).inserted { columns.append(id) }
      }
    }
    fields(["organ", "year", "form"])
    for id in columns { field(id.table + "." + id.row + "." + id.column) }
    field("details")
    endRecord()
    for (report, tables) in zip(reports, tables) { record(report, tables, columns) }
  }

  private mutating func record(_ report: Report, _ tables: [ExpectedTable], _ columns: [FigureID]) {
    var values: [FigureID: String] = [:]
    var details: [(Figure, FormRow, FormColumn, FormTable)] = []
    for expected in tables {
      for (figure, row, column) in expected.figures where values[figure.id] == nil {
        values[figure.id] = figure.writtenValue?.description ?? ""
        if !isPlain(figure, row, column, expected.declaration) { details.append((figure, row, column, expected.declaration)) }
      }
    }
    let others = tables.filter { $0.table != nil && $0.form != report.form }
    field(report.organ?.value ?? "")
    field(report.year.map { String($0.value) } ?? "")
    field(report.form ?? "")
    for id in columns { field(values[id] ?? "") }
    var json = JSONWriter()
    json.object { json in
      if !others.isEmpty {
        json.key("tables")
        json.object { json in for table in others { json.field(table.declaration.id, table.form ?? "") } }
      }
      if !details.isEmpty {
        json.key("figures")
        json.object { json in
          for (figure, row, column, table) in details {
            json.key(figure.id.table + "." + figure.id.row + "." + figure.id.column)
            json.object { json in
              if figure.writtenStatus != .reported { json.field("status", figure.writtenStatus.rawValue) }
              if figure.text != figure.writtenValue?.description ?? "" { json.field("text", figure.text) }
              if figure.unit != defaultUnit(row, column, table) { json.field("unit", figure.unit ?? "") }
            }
          }
        }
      }
    }
    field(others.isEmpty && details.isEmpty ? "" : json.string)
    endRecord()
  }

  private func isPlain(_ figure: Figure, _ row: FormRow, _ column: FormColumn, _ table: FormTable) -> Bool {
    guard figure.unit == defaultUnit(row, column, table) else { return false }
    switch figure.writtenStatus {
    case .reported: return figure.writtenValue?.description == figure.text
    case .missing: return figure.text.isEmpty
    case .blank, .notApplicable, .invalid: return false
    }
  }

  private func defaultUnit(_ row: FormRow, _ column: FormColumn, _ table: FormTable) -> String? {
    row.unit ?? column.unit ?? table.unit
  }
}
