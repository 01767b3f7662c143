import Diagnostics
import ReportModel

/// 未发生行政复议、行政诉讼
struct NoDisputes: Rule {
  let info = RuleInfo(
    "TXT-10", .error, zh: "正文称未发生复议、诉讼的，表四为0", en: "where the text denies disputes, table 四 has none",
    why: Message(zh: "“未发生行政复议被纠正”一类不是否认复议，不作判断。", en: "No review lost is not no review."),
    formula: "review.total = 0; litigation_*.total = 0", source: "\(Source.both)附件，表四",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.verdicts(of: self, denials: .reviews, at: [("disputes", "review", "total")]) { value in
      Message(zh: "正文称未发生行政复议，表四为\(value)件", en: "the text denies reviews, the table has \(value)")
    }
      + report.verdicts(
        of: self, denials: .suits, at: [("disputes", "litigation_direct", "total"), ("disputes", "litigation_after_review", "total")]
      ) { value in
        Message(zh: "正文称未发生行政诉讼，表四为\(value)件", en: "the text denies suits, the table has \(value)")
      }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "全年未发生因政府信息公开引起的行政复议、行政诉讼。") })
}
