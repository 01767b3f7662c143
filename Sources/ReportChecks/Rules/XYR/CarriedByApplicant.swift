import Diagnostics
import ReportModel

/// 上年结转 of each kind of applicant.
struct CarriedByApplicant: YearRule {
  let info = RuleInfo(
    "XYR-03", .warning, zh: "各类申请人的上年结转与上年报告一致", en: "what is carried in agrees for each kind of applicant",
    why: Message(zh: "同一申请在两年报告中的申请人类别应相同。", en: "An open application keeps its kind of applicant."),
    formula: "carried_in.c(N) = carried_out.c(N−1)", source: "\(Source.both)附件，表三第二项、第四项")

  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict] {
    let columns = ["natural_person", "company", "research", "public_welfare", "legal_service", "other_org"]
    return columns.map { column in
      let subject = later.subject("requests", "carried_in", column)
      guard let before = earlier.count("requests", "carried_out", column), let now = later.count("requests", "carried_in", column) else {
        return .notCheckable(subject)
      }
      guard before != now else { return .pass }
      let agree = earlier.count("requests", "carried_out", "total") == later.count("requests", "carried_in", "total")
      return .fail(
        Diagnostic(
          info.code, info.severity,
          Message(
            zh: agree ? "上年结转总数一致，但此类别为\(now)，上年报告为\(before)" : "上年结转\(now)与\(earlier.year ?? 0)年报告结转下年度\(before)不一致",
            en: agree
              ? "the totals agree, but \(now) here were \(before) in last year's report"
              : "carried in \(now), but the report on \(earlier.year ?? 0) carries on \(before)"),
          subject: subject, at: later.figure("requests", "carried_in", column)?.origin, actual: String(now), expected: String(before)))
    }
  }

  let examples = YearRuleExamples(
    earlier: { $0.set("requests", "carried_out", "natural_person", "1") },
    failing: { report in
      report.set("requests", "carried_in", "natural_person", "0")
      report.set("requests", "carried_in", "company", "1")
    })
}
