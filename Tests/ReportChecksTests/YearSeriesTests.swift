import Diagnostics
import ReportChecks
import ReportModel
import Testing

/// Five years of one invented office, of which one is missing: what only the reports together show, and nothing else.
@Suite struct YearSeriesTests {
  /// The exemplary report under another year, with the carry-over and the stock that follow from the year before.
  private func series() -> [Report] {
    var reports: [Report] = []
    for year in [2021, 2022, 2023, 2025] {
      var report = ExemplaryReport.report(year: year)
      if let before = reports.last { follow(&report, before) }
      report.setText(1, Self.overviews[reports.count])
      reports.append(report)
    }
    return reports
  }

  private func follow(_ report: inout Report, _ before: Report) {
    func count(_ report: Report, _ table: String, _ row: String, _ column: String) -> Int {
      report.table(table)?.figures.first { $0.id.row == row && $0.id.column == column }?.value?.integer ?? 0
    }
    let columns = report.table("requests").map { Set($0.figures.map(\.id.column)) } ?? []
    for column in columns {
      let carried = count(before, "requests", "carried_out", column)
      report.set("requests", "carried_in", column, String(carried))
      // What comes in more is carried on: the results stay, and every sum holds.
      let open = count(report, "requests", "received", column) + carried - count(report, "requests", "results.total", column)
      report.set("requests", "carried_out", column, String(open))
    }
    for row in ["regulations", "normative_documents"] {
      let stock =
        count(before, "proactive", row, "in_force") + count(report, "proactive", row, "issued")
        - count(report, "proactive", row, "repealed")
      report.set("proactive", row, "in_force", String(stock))
    }
  }

  private static let overviews = [
    ["全局梳理水库管理信息，统一了公开口径。"], ["今年着力做好河道采砂审批的公示，方便企业查询。"], ["围绕防汛抗旱开设专题，滚动发布雨情。"], ["推进农村饮水安全信息进村，设立公告栏。"],
  ]

  /// Findings of the years together, `2022 XYR-01 carried_in/total 3→2`.
  private func findings(_ reports: [Report]) -> [String] {
    let checked = reports.map { CheckedReport($0, file: "\($0.year?.value ?? 0).docx") }
    let years = YearSeries(checked)
    var out: [String] = []
    for pair in years.pairs {
      for finding in Checker.compare(earlier: checked[pair.earlier], later: checked[pair.later]).findings {
        #expect(finding.otherFile == "\(reports[pair.earlier].year?.value ?? 0).docx")
        let place = [finding.subject?.row?.id, finding.subject?.column?.id].compactMap { $0 }.joined(separator: "/")
        let values = [finding.actual, finding.expected].compactMap { $0 }.joined(separator: "→")
        out.append(
          ["\(reports[pair.later].year?.value ?? 0)", finding.code.rawValue, place, values].filter { !$0.isEmpty }.joined(separator: " "))
      }
    }
    for gap in years.gaps {
      for finding in gap.findings {
        out.append("\(reports[gap.later].year?.value ?? 0) \(finding.code.rawValue) \(finding.message.english)")
      }
    }
    return out.filter { !$0.contains("XYR-07") }.sorted()
  }

  private static let gap = "2025 XYR-08 no report for 2024: not compared year by year"

  @Test func aSeriesThatFollowsHasNoFindingButTheGap() {
    let reports = series()
    for report in reports {
      let arithmetic = Checker.check(report).findings.filter {
        ["REQ", "DIS", "PRO"].contains($0.code.rawValue.prefix(3)) && $0.severity == .error
      }
      #expect(arithmetic == [])
    }
    #expect(findings(reports) == [Self.gap])
    // The order of the files is not the order of the years.
    #expect(findings([reports[2], reports[3], reports[0], reports[1]]) == [Self.gap])
  }

  @Test func aCarryOverThatDiffersIsFoundInTheLaterYear() {
    var reports = series()
    let before = reports[0].table("requests")?.figures.first { $0.id.row == "carried_out" && $0.id.column == "total" }?.value?.integer ?? 0
    reports[1].set("requests", "carried_in", "total", String(before + 1))
    #expect(findings(reports) == ["2022 XYR-01 carried_in/total \(before + 1)→\(before)", Self.gap])
  }

  @Test func aStockThatDoesNotFollowIsFoundInBothYearsAroundIt() {
    var reports = series()
    let stock =
      reports[1].table("proactive")?.figures.first { $0.id.row == "regulations" && $0.id.column == "in_force" }?.value?.integer ?? 0
    reports[1].set("proactive", "regulations", "in_force", String(stock + 2))
    let found = findings(reports)
    #expect(found.contains("2022 XYR-02 regulations/in_force \(stock + 2)→\(stock)"))
    #expect(found.count { $0.contains("XYR-02") } == 2 && found.count == 3)
  }

  @Test func lastYearsYearLeftInTheTextIsFound() {
    var reports = series()
    reports[1].setText(1, ["2022年，全局梳理水库管理信息，统一了公开口径。"])
    reports[2].setText(1, ["2022年，全局梳理水库管理信息，统一了公开口径。"])
    #expect(findings(reports) == ["2023 XYR-09", Self.gap])
  }

  @Test func anotherOfficeIsNotCompared() {
    var reports = series()
    reports[1].organ = Stated("清河县水利局", from: .title)
    #expect(findings(reports).contains { $0.hasPrefix("2023 XYR-08") })
    #expect(!findings(reports).contains { $0.contains("XYR-01") })
  }
}
