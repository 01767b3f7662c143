import Diagnostics
import ReportModel

/// The statistics annex of 2014 beside or in place of the later form, and the other way round.
struct AnnexOfAnotherEra: Rule {
  let info = RuleInfo(
    "PUB-07", .note, zh: "不附用其他年代的统计表", en: "no statistics of another era",
    why: Message(zh: "60号文印发后，原有统计口径不再使用，2014年统计表不能代替规定表格。", en: "The calibres of 2014 lapsed with the notice of 2019."),
    source: Source.notice2019)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let year = report.year else { return [] }
    let hasAnnex = report.report.table("statistics") != nil
    if year >= 2019, hasAnnex {
      return [
        .fail(
          finding(
            Message(zh: "\(year)年度报告附有2014年格式的统计表，不能代替规定表格", en: "a report on \(year) holds the statistics annex of 2014"),
            subject: report.subject("statistics")))
      ]
    }
    if year <= 2018, report.hasSixSections {
      return [.fail(finding(Message(zh: "\(year)年度报告使用了2019年以后的表格", en: "a report on \(year) holds tables of 2019 or later")))]
    }
    return [.pass]
  }

  let examples = RuleExamples(failing: { $0.year = Stated(2017, from: .title) })
}
