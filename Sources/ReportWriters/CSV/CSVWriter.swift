public import ReportModel

/// Writes the figures of reports as CSV, UTF-8, RFC 4180.
public enum CSVWriter {
  public enum Layout: String, Hashable, Sendable, CaseIterable {
    /// One line a figure. Every figure of the form stands there, also the missing ones.
    case long
    /// One line a report, one column a figure.
    case wide
    /// The tables as people see them.
    case grid
  }

  /// The header of the long layout.
  public static let header = [
    "organ", "year", "form", "table", "row", "column", "value", "unit", "status", "text", "row_label", "column_label",
  ]

  /// One header, however many reports. `byteOrderMark` is for Excel, which takes the file for GBK without it;
  /// in such a file and in the layout `grid` no text is a formula.
  public static func write(_ reports: [Report], layout: Layout = .long, byteOrderMark: Bool = false) -> [UInt8] {
    var csv = CSVBuffer(byteOrderMark: byteOrderMark, isForSpreadsheets: byteOrderMark || layout == .grid)
    switch layout {
    case .long: csv.long(reports)
    case .wide: csv.wide(reports)
    case .grid: csv.grid(reports)
    }
    return csv.bytes
  }
}

/// A table that belongs to a report by its form, and what the report has of it.
struct ExpectedTable {
  /// The form that the labels are of; `nil` where report and table leave it open.
  var form: String?
  var declaration: FormTable
  var table: ReportTable?

  /// The tables of the report's form in the form's order, present or not; then those that the form does not have.
  ///
  /// A report without a form is held against the form prescribed for its year, and `form` stays empty: all figures are missing, and it is not
  /// said whose they are. Before 2014 none was prescribed, and none is missing. Where the year is not known, the newest is taken.
  static func list(of report: Report) -> [ExpectedTable] {
    let form: Form? =
      if let id = report.form {
        OfficialForms.form(id)
      } else if let year = report.year {
        OfficialForms.form(forReportYear: year.value)
      } else {
        OfficialForms.all.first
      }
    var out: [ExpectedTable] = []
    for declaration in form?.tables ?? [] {
      let present = report.tables.filter { $0.id == declaration.id }
      if present.isEmpty {
        // Without a form, tables that the report does have speak for themselves.
        if report.form != nil || report.tables.isEmpty {
          out.append(ExpectedTable(form: report.form, declaration: declaration, table: nil))
        }
      }
      for table in present {
        out.append(
          ExpectedTable(
            form: table.form, declaration: OfficialForms.form(table.form)?.table(table.id) ?? declaration, table: table))
      }
    }
    for table in report.tables where form?.table(table.id) == nil {
      guard let declaration = OfficialForms.form(table.form)?.table(table.id) else { continue }
      out.append(ExpectedTable(form: table.form, declaration: declaration, table: table))
    }
    return out
  }

  /// Every figure of the declaration in its order; those that the table lacks are missing.
  var figures: [(figure: Figure, row: FormRow, column: FormColumn)] {
    var known: [FigureID: Figure] = [:]
    // Where a figure stands in its usual place, no look-up is needed.
    let given = table?.figures ?? []
    var out: [(figure: Figure, row: FormRow, column: FormColumn)] = []
    var index = 0
    for block in declaration.blocks {
      for row in block.rows {
        for column in block.columns {
          let id = FigureID(table: declaration.id, row: row.id, column: column.id)
          var figure: Figure?
          if index < given.count, given[index].id == id {
            figure = given[index]
          } else if !given.isEmpty {
            if known.isEmpty { for figure in given where known[figure.id] == nil { known[figure.id] = figure } }
            figure = known[id]
          }
          index += 1
          out.append(
            (
              figure ?? Figure(id: id, status: .missing, unit: row.unit ?? column.unit ?? declaration.unit), row, column
            ))
        }
      }
    }
    return out
  }
}
