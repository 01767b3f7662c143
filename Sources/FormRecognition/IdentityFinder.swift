import Diagnostics
import DocumentTree
import ReportModel

/// Whose report it is, and of which year: from what the report says, in the order of trust, and with the words that say it.
struct IdentityFinder {
  let report: Report
  let document: Document
  let stated: StatedIdentity
  private(set) var organ: Stated<String>?
  private(set) var year: Stated<Int>?
  private(set) var period: Period?
  private(set) var contact: Contact?
  private(set) var signOff: SignOff?
  private(set) var diagnostics: [Diagnostic] = []

  init(report: Report, document: Document, stated: StatedIdentity) {
    self.report = report
    self.document = document
    self.stated = stated
  }

  mutating func find() {
    let preface = paragraphs(report.preface)
    let first = report.sections.first.map { paragraphs($0.blocks) } ?? []
    for text in preface + first.prefix(8) {
      if let found = DateText.period(in: text) {
        period = Period(start: found.start, end: found.end, text: found.text)
        break
      }
    }
    findSignOff()
    contact = ContactFinder.contact(in: preface + paragraphs(report.closing))
    findOrgan()
    if let found = organ, found.source != .user, found.value.unicodeScalars.contains(where: \.isInvisible) {
      // One office has one name, whatever a page puts between its characters.
      organ?.value = String(scalars: found.value.unicodeScalars.lazy.filter { !$0.isInvisible })
    }
    findYear(preface: preface, first: first)
  }

  private func paragraphs(_ blocks: [NarrativeBlock]) -> [String] {
    blocks.compactMap { if case .paragraph(let line) = $0 { line.text } else { nil } }
  }

  private var titleText: String {
    report.title.map(\.text).map { String(Substring($0).trimmingSpace) }.reduce("") { $0 == $1 ? $0 : $0 + $1 }
  }

  static func metadataValue(_ names: [String], _ report: Report, _ document: Document) -> NamedValue? {
    for name in names {
      if let item = report.metadata.first(where: { $0.name == name && !$0.value.isEmpty }) { return item }
      if let item = document.metadata.first(where: { $0.name == name && !$0.value.isEmpty }) {
        return NamedValue(name: item.name, value: item.value)
      }
    }
    return nil
  }

  // MARK: Sign-off

  private mutating func findSignOff() {
    var found = SignOff()
    for text in paragraphs(report.closing) {
      if let date = DateText.isoDateAlone(text) {
        found.date = date
      } else if OrganName.isNameAlone(text) {
        found.organ = String(text.prefix { $0 != "（" && $0 != "(" }.filter { !$0.isWhitespace })
      }
    }
    if found.organ != nil || found.date != nil { signOff = found }
  }

  // MARK: Office

  private mutating func findOrgan() {
    var finder = OrganFinder(
      report: report, document: document, preface: paragraphs(report.preface),
      first: Array((report.sections.first.map { paragraphs($0.blocks) } ?? []).prefix(4)),
      signed: signOff?.organ)
    if let name = stated.organ {
      organ = Stated(name, from: .user)
    } else {
      finder.find()
      organ = finder.organ
      diagnostics += finder.diagnostics
    }
  }

  // MARK: Year

  private mutating func findYear(preface: [String], first: [String]) {
    var sayings: [(year: Int, source: StatementSource, evidence: String)] = []
    for line in report.title {
      if let title = ReportTitle(line.text), let found = title.year {
        sayings.append((found, .title, String(Substring(line.text).trimmingSpace)))
        break
      }
    }
    if sayings.isEmpty, let title = ReportTitle(titleText), let found = title.year { sayings.append((found, .title, titleText)) }
    if let period, let found = Int(period.end.prefix(4)) { sayings.append((found, .period, period.text)) }
    if let item = Self.metadataValue(["title", "名称", "标题", "信息名称"], report, document), let title = ReportTitle(item.value),
      let found = title.year
    {
      sayings.append((found, .metadata, item.value))
    }
    if sayings.isEmpty, let (found, evidence) = yearInNarrative(preface + (first.isEmpty ? allParagraphs : first)) {
      sayings.append((found, .narrative, evidence))
    }
    if let own = stated.year {
      year = Stated(own, from: .user)
    } else if let best = sayings.first {
      year = Stated(best.year, from: best.source, evidence: best.evidence)
      if best.source == .narrative {
        diagnostics.append(
          Diagnostic(
            "year-from-narrative", .note,
            Message(
              zh: "\(report.title.isEmpty ? "文件没有标题" : "标题未写明年度")，报告年度\(best.year)取自正文：“\(best.evidence.quoted())”",
              en:
                "\(report.title.isEmpty ? "no title" : "the title says no year"); the report year \(best.year) is taken from the text: “\(best.evidence.quoted())”"
            )))
      }
    } else {
      diagnostics.append(
        Diagnostic("year-unknown", .warning, Message(zh: "未找到报告年度，请用 --year 指定", en: "the report year is not stated; give it with --year")))
    }
    if let year, let other = sayings.first(where: { $0.year != year.value }) {
      diagnostics.append(
        Diagnostic(
          "PUB-04", .warning,
          Message(
            zh: "报告年度不一致：采用\(year.value)年，但“\(other.evidence.quoted())”为\(other.year)年",
            en: "the years disagree: \(year.value) is taken, “\(other.evidence.quoted())” says \(other.year)"),
          at: place(of: other.evidence),
          actual: String(other.year), expected: String(year.value)))
    }
    if let year, let form = report.form, form != "2014" || year.value >= 2019,
      let prescribed = OfficialForms.form(forReportYear: year.value), prescribed.id != form
    {
      diagnostics.append(
        Diagnostic(
          "STR-07", .warning,
          Message(
            zh: "报告年度为\(year.value)年，应使用\(prescribed.basis)规定的格式，实际使用\(form)年格式的表格",
            en: "report year \(year.value) calls for form \(prescribed.id); the tables are of form \(form)"),
          at: year.evidence.flatMap(place(of:)) ?? report.tables.first?.origin, actual: form, expected: prescribed.id))
    }
  }

  /// Where words of the report stand; `nil` for those of the page around it.
  private func place(of words: String) -> Origin? {
    guard !words.isEmpty else { return nil }
    for line in report.title where line.text.contains(words) { return line.origin }
    for blocks in [report.preface] + report.sections.map(\.blocks) + [report.closing] {
      for case .paragraph(let line) in blocks where line.text.contains(words) { return line.origin }
    }
    return nil
  }

  private var allParagraphs: [String] { report.sections.flatMap { paragraphs($0.blocks) } }

  /// `2023年，…` at the start of a paragraph or sentence; else the only year that the text names.
  private func yearInNarrative(_ texts: [String]) -> (Int, String)? {
    var years: Set<Int> = []
    var evidence = ""
    for text in texts {
      let s = text.scalars.filter { !$0.isWhite }
      for index in s.indices {
        guard let found = DateText.year(s, at: index) else { continue }
        let atStart = index == 0
        let words = String(scalars: s[index..<min(s.count, index + 24)])
        if atStart, found.end < s.count, "，,度我".unicodeScalars.contains(s[found.end]) { return (found.year, words) }
        years.insert(found.year)
        if evidence.isEmpty { evidence = words }
      }
    }
    guard years.count == 1, let only = years.first else { return nil }
    return (only, evidence)
  }
}

extension Substring {
  /// The index behind the last occurrence of a word.
  func range(ofLast word: String) -> Index? {
    guard !isEmpty else { return nil }
    var index = endIndex
    while index > startIndex {
      index = self.index(before: index)
      if self[index...].hasPrefix(word) { return self.index(index, offsetBy: word.count) }
    }
    return nil
  }
}

/// Address, telephone and the like in preface and closing.
enum ContactFinder {
  static func contact(in texts: [String]) -> Contact? {
    var contact = Contact()
    for text in texts {
      if contact.telephone == nil {
        contact.telephone = value(after: ["联系电话", "电话"], in: text, allowed: { $0.isNumber || "-－—（）()转、 ".contains($0) })
      }
      if contact.fax == nil { contact.fax = value(after: ["传真"], in: text, allowed: { $0.isNumber || "-－—（）() ".contains($0) }) }
      if contact.postcode == nil { contact.postcode = value(after: ["邮政编码", "邮编"], in: text, allowed: { $0.isNumber }) }
      if contact.email == nil {
        contact.email = value(
          after: ["电子邮箱", "电子邮件", "邮箱", "E-mail"], in: text, allowed: { $0.isASCII && !$0.isWhitespace && !",;()".contains($0) })
      }
      if contact.address == nil {
        contact.address = value(after: ["联系地址", "通讯地址", "办公地址", "地址"], in: text, allowed: { !"，,；;。（）() \t".contains($0) })
      }
    }
    return contact == Contact() ? nil : contact
  }

  private static func value(after names: [String], in text: String, allowed: (Character) -> Bool) -> String? {
    for name in names {
      guard let start = Substring(text).firstRange(of: name) else { continue }
      var rest = text[start...]
      guard let sign = rest.first, "：:为是".contains(sign) else { continue }
      rest = rest.dropFirst().drop { $0.isWhitespace }
      let value = rest.prefix(while: allowed).trimmingSpace
      if value.count >= 4 { return String(value) }
    }
    return nil
  }
}
