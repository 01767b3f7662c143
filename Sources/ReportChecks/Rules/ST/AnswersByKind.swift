import Diagnostics
import ReportModel

/// 申请答复数: the eight kinds of answer.
struct AnswersByKind: Rule {
  let info = RuleInfo(
    "ST-03", .error, zh: "申请答复数等于八类答复之和", en: "answers equal the eight kinds of answer",
    why: Message(zh: "一件答复只归入一类。", en: "An answer is of one kind."),
    formula: "answered.total = already_public + granted + partial + refused.total + not_this_body + not_exist + amend + other_channel",
    source: "\(Source.notice2014)附件三（三）", forms: ["2014"])
  func verdicts(on report: CheckedReport) -> [Verdict] { report.partsVerdicts(of: self) }
  let examples = RuleExamples(form: "2014", failing: { $0.set("statistics", "answered.granted", "value", "5") })
}
