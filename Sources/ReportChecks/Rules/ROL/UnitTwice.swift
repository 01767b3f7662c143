import Diagnostics
import ReportModel

/// The same office counted twice.
struct UnitTwice: RollUpRule {
  let info = RuleInfo(
    "ROL-04", .note, zh: "同一单位不重复计入", en: "no unit is counted twice",
    why: Message(zh: "同一机关、同一年度的报告出现两次的，只按第一份计算。", en: "Of two reports of one office on one year the first is counted."),
    source: "\(Source.ordinance)第四十九条")

  func verdicts(summary: CheckedReport, units: UnitReports, missing: [String]) -> [Verdict] {
    guard !units.repeated.isEmpty else { return [.pass] }
    return units.repeated.map { unit in
      let places =
        unit.files.isEmpty
        ? (zh: "", en: "") : (zh: "（\(unit.files.joined(separator: "、"))）", en: " (\(unit.files.joined(separator: ", ")))")
      return .fail(
        Diagnostic(
          info.code, info.severity,
          Message(
            zh: "同一单位有多份报告，重复的没有计入：\(unit.organ)\(places.zh)", en: "there are two reports of \(unit.organ), one is counted\(places.en)")))
    }
  }

  let examples = RollUpRuleExamples(repeatsUnit: true)
}
