import Diagnostics
import ReportModel

/// 其他处理 is the rest, and should be rare.
struct ShareOfOther: Rule {
  let info = RuleInfo(
    "REQ-06", .note, zh: "“其他处理”占办理结果的比例不宜过高", en: "“other” results are rare",
    why: Message(
      zh: "60号文要求主管部门对“其他处理”数量偏高的提出质询；能归入其他情形的应如实归入。",
      en: "The notice of 2019 tells the competent departments to query high values; what fits another row belongs there."),
    formula: "other.total ≤ 10 % of results.total.total (at least 10 results)", source: "\(Source.notice2019)，表三（六）其他处理",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let row = report.declaration("requests")?.row("results.other") != nil ? "results.other" : "results.other.other"
    guard let other = report.count("requests", row, "total"), let total = report.count("requests", "results.total", "total") else {
      return [.notCheckable(nil)]
    }
    guard total >= 10, other > total / 10, other <= total else { return [.pass] }
    let share = other / max(1, total / 100)
    let percent = total >= 100 ? share : other * 100 / total
    return [
      .fail(
        finding(
          Message(zh: "“其他处理”\(other)件，约占办理结果的\(percent)%，偏高，请核实", en: "\(other) “other” results, about \(percent) % of all: please check"),
          subject: report.subject("requests", row, "total"), at: report.figure("requests", row, "total")?.origin))
    ]
  }

  let examples = RuleExamples(failing: { report in
    report.set("requests", "results.total", "total", "40")
    report.set("requests", "results.other.other", "total", "20")
  })
}
