import Diagnostics
import ReportModel

/// A unit of the list without a report.
struct MissingUnits: RollUpRule {
  let info = RuleInfo(
    "ROL-02", .warning, zh: "各单位的报告齐全", en: "every unit has a report",
    why: Message(
      zh: "单位名单由 check 的 --units 或 archive 对照表的 parent 列给出；有缺少的，不作加总核对。",
      en: "The list is given with --units of check, or the column parent of archive's names file; while one is missing nothing is added up."
    ),
    source: "\(Source.ordinance)第四十九条")

  private static let namesInALine = 20

  func verdicts(summary: CheckedReport, units: UnitReports, missing: [String]) -> [Verdict] {
    guard !missing.isEmpty else { return [.pass] }
    return stride(from: 0, to: missing.count, by: Self.namesInALine).map { start in
      let list = missing[start..<min(start + Self.namesInALine, missing.count)].joined(separator: "、")
      // One thing is wrong, however many lines its names take.
      return .fail(
        start == 0
          ? Diagnostic(
            info.code, info.severity,
            Message(zh: "缺少\(missing.count)家单位报告，未作加总核对：\(list)", en: "\(missing.count) reports are missing, nothing was added up: \(list)")
          )
          : Diagnostic(info.code, .note, Message(zh: "还缺少：\(list)", en: "missing too: \(list)")))
    }
  }

  let examples = RollUpRuleExamples(missing: ["临溪县民政局"])
}
