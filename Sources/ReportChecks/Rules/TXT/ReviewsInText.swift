import Diagnostics
import ReportModel

/// 行政复议N件
struct ReviewsInText: Rule {
  let info = RuleInfo(
    "TXT-08", .warning, zh: "正文所称行政复议数与表四一致", en: "reviews in the text agree with table 四",
    why: Message(zh: "备案、应诉、办理的案件口径不同，只作提示。", en: "Cases put on file, defended or handled are counted otherwise: a note."),
    formula: "claim = review.total, or the outcome's cell",
    source: "\(Source.both)附件，表四", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    // 均维持: nothing else came of them.
    report.verdicts(of: self, denials: .otherOutcomes, at: ["corrected", "other", "pending"].map { ("disputes", "review", $0) }) { value in
      Message(zh: "正文称行政复议均维持，表四其他结果为\(value)件", en: "the text says that all were upheld, the table has \(value) others")
    } + counted(report)
  }

  private func counted(_ report: CheckedReport) -> [Verdict] {
    ["total", "upheld", "corrected", "other", "pending"].flatMap { column -> [Verdict] in
      let value = report.count("disputes", "review", column)
      return report.verdicts(of: self, claims: { $0 == .review(column) }, at: [("disputes", "review", column)], accepted: [value]) {
        claim in
        Message(zh: "正文称行政复议\(claim.value)件，表四为\(value ?? 0)件", en: "the text says \(claim.value) reviews, the table \(value ?? 0)")
      }
    }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "因政府信息公开引起的行政复议3件。") })
}
