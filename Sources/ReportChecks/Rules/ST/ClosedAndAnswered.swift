import Diagnostics
import ReportModel

/// 申请办结数 and 申请答复数 speak of the same applications.
struct ClosedAndAnswered: Rule {
  let info = RuleInfo(
    "ST-09", .note, zh: "申请办结数与申请答复数一般相等", en: "closed and answered are usually the same number",
    why: Message(zh: "撤回等情形可能使两者不等，故仅提示。", en: "Withdrawn applications may make a difference, so this only asks to look."),
    formula: "closed.total = answered.total", source: "\(Source.notice2014)附件三（二）（三）", forms: ["2014"])
  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.verdicts(of: self) { result in
      Message(
        zh: "申请答复数为\(result.left ?? 0)，申请办结数为\(result.right ?? 0)，两者不等，请核实",
        en: "\(result.left ?? 0) answered, \(result.right ?? 0) closed: please check")
    }
  }
  let examples = RuleExamples(
    form: "2014",
    failing: { report in
      report.set("statistics", "closed.total", "value", "6")
      report.set("statistics", "closed.on_time", "value", "6")
    })
}
