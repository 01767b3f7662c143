import ReportModel

/// Whether a document is a report at all. It speaks of 政府信息公开 in its title, its headings or its tables, or uses the form's own words.
///
/// Any document has numbered chapters; tenders, notices of shareholders and plans have 一、会议召开基本情况 and 四、其他 as well.
struct ReportEvidence {
  let rows: [SourceRow]
  let owner: [String?]
  let outline: Outline
  let title: [TextLine]

  private static let subjects = ["政府信息公开", "政务公开", "依申请公开", "主动公开", "公开申请", "主动公布政府信息"]
  /// What the titles of other documents on the matter end in.
  private static let otherKinds = [
    "通知", "方案", "要点", "办法", "规定", "制度", "指南", "计划", "意见", "请示", "函", "纪要", "公告", "合同", "细则", "讲话", "批复", "决定", "目录", "清单", "简报", "申请表",
    "通报", "须知",
    "规程", "标准", "答复书", "告知书", "招标文件", "章程", "规划", "预案", "解读", "研究", "条例", "论文", "探析", "思考", "摘要", "推进会", "座谈会",
  ]

  var isReport: Bool {
    if tableTerms >= Self.termsOfATable { return true }
    let isNamed = title.contains { ReportTitle($0.text) != nil } || ReportTitle(title.map(\.text).joined()) != nil
    if isNamed { return outline.sections.count >= 1 || outline.chapters.count >= 3 || tableTerms > 0 || hasBody }
    if tableTerms > 0 { return outline.sections.count >= 2 || speaks(5) }
    guard outline.sections.count >= 2 || outline.chapters.count >= 3, !isOfOtherKind else { return false }
    // Headings of the form that no other document has.
    let headings = outline.chapters.map { LabelKey($0.heading).body }
    if headings.contains(where: { heading in Self.subjects.contains(where: heading.contains) }) { return true }
    return speaks(outline.sections.count { $0.isOfficial } >= 3 ? 1 : 2)
  }

  /// Labels of a form's table that a document of another kind has by chance: a few.
  private static let termsOfATable = 5

  /// Different rows and columns of a form that the tables have.
  private var tableTerms: Int {
    var terms: [Vocabulary.Term] = []
    for index in rows.indices where owner[index] != nil {
      for cell in rows[index].cells {
        guard let term = cell.terms.first, !terms.contains(where: { $0.table == term.table && $0.role == term.role }) else { continue }
        terms.append(term)
      }
      if terms.count >= Self.termsOfATable { break }
    }
    return terms.count
  }

  /// Whether paragraphs speak of the matter, a number of times.
  private func speaks(_ times: Int) -> Bool {
    var count = 0
    for row in rows where row.cells.contains(where: { cell in Self.own.contains { cell.text.holds($0) } }) {
      count += 1
      if count >= times { return true }
    }
    return false
  }
  private static let own = ["政府信息公开", "政务公开", "政府信息公開", "政務公開", "依申请公开", "依申請公開", "信息公开工作", "信息公開工作", "政府信息", "政府資訊"]

  /// Text below the title that speaks of its matter.
  private var hasBody: Bool {
    var length = 0
    for row in rows where row.kind == .paragraph { length += row.text.utf8.count }
    return length >= 600 && speaks(2)
  }

  /// The first lines are the title of a notice, a plan, a guide.
  private var isOfOtherKind: Bool {
    rows.prefix(6).contains { row in
      row.kind == .paragraph && row.text.utf8.count <= 180 && !row.text.holds("。")
        && Self.otherKinds.contains(where: row.text.trimmed.hasSuffix)
    }
  }
}
