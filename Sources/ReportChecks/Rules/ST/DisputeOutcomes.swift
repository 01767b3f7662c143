import Diagnostics
import ReportModel

/// 行政复议数量 and 行政诉讼数量 with their outcomes.
struct DisputeOutcomes: Rule {
  let info = RuleInfo(
    "ST-05", .error, zh: "复议、诉讼数量等于各结果之和", en: "reviews and suits equal their outcomes",
    why: Message(zh: "2014年的附表没有“尚未审结”，未结的计入“其他情形”。", en: "The annex of 2014 has no line for pending cases: they are other."),
    formula: "review.total = review.upheld + review.corrected + review.other; the same for litigation", source: "\(Source.notice2014)附件四、五",
    forms: ["2014"])
  func verdicts(on report: CheckedReport) -> [Verdict] { report.partsVerdicts(of: self) }
  let examples = RuleExamples(form: "2014", failing: { $0.set("statistics", "review.total", "value", "1") })
}
