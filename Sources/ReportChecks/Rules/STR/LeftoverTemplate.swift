import Diagnostics
import ReportModel

/// （文字描述） and other words of the blank form.
struct LeftoverTemplate: Rule {
  let info = RuleInfo(
    "STR-10", .warning, zh: "不残留模板提示文字", en: "no words of the blank form are left",
    why: Message(zh: "括号内的提示是空白格式的一部分，填报后应删除。", en: "The hints in brackets belong to the blank form."), source: "\(Source.both)附件，各部分提示文字")

  private static let leftovers = [
    "(文字描述", "该部分以表格形式报告", "填报说明", "收取信息处理费情况在此处报告", "表格如下所示略", "XX", "××", "＊＊", "**年", "【】", "()年", "____", "此处填写", "请填写",
  ]

  private static let anyLeftover = WordList(leftovers)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    var out: [Verdict] = []
    let places: [(text: String, origin: Origin?)] =
      (report.report.title + lines(report.report.closing)).map { ($0.text, $0.origin) }
      + report.prose.paragraphs.map { ($0.text, $0.origin) }
    for place in places {
      guard let words = BlankPlace.first(in: place.text) else { continue }
      out.append(
        .fail(
          finding(
            Message(zh: "有未填写的空白或占位符：“\(words.quoted(limit: 24))”", en: "a place was not filled in: “\(words.quoted(limit: 24))”"),
            at: place.origin)))
    }
    for paragraph in report.prose.paragraphs where BlankPlace.first(in: paragraph.text) == nil {
      if let hint = BracketedHint.first(in: paragraph.text) {
        out.append(
          .fail(
            finding(
              Message(zh: "残留模板提示文字“\(hint.quoted(limit: 60))”，请删除", en: "leftover template text: “\(hint.quoted(limit: 60))”"),
              at: paragraph.origin)))
        continue
      }
      guard paragraph.folded.containsAny(Self.anyLeftover) else { continue }
      guard let found = Self.leftovers.first(where: paragraph.folded.contains) else { continue }
      // XX县 is anonymous on purpose nowhere in a report; XX inside a Latin word is.
      if found == "XX", let place = paragraph.folded.find("XX"),
        Self.isLatin(paragraph.folded, place - 1) || Self.isLatin(paragraph.folded, place + 2)
      {
        continue
      }
      out.append(
        .fail(
          finding(
            Message(
              zh: "残留模板提示文字“\(paragraph.text.quoted(limit: 30))”", en: "leftover template text: “\(paragraph.text.quoted(limit: 30))”"),
            at: paragraph.origin)))
    }
    return out.isEmpty ? [.pass] : out
  }

  private func lines(_ blocks: [NarrativeBlock]) -> [TextLine] {
    blocks.compactMap { if case .paragraph(let line) = $0 { line } else { nil } }
  }

  private static func isLatin(_ words: Words, _ index: Int) -> Bool {
    guard words.scalars.indices.contains(index) else { return false }
    return words.scalars[index].isASCII && words.scalars[index].properties.isAlphabetic
  }

  let examples = RuleExamples(failing: { $0.addText(6, "（文字描述，收取信息处理费情况在此处报告。）") })
}
