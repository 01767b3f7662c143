public import ReportModel

/// The reports of Samples/: offices, figures and sentences are invented.
public enum SampleReports {
  public struct Sample: Sendable {
    /// The folder's name.
    public let name: String
    public let report: Report
  }

  public static let all: [Sample] = [city2023, township2022, county2019, bureau2021, office2016]

  /// A city with large figures and decimals, form 2021.
  static let city2023 = Sample(
    name: "city-2023",
    report: make(
      form: "2021", organ: "江原市人民政府", year: 2023,
      preface: ["本报告依据《中华人民共和国政府信息公开条例》编制，由江原市人民政府办公室汇总。数据统计期限为2023年1月1日至2023年12月31日。联系电话：0000-7654321。"],
      sections: [
        1: [
          "2023年，江原市坚持以公开促落实，全市各级行政机关依法公开信息。", "（一）主动公开。市政府网站发布各类信息21846条，政策解读312件。", "（二）依申请公开。新收政府信息公开申请1284件，上年结转57件，办结1295件，结转下年46件。",
          "（三）政府信息管理。完成现行规章文本集中公开，逐件标注效力。", "（四）平台建设。优化公开专栏检索，增设英文版入口。", "（五）监督保障。将公开工作纳入年度考核，举办业务培训6期，社会评议结果良好，未发生责任追究情形。",
        ],
        5: ["主要问题：部分答复书说理不够充分；个别栏目更新不及时。", "改进情况：印发答复文书范本，建立栏目更新提醒机制。"],
        6: ["本年度共对12件申请收取信息处理费，金额3860元。"],
      ],
      closing: ["江原市人民政府", "2024年3月18日"],
      figures: [
        "proactive": [
          ("regulations", ["3", "1", "26"]), ("normative_documents", ["48", "31", "507"]), ("licensing", ["1482907"]),
          ("penalties", ["396158"]),
          ("coercion", ["41275"]), ("fees", ["86423.5175"]),
        ],
        "requests": requests2021([
          "received": [1102, 148, 3, 9, 14, 8], "carried_in": [49, 6, 0, 0, 1, 1], "results.granted": [421, 66, 2, 5, 8, 3],
          "results.partial": [93, 11, 0, 1, 2, 0], "results.refused.state_secret": [2, 0, 0, 0, 0, 0],
          "results.refused.forbidden_by_law": [6, 1, 0, 0, 0, 0],
          "results.refused.security_stability": [3, 0, 0, 0, 0, 0], "results.refused.third_party_rights": [17, 4, 0, 0, 1, 0],
          "results.refused.internal_affairs": [12, 1, 0, 0, 0, 0], "results.refused.process_information": [22, 3, 0, 0, 0, 0],
          "results.refused.enforcement_file": [19, 2, 0, 0, 0, 0], "results.refused.administrative_query": [14, 0, 0, 0, 0, 0],
          "results.unavailable.not_held": [287, 41, 1, 2, 3, 4], "results.unavailable.needs_creation": [36, 5, 0, 1, 0, 0],
          "results.unavailable.still_unclear": [18, 2, 0, 0, 0, 0], "results.not_processed.petition": [64, 3, 0, 0, 0, 0],
          "results.not_processed.repeat": [11, 1, 0, 0, 0, 0], "results.not_processed.publication": [4, 0, 0, 0, 0, 0],
          "results.not_processed.excessive": [2, 0, 0, 0, 0, 0], "results.not_processed.reissue": [3, 0, 0, 0, 0, 0],
          "results.other.not_corrected": [21, 4, 0, 0, 0, 1], "results.other.fee_unpaid": [2, 0, 0, 0, 0, 0],
          "results.other.other": [54, 6, 0, 0, 0, 0],
          "carried_out": [40, 4, 0, 0, 1, 1],
        ]),
        "disputes": [
          ("review", ["58", "9", "14", "7", "88"]), ("litigation_direct", ["12", "2", "5", "4", "23"]),
          ("litigation_after_review", ["9", "1", "2", "3", "15"]),
        ],
      ]))

  /// A township in which nothing happened: noughts, and no blank.
  static let township2022 = Sample(
    name: "township-2022",
    report: make(
      form: "2021", organ: "青岭镇人民政府", year: 2022, preface: [],
      sections: [
        1: ["2022年，我镇落实公开要求，通过县政府网站公开信息186条，未收到政府信息公开申请。", "一是健全制度。二是充实队伍。三是加强审查。"],
        5: ["存在的问题：公开内容不够丰富。下一步将加强学习，拓宽渠道。"], 6: ["本年度未收取信息处理费，无其他需要报告的事项。"],
      ], closing: [], figures: [:], fill: "0"))

  /// A county under the form of 2019: signed changes, an amount with its unit in the cell.
  static let county2019 = Sample(
    name: "county-2019",
    report: make(
      form: "2019", organ: "临溪县人民政府", year: 2019,
      preface: ["本年度报告的电子版可在临溪县人民政府门户网站下载。统计期限为2019年1月1日至2019年12月31日。"],
      sections: [
        1: ["2019年，全县公开政府信息4217条，收到申请43件，全部在规定期限内办理。"], 5: ["存在基层业务能力不足的问题，已安排轮训。"], 6: ["无其他需要报告的事项。"],
      ], closing: ["临溪县人民政府", "2020年3月27日"],
      figures: [
        "proactive": [
          ("regulations", ["0", "0", "0"]), ("normative_documents", ["17", "16", "142"]), ("licensing", ["287", "+14", "36502"]),
          ("other_services", ["96", "-8", "12077"]),
          ("penalties", ["2415", "+36", "4890"]), ("coercion", ["164", "-2", "377"]), ("fees", ["29", "-3"]),
          ("procurement", ["61", "3187.46万元"]),
        ],
        "requests": matrix(
          "2019",
          [
            "received": [37, 5, 0, 1, 0, 0], "carried_in": [2, 0, 0, 0, 0, 0], "results.granted": [18, 3, 0, 1, 0, 0],
            "results.partial": [4, 1, 0, 0, 0, 0],
            "results.refused.third_party_rights": [1, 0, 0, 0, 0, 0], "results.refused.enforcement_file": [2, 0, 0, 0, 0, 0],
            "results.unavailable.not_held": [8, 1, 0, 0, 0, 0], "results.not_processed.petition": [2, 0, 0, 0, 0, 0],
            "results.other": [1, 0, 0, 0, 0, 0],
            "carried_out": [3, 0, 0, 0, 0, 0],
          ]),
        "disputes": [
          ("review", ["1", "0", "1", "0", "2"]), ("litigation_direct", ["0", "0", "0", "0", "0"]),
          ("litigation_after_review", ["0", "0", "0", "1", "1"]),
        ],
      ]))

  /// A bureau whose report has faults: blanks, a stroke, a letter for a nought, sums that do not close.
  static let bureau2021: Sample = {
    var report = make(
      form: "2021", organ: "北沟区水务局", year: 2021,
      preface: ["根据有关规定，现公布本局2021年政府信息公开工作年度报告。"],
      sections: [
        1: ["2021年，我局共收到政府信息公开申请15件，均按时答复。"], 5: ["主要问题是信息更新不够及时，今后将明确专人负责。"], 6: ["本年度未收取信息处理费。"],
      ], closing: ["北沟区水务局", "2022年1月20日"],
      figures: [
        "proactive": [
          ("regulations", ["0", "0", "0"]), ("normative_documents", ["2", "1", "19"]), ("licensing", ["318"]), ("penalties", ["27"]),
          ("coercion", ["0"]), ("fees", ["12.6"]),
        ],
        "requests": requests2021([
          "received": [11, 2, 0, 0, 0, 0], "carried_in": [1, 0, 0, 0, 0, 0], "results.granted": [7, 1, 0, 0, 0, 0],
          "results.partial": [1, 0, 0, 0, 0, 0],
          "results.unavailable.not_held": [2, 1, 0, 0, 0, 0], "carried_out": [2, 0, 0, 0, 0, 0],
        ]),
        "disputes": [
          ("review", ["0", "0", "0", "0", "0"]), ("litigation_direct", ["0", "0", "0", "0", "0"]),
          ("litigation_after_review", ["0", "0", "0", "0", "0"]),
        ],
      ])
    change(&report, "requests", "results.granted", "natural_person", "9")
    change(&report, "requests", "results.partial", "research", "")
    change(&report, "requests", "results.unavailable.not_held", "legal_service", "/")
    change(&report, "requests", "carried_out", "company", "O")
    change(&report, "disputes", "review", "total", "1")
    return Sample(name: "bureau-2021-faults", report: report)
  }()

  /// The statistics annex of 2014 to 2018.
  static let office2016: Sample = {
    var report = Report()
    report.form = "2014"
    report.organ = Stated("南浦县交通运输局", from: .title)
    report.year = Stated(2016, from: .title)
    report.title = [TextLine("南浦县交通运输局2016年政府信息公开工作年度报告")]
    report.sections = [
      ReportSection(number: 1, heading: "一、概述", blocks: [.paragraph(TextLine("2016年，我局按照要求公开政府信息。"))]),
      ReportSection(number: 2, heading: "二、主动公开政府信息情况", blocks: [.paragraph(TextLine("全年主动公开政府信息241条。"))]),
      ReportSection(number: 3, heading: "三、依申请公开政府信息情况", blocks: [.paragraph(TextLine("全年收到申请6件，均已办结。")), .formTable("statistics")]),
    ]
    let rows = OfficialForms.form("2014")?.tables.first?.rows ?? []
    let values: [String: String] = [
      "disclosure.total": "241", "disclosure.normative_documents": "3", "disclosure.normative_documents_issued": "3",
      "disclosure.channel.website": "241",
      "disclosure.channel.wechat": "57", "response.total": "4", "response.interpretations": "4", "received.total": "6",
      "received.in_person": "2",
      "received.online": "3", "received.letter": "1", "closed.total": "6", "closed.on_time": "6", "answered.total": "6",
      "answered.granted": "5",
      "answered.not_exist": "1", "capacity.offices": "1", "capacity.staff.total": "2", "capacity.staff.part_time": "2",
      "capacity.budget": "0.5",
      "training.meetings": "2", "training.courses": "1", "training.participants": "36",
    ]
    report.tables = [
      ReportTable(
        id: "statistics", form: "2014",
        figures: rows.map { row in
          figure(FigureID(table: "statistics", row: row.id, column: "value"), values[row.id] ?? "0", unit: row.unit)
        })
    ]
    return Sample(name: "office-2016", report: report)
  }()

  // MARK: Making

  private static func make(
    form id: String, organ: String, year: Int, preface: [String], sections: [Int: [String]], closing: [String],
    figures: [String: [(String, [String])]], fill: String? = nil
  ) -> Report {
    var report = Report()
    report.form = id
    report.organ = Stated(organ, from: .title)
    report.year = Stated(year, from: .title)
    report.title = [TextLine("\(organ)\(year)年政府信息公开工作年度报告")]
    report.preface = preface.map { .paragraph(TextLine($0)) }
    guard let form = OfficialForms.form(id) else { return report }
    for section in form.sections {
      var blocks: [NarrativeBlock] = (sections[section.number] ?? []).map { .paragraph(TextLine($0)) }
      for table in form.tables where table.section == section.number {
        blocks.append(.formTable(table.id))
        var cells: [FigureID: String] = [:]
        for (row, texts) in figures[table.id] ?? [] {
          for (column, text) in zip(table.block(ofRow: row)?.columns ?? [], texts) {
            cells[FigureID(table: table.id, row: row, column: column.id)] = text
          }
        }
        report.tables.append(
          ReportTable(
            id: table.id, form: id,
            figures: table.figures.map { figure($0, cells[$0] ?? fill ?? "0", unit: table.column($0.column, ofRow: $0.row)?.unit) }))
      }
      report.sections.append(ReportSection(number: section.number, heading: section.heading, blocks: blocks))
    }
    report.closing = closing.map { .paragraph(TextLine($0)) }
    return report
  }

  private static func figure(_ id: FigureID, _ text: String, unit: String?) -> Figure {
    var digits = text
    var unit = unit
    for written in ["万元", "元"] where digits.hasSuffix(written) {
      digits.removeLast(written.count)
      unit = written
      break
    }
    if digits.hasPrefix("+") { digits.removeFirst() }
    if let value = DecimalNumber(digits) { return Figure(id: id, status: .reported, value: value, unit: unit, text: text) }
    return Figure(id: id, status: text.isEmpty ? .blank : text == "/" ? .notApplicable : .invalid, unit: unit, text: text)
  }

  private static func change(_ report: inout Report, _ table: String, _ row: String, _ column: String, _ text: String) {
    guard let place = report.tables.firstIndex(where: { $0.id == table }),
      let index = report.tables[place].figures.firstIndex(where: { $0.id.row == row && $0.id.column == column })
    else { return }
    let old = report.tables[place].figures[index]
    report.tables[place].figures[index] = figure(old.id, text, unit: old.unit)
  }

  private static func requests2021(_ rows: [String: [Int]]) -> [(String, [String])] { matrix("2021", rows) }

  /// The six kinds of applicant as given, 总计 and （七）总计 computed.
  private static func matrix(_ form: String, _ rows: [String: [Int]]) -> [(String, [String])] {
    guard let table = OfficialForms.form(form)?.table("requests") else { return [] }
    var total = [Int](repeating: 0, count: 6)
    for (id, values) in rows where id.hasPrefix("results.") { for index in 0..<6 { total[index] += values[index] } }
    return table.rows.map { row in
      let values = row.id == "results.total" ? total : rows[row.id] ?? [Int](repeating: 0, count: 6)
      return (row.id, (values + [values.reduce(0, +)]).map(String.init))
    }
  }
}
