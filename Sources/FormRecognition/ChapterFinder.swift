import Diagnostics
import ReportModel

/// The chapters of a document: the six sections, and what the form does not know.
struct Outline {
  struct Chapter {
    var row: Int
    var rowCount = 1
    var number: Int?
    var before = ""
    var heading: String
    var after = ""
  }
  var chapters: [Chapter] = []
  var sections: [HeadingCandidate] = []
  var diagnostics: [Diagnostic] = []
}

struct ChapterFinder {
  let rows: [SourceRow]
  let owner: [String?]

  func outline() -> Outline {
    var outline = Outline()
    let finder = HeadingFinder(rows: rows)
    outline.sections = finder.headings { owner[$0] != nil }
    outline.chapters = outline.sections.map {
      Outline.Chapter(row: $0.row, rowCount: $0.rowCount, number: $0.number, before: $0.before, heading: $0.heading, after: $0.after)
    }
    addUnknownChapters(&outline)
    if !owner.contains(where: { $0 == "proactive" || $0 == "requests" || $0 == "disputes" }) { mapFreeChapters(&outline) }
    report(&outline)
    return outline
  }

  /// Lines with a chapter ordinal whose words no section has: chapters beyond the form, free-form reports, lost headings.
  ///
  /// They count only where their number continues the numbers of the chapters around them, so that 一、二、三、 inside a section
  /// never opens one.
  private func addUnknownChapters(_ outline: inout Outline) {
    var numbered: [(row: Int, ordinal: Int, index: Int?)] = []
    for (index, section) in outline.sections.enumerated() {
      if case .chapter(let n) = section.ordinal {
        numbered.append((section.row, n, index))
      } else {
        numbered.append((section.row, section.number, index))
      }
    }
    let known = Set(numbered.map(\.row))
    for index in rows.indices where owner[index] == nil && !known.contains(index) && rows[index].kind == .paragraph {
      let text = rows[index].text
      guard text.utf8.count <= 150, !text.holds("。") else { continue }
      let scalars = FoldedText.fold(text)
      guard case (.chapter(let n)?, let length) = LabelKey.ordinal(at: scalars), scalars.count - length <= 40 else { continue }
      numbered.append((index, n, nil))
    }
    numbered.sort { $0.row < $1.row }
    // Walk in order: a new chapter has the number after the last one, and no more than the next known one.
    var last = 0
    for (place, item) in numbered.enumerated() {
      if item.index != nil {
        last = max(last, item.ordinal)
        continue
      }
      guard item.ordinal == last + 1 else { continue }
      let nextKnown = numbered[(place + 1)...].first { $0.index != nil }
      if let nextKnown, nextKnown.ordinal <= item.ordinal { continue }
      last = item.ordinal
      let text = rows[item.row].text
      let body = LabelKey(text).body
      let taken = outline.chapters.contains { $0.number == item.ordinal }
      let allKnown = outline.sections.count >= 2
      let fits = allKnown && item.ordinal <= 6 && !taken && neighboursAgree(item.ordinal, place, numbered, outline)
      if fits, let declared = OfficialForms.sections.first(where: { $0.number == item.ordinal }) {
        outline.diagnostics.append(
          Diagnostic(
            "STR-04", .warning,
            Message(
              zh: "第\(item.ordinal)部分标题“\(text.quoted())”无法识别，按序号归入“\(declared.heading)”",
              en: "heading “\(text.quoted())” (\(body.isEmpty ? "no words" : "unknown")) assigned by its number to “\(declared.heading)”"),
            at: rows[item.row].origin))
      }
      outline.chapters.append(Outline.Chapter(row: item.row, number: fits ? item.ordinal : nil, heading: text))
    }
    outline.chapters.sort { $0.row < $1.row }
  }

  /// Chapters of the free-form reports before 2019, by the word that names their matter: the successor of each is derived, and said to be.
  ///
  /// Only where one chapter has the word, no other is the section already, and the order stays that of the sections.
  /// Source: 条例 (2007) article 32.
  private func mapFreeChapters(_ outline: inout Outline) {
    let words: [(number: Int, any: [String], none: [String])] = [
      (1, ["概述", "概况", "总体情况", "基本情况"], []),
      (2, ["主动公开"], ["依申请"]),
      (3, ["依申请公开", "申请公开情况", "公开申请"], ["主动公开", "复议", "诉讼", "收费"]),
      (4, ["复议", "诉讼"], []),
      (5, ["问题", "不足", "改进"], []),
      (6, ["其他", "其它", "需要说明"], ["问题"]),
    ]
    for (number, any, none) in words where !outline.chapters.contains(where: { $0.number == number }) {
      let matches = outline.chapters.indices.filter { index in
        let body = LabelKey(outline.chapters[index].heading).body
        return outline.chapters[index].number == nil && any.contains(where: body.contains) && !none.contains(where: body.contains)
      }
      guard matches.count == 1, let index = matches.first else { continue }
      let before = outline.chapters[..<index].compactMap(\.number), after = outline.chapters[(index + 1)...].compactMap(\.number)
      guard before.allSatisfy({ $0 < number }), after.allSatisfy({ $0 > number }) else { continue }
      outline.chapters[index].number = number
      guard let declared = OfficialForms.sections.first(where: { $0.number == number }) else { continue }
      outline.diagnostics.append(
        Diagnostic(
          "STR-03", .note,
          Message(
            zh: "标题“\(outline.chapters[index].heading.quoted())”按内容对应“\(declared.heading)”（推定）",
            en: "heading “\(outline.chapters[index].heading.quoted())” corresponds to “\(declared.heading)” (derived)"),
          at: rows[outline.chapters[index].row].origin))
    }
  }

  /// The ordinals of the known sections are their numbers: only then may a number alone name a section.
  private func neighboursAgree(_ number: Int, _ place: Int, _ numbered: [(row: Int, ordinal: Int, index: Int?)], _ outline: Outline) -> Bool
  {
    let known = outline.sections.filter { if case .chapter = $0.ordinal { true } else { false } }
    return known.count >= 2
      && known.allSatisfy { section in if case .chapter(section.number) = section.ordinal { true } else { false } }
  }

  private func report(_ outline: inout Outline) {
    for section in outline.sections where !section.isOfficial {
      guard let declared = OfficialForms.sections.first(where: { $0.number == section.number }) else { continue }
      outline.diagnostics.append(
        Diagnostic(
          "STR-03", .note,
          Message(
            zh: "标题“\(section.heading.quoted())”与规定标题“\(declared.heading)”不一致，已按同义标题识别",
            en: "heading “\(section.heading.quoted())” read as “\(declared.heading)”"), at: rows[section.row].origin))
    }
  }
}
