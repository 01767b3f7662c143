import Diagnostics
import ReportModel

/// The same office counted twice.
struct UnitTwice: RollUpRule {
  let info = RuleInfo(
    "ROL-04", .note, zh: "同一单位不重复计入", en: "no unit is counted twice",
    why: Message(zh: "同一机关、同一年度的报告出现两次。", en: "Two reports of the same office on the same year."), source: "\(Source.ordinance)第四十九条")

  func verdicts(summary: CheckedReport, units: [CheckedReport], missing: [String]) -> [Verdict] {
    var seen: [String: CheckedReport] = [:]
    var out: [Verdict] = []
    for unit in units {
      guard let organ = unit.organ else { continue }
      let key = YearSeries.key(organ) + "/" + String(unit.year ?? 0)
      if let first = seen[key] {
        let files = [first.file, unit.file].compactMap { $0 }.joined(separator: "、")
        out.append(
          .fail(Diagnostic(info.code, info.severity, Message(zh: "单位重复计入：\(organ)（\(files)）", en: "counted twice: \(organ) (\(files))"))))
      }
      seen[key] = unit
    }
    return out.isEmpty ? [.pass] : out
  }

  let examples = RollUpRuleExamples(repeatsUnit: true)
}
