public import ReportModel

extension Form {
  /// The form as it is handed out: its sections, its tables with every cell blank.
  public var blankReport: Report {
    var report = Report()
    report.form = id
    report.title = [TextLine("政府信息公开工作年度报告"), TextLine("（　　　　年度）")]
    report.tables = tables.map { table in
      ReportTable(
        id: table.id, form: id,
        figures: table.figures.map { figure in
          Figure(
            id: figure, status: .blank,
            unit: table.row(figure.row)?.unit ?? table.column(figure.column, ofRow: figure.row)?.unit ?? table.unit)
        })
    }
    report.sections = sections.map { section in
      ReportSection(
        number: section.number, heading: section.heading,
        blocks: tables.filter { $0.section == section.number }.map { .formTable($0.id) })
    }
    report.closing = tables.filter { $0.section == nil }.map { .formTable($0.id) }
    return report
  }
}
