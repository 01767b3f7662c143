import Diagnostics
import ReportModel

/// The year of the title, of the period, and of the sign-off minus one.
struct YearsAgree: Rule {
  let info = RuleInfo(
    "PUB-04", .error, zh: "标题、统计期限、落款的年度一致", en: "title, period and sign-off agree on the year",
    why: Message(zh: "多为沿用上年文稿，漏改年度。", en: "Mostly last year's text with a year left in it."), formula: "title = period = sign-off − 1",
    source: "\(Source.ordinance)第四十九条、第五十条")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let stated = report.report.year, stated.source != .user else { return [] }
    let year = stated.value
    var out: [Verdict] = []
    if let period = report.report.period, let end = Int(period.end.prefix(4)) {
      out.append(
        end == year
          ? .pass
          : .fail(
            finding(
              Message(
                zh: "报告年度\(year)与统计期限“\(period.text.quoted())”不一致", en: "report year \(year), but the period is “\(period.text.quoted())”"),
              at: report.prose.origin(of: period.text), actual: String(end), expected: String(year))))
    }
    if let date = report.report.signOff?.date, let signed = Int(date.prefix(4)) {
      // Signed in the last days of the year itself, a report is early (PUB-03), and its year is not in doubt.
      let isEarly = signed == year && date.hasPrefix("\(year)-12")
      out.append(
        signed == year &+ 1
          ? .pass
          : .fail(
            finding(
              Message(zh: "落款日期\(date)与报告年度\(year)不相衔接", en: "signed \(date), but the report is on \(year)"),
              severity: isEarly ? .warning : nil, at: Self.place(of: date, in: report.report.closing), actual: String(signed),
              expected: String(year &+ 1))))
    }
    out += oldYears(report, year)
    return out.isEmpty ? [.notCheckable(nil)] : out
  }

  /// A sentence of the preface or of the first section that opens with last year and says nothing of this one;
  /// a plan for a year that is over.
  private func oldYears(_ report: CheckedReport, _ year: Int) -> [Verdict] {
    guard year > 1900, year < 2100 else { return [] }
    let old = "\(year - 1)年"
    return report.prose.paragraphs.flatMap { paragraph -> [Verdict] in
      guard paragraph.section == nil || paragraph.section == 1 || paragraph.section == 5 else { return [] }
      return paragraph.sentences.compactMap { sentence -> Verdict? in
        let words = sentence.words
        let found: String
        if paragraph.section != 5, words.contains(old), !words.contains("\(year)"), !words.containsAny(Self.retrospects) {
          let opens = [",", "度,", "我", "度我", "全", "度全", "本", "收到", "共"].contains {
            words.hasPrefix(old + $0) || words.contains("。" + old + $0)
          }
          let titles = paragraph.section == nil && (words.contains(old + "政府信息公开工作年度报告") || words.contains(old + "度政府信息公开"))
          guard opens || titles || words.containsAny(["公开。" + old, "公开:" + old]) else { return nil }
          found = old
        } else if paragraph.section == 5,
          words.containsAny(["\(year)年,将", "\(year)年将", "\(year)年,我局将", "\(year)年,我镇将", "\(year)年我局将", "\(year)年我镇将"])
        {
          found = "\(year)年"
        } else {
          return nil
        }
        var finding = finding(
          Message(
            zh: "正文写作“\(found)”，报告年度为\(year)年，疑似沿用上年文稿", en: "the text says \(found), the report is on \(year): probably last year's text"),
          severity: .warning, at: paragraph.origin, actual: found)
        finding.quote = Quote(section: paragraph.section, sentence: sentence.text, phrase: found)
        return .fail(finding)
      }
    }
  }
  private static let retrospects: WordList = ["较", "比", "以来", "上年", "去年", "结转", "起", "印发", "年初", "自", "修订", "截至", "同期", "编制", "《", "第"]

  /// The last line of the closing that holds the date, or a date in Chinese numerals.
  private static func place(of date: String, in closing: [NarrativeBlock]) -> Origin? {
    let lines = closing.compactMap { block -> TextLine? in if case .paragraph(let line) = block { line } else { nil } }
    return lines.last { PublicationDate.iso($0.text) == date }?.origin
      ?? lines.last { $0.text.contains("年") && $0.text.contains("月") }?.origin
  }

  let examples = RuleExamples(failing: { $0.period = Period(start: "2022-01-01", end: "2022-12-31", text: "2022年") })
}
