import Diagnostics
import ReportModel

/// 规章 of an office that cannot make any.
struct RuleMakingPower: Rule {
  let info = RuleInfo(
    "PRO-02", .warning, zh: "乡镇、街道、县级政府及其部门没有规章制定权", en: "townships, counties and their departments make no 规章",
    why: Message(
      zh: "规章由国务院部门、省级政府、设区的市和自治州政府制定。本机关文件一般应填入“行政规范性文件”。",
      en:
        "规章 are made by ministries, provinces and cities that are divided into districts; the office's own documents belong in the next row."
    ),
    formula: "no rule-making power ⇒ regulations.* = 0", source: "《中华人民共和国立法法》第九十一条、第九十三条；\(Source.both)附件，表二", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard OfficeKind.lacksRuleMaking(report.organ), let block = report.declaration("proactive")?.block(ofRow: "regulations") else {
      return []
    }
    return block.columns.map { column in
      let subject = report.subject("proactive", "regulations", column.id)
      guard let value = report.count("proactive", "regulations", column.id) else { return .notCheckable(subject) }
      guard value != 0 else { return .pass }
      return .fail(
        finding(
          Message(zh: "本机关无规章制定权，此处填写\(value)，“规章”应为0", en: "this office makes no 规章: \(value) should be 0"), subject: subject,
          at: report.figure("proactive", "regulations", column.id)?.origin, actual: String(value), expected: "0"))
    }
  }

  let examples = RuleExamples(failing: { $0.set("proactive", "regulations", "issued", "2") })
}
