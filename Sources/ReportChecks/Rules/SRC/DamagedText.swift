import Diagnostics
import ReportModel

/// U+FFFD and mojibake in the prose.
struct DamagedText: Rule {
  let info = RuleInfo(
    "SRC-07", .warning, zh: "正文无乱码", en: "no damaged characters",
    why: Message(zh: "多为编码转换失败；可用 --encoding 指定编码重新读取。", en: "Mostly a wrong encoding: state it with --encoding."),
    source: "GB 18030—2022；Unicode 15.1，3.9 节 U+FFFD", isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let bad = report.prose.paragraphs.filter { $0.folded.contains("\u{FFFD}") || $0.folded.contains("锟斤拷") || $0.folded.contains("ï»¿") }
    guard let first = bad.first else { return [.pass] }
    return [
      .fail(
        finding(
          Message(
            zh: "\(bad.count)段文字含无法识别的字符：“\(first.text.quoted(limit: 24))”",
            en: "\(bad.count) paragraphs hold damaged characters: “\(first.text.quoted(limit: 24))”"), at: first.origin))
    ]
  }

  let examples = RuleExamples(failing: { $0.addText(1, "公开信息\u{FFFD}\u{FFFD}条。") })
}
