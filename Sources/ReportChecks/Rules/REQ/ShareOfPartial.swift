import Diagnostics
import ReportModel

/// 部分公开（区分处理的，只计这一情形，不计其他情形）, when it is most of what was answered.
struct ShareOfPartial: Rule {
  let info = RuleInfo(
    "REQ-10", .note, zh: "“部分公开”超过办理结果一半的，请核实口径", en: "partial disclosure is seldom more than half of the results",
    why: Message(zh: "区分处理的只计这一情形；全部公开的应计入“予以公开”。", en: "Only answers that give a part count here."),
    formula: "results.partial.total ≤ ½ results.total.total (at least 10 results)", source: "\(Source.both)附件，表三（二）",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let partial = report.count("requests", "results.partial", "total"),
      let total = report.count("requests", "results.total", "total")
    else { return [.notCheckable(nil)] }
    guard total >= 10, partial > total / 2 else { return [.pass] }
    return [
      .fail(
        finding(
          Message(
            zh: "部分公开\(partial)件，超过办理结果\(total)件的一半，请核实口径",
            en: "\(partial) of \(total) results are partial: please check how they are counted"),
          subject: report.subject("requests", "results.partial", "total"), at: report.figure("requests", "results.partial", "total")?.origin
        ))
    ]
  }

  let examples = RuleExamples(failing: { report in
    report.set("requests", "results.total", "total", "40")
    report.set("requests", "results.partial", "total", "30")
  })
}
