import Diagnostics
import ReportModel

/// Results, where nothing came in and nothing was open.
struct ResultsWithoutRequests: Rule {
  let info = RuleInfo(
    "REQ-08", .note, zh: "没有申请就没有办理结果", en: "no results without applications",
    why: Message(
      zh: "本年新收和上年结转均为0而有办理结果，多为填错行或漏填收到数。", en: "Nothing received and nothing carried in: a row was mistaken, or receipts were left out."),
    formula: "received.total + carried_in.total = 0 ⇒ results.*.total = 0", source: "\(Source.both)附件，表三左上角说明",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let received = report.count("requests", "received", "total"), let carried = report.count("requests", "carried_in", "total") else {
      return [.notCheckable(nil)]
    }
    guard received == 0, carried == 0, let declared = report.declaration("requests") else { return [.pass] }
    guard let row = declared.resultRows.first(where: { (report.count("requests", $0.id, "total") ?? 0) > 0 }) else { return [.pass] }
    return [
      .fail(
        finding(
          Message(zh: "本年新收和上年结转均为0，却有办理结果", en: "nothing received and nothing carried in, yet there is a result"),
          subject: report.subject("requests", row.id, "total"), at: report.figure("requests", row.id, "total")?.origin))
    ]
  }

  let examples = RuleExamples(failing: { report in
    report.set("requests", "received", "total", "0")
    report.set("requests", "carried_in", "total", "0")
  })
}
