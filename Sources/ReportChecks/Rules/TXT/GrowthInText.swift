import Diagnostics
import ReportModel

/// 同比增长p%, held against both years.
struct GrowthInText: YearRule {
  let info = RuleInfo(
    "TXT-15", .note, zh: "正文所称同比变化与两年数据相符", en: "growth in the text agrees with both years",
    why: Message(zh: "只核对紧跟在收到申请数之后的同比，允许最后一位差1。", en: "Looked at right behind the number received; the last digit may be off by one."),
    formula: "p = (received(N) − received(N−1)) / received(N−1)",
    source: "\(Source.both)附件，一、总体情况")

  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict] {
    guard let before = earlier.count("requests", "received", "total"), let now = later.count("requests", "received", "total"), before > 0,
      before < 1_000_000_000, now < 1_000_000_000
    else { return [.notCheckable(nil)] }
    var out: [Verdict] = []
    for claim in later.claims where claim.quantity == .received && claim.value == now {
      let words = Words(folding: claim.sentence)
      let tokens = NumberLexer.tokens(in: words)
      guard let place = tokens.firstIndex(where: { $0.countsCases && $0.count == claim.value }), place + 1 < tokens.count,
        tokens[place + 1].unit == "%"
      else { continue }
      let percent = tokens[place + 1]
      let between = words[tokens[place].end..<percent.range.lowerBound]
      guard between.containsAny(["同比", "比上年", "较上年", "较去年", "比去年"]), !percent.isApproximate, percent.value.decimals <= 4 else { continue }
      let falls = between.containsAny(["下降", "减少", "降低"])
      guard falls || between.containsAny(["增长", "增加", "上升"]) else { continue }
      var scale = 100
      for _ in 0..<percent.value.decimals { scale *= 10 }
      guard let printed = percent.value.multiplied(byPowerOfTen: percent.value.decimals)?.integer, abs(printed) < 10_000_000 else {
        continue
      }
      let exact = (now - before) * scale * (falls ? -1 : 1)
      guard abs(printed * before - exact) > before else {
        out.append(.pass)
        continue
      }
      let rounded = (exact + (exact >= 0 ? before / 2 : -(before / 2))) / before
      let due = DecimalNumber(rounded).multiplied(byPowerOfTen: -percent.value.decimals)?.description ?? ""
      var finding = Diagnostic(
        info.code, info.severity,
        Message(zh: "正文同比\(percent.value)%，按两年数据应为\(due)%", en: "the text says \(percent.value) %, both years make \(due) %"),
        subject: later.subject("requests", "received", "total"), at: claim.origin, actual: percent.value.description, expected: due)
      finding.quote = Quote(section: claim.section, sentence: claim.sentence, phrase: words[percent.range.lowerBound..<percent.end].string)
      out.append(.fail(finding))
    }
    return out
  }

  let examples = YearRuleExamples(
    earlier: { $0.set("requests", "received", "total", "8") }, passing: { $0.addText(1, "收到政府信息公开申请9件，同比增长12.5%。") },
    failing: { $0.addText(1, "收到政府信息公开申请9件，同比增长15.2%。") })
}
