import Diagnostics
import ReportModel

/// Reviews and suits, where nobody asked for anything.
struct DisputesWithoutRequests: Rule {
  let info = RuleInfo(
    "DIS-02", .note, zh: "没有申请而有复议诉讼的，请核实", en: "disputes without applications are unusual",
    why: Message(
      zh: "复议诉讼可能滞后于申请一年，故仅提示。", en: "A dispute may lag by a year, so this only asks to look."),
    formula: "received.total + carried_in.total = 0 ⇒ disputes.*.total = 0", source: "\(Source.both)附件，表三、表四", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let received = report.count("requests", "received", "total"), let carried = report.count("requests", "carried_in", "total") else {
      return [.notCheckable(nil)]
    }
    guard received == 0, carried == 0 else { return [.pass] }
    let rows = ["review", "litigation_direct", "litigation_after_review"]
    guard let row = rows.first(where: { (report.count("disputes", $0, "total") ?? 0) > 0 }) else { return [.pass] }
    return [
      .fail(
        finding(
          Message(zh: "本年没有申请，却有复议或诉讼，请核实是否为往年申请引起", en: "no application this year, yet a dispute: about one of an earlier year?"),
          subject: report.subject("disputes", row, "total"), at: report.figure("disputes", row, "total")?.origin))
    ]
  }

  let examples = RuleExamples(failing: { report in
    report.set("requests", "received", "total", "0")
    report.set("requests", "carried_in", "total", "0")
  })
}
