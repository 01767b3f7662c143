import Diagnostics
import ReportModel

/// A total that is ten times last year's.
struct LargeChange: YearRule {
  let info = RuleInfo(
    "XYR-10", .note, zh: "数据没有十倍以上的同比变化", en: "no total changes tenfold",
    why: Message(zh: "变化可能属实，仅提示核对。", en: "It may be true, so this only asks to look."),
    formula: "not (max > 10·min and max − min > 100)", source: Source.both)

  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict] {
    later.report.tables.flatMap { table -> [Verdict] in
      guard let old = earlier.report.table(table.id), old.form == table.form, let declared = later.declaration(table.id) else { return [] }
      return declared.figures.compactMap { id -> Verdict? in
        guard table.id == "proactive" || id.column == "total", let a = earlier.count(id.table, id.row, id.column),
          let b = later.count(id.table, id.row, id.column),
          a > 0, b > 0
        else { return nil }
        let (low, high) = (min(a, b), max(a, b))
        guard high / 10 >= low, high - low > 100, high > low else { return .pass }
        return .fail(
          Diagnostic(
            info.code, info.severity, Message(zh: "同比变化异常：\(a)→\(b)", en: "unusual change: \(a) → \(b)"), subject: later.subject(id),
            at: later.figure(id.table, id.row, id.column)?.origin,
            actual: String(b)))
      }
    }
  }

  let examples = YearRuleExamples(failing: { $0.set("proactive", "licensing", "decisions", "600") })
}
