import Diagnostics
import ReportModel

/// A unit of the list without a report.
struct MissingUnits: RollUpRule {
  let info = RuleInfo(
    "ROL-02", .warning, zh: "各单位的报告齐全", en: "every unit has a report",
    why: Message(zh: "单位名单由 --units 给出；有缺少的，不作加总核对。", en: "The list is given with --units; while one is missing nothing is added up."),
    source: "\(Source.ordinance)第四十九条")

  func verdicts(summary: CheckedReport, units: [CheckedReport], missing: [String]) -> [Verdict] {
    guard !missing.isEmpty else { return [.pass] }
    let list = missing.prefix(20).joined(separator: "、") + (missing.count > 20 ? "等" : "")
    return [
      .fail(
        Diagnostic(
          info.code, info.severity,
          Message(zh: "缺少\(missing.count)家单位报告，未作加总核对：\(list)", en: "\(missing.count) reports are missing, nothing was added up: \(list)")))
    ]
  }

  let examples = RollUpRuleExamples(missing: ["临溪县民政局"])
}
