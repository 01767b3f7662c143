import Diagnostics
import ReportModel

/// 复议后起诉: a suit after a review needs a review.
struct SuitsAfterReview: Rule {
  let info = RuleInfo(
    "DIS-03", .note, zh: "复议后起诉数一般不大于复议数", en: "suits after review seldom outnumber reviews",
    why: Message(zh: "复议可能发生在上一年，故仅提示。", en: "The review may have been last year's, so this only asks to look."),
    formula: "litigation_after_review.total ≤ review.total", source: "\(Source.both)附件，表四", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let suits = report.count("disputes", "litigation_after_review", "total"),
      let reviews = report.count("disputes", "review", "total")
    else { return [.notCheckable(nil)] }
    guard suits > reviews else { return [.pass] }
    return [
      .fail(
        finding(
          Message(zh: "复议后起诉\(suits)件，多于行政复议\(reviews)件，请核实", en: "\(suits) suits after review, \(reviews) reviews: please check"),
          subject: report.subject("disputes", "litigation_after_review", "total"),
          at: report.figure("disputes", "litigation_after_review", "total")?.origin))
    ]
  }

  let examples = RuleExamples(failing: { $0.set("disputes", "litigation_after_review", "total", "4") })
}
