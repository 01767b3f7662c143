import Diagnostics
import ReportModel

/// Last year's report of a unit in the folder.
struct OtherYearOfUnit: RollUpRule {
  let info = RuleInfo(
    "ROL-05", .note, zh: "各单位的报告与汇总报告年度相同", en: "the units report on the summary's year",
    why: Message(zh: "其他年度的报告不计入汇总。", en: "A report on another year is not added up."), source: "\(Source.ordinance)第四十九条")

  func verdicts(summary: CheckedReport, units: UnitReports, missing: [String]) -> [Verdict] {
    guard !units.otherYears.isEmpty else { return [.pass] }
    return units.otherYears.map { unit in
      .fail(
        Diagnostic(
          info.code, info.severity,
          Message(
            zh: "“\(unit.name.quoted())”的报告年度为\(unit.year)年，与汇总报告年度不同，没有计入",
            en: "the report of \(unit.name.quoted()) is on another year, \(unit.year), and is not counted")))
    }
  }

  let examples = RollUpRuleExamples(failing: { _ in }, otherYear: true)
}
