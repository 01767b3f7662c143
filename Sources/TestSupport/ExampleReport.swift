public import ReportModel

/// A correct report in which every figure is another number, so that none can take another's place unseen.
public enum ExampleReport {
  /// All sums close. Figures run through the values of `start`, `start + 1`, …; totals follow.
  public static func report(form id: String = "2021", start: Int = 3, organ: String = "临溪县人民政府", year: Int? = nil) -> Report {
    let form = OfficialForms.form(id) ?? OfficialForms.all[0]
    let year = year ?? form.reportYears.lowerBound
    var next = start
    func fresh() -> Int {
      defer { next += 1 }
      return next
    }
    var report = Report()
    report.form = form.id
    report.organ = Stated(organ, from: .title)
    report.year = Stated(year, from: .title)
    report.title = [TextLine("\(organ)\(year)年政府信息公开工作年度报告")]
    report.preface = [.paragraph(TextLine("本报告所列数据的统计期限自\(year)年1月1日起，至\(year)年12月31日止。"))]
    for table in form.tables { report.tables.append(self.table(table, form: form.id, fresh: fresh)) }
    for section in form.sections {
      var blocks: [NarrativeBlock] = []
      switch section.number {
      case 1: blocks = [.paragraph(TextLine("\(year)年，全县各单位按照要求推进公开工作，网站全年更新内容。")), .paragraph(TextLine("（一）平台管理。专栏每月核对一次。"))]
      case 5: blocks = [.paragraph(TextLine("存在的不足：解读形式还不多。下一步将组织专题培训。"))]
      case 6: blocks = [.paragraph(TextLine("本年度没有收取信息处理费。"))]
      default: break
      }
      for table in form.tables where table.section == section.number { blocks.append(.formTable(table.id)) }
      report.sections.append(ReportSection(number: section.number, heading: section.heading, blocks: blocks))
    }
    for table in form.tables where table.section == nil { report.closing.append(.formTable(table.id)) }
    return report
  }

  private static func table(_ table: FormTable, form: String, fresh: () -> Int) -> ReportTable {
    var values: [FigureID: DecimalNumber] = [:]
    func set(_ row: String, _ column: String, _ value: Int) {
      values[FigureID(table: table.id, row: row, column: column)] = DecimalNumber(value)
    }
    func get(_ row: String, _ column: String) -> Int { values[FigureID(table: table.id, row: row, column: column)]?.integer ?? 0 }
    switch table.id {
    case "requests":
      let columns = table.blocks[0].columns.map(\.id).dropLast()
      let details = table.rows.map(\.id).filter { !["received", "carried_in", "results.total", "carried_out"].contains($0) }
      for column in columns {
        var total = 0
        for row in details {
          let value = fresh()
          set(row, column, value)
          total += value
        }
        set("results.total", column, total)
        let left = fresh()
        let before = fresh()
        set("carried_out", column, left)
        set("carried_in", column, before)
        set("received", column, total + left - before)
      }
      for row in table.rows.map(\.id) { set(row, "total", columns.reduce(0) { $0 + get(row, $1) }) }
    case "disputes":
      for row in table.rows.map(\.id) {
        var total = 0
        for column in ["upheld", "corrected", "other", "pending"] {
          let value = fresh()
          set(row, column, value)
          total += value
        }
        set(row, "total", total)
      }
    default:
      for id in table.figures {
        let number = fresh()
        // 本年增/减 goes down in every second row.
        let isSigned = table.column(id.column, ofRow: id.row)?.kind == .signed
        // Below nought, but never more than there were: last year's items are the figure before.
        values[id] = DecimalNumber(isSigned && number.isMultiple(of: 2) ? 2 - number : number)
      }
    }
    return ReportTable(
      id: table.id, form: form,
      figures: table.figures.map { id in
        let value = values[id]
        let column = table.column(id.column, ofRow: id.row)
        return Figure(
          id: id, status: .reported, value: value, unit: table.row(id.row)?.unit ?? column?.unit, text: value?.description ?? "")
      })
  }
}
