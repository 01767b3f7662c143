public import ReportModel

/// A change to an example report.
public typealias ReportChange = @Sendable (inout Report) -> Void

/// Examples of a rule over one report, as changes to ``ExemplaryReport``.
public struct RuleExamples: Sendable {
  public var form: String
  public var passing: ReportChange
  public var failing: ReportChange
  public init(form: String = "2021", passing: @escaping ReportChange = { _ in }, failing: @escaping ReportChange) {
    self.form = form
    self.passing = passing
    self.failing = failing
  }
}

/// Examples of a rule over two years: changes to the later report, and to the earlier one.
public struct YearRuleExamples: Sendable {
  public var form: String
  public var earlier: ReportChange
  public var passing: ReportChange
  public var failing: ReportChange
  public init(
    form: String = "2021", earlier: @escaping ReportChange = { _ in }, passing: @escaping ReportChange = { _ in },
    failing: @escaping ReportChange
  ) {
    self.form = form
    self.earlier = earlier
    self.passing = passing
    self.failing = failing
  }
}

/// Examples of a rule over a summary: two units that add up to it, and a change to the summary or the list of units.
public struct RollUpRuleExamples: Sendable {
  public var failing: ReportChange
  public var missing: [String]
  public var repeatsUnit: Bool
  /// A unit's report of the year before is given as well.
  public var otherYear: Bool
  public var unlisted: [String]
  public init(
    failing: @escaping ReportChange = { _ in }, missing: [String] = [], repeatsUnit: Bool = false, otherYear: Bool = false,
    unlisted: [String] = []
  ) {
    self.otherYear = otherYear
    self.unlisted = unlisted
    self.failing = failing
    self.missing = missing
    self.repeatsUnit = repeatsUnit
  }
}

/// A report in which all is right, for the examples of the rules.
public enum ExemplaryReport {
  /// Few applications, all sums closed, all sections filled. Invented.
  public static func report(form id: String = "2021", year: Int? = nil, organ: String = "临溪县水利局") -> Report {
    let form = OfficialForms.form(id) ?? OfficialForms.all[0]
    let year = year ?? (id == "2014" ? 2016 : id == "2019" ? 2020 : 2023)
    var report = Report()
    report.form = form.id
    report.organ = Stated(organ, from: .title)
    report.year = Stated(year, from: .title)
    report.title = [TextLine("\(organ)\(year)年政府信息公开工作年度报告")]
    report.period = Period(start: "\(year)-01-01", end: "\(year)-12-31", text: "\(year)年1月1日至\(year)年12月31日")
    report.signOff = SignOff(organ: organ, date: "\(year + 1)-01-20")
    report.metadata = [NamedValue(name: "发布日期", value: "\(year + 1)-01-22")]
    let prose: [Int: [String]] = [
      1: [
        "\(year)年，我局对照要求公开信息。", "（一）主动公开。更新栏目，发布解读材料。",
        "（二）依申请公开。全年新收政府信息公开申请9件，上年结转1件，办结8件，结转下年2件。", "（三）政府信息管理。清理文件，标注效力。", "（四）平台建设。专栏检索可按年份筛选。",
        "（五）监督保障。组织业务培训，工作考核、社会评议结果良好，未发生责任追究。",
      ],
      5: ["存在的问题：解读形式偏少。改进措施：编写图表解读，组织两次业务交流。"], 6: ["本年度未收取信息处理费，没有其他需要报告的事项。"],
    ]
    for table in form.tables { report.tables.append(self.table(table, form: form.id)) }
    for section in form.sections {
      var blocks: [NarrativeBlock] = (prose[section.number] ?? []).map { .paragraph(TextLine($0)) }
      for table in form.tables where table.section == section.number { blocks.append(.formTable(table.id)) }
      report.sections.append(ReportSection(number: section.number, heading: section.heading, blocks: blocks))
    }
    return report
  }

  private static let values: [String: Int] = [
    "requests.received.natural_person": 7, "requests.received.company": 2, "requests.received.total": 9,
    "requests.carried_in.natural_person": 1, "requests.carried_in.total": 1, "requests.results.granted.natural_person": 4,
    "requests.results.granted.company": 1, "requests.results.granted.total": 5, "requests.results.partial.natural_person": 1,
    "requests.results.partial.total": 1, "requests.results.unavailable.not_held.natural_person": 1,
    "requests.results.unavailable.not_held.company": 1, "requests.results.unavailable.not_held.total": 2,
    "requests.results.total.natural_person": 6, "requests.results.total.company": 2, "requests.results.total.total": 8,
    "requests.carried_out.natural_person": 2, "requests.carried_out.total": 2, "disputes.review.upheld": 1,
    "disputes.review.total": 1, "proactive.normative_documents.issued": 3, "proactive.normative_documents.repealed": 1,
    "proactive.normative_documents.in_force": 14, "proactive.normative_documents.created": 3,
    "proactive.normative_documents.newly_disclosed": 3, "proactive.normative_documents.disclosed_total": 14,
    "proactive.licensing.decisions": 6, "proactive.penalties.decisions": 2, "proactive.licensing.previous_items": 12,
    "proactive.licensing.change": 1, "proactive.penalties.previous_items": 20, "statistics.disclosure.total.value": 40,
    "statistics.disclosure.normative_documents.value": 3, "statistics.disclosure.channel.website.value": 40,
    "statistics.received.total.value": 5, "statistics.received.online.value": 5, "statistics.closed.total.value": 5,
    "statistics.closed.on_time.value": 5, "statistics.answered.total.value": 5, "statistics.answered.granted.value": 4,
    "statistics.answered.refused.total.value": 1, "statistics.answered.refused.privacy.value": 1,
    "statistics.capacity.staff.total.value": 2, "statistics.capacity.staff.part_time.value": 2,
  ]

  private static func table(_ table: FormTable, form: String) -> ReportTable {
    ReportTable(
      id: table.id, form: form,
      figures: table.figures.map { id in
        let value = values["\(id.table).\(id.row).\(id.column)"] ?? 0
        return Figure(
          id: id, status: .reported, value: DecimalNumber(value),
          unit: table.row(id.row)?.unit ?? table.column(id.column, ofRow: id.row)?.unit,
          text: String(value))
      })
  }
}

extension Report {
  /// Writes a figure: digits are a number, empty is blank, anything else is what it says.
  public mutating func set(_ table: String, _ row: String, _ column: String, _ text: String) {
    guard let place = tables.firstIndex(where: { $0.id == table }),
      let index = tables[place].figures.firstIndex(where: { $0.id.row == row && $0.id.column == column })
    else { return }
    var figure = tables[place].figures[index]
    figure.text = text
    figure.value = DecimalNumber(text)
    figure.status = figure.value != nil ? .reported : text.isEmpty ? .blank : text == "/" ? .notApplicable : .invalid
    if text == Figure.missingMark {
      figure.status = .missing
      figure.text = ""
    }
    tables[place].figures[index] = figure
  }

  /// Replaces the paragraphs of a section; its tables stay.
  public mutating func setText(_ number: Int, _ texts: [String]) {
    guard let index = sections.firstIndex(where: { $0.number == number }) else { return }
    let rest = sections[index].blocks.filter { if case .paragraph = $0 { false } else { true } }
    sections[index].blocks = texts.map { .paragraph(TextLine($0)) } + rest
  }

  /// Adds a paragraph at the end of a section.
  public mutating func addText(_ number: Int, _ text: String) {
    guard let index = sections.firstIndex(where: { $0.number == number }) else { return }
    sections[index].blocks.append(.paragraph(TextLine(text)))
  }
}
