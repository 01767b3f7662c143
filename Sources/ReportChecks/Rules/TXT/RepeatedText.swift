import Diagnostics
import ReportModel

/// A sentence twice, a mark twice.
struct RepeatedText: Rule {
  let info = RuleInfo(
    "TXT-19", .note, zh: "文字、标点不重复", en: "no text and no mark twice",
    why: Message(zh: "多为复制粘贴所致。", en: "Mostly a slip in pasting."), source: "《标点符号用法》（GB/T 15834—2011）")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    var seen: [UInt64: [Words]] = [:]
    for paragraph in report.prose.paragraphs {
      if let mark = Self.doubledMark(paragraph.folded) { return [fail(mark, paragraph)] }
      for sentence in paragraph.sentences where sentence.words.scalars.count >= 18 {
        let digest = Self.digest(sentence.words)
        if let same = seen[digest], same.contains(sentence.words) { return [fail(sentence.text, paragraph)] }
        seen[digest, default: []].append(sentence.words)
      }
    }
    return [.pass]
  }

  /// Sentences are told apart by a number first: few are ever the same.
  private static func digest(_ words: Words) -> UInt64 {
    words.scalars.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.value)) &* 0x0000_0100_0000_01B3 }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "。", "、", ",", ";", ":", "的", "了": true
    default: false
    }
  }

  /// A mark or a particle twice, or 。 beside a comma; three in a row are a pause, and 的的确确 is a word.
  private static func doubledMark(_ words: Words) -> String? {
    let s = words.scalars
    for index in s.indices.dropFirst() where isMark(s[index]) {
      let isDouble = s[index] == s[index - 1] || s[index] == "。" && s[index - 1] == "," || s[index] == "," && s[index - 1] == "。"
      guard isDouble, !(index > 1 && s[index - 2] == s[index]), !words.hasWord("。。。", at: index - 1), !words.hasWord("的的确", at: index - 1)
      else {
        continue
      }
      return words[index - 1..<index + 1].string
    }
    return nil
  }

  private func fail(_ text: String, _ paragraph: Prose.Paragraph) -> Verdict {
    .fail(finding(Message(zh: "文字重复“\(text.quoted(limit: 24))”", en: "repeated text “\(text.quoted(limit: 24))”"), at: paragraph.origin))
  }

  let examples = RuleExamples(failing: { $0.addText(6, "以上报告。。") })
}
