import Diagnostics
import ReportModel

/// A small report of every form, made up, with every construct of the formats in it.
enum ExampleReports {
  static func report(form id: String) -> Report {
    guard let form = OfficialForms.form(id) else { return Report() }
    let year = form.reportYears.lowerBound + (id == "2021" ? 2 : 0)
    let organ = "清河县水利局"
    var report = Report()
    report.form = form.id
    report.organ = Stated(organ, from: .title, evidence: "\(organ)\(year)年政府信息公开工作年度报告")
    report.year = Stated(year, from: .title, evidence: "\(organ)\(year)年政府信息公开工作年度报告")
    report.title = [TextLine("\(organ)\(year)年政府信息公开工作年度报告", origin: Origin(.line(1)))]
    report.period = Period(
      start: "\(year)-01-01", end: "\(year)-12-31", text: "\(year)年1月1日至\(year)年12月31日")
    report.metadata = [
      NamedValue(name: "索引号", value: "QH-01-\(year)-0001"), NamedValue(name: "发布机构", value: organ),
    ]
    report.preface = [
      .paragraph(
        TextLine("本报告按照《中华人民共和国政府信息公开条例》编制，\n统计期限为\(year)年1月1日至\(year)年12月31日。", origin: Origin(.line(2))))
    ]
    for section in form.sections {
      let tables = form.tables.filter { $0.section == section.number }
      var blocks: [NarrativeBlock] = tables.map { .formTable($0.id) }
      if tables.isEmpty {
        blocks.append(.paragraph(TextLine("（一）本年度工作按要求开展。", origin: Origin(.line(10 + section.number)))))
      }
      if section.number == 6 { blocks.append(.table(annex)) }
      report.sections.append(
        ReportSection(
          number: section.number, heading: section.heading, blocks: blocks, origin: Origin(.line(4 + section.number))))
    }
    report.tables = form.tables.enumerated().map { index, table in self.table(table, of: form, number: index + 1) }
    report.closing =
      form.tables.filter { $0.section == nil }.map { .formTable($0.id) } + [
        .paragraph(TextLine(organ, origin: Origin(.line(90)))),
        .paragraph(TextLine("2024年1月20日", origin: Origin(.line(91)))),
      ]
    report.signOff = SignOff(organ: organ, date: "2024-01-20")
    report.contact = Contact(address: "清河县人民路1号", postcode: "054800", telephone: "0319-8000000", email: "sl@example.org")
    report.provenance = Provenance(
      fileName: "qinghe-\(year).txt", sha256: String(repeating: "0123456789abcdef", count: 4), byteCount: 20480,
      format: "text", encoding: "utf-8", toolVersion: "1.0.0")
    return report
  }

  private static func table(_ declaration: FormTable, of form: Form, number: Int) -> ReportTable {
    var table = ReportTable(id: declaration.id, form: form.id, figures: [], origin: Origin(.table(number)))
    for block in declaration.blocks {
      for (rowNumber, row) in block.rows.enumerated() {
        for (columnNumber, column) in block.columns.enumerated() {
          let id = FigureID(table: declaration.id, row: row.id, column: column.id)
          let unit = row.unit ?? column.unit ?? declaration.unit
          let place = Origin(.table(number), .row(rowNumber + 4), .cell(columnNumber + 2))
          let isMoney = (row.kind ?? column.kind) == .decimal
          let number = isMoney ? "24.5000" : String((rowNumber + 1) * columnNumber)
          var figure = Figure(
            id: id, status: .reported, value: DecimalNumber(number), unit: unit, text: number, origin: place)
          switch (rowNumber, columnNumber) {
          case (3, 1): figure = Figure(id: id, status: .blank, unit: unit, origin: place)
          case (3, 2): figure = Figure(id: id, status: .notApplicable, unit: unit, text: "/", origin: place)
          case (3, 3): figure = Figure(id: id, status: .invalid, unit: unit, text: "1?", origin: place)
          case (3, 4): figure = Figure(id: id, status: .missing, unit: unit)
          case (1, 3) where !isMoney: figure.isInferred = true
          case (5, 4):
            figure.value = DecimalNumber(12)
            figure.text = "１２\(unit ?? "")"
          default: break
          }
          table.figures.append(figure)
        }
      }
    }
    if let row = declaration.rows.first {
      table.labels[.row(row.id)] = String(row.label.drop { !$0.isLetter || "一（".contains($0) })
      table.extraRows = [ExtraRow(cells: ["其中：网上申请", "3", ""], after: row.id, origin: Origin(.table(number), .row(5)))]
    }
    return table
  }

  private static let annex = AnnexTable(
    caption: "附表 收费情况", rowCount: 3, columnCount: 3,
    cells: [
      .init(text: "项目", row: 0, column: 0, rowSpan: 2), .init(text: "收取信息处理费", row: 0, column: 1, columnSpan: 2),
      .init(text: "件数", row: 1, column: 1), .init(text: "金额（元）", row: 1, column: 2), .init(text: "按件 <A & B>", row: 2, column: 0),
      .init(text: "0", row: 2, column: 1), .init(text: "", row: 2, column: 2),
    ], origin: Origin(.table(9)))
}
