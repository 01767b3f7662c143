import Diagnostics
import ReportModel

/// A sentence twice, a mark twice.
struct RepeatedText: Rule {
  let info = RuleInfo(
    "TXT-19", .note, zh: "文字、标点不重复", en: "no text and no mark twice",
    why: Message(zh: "多为复制粘贴所致。", en: "Mostly a slip in pasting."), source: "《标点符号用法》（GB/T 15834—2011）")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    var seen: [String: Int] = [:]
    for paragraph in report.prose.paragraphs {
      for mark in ["。。", "、、", ",,", ";;", "::", ",。", "。,", "的的", "了了"] {
        guard let place = paragraph.folded.find(mark), !paragraph.folded.hasWord("。。。", at: place),
          mark != "的的" || !paragraph.folded.contains("的的确")
        else { continue }
        return [fail(mark, paragraph)]
      }
      for sentence in paragraph.sentences where sentence.words.scalars.count >= 18 {
        seen[sentence.text, default: 0] += 1
        if seen[sentence.text] == 2 { return [fail(sentence.text, paragraph)] }
      }
    }
    return [.pass]
  }

  private func fail(_ text: String, _ paragraph: Prose.Paragraph) -> Verdict {
    .fail(finding(Message(zh: "文字重复“\(text.quoted(limit: 24))”", en: "repeated text “\(text.quoted(limit: 24))”"), at: paragraph.origin))
  }

  let examples = RuleExamples(failing: { $0.addText(6, "以上报告。。") })
}
