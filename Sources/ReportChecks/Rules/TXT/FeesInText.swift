import Diagnostics
import ReportModel

/// 信息处理费N元: the same in every place, and not denied elsewhere.
struct FeesInText: Rule {
  let info = RuleInfo(
    "TXT-16", .note, zh: "信息处理费的说法前后一致", en: "what is said of fees agrees with itself",
    why: Message(zh: "第一部分与第六部分的金额不同，或一处称未收取而另一处有金额。", en: "Two amounts, or an amount and a denial."),
    source: "\(Source.notice2021)附件，六、其他需要报告的事项；\(Source.fees)",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let statement = report.fees
    guard statement.isMentioned else { return [] }
    let bySection = Dictionary(grouping: statement.amounts.filter { $0.sentence.words.contains("处理费") }) { $0.section }
    let sums = bySection.compactMapValues { amounts in amounts.count == 1 ? amounts.first?.yuan.value : nil }
    if statement.saysNone, let amount = statement.amounts.first, bySection.count == 1, statement.amounts.count == 1,
      !amount.sentence.words.containsAny(["未收取", "没有收取", "未收", "不收取", "减免", "免除"])
    {
      return [
        fail(
          Message(
            zh: "一处称未收取信息处理费，一处称收取“\(amount.yuan.value)\(amount.yuan.unit)”",
            en: "one place denies fees, another has \(amount.yuan.value) \(amount.yuan.unit)"), amount)
      ]
    }
    if Set(sums.values).count > 1, let amount = statement.amounts.first {
      let list = sums.values.map(\.description).sorted().joined(separator: "、")
      return [fail(Message(zh: "信息处理费的金额前后不一致：\(list)", en: "the fees disagree: \(list)"), amount)]
    }
    return [.pass]
  }

  private func fail(_ message: Message, _ amount: FeeStatement.Amount) -> Verdict {
    var finding = finding(message)
    let words = amount.sentence.words
    finding.quote = Quote(
      section: amount.section, sentence: amount.sentence.text,
      phrase: amount.sentence.written(of: words[amount.yuan.range.lowerBound..<amount.yuan.end].string))
    return .fail(finding)
  }

  let examples = RuleExamples(failing: { $0.addText(1, "全年收取信息处理费380元。") })
}
