import Diagnostics
import ReportModel

/// Joint documents count once in the summary and in each of the offices that issued them.
struct JointDocuments: RollUpRule {
  let info = RuleInfo(
    "ROL-03", .note, zh: "规章、规范性文件的汇总可能因联合发文而不等于各单位之和", en: "joint documents may make the summary smaller",
    why: Message(zh: "联合发文在汇总中只计一次。", en: "A document of two offices counts once in the summary."),
    formula: "summary.r.c ≤ Σ unit.r.c for regulations and normative documents",
    source: "\(Source.both)附件，表二第二十条第（一）项")

  static func concerns(_ id: FigureID) -> Bool { id.table == "proactive" && (id.row == "regulations" || id.row == "normative_documents") }

  func verdicts(summary: CheckedReport, units: UnitReports, missing: [String]) -> [Verdict] {
    guard units.count > 0, missing.isEmpty else { return [] }
    return units.cells(of: summary).filter { Self.concerns($0.id) }.compactMap { cell in
      guard let total = cell.summary, let sum = cell.sum else { return nil }
      guard total != sum else { return .pass }
      return .fail(
        Diagnostic(
          info.code, info.severity,
          Message(zh: "汇总为\(total)，各单位之和为\(sum)，可能因联合发文，请核实", en: "the summary says \(total), the units sum to \(sum): joint documents?"),
          subject: summary.subject(cell.id),
          at: summary.figure(cell.id.table, cell.id.row, cell.id.column)?.origin, actual: total.description, expected: sum.description))
    }
  }

  let examples = RollUpRuleExamples(failing: { $0.set("proactive", "normative_documents", "issued", "4") })
}
