import Diagnostics
import ReportModel

/// Where a report speaks of an earlier year as if it were its own, as seen without last year's file.
///
///     2023年，我镇坚持公开为常态…            in a report on 2024: last year's sentence
///     2023年，全镇新收政府信息公开申请8件      the same
///     较2023年增长12%；2023年印发的细则        true retrospects
struct OldYears {
  struct Place {
    var phrase: String
    var section: Int?
    var sentence: String?
    var origin: Origin?
  }
  private(set) var places: [Place] = []
  private let year: Int

  /// What may follow a year that a clause opens with: 2023年，…; 2023年度全市…
  private static let openings = [
    ",", "度,", "我", "度我", "全", "度全", "本", "度本", "共", "度共", "新收", "收到", "度收到", "累计", "主动公开", "度主动公开", "受理", "制发", "发布", "在县", "在市", "在区",
    "在上级",
  ]
  /// In the sentence: it tells what was, on purpose.
  private static let retrospects: WordList = [
    "以来", "年报告提出", "整改", "考核中", "评为", "荣获", "获评", "等次", "排名", "通报", "上一年度", "与去年", "相比", "同期", "基础上",
  ]
  /// Behind the year of the report in section 五: a plan for a year that is over.
  private static let plans: WordList = ["将", "计划", "拟", "要进一步", "继续", "重点抓"]

  /// In the sentence that gives the report to the public; a portal's list of other years' reports has none of these words.
  private static let announcing: WordList = ["现公布", "公布如下", "现向社会", "向社会公", "编制", "现将", "公开发布", "予以公布", "特此", "现公开", "现发布", "本报告"]

  init(_ report: CheckedReport, _ year: Int) {
    self.year = year
    for section in report.report.sections {
      let words = Words(folding: section.heading)
      guard !words.contains("\(year)"), let old = oldYears.first(where: { words.contains("\($0)年") }) else { continue }
      places.append(Place(phrase: "\(old)年", section: section.number, origin: section.origin))
    }
    for paragraph in report.prose.paragraphs {
      for sentence in paragraph.sentences {
        guard let phrase = phrase(sentence.words, paragraph) else { continue }
        places.append(Place(phrase: phrase, section: paragraph.section, sentence: sentence.text, origin: paragraph.origin))
      }
    }
  }

  private var oldYears: [Int] { [year - 1, year - 2, year - 3] }

  private func phrase(_ words: Words, _ paragraph: Prose.Paragraph) -> String? {
    let section = paragraph.section
    guard words.contains("年") else { return nil }
    if section == 5, let place = words.find("\(year)年"), opensClause(words, place) {
      let behind = words[(place + 5)..<(place + 15)]
      if behind.containsAny(Self.plans), !behind.contains("年"), !words.contains("\(year + 1)") { return "\(year)年" }
    }
    guard section != 6, section != nil || paragraph.isOfPreface else { return nil }
    for old in oldYears.map({ "\($0)年" }) {
      var start = 0
      while let place = words.find(old, from: start) {
        start = place + 5
        // The preface's own name of the report: 现公布…2023年政府信息公开工作年度报告.
        if paragraph.isOfPreface, paragraph.folded.containsAny(Self.announcing), namesReport(words, start),
          !words.contains("\(year)年政府信息公开"), !words.contains("\(year)年度政府信息公开")
        {
          return old
        }
        guard !words.contains("\(year)"), !words.containsAny(Self.retrospects), opensClause(words, place) else { continue }
        if Self.openings.contains(where: { words.hasWord($0, at: start) }) { return old }
      }
    }
    return nil
  }

  private func namesReport(_ words: Words, _ place: Int) -> Bool {
    let tail = words[place..<(place + 16)]
    return (tail.hasPrefix("政府信息公开") || tail.hasPrefix("度政府信息公开")) && (tail.contains("报告") || tail.contains("年报"))
  }

  /// At the start, behind a mark, behind an ordinal or a lead-in such as （二）依申请公开情况.
  private func opensClause(_ words: Words, _ place: Int) -> Bool {
    guard place > 0 else { return true }
    return [",", ":", "。", ";", ")", "、", "."].contains(words.scalars[place - 1]) && !(words.scalars[place - 1] == "、" && place > 4)
  }
}
