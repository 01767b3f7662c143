import Diagnostics
import ReportModel

/// （七）总计: the results add up, in every column.
struct ColumnTotals: Rule {
  let info = RuleInfo(
    "REQ-02", .error, zh: "每列各项办理结果之和等于“（七）总计”", en: "in every column the results add up to （七）总计",
    why: Message(
      zh: "一件申请只有一个办理结果。区分处理的只计入“部分公开”，同时计入其他情形就会重复。",
      en: "An application has one result. A mixed answer counts as partial disclosure and nowhere else."),
    formula: "Σ results.<detail>.c = results.total.c", source: "\(Source.both)附件，表三“三、本年度办理结果（七）总计”", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.verdicts(of: self) { result in
      let (sum, total) = (result.left ?? 0, result.right ?? 0)
      let difference = (result.difference ?? 0).magnitude
      return Message(
        zh: "各项办理结果之和为\(sum)，“（七）总计”填写为\(total)，相差\(difference)",
        en: "the results sum to \(sum), the total says \(total), \(difference) apart")
    }
  }

  let examples = RuleExamples(failing: { $0.set("requests", "results.granted", "natural_person", "5") })
}
