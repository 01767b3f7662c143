import Diagnostics
import ReportModel

/// Every nought of a table is left blank, and the sums hold with noughts there.
struct BlanksAsZeros: Rule {
  let info = RuleInfo(
    "VAL-02", .warning, zh: "整表以空格代替0", en: "blanks stand for noughts throughout a table",
    why: Message(
      zh: "全表没有一个0，空格按0计算时勾稽关系全部成立，说明空格就是0；仍应填0。",
      en: "The table has no nought, and with noughts in the blanks all its sums hold: they are noughts, and should be written."),
    source: "\(Source.both)附件表格")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.report.tables.compactMap { table -> Verdict? in
      let blanks = table.figures(.blank)
      guard !blanks.isEmpty else { return nil }
      guard let holds = Self.outcome(table, report) ?? (report.options.blankAsZero ? Self.holds(table) : nil) else { return nil }
      var finding = finding(
        holds
          ? Message(
            zh: "共\(blanks.count)个空白格，按0计算时勾稽关系成立，请填0", en: "\(blanks.count) blanks; with noughts there the sums hold: please write 0")
          : Message(zh: "共\(blanks.count)个空白格，已按0计算", en: "\(blanks.count) blank\(blanks.count == 1 ? "" : "s"), counted as nought"),
        severity: report.options.blankAsZero ? .note : .warning, subject: report.subject(table.id), at: table.origin)
      finding.related = blanks.map { RelatedFigure(report.subject($0.id), value: "", side: .right, origin: $0.origin) }
      return .fail(finding)
    }
  }

  /// `true` when all noughts of the table are blank and the sums hold with them; `nil` otherwise.
  static func outcome(_ table: ReportTable, _ report: CheckedReport) -> Bool? {
    let blanks = table.figures(.blank)
    guard blanks.count > 1, blanks.count < table.figures.count, !table.figures.contains(where: { $0.value?.isZero == true }) else {
      return nil
    }
    return holds(table) ? true : nil
  }

  private static func holds(_ table: ReportTable) -> Bool {
    let relations = PlacedRelation.all(table.form, table: table.id).filter { $0.relation.comparison == .equal }
    guard !relations.isEmpty else { return false }
    return relations.allSatisfy { relation in
      let result = RelationResult(relation, table, blankAsZero: true)
      return result.isCheckable && !result.fails
    }
  }

  let examples = RuleExamples(failing: { report in
    for figure in report.table("requests")?.figures ?? [] where figure.value?.isZero == true {
      report.set("requests", figure.id.row, figure.id.column, "")
    }
  })
}
