import Diagnostics
import ReportModel

/// 总计: the six kinds of applicant add up, in every row of 三、收到和处理政府信息公开申请情况.
struct RowTotals: Rule {
  let info = RuleInfo(
    "REQ-01", .error, zh: "每行六类申请人之和等于总计", en: "in every row the six kinds of applicant add up to the total",
    why: Message(
      zh: "每件申请只归入一类申请人，“其他”在“法人或其他组织”之内，不是全部申请的小计。多见于改动一格后未改总计。",
      en: "An application has one kind of applicant; 其他 is one of the organisations. Usually a cell was changed and its total was not."),
    formula: "Σ r.{natural_person … other_org} = r.total", source: "\(Source.both)附件，表三表头“申请人情况”", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.verdicts(of: self) { result in
      let (sum, total) = (result.left ?? 0, result.right ?? 0)
      let difference = (result.difference ?? 0).magnitude
      return Message(
        zh: "六类申请人之和为\(sum)，总计填写为\(total)，相差\(difference)",
        en: "the kinds of applicant sum to \(sum), the total says \(total), \(difference) apart")
    }
  }

  let examples = RuleExamples(failing: { $0.set("requests", "received", "total", "10") })
}
