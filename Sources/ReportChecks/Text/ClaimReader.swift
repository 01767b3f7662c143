import Diagnostics
import ReportModel

/// Reads claims out of the prose: a small grammar of Chinese sentences about applications and disputes.
///
/// Precise before complete. A number counts as a claim only when its clause names the quantity, speaks of the report year and of the
/// whole office, and says the number exactly; everything else is left alone.
struct ClaimReader {
  private let report: Report
  private let year: Int?
  private let organ: WordList
  /// The office, the year and its neighbours, as they are written.
  let names: WordList
  private(set) var claims: [Claim] = []

  init(_ report: Report, _ prose: Prose) {
    self.report = report
    year = report.year?.value
    let own = report.organ.map { ClaimWords.names(of: Words(folding: $0.value).string) } ?? []
    organ = WordList(own)
    let years = year.map { year in
      ["截至\(year)年12月31日", "截止\(year)年12月31日", "\(year)年度", "\(year)年", "\(year - 1)年度", "\(year - 1)年", "\(year + 1)年"]
    }
    names = WordList(own + (years ?? []))
    for (index, paragraph) in prose.paragraphs.enumerated() {
      // Problems and plans are no claims.
      if paragraph.section == 5 { continue }
      for (number, sentence) in paragraph.sentences.enumerated() { read(sentence, number, paragraph, index) }
    }
  }

  private mutating func read(_ sentence: Prose.Sentence, _ number: Int, _ paragraph: Prose.Paragraph, _ index: Int) {
    guard sentence.words.scalars.contains(where: Self.caseUnits.contains) else { return }
    let words = sentence.plain
    let isHeaded = paragraph.isUnderApplications || words.containsAny(Prose.Vocabulary.applications)
    guard words.containsAny(Self.topics) || paragraph.isUnderApplications else { return }
    let tokens = NumberLexer.tokens(in: words)
    guard tokens.contains(where: { $0.countsCases || Self.looseUnits.contains($0.unit) }) else { return }
    var document: (row: String, column: String)?
    var said: Set<Quantity> = []
    var previousEnd = 0
    var dispute: Quantity?
    // The sentence has turned to other business, such as applications for licences.
    var isElsewhere = false
    for (place, token) in tokens.enumerated() {
      defer { if token.countsCases || token.unit == "人" || Self.looseUnits.contains(token.unit) { previousEnd = token.end } }
      guard token.countsCases || Self.looseUnits.contains(token.unit), let value = token.count, value >= 0 else { continue }
      let clause = Clause(words, token, after: previousEnd, tokens: tokens, place: place)
      // 条, 部 and the like count applications and documents only where these are named right before them.
      if !token.countsCases, !clause.near.containsAny(Prose.Vocabulary.applications), !clause.near.containsAny(["规章"]),
        !(clause.near.containsAny(["办结", "答复"]) && !said.isEmpty)
      {
        continue
      }
      if !token.countsCases, clause.near.containsAny(["主动公开", "发布", "栏目"]), !clause.near.contains("规章") { continue }
      guard !token.isApproximate, clause.isOfYear(year), !clause.isComparison, !clause.isScoped(by: organ) else { continue }
      var isDoubtful = false
      if clause.near.containsAny(Self.otherBusiness), detail(clause.near, clause.tail) == nil {
        isElsewhere = true
      } else if clause.near.containsAny(Prose.Vocabulary.applications) {
        isElsewhere = false
      }
      guard
        let quantity = classify(clause, paragraph, dispute: &dispute, isDoubtful: &isDoubtful)
          ?? elliptic(clause, isHeaded: isHeaded && !isElsewhere, said: said, document: document)
      else { continue }
      if case .documents(let row, let column) = quantity { document = (row, column) }
      if clause.isPart, !quantity.isOfKinds { continue }
      if [.received, .handled, .closed, .carriedIn, .carriedOut].contains(quantity), !isOfWholeYear(clause) { continue }
      said.insert(quantity)
      if isElsewhere, !quantity.isOfKinds, !clause.near.containsAny(Prose.Vocabulary.applications), quantity.isOnApplications { continue }
      let quantities = both(quantity, clause)
      for quantity in quantities {
        claims.append(
          Claim(
            quantity: quantity, value: value, section: paragraph.section, sentence: sentence.text,
            phrase: sentence.written(at: clause.phrase),
            origin: paragraph.origin, isDoubtful: isDoubtful, paragraph: index, sentenceNumber: number))
      }
    }
  }

  /// Nothing in the clause but the office, the year, the verb and the application: 收到涉及征地的申请3件 is a part of them.
  private func isOfWholeYear(_ clause: Clause) -> Bool {
    if clause.words.removing(Self.thisYear).containsAny(Self.otherSpans) || clause.isOfMonths { return false }
    // 累计 is of this year only where the sentence says so.
    if clause.words.contains("累计"), !clause.words.containsAny(Self.wholeYear), year.map({ clause.words.contains("\($0)年") }) != true {
      return false
    }
    let tail = clause.tail.contains("申请") ? clause.tail : Words([])
    return Self.withoutWays(clause.near, clause.head).removing(names).removing(Self.ownAndFiller).scalars.count <= 1
      && tail.removing(names).removing(Self.ownAndFiller).scalars.count <= 2
  }

  private static let thisYear: WordList = ["今年以来", "本年以来", "今年来", "年初以来"]
  private static let wholeYear: WordList = ["全年", "本年", "今年", "年内"]
  private static let otherSpans: WordList = ["以来", "历年", "上半年", "下半年", "季度"]

  /// 通过门户网站、邮寄等途径: how they came, all of them.
  private static func withoutWays(_ near: Words, _ head: Words) -> Words {
    for end in ["途径", "渠道", "方式"] {
      guard let place = near.find(end), head.containsAny(["通过", "各种", "各类", "多种"]) else { continue }
      return near[place + 2..<near.scalars.count]
    }
    return near
  }

  /// What the words before have named already: 收到66件 under a heading, 共计68件, 剩余6件结转, 清理废止1份, 行政规范性文件50件.
  private func elliptic(_ clause: Clause, isHeaded: Bool, said: Set<Quantity>, document: (row: String, column: String)?) -> Quantity? {
    let near = clause.near
    let bare = near.removing(names).removing(Self.ownAndFiller).isEmpty
    if let document, let own = Self.elliptic(document, near, bare: bare) { return own }
    guard isHeaded, !near.containsAny(Self.otherBusiness), !clause.tail.containsAny(Self.otherBusiness) else { return nil }
    if clause.tail.containsAny(Self.carryingOn), !clause.tail.contains("上"), near.containsAny(Self.leaving),
      near.removing(Self.leaving).removing(Self.ownAndFiller).scalars.count <= 1
    {
      return .carriedOut
    }
    guard bare else { return nil }
    if near.contains("结转"), !near.containsAny(["上", "去年", "往年"]), said.contains(.closed) { return .carriedOut }
    if near.containsAny(["共计", "合计", "总计"]), said.contains(.received), said.contains(.carriedIn) { return .handled }
    if near.containsAny(["收到", "新收", "受理", "接收", "接到"]), !near.containsAny(["办结", "答复", "结转"]) { return .received }
    return nil
  }

  private static func elliptic(_ document: (row: String, column: String), _ near: Words, bare: Bool) -> Quantity? {
    let rest = near.removing(["清理", "修订", "宣布", "同时", "予以", "行政规范性文件", "规范性文件", "政府规章", "规章", "其中", "和", "、", ","])
      .removing(ownAndFiller)
    if near.contains("废止"), rest.removing(["废止", "失效"]).isEmpty { return .documents(document.row, "repealed") }
    if near.contains("有效"), rest.removing(["现行有效", "有效", "现行"]).isEmpty { return .documents(document.row, "in_force") }
    // 制定规章2部，行政规范性文件50件: the verb of the first is that of the second.
    if rest.isEmpty, ["行政规范性文件", "规范性文件"].contains(where: near.hasSuffix), document.row == "regulations" {
      return .documents("normative_documents", document.column)
    }
    return nil
  }

  private static let carryingOn: WordList = ["结转", "转下", "转入下", "转至下", "顺延", "下年", "下一年", "次年"]
  private static let leaving: WordList = ["剩余", "其余", "另有", "尚有", "还有", "余下", "剩下", "除", "有", "未办结", "尚未办结", "未到期", "在办", "正在办理"]

  private static let filler: WordList = [
    "截至12月31日", "今年以来", "今年来", "年内", "申请书", "申请表", "请求", "申请人次", "受理数", "途径", "业务", "线下", "程序", "经审查", "平均", "截至12月底", "截至年底", "今年", "全年",
    "本年度", "本年", "当年", "上一年度", "上一年", "上年度", "上年", "下一年度", "下一年", "下年度", "下年", "年度",
    "公民、法人或者其他组织", "公民、法人或其他组织",
    "公民、法人和其他组织", "公民、法人及其他组织", "公民、法人", "其他组织", "社会公众", "人民群众", "群众", "申请人", "提出", "提交", "政府信息公开", "依申请公开", "政务信息公开", "信息公开", "政务公开",
    "政府信息", "公开",
    "申请", "信息", "事项", "数量", "总数", "总量", "各级行政机关", "各级政府机关", "各级机关", "各级政府", "行政机关", "各级各部门", "各级部门", "各级", "各部门", "各单位", "政府系统", "合计", "总计",
    "共计", "总共", "共", "新收到",
    "新收", "新增", "收到", "接到", "受理", "接收", "收办", "办理完毕", "办理", "办结", "答复", "处理", "结转至", "结转到", "结转", "转入", "转至", "转", "继续", "顺延至", "顺延", "已经",
    "已",
    "均", "全部", "依法", "依规", "按规定", "及时", "规范", "妥善", "有效",
    "各类", "书面", "的", "为", "有", "了", "其", "达到", "达", "数", "件", "其余", "剩余", "按时", "按期", "在", "并", "往年", "去年", "次年", "中", "含", "对", "累",
  ]

  private static let ownAndFiller = Clause.own + filler

  /// Most sentences count nothing, and are done with at once.
  private static let caseUnits: [Unicode.Scalar] = ["件", "起", "宗", "份", "例", "条", "部", "次"]
  /// Units of other things too.
  private static let looseUnits: Set<String> = ["条", "部", "件次", "人次", "项"]

  private static let topics: WordList = [
    "申请", "复议", "诉讼", "规范性文件", "规章", "予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理", "结转", "转下", "转入下", "继续办理", "顺延", "办结", "答复", "起诉",
    "许可", "处罚", "强制", "不掌握", "秘密", "案卷", "第三方", "内部事务", "过程性", "制作", "重复", "自然人", "企业", "机构",
  ]

  /// 行政复议、行政诉讼各1件.
  private func both(_ quantity: Quantity, _ clause: Clause) -> [Quantity] {
    if clause.head.hasSuffix("各"), clause.head.containsAny(["复议"]), clause.head.containsAny(["诉讼"]) {
      return [.review("total"), .litigation("total")]
    }
    return [quantity]
  }

  private func classify(_ clause: Clause, _ paragraph: Prose.Paragraph, dispute: inout Quantity?, isDoubtful: inout Bool) -> Quantity? {
    let head = clause.head
    let near = clause.near
    let tail = clause.tail
    if let found = disputes(clause, paragraph, &dispute, &isDoubtful) { return found }
    if dispute != nil, let outcome = Self.outcomes.first(where: { near.containsAny($0.words) }) {
      switch dispute {
      case .review: return .review(outcome.column)
      case .litigation: return .litigation(outcome.column)
      default: break
      }
    }
    if head.containsAny(["复议", "诉讼", "应诉", "起诉"]) { return nil }
    let isAboutApplications =
      paragraph.isOnApplications || head.containsAny(Prose.Vocabulary.applications) || tail.containsAny(Prose.Vocabulary.applications)
    if isAboutApplications, let found = detail(near, tail) { return found }
    if let found = documents(clause) { return found }
    if let found = decisions(clause) { return found }
    guard !head.containsAny(Self.otherBusiness), !tail.containsAny(Self.otherBusiness) else { return nil }
    let isOnApplications =
      paragraph.isOnApplications || head.containsAny(Prose.Vocabulary.applications) || tail.containsAny(Prose.Vocabulary.applications)
    guard isOnApplications else { return nil }
    if near.containsAny(["上年结转", "上年度结转", "去年结转", "上一年结转", "上一年度结转", "结转上年", "往年结转"]) || endsWithCarry(near, previous: true) {
      return .carriedIn
    }
    if near.containsAny(["结转下", "转下年", "转下一年", "结转至下", "转至下", "结转到下", "顺延至下", "转入下", "结转次年"]) || endsWithCarry(near, previous: false)
      || near.hasSuffix("顺延")
      || tail.containsAny(["结转下", "结转至下", "转下年"]) && near.hasSuffix("其余")
      || near.hasSuffix("结转") && ["至下", "到下", "下年", "下一年", "至次年", "到次年"].contains(where: tail.hasPrefix)
    {
      return .carriedOut
    }
    if near.contains("结转") { return nil }
    if let groups = resultGroups(near) { return .results(groups) }
    if near.hasSuffix("自然人") || near.containsAny(["自然人申请", "由自然人提出", "自然人提出", "公民申请"]) && !near.contains("法人") { return .naturalPersons }
    if near.containsAny(["法人或其他组织", "法人或者其他组织", "法人及其他组织", "法人和其他组织", "法人、其他组织"]) && !near.contains("自然人") && !near.contains("公民") {
      return .organisations
    }
    if near.containsAny(Self.channels) { return nil }
    if near.containsAny(["收办", "办理"]),
      !near.containsAny(["收到", "受理", "新收", "办结", "答复", "办理完毕"]) && (head.contains("申请") || tail.contains("申请"))
    {
      return .handled
    }
    if near.containsAny(["新收", "收到", "受理", "接收", "接到", "收悉", "新接"]),
      near.contains("申请") || tail.contains("申请") || near.contains("公开件") || near.contains("请求") || head.containsAny(["依申请公开"])
    {
      return near.containsAny(["办结", "答复"]) ? nil : .received
    }
    let isPartly = near.containsAny(["按期", "按时"]) && (clause.words.containsAny(["延期", "逾期", "超期"]) || near.contains("其中"))
    if near.containsAny(["办结", "答复", "办理完毕"]), !near.containsAny(Self.partialAnswers), !isPartly, !head.containsAny(["收到的", "受理的"]),
      !tail.containsAny(["延期"])
    {
      return near.contains("未") || near.contains("尚") ? nil : .closed
    }
    if ["依申请公开请求", "依申请公开件", "依申请公开申请", "申请受理数", "申请数量", "申请数"].contains(where: near.hasSuffix) { return .received }
    if near.hasSuffix("依申请公开") || near.hasSuffix("政府信息公开申请") && near.scalars.count <= 14 { return .received }
    return nil
  }

  /// 结转2024年, 结转到2024年; 2022年结转.
  private func endsWithCarry(_ near: Words, previous: Bool) -> Bool {
    guard let year else { return false }
    if previous { return near.contains("\(year - 1)年结转") || near.contains("\(year - 1)年度结转") }
    return ["转", "结转到", "转入", "转至", "顺延至", "顺延到"].contains { near.contains("\($0)\(year + 1)年") }
  }

  private static let otherBusiness: WordList = [
    "来访", "咨询", "热线", "12345", "信访", "群众来信", "留言", "网民", "建议", "提案", "舆情", "许可申请", "登记申请", "救助", "低保", "补贴", "审批", "报名",
    "公租房", "投诉", "举报件", "异议", "补正", "超期", "逾期", "纠错", "败诉", "意见", "培训", "会议", "解读", "通知", "告知书", "答复书", "通告", "简报", "指南", "文书",
    "公众号", "微博", "行政许可", "行政处罚", "行政确认", "不动产", "户籍", "投稿", "督办", "转办", "征集", "问卷",
  ]
  private static let channels = [
    "当面", "现场", "网络", "网上", "信函", "邮寄", "邮件", "传真", "平台", "窗口", "在线", "线上", "线下", "电子", "书面", "来函", "信件", "口头",
  ]
  private static let partialAnswers = [
    "延期", "电话", "当场", "超期", "其中", "提前", "主动", "部门", "转", "协助", "指导", "已公开", "查询", "上年", "期内", "先行", "公开答复",
  ]
  static let outcomes: [(column: String, words: [String])] = [
    ("upheld", ["结果维持", "维持"]), ("corrected", ["结果纠正", "纠正", "被纠错"]), ("other", ["其他结果", "其它结果"]), ("pending", ["尚未审结", "未审结"]),
  ]

  private func resultGroups(_ near: Words) -> [String]? {
    let names: [(String, String)] = [
      ("予以公开", "granted"), ("部分公开", "partial"), ("不予公开", "refused"), ("无法提供", "unavailable"), ("不予处理", "not_processed"),
      ("其他处理", "other"), ("其它处理", "other"),
    ]
    var found: [String] = []
    var rest = near
    for (word, id) in names {
      // 不予以公开 is no official name of a result, and 予以公开 stands inside it.
      if word == "予以公开", near.containsAny(["不予以公开", "未予以公开"]) { continue }
      guard let place = near.find(word) else { continue }
      // 依法不予公开的理由…: the name has to stand right before the number, but for 的, 及, 和, 答复 and brackets.
      _ = place
      found.append(id)
      rest = rest.removing([word])
    }
    guard !found.isEmpty else { return nil }
    let filler = rest.removing([
      "予以", "的", "及", "和", "与", "、", "合计", "共", "共计", "为", "有", "答复", "决定", "作出", "申请", "情形", "\"", "“", "”", "(", ")", "信息", "分别", ":",
      "数量", "按结果分", "包括", "属于", "依法", "予以", "本机关", "我机关", "因", "其中", "政府信息", "已", "类", "作", "经审查", "全部", "我局", "我镇", "处理",
    ])
    return filler.scalars.count <= 2 ? found : nil
  }
}
