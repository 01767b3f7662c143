import Diagnostics
import ReportModel

/// Words in a cell that should hold a number.
struct NotANumber: Rule {
  let info = RuleInfo(
    "VAL-04", .error, zh: "数据栏填写的不是数字", en: "a cell holds no number",
    why: Message(zh: "约数、文字说明不能参与合计。", en: "Words and vague numbers cannot be added up."), source: "\(Source.both)附件表格",
    isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.invalid { !DamagedNumber.isDamaged($0.text) && $1 != .signed }.map { figure in
      .fail(
        finding(
          Message(zh: "内容“\(figure.text.quoted())”不是数字", en: "“\(figure.text.quoted())” is not a number"),
          subject: report.subject(figure.id),
          at: figure.origin, actual: figure.text, expected: report.faults.forced[figure.id].map(String.init)))
    }
  }

  let examples = RuleExamples(failing: { $0.set("requests", "received", "research", "若干") })
}
