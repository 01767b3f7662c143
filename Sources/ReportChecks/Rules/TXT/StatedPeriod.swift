import Diagnostics
import ReportModel

/// 自2023年1月1日起，至2023年12月31日止
struct StatedPeriod: Rule {
  let info = RuleInfo(
    "TXT-17", .warning, zh: "统计期限为报告年度1月1日至12月31日", en: "the period is the report year, January to December",
    why: Message(zh: "多为沿用上年文稿，漏改年度；2008年度的报告自5月1日起。", en: "Mostly last year's text. Reports on 2008 begin on 1 May."),
    formula: "period = year-01-01 … year-12-31",
    source: "\(Source.ordinance)第四十九条、第五十条")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let year = report.year else { return [] }
    guard let period = report.report.period else { return [.notCheckable(nil)] }
    // Another year is one mistake, and PUB-04 says it.
    if report.report.year?.source != .user, let end = Int(period.end.prefix(4)), end != year { return [.notCheckable(nil)] }
    let start = year == 2008 ? "2008-05-01" : "\(year)-01-01"
    // Reports on 2008 begin with the ordinance or with the year.
    if year == 2008, period.end == "2008-12-31", period.start == "2008-01-01" { return [.pass] }
    guard period.end != "\(year)-12-31" || period.start != start && !period.start.isEmpty else { return [.pass] }
    // 截至2023年12月31日 says only the end.
    guard !(period.end == "\(year)-12-31" && period.start == period.end) else { return [.pass] }
    return [
      .fail(
        finding(
          Message(
            zh: "统计期限“\(period.text.quoted())”与报告年度\(year)不符",
            en: "the period “\(period.text.quoted())” does not match the report year \(year)"),
          at: report.prose.origin(of: period.text), actual: "\(period.start)/\(period.end)", expected: "\(start)/\(year)-12-31"))
    ]
  }

  let examples = RuleExamples(failing: { $0.period = Period(start: "2023-01-01", end: "2023-11-30", text: "2023年1月1日至11月30日") })
}
