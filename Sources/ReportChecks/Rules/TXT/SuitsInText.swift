import Diagnostics
import ReportModel

/// 行政诉讼N件: both kinds of suit together.
struct SuitsInText: Rule {
  let info = RuleInfo(
    "TXT-09", .warning, zh: "正文所称行政诉讼数与表四一致", en: "suits in the text agree with table 四",
    why: Message(zh: "行政诉讼为未经复议直接起诉与复议后起诉之和。", en: "Suits are those without and those after a review."),
    formula: "claim = litigation_direct.c + litigation_after_review.c",
    source: "\(Source.both)附件，表四", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let kinds = [("litigation_direct", "未经复议直接起诉"), ("litigation_after_review", "复议后起诉")].flatMap { row, label -> [Verdict] in
      let value = report.count("disputes", row, "total")
      return report.verdicts(of: self, claims: { $0 == .suits(row) }, at: [("disputes", row, "total")], accepted: [value]) { claim in
        Message(zh: "正文称\(label)\(claim.value)件，表四为\(value ?? 0)件", en: "the text says \(claim.value) (\(row)), the table \(value ?? 0)")
      }
    }
    return kinds
      + ["total", "upheld", "corrected", "other", "pending"].flatMap { column -> [Verdict] in
        let value = report.plus(
          report.count("disputes", "litigation_direct", column), report.count("disputes", "litigation_after_review", column))
        return report.verdicts(
          of: self, claims: { $0 == .litigation(column) },
          at: [("disputes", "litigation_direct", column), ("disputes", "litigation_after_review", column)], accepted: [value]
        ) { claim in
          Message(zh: "正文称行政诉讼\(claim.value)件，表四为\(value ?? 0)件", en: "the text says \(claim.value) suits, the table \(value ?? 0)")
        }
      }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "因政府信息公开引起的行政诉讼2起。") })
}
