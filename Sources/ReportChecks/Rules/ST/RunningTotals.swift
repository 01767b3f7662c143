import Diagnostics
import ReportModel

/// 本年度 and 历年累计 side by side, as provinces had it in annexes of their own.
struct RunningTotals: Rule {
  let info = RuleInfo(
    "ST-11", .note, zh: "附表的本年度数不大于历年累计数", en: "a year's count in an annex is part of its running total",
    why: Message(
      zh: "部分省份2008至2018年的附表同时填报本年度和历年累计，累计数含本年度。此类附表不是规定格式的表格，只作核对，不计入数据。",
      en:
        "Annexes of some provinces, 2008 to 2018, give both, and the total includes the year. They are no table of a form, so only this is held against them."
    ),
    formula: "本年度 ≤ 历年累计, in every line of the annex", source: "\(Source.ordinance)第四十九条")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let report = report.report
    return ([report.preface] + report.sections.map(\.blocks) + [report.closing]).joined().flatMap { block -> [Verdict] in
      if case .table(let annex) = block { verdicts(on: annex) } else { [] }
    }
  }

  private func verdicts(on annex: AnnexTable) -> [Verdict] {
    guard let header = annex.cells.first(where: { Self.isTotal($0.text) }),
      let year = annex.cells.first(where: { $0.row == header.row && Self.isYear($0.text) })
    else { return [] }
    let rows = Dictionary(grouping: annex.cells, by: \.row)
    // In a text copy blank cells may have vanished: only a row with as many cells as the header has its cells in their places.
    let places = rows[header.row]?.count
    return rows.keys.sorted().filter { $0 > header.row && rows[$0]?.count == places }.compactMap { row in
      func value(_ column: Int) -> (text: String, number: DecimalNumber)? {
        let text = rows[row]?.first { $0.column == column }.map { String($0.text.filter { !$0.isWhitespace }) } ?? ""
        return DecimalNumber(text).map { (text, $0) }
      }
      guard let own = value(year.column), let total = value(header.column) else { return nil }
      guard own.number > total.number else { return .pass }
      let label = rows[row]?.first?.text ?? ""
      return .fail(
        finding(
          Message(
            zh: "附表“\(label.quoted())”本年度\(own.text)，大于历年累计\(total.text)",
            en: "in the annex, “\(label.quoted())” is \(own.text) this year and \(total.text) in all years"), at: annex.origin,
          actual: own.text, expected: "≤ " + total.text))
    }
  }

  private static func isTotal(_ text: String) -> Bool { ["历年累计", "历年累计数", "累计数", "累计"].contains(text.filter { !$0.isWhitespace }) }
  private static func isYear(_ text: String) -> Bool {
    ["本年度", "本年度数", "本年数", "本年", "当年", "当年数"].contains(text.filter { !$0.isWhitespace })
  }

  private static func annex(_ total: String) -> NarrativeBlock {
    let rows = [["指标名称", "计量单位", "本年度", "历年累计"], ["主动公开信息数", "条", "312", total]]
    let cells = rows.enumerated().flatMap { row, texts in
      texts.enumerated().map { AnnexTable.Cell(text: $1, row: row, column: $0) }
    }
    return .table(AnnexTable(rowCount: 2, columnCount: 4, cells: cells))
  }

  let examples = RuleExamples(
    form: "2014", passing: { $0.closing.append(Self.annex("2890")) }, failing: { $0.closing.append(Self.annex("289")) })
}
