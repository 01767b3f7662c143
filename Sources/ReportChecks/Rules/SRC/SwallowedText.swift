import Diagnostics
import ReportModel

/// 201711日, 依据《》: text that a conversion swallowed.
struct SwallowedText: Rule {
  let info = RuleInfo(
    "SRC-11", .warning, zh: "转换未吞掉文字", en: "no text was swallowed by a conversion",
    why: Message(zh: "尖括号内的书名被当作网页标签，或年月日缺字。", en: "A title in angle brackets was taken for a tag, or a date lost its signs."),
    source: "HTML Standard，13.2.5.6 节 Tag open state")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    for paragraph in report.prose.paragraphs {
      let words = paragraph.folded
      if words.contains("《》") { return [fail("《》", paragraph)] }
      if let lost = Self.lostSigns(words.scalars) { return [fail(lost, paragraph)] }
      // Only before 日, and only in a row of digits that is too long for a day.
      let s = words.scalars
      guard s.indices.contains(where: { $0 >= 5 && s[$0] == "日" && s[$0 - 1].value >= 0x30 && s[$0 - 1].value <= 0x39 }) else { continue }
      for token in NumberLexer.tokens(in: words)
      where token.unit == "日" && !token.isChinese && token.range.count >= 5 && token.range.count <= 8 {
        if words.hasWord("20", at: token.range.lowerBound) { return [fail(words[token.range.lowerBound..<token.end].string, paragraph)] }
      }
    }
    return [.pass]
  }

  /// 20231月1日, 202312月31日, 〔202273号: a year that runs into what stood behind it.
  private static func lostSigns(_ s: [Unicode.Scalar]) -> String? {
    var index = 0
    while index < s.count {
      var end = index
      while end < s.count, s[end].value >= 0x30, s[end].value <= 0x39 { end += 1 }
      defer { index = max(end, index + 1) }
      guard (5...9).contains(end - index), end < s.count, s[index] == "2", s[index + 1] == "0" else { continue }
      let isMonth = s[end] == "月" && end - index <= 6
      let isNumber = s[end] == "号" && index > 0 && "〔[(".unicodeScalars.contains(s[index - 1])
      if isMonth || isNumber { return String(String.UnicodeScalarView(s[index...end])) }
    }
    return nil
  }

  private func fail(_ text: String, _ paragraph: Prose.Paragraph) -> Verdict {
    .fail(finding(Message(zh: "“\(text)”处疑似有文字丢失", en: "text seems to be lost at “\(text)”"), at: paragraph.origin))
  }

  let examples = RuleExamples(failing: { $0.addText(1, "根据《》要求编制，统计至201711日。") })
}
