import Diagnostics
import ReportModel

/// A paragraph that begins with last year.
struct OldYearLeft: YearRule {
  let info = RuleInfo(
    "XYR-09", .warning, zh: "正文没有留下上年的年份", en: "no last year is left in the text",
    why: Message(zh: "段落以上年年份开头，且与上年报告的文字相同，多为漏改。", en: "A paragraph that opens with last year, in last year's words."), source: Source.both
  )

  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict] {
    guard let year = earlier.year else { return [] }
    let old = Set(earlier.prose.paragraphs.map { $0.folded[0..<16] })
    for paragraph in later.prose.paragraphs where paragraph.section == 1 || paragraph.section == 5 {
      let words = paragraph.folded
      guard ["\(year)年,", "\(year)年度,", "\(year)年我", "\(year)年全"].contains(where: words.hasPrefix), old.contains(words[0..<16]) else {
        continue
      }
      return [
        .fail(
          Diagnostic(
            info.code, info.severity,
            Message(zh: "正文出现“\(words[0..<12].string)”，疑似未更新上年内容", en: "the text still opens with “\(words[0..<12].string)”"),
            at: paragraph.origin))
      ]
    }
    return [.pass]
  }

  let examples = YearRuleExamples(
    earlier: { $0.setText(5, ["2022年，我局公开工作的主要不足是解读形式单一，将予改进。"]) },
    failing: { $0.setText(5, ["2022年，我局公开工作的主要不足是解读形式单一，将予改进。"]) })
}
