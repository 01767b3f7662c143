import Diagnostics
import ReportModel

/// 属于国家秘密, in the report of a township.
struct StateSecrets: Rule {
  let info = RuleInfo(
    "REQ-09", .note, zh: "乡镇、街道很少有“属于国家秘密”的答复，请复核", en: "state secrets are rare in a township",
    why: Message(zh: "乡镇、街道填写此行多为错行。", en: "A figure there is mostly one that slipped from another row."),
    formula: "township ⇒ results.refused.state_secret.total = 0", source: "\(Source.ordinance)第十四条；\(Source.both)附件，表三（三）1",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard OfficeKind(report.organ) == .township else { return [] }
    guard let secrets = report.count("requests", "results.refused.state_secret", "total") else { return [.notCheckable(nil)] }
    guard secrets > 0 else { return [.pass] }
    return [
      .fail(
        finding(
          Message(zh: "填有\(secrets)件，请复核是否错行", en: "\(secrets): please check that the row is the right one"),
          subject: report.subject("requests", "results.refused.state_secret", "total"),
          at: report.figure("requests", "results.refused.state_secret", "total")?.origin))
    ]
  }

  let examples = RuleExamples(failing: { report in
    report.organ = Stated("青岭镇人民政府", from: .title)
    report.set("requests", "results.refused.state_secret", "total", "1")
  })
}
