import Diagnostics
import ReportModel

/// An amount with more decimals than there are 分, or than the column's own label allows.
struct TooManyDecimals: Rule {
  let info = RuleInfo(
    "VAL-11", .warning, zh: "小数位数不超过单位或标签允许的范围", en: "no more decimals than the unit or the label allows",
    why: Message(zh: "以万元为单位，6位小数即精确到分，再多没有意义；标签注明“保留4位小数”的从其规定。", en: "Six decimals of 万元 are 分; beyond that there is nothing to count."),
    source: "\(Source.notice2021)附件，表二第二十条第（八）项")

  static func labelWantsFour(_ report: CheckedReport, _ id: FigureID) -> Bool {
    report.report.table(id.table)?.labels.contains { $0.key.rawValue.hasSuffix("." + id.column) && $0.value.contains("4位小数") } ?? false
  }

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.numbers(of: [.decimal]) { $0.decimals > 4 }.compactMap { figure, value in
      let limit = figure.unit == "元" ? 2 : Self.labelWantsFour(report, figure.id) ? 4 : 6
      guard value.decimals > limit else { return nil }
      return .fail(
        finding(
          Message(zh: "小数位数\(value.decimals)超过\(limit)位", en: "\(value.decimals) decimals, more than \(limit)"),
          subject: report.subject(figure.id),
          at: figure.origin, actual: value.description))
    }
  }

  let examples = RuleExamples(
    passing: { $0.set("proactive", "fees", "amount", "1.234567") }, failing: { $0.set("proactive", "fees", "amount", "1.2345678") })
}
