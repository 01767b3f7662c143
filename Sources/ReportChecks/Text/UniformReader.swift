/// 均为自然人, 全部予以公开, 均维持, 无结转, 零申请, 申请为零: a clause that says of all or of nothing.
enum UniformReader {
  private static let all: WordList = ["均", "皆", "全部", "都", "全"]

  static func read(_ clause: Words, _ sentence: Words, _ paragraph: Prose.Paragraph) -> [(Denial.Object, String)] {
    guard clause.scalars.count <= 60 else { return [] }
    let isOnApplications = paragraph.isOnApplications || sentence.containsAny(Prose.Vocabulary.applications)
    guard isOnApplications, !sentence.containsAny(["提案", "建议", "信访", "其中", "上半年", "季度"]) else { return [] }
    var out: [(Denial.Object, String)] = []
    let phrase = clause.string
    if clause.containsAny(all) {
      let rest = clause.removing(all)
      if rest.removing(["为", "系", "由", "是", "自然人类", "自然人", "提出", "提交", "申请", "的"]).isEmpty, rest.contains("自然人") {
        out.append((.organisations, phrase))
      }
      if rest.removing(["已", "依法", "予以公开", "按期", "按时"]).isEmpty, rest.contains("予以公开") { out.append((.otherResults, phrase)) }
      if rest.contains("维持"), rest.removing(["已", "被", "结果", "予以", "维持", "原", "行政行为", "决定", "复议", "为", "具体"]).isEmpty,
        sentence.contains("复议"), !sentence.contains("诉讼")
      {
        out.append((.otherOutcomes, phrase))
      }
    }
    out += carrying(clause).map { ($0, phrase) }
    for (word, object) in [("零申请", Denial.Object.applications), ("零复议", .reviews), ("零诉讼", .suits)] where clause.contains(word) {
      out.append((object, phrase))
    }
    if clause.hasSuffix("申请为零") || clause.hasSuffix("公开为零") || clause.hasSuffix("申请数为零"), clause.containsAny(Prose.Vocabulary.applications)
    {
      out.append((.applications, phrase))
    }
    return out
  }

  private static let none: WordList = ["不存在", "没有", "无"]
  private static let besideCarrying: WordList = [
    "不存在", "没有", "无", "结转", "上年度", "上一年度", "上一年", "上年", "下一年度", "下年度", "下一年", "下年", "至", "到", "继续", "办理", "申请", "事项", "件", "的", "情况",
    "政府信息公开",
    "依申请公开", "本年度", "全年", "且", "也",
  ]

  /// 无上年度结转; 无结转下年度办理事项. A bare 无结转 names neither year.
  private static func carrying(_ clause: Words) -> [Denial.Object] {
    guard clause.contains("结转"), clause.containsAny(none), clause.removing(besideCarrying).isEmpty else { return [] }
    if clause.containsAny(["上年", "上一年"]) { return [.carriedIn] }
    return clause.containsAny(["下年", "下一年"]) ? [.carriedOut] : []
  }
}
