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
              Message(zh: "落款日期\(date)不在报告年度\(year)的次年", en: "signed \(date), but the report is on \(year)"),
              severity: isEarly ? .warning : nil, at: Self.place(of: date, in: report.report.closing), actual: String(signed),
              expected: String(year &+ 1))))
    }
    guard (1990...2100).contains(year) else { return out }
    out +=
      otherTitles(report, year)
      + OldYears(report, year).places.map { place in
        var finding = finding(
          Message(
            zh: "正文写作“\(place.phrase)”，报告年度为\(year)年，疑似沿用上年文稿",
            en: "the text says \(place.phrase), the report is on \(year): probably last year's text"),
          severity: .warning, at: place.origin, actual: place.phrase)
        finding.quote = place.sentence.map { Quote(section: place.section, sentence: $0, phrase: place.phrase) }
        return .fail(finding)
      }
    return out.isEmpty ? [.notCheckable(nil)] : out
  }

  /// The page's own title, or the name on its index card, with another year.
  private func otherTitles(_ report: CheckedReport, _ year: Int) -> [Verdict] {
    report.report.metadata.compactMap { item -> Verdict? in
      guard ["title", "名称", "标题", "信息名称"].contains(item.name) else { return nil }
      let words = Words(folding: item.value)
      guard words.contains("公开"), words.contains("报告") || words.contains("年报"), !words.contains("\(year)") else { return nil }
      guard let other = (year - 15...year + 5).first(where: { words.contains("\($0)年") }) else { return nil }
      return .fail(
        finding(
          Message(
            zh: "报告年度为\(year)，网页标题“\(item.value.quoted())”为\(other)年",
            en: "the report is on \(year), the title of the page, “\(item.value.quoted())”, on \(other)"),
          severity: .warning, actual: String(other), expected: String(year)))
    }
  }

  /// The last line of the closing that holds the date, or a date in Chinese numerals.
  private static func place(of date: String, in closing: [NarrativeBlock]) -> Origin? {
    let lines = closing.compactMap { block -> TextLine? in if case .paragraph(let line) = block { line } else { nil } }
    return lines.last { PublicationDate.iso($0.text) == date }?.origin
      ?? lines.last { $0.text.contains("年") && $0.text.contains("月") }?.origin
  }

  let examples = RuleExamples(failing: { $0.period = Period(start: "2022-01-01", end: "2022-12-31", text: "2022年") })
}
