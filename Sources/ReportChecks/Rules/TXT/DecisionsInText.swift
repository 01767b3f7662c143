import Diagnostics
import ReportModel

/// 作出行政许可、行政处罚、行政强制决定N件
struct DecisionsInText: Rule {
  let info = RuleInfo(
    "TXT-12", .note, zh: "正文所称许可、处罚、强制决定数与表二一致", en: "decisions in the text agree with table 二",
    why: Message(zh: "统计口径可能不同，仅提示。", en: "They may be counted otherwise, so this only asks to look."),
    formula: "claim = licensing | penalties | coercion .decisions",
    source: "\(Source.both)附件，表二第二十条第（五）（六）项", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    ["licensing", "penalties", "coercion"].flatMap { row -> [Verdict] in
      let value = report.count("proactive", row, "decisions")
      return report.verdicts(of: self, claims: { $0 == .decisions(row) }, at: [("proactive", row, "decisions")], accepted: [value]) {
        claim in
        Message(
          zh: "正文称“\(claim.phrase.quoted())”，表二为\(value ?? 0)件", en: "the text says “\(claim.phrase.quoted())”, the table \(value ?? 0)")
      }
    }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "作出行政处罚决定9件。") })
}
