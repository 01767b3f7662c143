import Diagnostics
import ReportModel

/// 现行有效件数: what was issued and not repealed is in force at the end of the year.
struct StockAndFlow: Rule {
  let info = RuleInfo(
    "PRO-01", .warning, zh: "现行有效件数不小于本年制发件数减本年废止件数", en: "what is in force is at least what was issued minus what was repealed",
    why: Message(
      zh: "现行有效件数是12月31日的存量，包括以前年度制发的，所以通常更大。当年制发的已在当年失效时可能例外。",
      en: "The stock at 31 December holds earlier years too. A document issued and expired in the same year may be an exception."),
    formula: "r.in_force ≥ r.issued − r.repealed", source: "\(Source.notice2021)附件，表二第二十条第（一）项", forms: ["2021"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.verdicts(of: self) { result in
      let values = report.related(result.relation).map(\.value)
      guard values.count == 3 else { return info.title }
      return Message(
        zh: "现行有效\(values[1])件，小于本年制发\(values[0])件减去本年废止\(values[2])件",
        en: "\(values[1]) in force, fewer than \(values[0]) issued minus \(values[2]) repealed")
    }.map { verdict in
      guard case .fail(var finding) = verdict, let row = finding.subject?.row?.id else { return verdict }
      let issued = report.count("proactive", row, "issued") ?? 0
      let repealed = report.count("proactive", row, "repealed") ?? 0
      finding.actual = report.count("proactive", row, "in_force").map(String.init)
      finding.expected = "≥" + String(issued &- repealed)
      return .fail(finding)
    }
  }

  let examples = RuleExamples(failing: { $0.set("proactive", "normative_documents", "in_force", "1") })
}
