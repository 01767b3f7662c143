import Diagnostics
import ReportModel

/// A report of an office that the list of units does not have.
struct UnlistedUnit: RollUpRule {
  let info = RuleInfo(
    "ROL-06", .note, zh: "各份报告的单位都在名单上", en: "every report is of a unit on the list",
    why: Message(zh: "名单由 check 的 --units 给出；不在名单上的报告已计入，请核实名单。", en: "The list is that of --units; the report is counted all the same."),
    source: "\(Source.ordinance)第四十九条")

  func verdicts(summary: CheckedReport, units: UnitReports, missing: [String]) -> [Verdict] {
    guard !units.unlisted.isEmpty else { return [.pass] }
    return [
      .fail(
        Diagnostic(
          info.code, info.severity,
          Message(
            zh: "有报告但不在单位名单上：\(units.unlisted.joined(separator: "、"))",
            en: "there is a report, but the list of units does not have: \(units.unlisted.joined(separator: ", "))")))
    ]
  }

  let examples = RollUpRuleExamples(unlisted: ["临溪县民政局"])
}
