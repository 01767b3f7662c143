import Diagnostics
import ReportModel

/// 增/减5: more or fewer?
struct UndecidedSign: Rule {
  let info = RuleInfo(
    "VAL-13", .error, zh: "“本年增/减”要写明增减方向", en: "本年增/减 says which way",
    why: Message(zh: "增加填正数，减少填负数。", en: "More is positive, fewer is negative."), source: "\(Source.notice2019)附件，表二“本年增/减”",
    forms: ["2019"],
    isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.invalid { $1 == .signed }.map { figure in
      .fail(
        finding(
          Message(zh: "内容“\(figure.text.quoted())”无法确定增减方向", en: "“\(figure.text.quoted())”: increase or decrease can't be told"),
          subject: report.subject(figure.id), at: figure.origin, actual: figure.text))
    }
  }

  let examples = RuleExamples(form: "2019", failing: { $0.set("proactive", "licensing", "change", "增/减5") })
}
