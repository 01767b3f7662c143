import Diagnostics
public import ReportModel

/// Random reports of every form, the same for the same seed: every state of a figure, narrative, annex tables, extra rows.
public enum RandomReport {
  /// What the reports may hold. A format that keeps less than the canonical report takes away what it does not keep.
  public struct Options: Sendable {
    /// What narrative, cells and names may hold.
    public var text: RandomText.Hostility = .all
    /// What cells of the form's tables may hold that are no number.
    public var cells: RandomText.Hostility = .all
    public var statuses: Set<Figure.Status> = Set(Figure.Status.allCases)
    /// Numbers spelt otherwise than the value: `1,234`, `+14`, `０`, `251000元`.
    public var spellings = true
    public var inferred = true
    public var annexTables = true
    public var extraRows = true
    public var labelOverrides = true
    public var missingTables = true
    /// A table of another form than the report's.
    public var mixedForms = true
    /// Chapters beyond the six, sections without heading, in another order, or not there.
    public var oddSections = true
    /// Figures that the table does not hold at all.
    public var gaps = false
    /// Origins, provenance, metadata, period, contact, sign-off: what the narrative does not show.
    public var origins = true
    public var statements = true

    public init() {}
    /// Everything at once.
    public static let hostile = Options()
    /// What a clerk would write.
    public static var plain: Options {
      var options = Options()
      options.text = []
      options.cells = []
      options.spellings = false
      options.inferred = false
      options.labelOverrides = false
      options.mixedForms = false
      options.oddSections = false
      return options
    }
  }

  public static func report(form id: String, seed: Int, options: Options = .hostile) -> Report {
    var maker = Maker(random: SeededGenerator(seed: UInt64(truncatingIfNeeded: seed)), options: options)
    return maker.report(OfficialForms.form(id) ?? OfficialForms.all[0])
  }
}

private struct Maker {
  var random: SeededGenerator
  let options: RandomReport.Options
  let text: RandomText
  let cell: RandomText

  init(random: SeededGenerator, options: RandomReport.Options) {
    self.random = random
    self.options = options
    text = RandomText(options.text)
    cell = RandomText(options.cells)
  }

  mutating func report(_ form: Form) -> Report {
    var report = Report()
    report.form = form.id
    let year = random.number(form.reportYears.lowerBound...min(form.reportYears.upperBound, 2030))
    let organ = text.hostility.isEmpty ? random.pick(["平山镇人民政府", "江州市水利局", "临川县民政局"]) : trimmed()
    if !options.statements || !random.oneIn(8) {
      report.organ = Stated(organ, from: source(), evidence: maybe { $0.prose() })
    }
    if !options.statements || !random.oneIn(8) {
      report.year = Stated(year, from: source(), evidence: maybe { $0.prose() })
    }
    let title = text.hostility.isEmpty ? organ + String(year) + "年政府信息公开工作年度报告" : prose()
    report.title = random.oneIn(6) ? [] : [TextLine(title, origin: origin())]
    if options.oddSections, random.oneIn(4) { report.title.append(TextLine(prose(), origin: origin())) }
    report.tables = tables(of: form)
    report.preface = blocks(0...3, tables: [])
    var place = report.tables
    var sections = OfficialForms.sections
    if options.oddSections, random.oneIn(4) { sections.shuffle(using: &random) }
    for declaration in sections {
      let own = place.filter { OfficialForms.form($0.form)?.table($0.id)?.section == declaration.number }
      place.removeAll { table in own.contains { $0.id == table.id } }
      if options.oddSections, own.isEmpty, random.oneIn(8) { continue }
      let plain = declaration.heading
      let heading = options.oddSections && random.oneIn(4) ? (random.oneIn(3) ? "" : prose()) : plain
      report.sections.append(
        ReportSection(
          number: declaration.number, heading: heading, blocks: blocks(0...4, tables: own.map(\.id)), origin: origin()))
    }
    if options.oddSections, random.oneIn(5) {
      report.sections.append(ReportSection(number: nil, heading: prose(), blocks: blocks(1...2, tables: [])))
    }
    report.closing = blocks(0...2, tables: place.map(\.id))
    if options.statements { state(organ, year, into: &report) }
    return report
  }

  private mutating func state(_ organ: String, _ year: Int, into report: inout Report) {
    report.period = maybe { Period(start: "\(year)-01-01", end: "\(year)-12-31", text: $0.prose()) }
    for _ in 0..<random.number(0...3) {
      report.metadata.append(NamedValue(name: trimmed(), value: prose()))
    }
    report.signOff = maybe { maker in
      SignOff(organ: maker.maybe { _ in organ }, date: maker.maybe { _ in "\(year + 1)-01-15" })
    }
    report.contact = maybe { maker in
      Contact(
        address: maker.maybe { $0.prose() }, postcode: maker.maybe { _ in "473400" },
        telephone: maker.maybe { $0.prose() }, fax: maker.maybe { $0.prose() }, email: maker.maybe { $0.prose() })
    }
    report.provenance = maybe { maker in
      Provenance(
        fileName: maker.maybe { $0.trimmed() }, sha256: maker.maybe { _ in String(repeating: "0f", count: 32) },
        byteCount: maker.maybe { $0.random.number(0...1 << 40) }, format: maker.random.pick(["text", "docx", "html"]),
        encoding: maker.maybe { $0.random.pick(["utf-8", "gb18030", "utf-16le"]) }, toolVersion: "1.0.0")
    }
  }

  private mutating func tables(of form: Form) -> [ReportTable] {
    var out: [ReportTable] = []
    for declaration in form.tables {
      if options.missingTables, random.oneIn(10) { continue }
      let other = OfficialForms.all.first { $0.id != form.id && $0.table(declaration.id) != nil }
      if options.mixedForms, random.oneIn(10), let other, let table = other.table(declaration.id) {
        out.append(self.table(table, of: other))
      } else {
        out.append(table(declaration, of: form))
      }
    }
    // The statistics annex lived on beside the later forms.
    if options.mixedForms, random.oneIn(10), form.table("statistics") == nil,
      let old = OfficialForms.form("2014"), let annex = old.tables.first
    {
      out.append(table(annex, of: old))
    }
    return out
  }

  private mutating func table(_ declaration: FormTable, of form: Form) -> ReportTable {
    var figures: [Figure] = []
    // Some tables are almost whole, some are mostly faults.
    let oddity = random.pick([2, 10, 100])
    for block in declaration.blocks {
      for row in block.rows {
        for column in block.columns {
          if options.gaps, random.oneIn(20) { continue }
          let id = FigureID(table: declaration.id, row: row.id, column: column.id)
          figures.append(
            figure(
              id, kind: row.kind ?? column.kind, unit: row.unit ?? column.unit ?? declaration.unit,
              isOdd: random.oneIn(oddity)))
        }
      }
    }
    var table = ReportTable(id: declaration.id, form: form.id, figures: figures, origin: origin())
    if options.labelOverrides, random.oneIn(2) {
      let labels = declaration.grid.rows.joined().compactMap { cell -> LabelID? in
        if case .label(let label) = cell.content { label } else { nil }
      }
      for _ in 0..<random.number(1...4) { table.labels[random.pick(labels)] = trimmed() }
    }
    if options.extraRows, random.oneIn(3) {
      let rows = declaration.rows
      for _ in 0..<random.number(1...2) {
        var cells: [String] = []
        for _ in 0..<random.number(1...8) { cells.append(random.oneIn(4) ? "" : cell.trimmed(&random)) }
        table.extraRows.append(
          ExtraRow(cells: cells, after: random.oneIn(4) ? nil : random.pick(rows).id, origin: origin()))
      }
    }
    return table
  }

  private mutating func figure(_ id: FigureID, kind: ValueKind, unit: String?, isOdd: Bool) -> Figure {
    let status =
      isOdd || !options.statuses.contains(.reported) ? random.pick(Figure.Status.allCases.filter(options.statuses.contains)) : .reported
    var figure = Figure(id: id, status: status, unit: unit, origin: origin())
    switch status {
    case .reported:
      let number = number(kind)
      figure.value = DecimalNumber(number) ?? DecimalNumber(0)
      figure.text = number
      if unit == nil, random.oneIn(2) { figure.unit = random.pick(["元", "万元"]) }
      if options.spellings { respell(&figure) }
      figure.isInferred = options.inferred && random.oneIn(20)
    case .blank, .missing: break
    case .notApplicable: figure.text = random.pick(["/", "—", "-", "无", "——"])
    case .invalid:
      figure.text = cell.hostility.isEmpty ? random.pick(["18?", "约3", "3-5", "十余件"]) : cell.trimmed(&random)
    }
    return figure
  }

  private mutating func number(_ kind: ValueKind) -> String {
    func digits(_ count: Int, _ random: inout SeededGenerator) -> String {
      var out = String(random.number(1...9))
      for _ in 1..<max(1, count) { out += String(random.number(0...9)) }
      return out
    }
    if random.oneIn(3) { return "0" }
    var text = String(random.number(0...30))
    if random.oneIn(10) { text = digits(random.number(3...9), &random) }
    if options.cells.contains(.length), random.oneIn(40) { text = digits(random.number(18...300), &random) }
    switch kind {
    case .count: break
    case .signed: if random.oneIn(2), text != "0" { text = "-" + text }
    case .decimal: if random.oneIn(2) { text += "." + digits(random.number(1...6), &random) + random.pick(["", "0", "00"]) }
    }
    return text
  }

  private mutating func respell(_ figure: inout Figure) {
    guard random.oneIn(8), let value = figure.value else { return }
    let text = figure.text
    switch random.number(0...3) {
    case 0 where !value.isNegative: figure.text = "+" + text
    case 1: figure.text = text + (figure.unit ?? "")
    case 2:
      figure.text = String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { scalar in
            let isDigit = scalar.value >= 0x30 && scalar.value <= 0x39
            return isDigit ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
          }))
    default: figure.text = "0" + text.drop { $0 == "-" }
    }
    if case "0"? = figure.text.first, value.isNegative { figure.text = text }
  }

  private mutating func blocks(_ count: ClosedRange<Int>, tables: [String]) -> [NarrativeBlock] {
    var out: [NarrativeBlock] = []
    for _ in 0..<random.number(count) {
      if options.annexTables, random.oneIn(6) {
        out.append(.table(annexTable()))
      } else {
        out.append(.paragraph(TextLine(prose(), origin: origin())))
      }
    }
    for id in tables { out.insert(.formTable(id), at: random.number(0...out.count)) }
    return out
  }

  /// Cells of random spans that fill the grid, some places left uncovered.
  private mutating func annexTable() -> AnnexTable {
    let rows = random.number(1...5)
    let columns = random.number(1...5)
    var covered = Array(repeating: Array(repeating: false, count: columns), count: rows)
    var cells: [AnnexTable.Cell] = []
    for row in 0..<rows {
      for column in 0..<columns where !covered[row][column] {
        if random.oneIn(15) { continue }
        var width = 1
        while column + width < columns, !covered[row][column + width], random.oneIn(4) { width += 1 }
        let height = random.oneIn(5) ? random.number(1...(rows - row)) : 1
        for y in row..<row + height { for x in column..<column + width { covered[y][x] = true } }
        let content = random.oneIn(4) ? "" : cell.trimmed(&random)
        cells.append(
          AnnexTable.Cell(text: content, row: row, column: column, rowSpan: height, columnSpan: width))
      }
    }
    return AnnexTable(
      caption: maybe { $0.trimmed() }, rowCount: rows, columnCount: columns, cells: cells, origin: origin())
  }

  private mutating func origin() -> Origin? {
    guard options.origins, !random.oneIn(4) else { return nil }
    var steps: [Origin.Step] = []
    for _ in 0..<random.number(0...4) {
      let n = random.oneIn(20) ? random.pick([0, -1, .max, .min]) : random.number(1...900)
      steps.append(
        random.pick([
          .line(n), .paragraph(n), .table(n), .row(n), .cell(n), .sheet(prose()), .reference(prose()), .footnote(prose()),
          .endnote(prose()),
          .comment(prose()), .header(n), .footer(n), .textBox(n), .byte(n), .element(prose()),
        ]))
    }
    return Origin(part: maybe { $0.random.oneIn(2) ? "word/document.xml" : $0.prose() }, steps: steps)
  }

  private mutating func source() -> StatementSource { random.pick(StatementSource.allCases) }
  private mutating func prose() -> String { text.next(&random) }
  private mutating func trimmed() -> String { text.trimmed(&random) }
  private mutating func maybe<Value>(_ make: (inout Maker) -> Value) -> Value? { random.oneIn(2) ? nil : make(&self) }
}
