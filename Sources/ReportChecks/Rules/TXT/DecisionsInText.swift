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
    fees(report)
      + ["licensing", "penalties", "coercion"].flatMap { row -> [Verdict] in
        let value = report.count("proactive", row, "decisions")
        return report.verdicts(of: self, claims: { $0 == .decisions(row) }, at: [("proactive", row, "decisions")], accepted: [value]) {
          claim in
          Message(
            zh: "正文称“\(claim.phrase.quoted())”，表二为\(value ?? 0)件", en: "the text says “\(claim.phrase.quoted())”, the table \(value ?? 0)")
        }
      }
  }

  /// 行政事业性收费46.75万元, or the same in 元.
  private func fees(_ report: CheckedReport) -> [Verdict] {
    guard let figure = report.figure("proactive", "fees", "amount"), let amount = figure.value else { return [] }
    return report.prose.paragraphs.filter { $0.section != 5 }.flatMap { paragraph in
      paragraph.sentences.compactMap { sentence -> Verdict? in
        guard let place = sentence.words.find("行政事业性收费") else { return nil }
        let amounts = NumberLexer.tokens(in: sentence.words).filter { $0.unit == "元" || $0.unit == "万元" }
        guard amounts.count == 1, let said = amounts.first, !said.isApproximate, said.range.lowerBound > place,
          sentence.words[place..<said.range.lowerBound].removing(["行政事业性收费", "金额", "共计", "合计", "总额", "收入", "为", "共"]).isEmpty,
          let inWan = said.unit == "元" ? said.value.multiplied(byPowerOfTen: -4) : said.value
        else { return nil }
        // A text may well round what the table has to four places.
        guard inWan != amount, !amount.description.hasPrefix(inWan.description) else { return .pass }
        var finding = finding(
          Message(zh: "正文称行政事业性收费\(inWan)万元，表二为\(amount)万元", en: "the text says fees of \(inWan) 万元, the table \(amount)"),
          subject: report.subject("proactive", "fees", "amount"), at: paragraph.origin, actual: inWan.description,
          expected: amount.description)
        finding.quote = Quote(
          section: paragraph.section, sentence: sentence.text, phrase: sentence.written(at: place..<said.end))
        return .fail(finding)
      }
    }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "作出行政处罚决定9件。") })
}
