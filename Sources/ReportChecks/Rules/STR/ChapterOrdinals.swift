import Diagnostics
import ReportModel

/// 一、二、三…, without gap, repeat or restart.
struct ChapterOrdinals: Rule {
  let info = RuleInfo(
    "STR-06", .warning, zh: "章节序号连续", en: "chapter numbers are consecutive",
    why: Message(zh: "序号重复、缺号或重新从“一”开始，多为增删章节后未改。", en: "Mostly a chapter was added or taken out."), source: "\(Source.both)附件")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let ordinals = report.report.sections.compactMap { section in ChapterOrdinals.ordinal(section.heading).map { ($0, section) } }
    guard ordinals.count > 1, ordinals.count == report.report.sections.count(where: { !$0.heading.isEmpty }) else { return [] }
    for (place, item) in ordinals.enumerated() where item.0 != place + 1 {
      let list = ordinals.map { String($0.1.heading.prefix { $0 != "、" && $0 != "." && $0 != "，" }) }.joined(separator: "、")
      return [
        .fail(
          finding(
            Message(zh: "章节序号不连续：\(list.quoted(limit: 60))", en: "chapter numbers are not consecutive: \(list.quoted(limit: 60))"),
            at: item.1.origin))
      ]
    }
    return [.pass]
  }

  /// 3 of 三、收到和处理….
  static func ordinal(_ heading: String) -> Int? {
    let scalars = Words(folding: heading).scalars
    let digits = scalars.prefix { ChineseDigits.isDigit($0) }
    guard !digits.isEmpty, digits.count <= 3, digits.count < scalars.count, "、.,:".unicodeScalars.contains(scalars[digits.count]) else {
      return nil
    }
    var value = 0
    for digit in digits { value = digit == "十" ? (value == 0 ? 10 : value * 10) : value + (ChineseDigits.value(digit) ?? 0) }
    return value
  }

  let examples = RuleExamples(failing: { $0.sections[5].heading = "五、其他需要报告的事项" })
}
