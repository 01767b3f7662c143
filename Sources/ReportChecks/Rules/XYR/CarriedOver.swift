import Diagnostics
import ReportModel

/// 上年结转 is what last year's report carried on.
struct CarriedOver: YearRule {
  let info = RuleInfo(
    "XYR-01", .error, zh: "上年结转等于上年报告的结转下年度", en: "what is carried in is what last year's report carried on",
    why: Message(zh: "12月31日未办结的申请，就是次年的上年结转。", en: "What was open on 31 December is what the next year begins with."),
    formula: "carried_in.total(N) = carried_out.total(N−1)",
    source: "\(Source.both)附件，表三第二项、第四项")

  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict] {
    guard let before = earlier.count("requests", "carried_out", "total"), let now = later.count("requests", "carried_in", "total") else {
      return [.notCheckable(nil)]
    }
    guard before != now else { return [.pass] }
    return [
      .fail(
        Diagnostic(
          info.code, info.severity,
          Message(
            zh: "上年结转\(now)与\(earlier.year ?? 0)年报告结转下年度\(before)不一致",
            en: "carried in \(now), but the report on \(earlier.year ?? 0) carries on \(before)"),
          subject: later.subject("requests", "carried_in", "total"), at: later.figure("requests", "carried_in", "total")?.origin,
          actual: String(now),
          expected: String(before)))
    ]
  }

  let examples = YearRuleExamples(
    earlier: { report in
      report.set("requests", "carried_out", "natural_person", "1")
      report.set("requests", "carried_out", "total", "1")
    },
    failing: { report in
      report.set("requests", "carried_in", "natural_person", "3")
      report.set("requests", "carried_in", "total", "3")
    })
}
