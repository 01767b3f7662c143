import Diagnostics
import ReportModel

/// 上年结转 of each kind of applicant.
struct CarriedByApplicant: YearRule {
  let info = RuleInfo(
    "XYR-03", .warning, zh: "各类申请人的上年结转与上年报告一致", en: "what is carried in agrees for each kind of applicant",
    why: Message(zh: "同一申请在两年报告中的申请人类别应相同。", en: "An open application keeps its kind of applicant."),
    formula: "carried_in.c(N) = carried_out.c(N−1)", source: "\(Source.both)附件，表三第二项、第四项")

  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict] {
    // Where the totals disagree, XYR-01 says so, and the kinds can't all agree.
    guard let before = earlier.count("requests", "carried_out", "total"), let now = later.count("requests", "carried_in", "total") else {
      return [.notCheckable(later.subject("requests", "carried_in"))]
    }
    guard before == now else { return [] }
    let columns = ["natural_person", "company", "research", "public_welfare", "legal_service", "other_org"]
    return columns.map { column in
      let subject = later.subject("requests", "carried_in", column)
      guard let before = earlier.count("requests", "carried_out", column), let now = later.count("requests", "carried_in", column) else {
        return .notCheckable(subject)
      }
      guard before != now else { return .pass }
      return .fail(
        Diagnostic(
          info.code, info.severity,
          Message(
            zh: "上年结转总数一致，但此类别为\(now)，上年报告为\(before)",
            en: "the totals agree, but \(now) here were \(before) in last year's report"),
          subject: subject, at: later.figure("requests", "carried_in", column)?.origin, actual: String(now), expected: String(before)))
    }
  }

  let examples = YearRuleExamples(
    earlier: { report in
      report.set("requests", "carried_out", "natural_person", "1")
      report.set("requests", "carried_out", "total", "1")
    },
    failing: { report in
      report.set("requests", "carried_in", "natural_person", "0")
      report.set("requests", "carried_in", "company", "1")
    })
}
