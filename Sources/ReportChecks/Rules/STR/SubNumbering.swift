import Diagnostics
import ReportModel

/// （一）（二）…; 1. 2.; 一是二是三是.
struct SubNumbering: Rule {
  let info = RuleInfo(
    "STR-16", .note, zh: "各部分内的序号连续", en: "numbers inside a section are consecutive",
    why: Message(zh: "序号重复或缺号，多为增删段落后未改。", en: "Mostly a paragraph was added or taken out."),
    source: "《党政机关公文格式》（GB/T 9704—2012）7.3.3 正文结构层次序数")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    var out: [Verdict] = []
    for number in 1...6 {
      let paragraphs = report.prose.paragraphs(of: number)
      guard let first = paragraphs.first else { continue }
      if let (label, origin) = Self.breaks(paragraphs) {
        let heading = report.report.sections.first { $0.number == number }?.heading ?? ""
        out.append(
          .fail(
            finding(
              Message(zh: "“\(heading.quoted())”内序号“\(label)”重复或缺号", en: "numbering breaks at “\(label)” in “\(heading.quoted())”"),
              at: origin ?? first.origin)))
      } else {
        out.append(.pass)
      }
    }
    return out
  }

  /// The first （n） at the start of a paragraph, or n是 in a run of them, that does not follow the one before.
  private static func breaks(_ paragraphs: [Prose.Paragraph]) -> (String, Origin?)? {
    var last = 0
    for paragraph in paragraphs {
      let s = paragraph.folded.scalars
      if s.first == "(", let close = s.firstIndex(of: ")"), close >= 2, close <= 4, let value = ordinal(s[1..<close]) {
        if value != last + 1, value != 1 { return ("（" + String(String.UnicodeScalarView(s[1..<close])) + "）", paragraph.origin) }
        if value == 1, last == 1 { return ("（一）", paragraph.origin) }
        last = value
      }
      var run = 0
      var index = 0
      while index + 1 < s.count {
        if s[index + 1] == "是", let value = ChineseDigits.value(s[index]), value > 0,
          index == 0 || "。;:,".unicodeScalars.contains(s[index - 1]) || s[index - 1] == ")"
        {
          if value == 1 {
            run = 1
          } else if run > 0 {
            if value != run + 1 { return (String(s[index]) + "是", paragraph.origin) }
            run = value
          }
        }
        index += 1
      }
    }
    return nil
  }

  private static func ordinal(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    var value = 0
    for scalar in scalars {
      if scalar == "十" {
        value = value == 0 ? 10 : value * 10
      } else if let digit = ChineseDigits.value(scalar) {
        value += digit
      } else {
        return nil
      }
    }
    return value > 0 ? value : nil
  }

  let examples = RuleExamples(failing: { $0.setText(5, ["主要问题：一是队伍不稳；三是解读不多。改进情况：加强培训。"]) })
}
