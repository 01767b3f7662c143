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
  private let names: WordList
  private(set) var claims: [Claim] = []

  init(_ report: Report, _ prose: Prose) {
    self.report = report
    year = report.year?.value
    let own = report.organ.map { [Words(folding: $0.value).string] } ?? []
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
    let words = sentence.words
    guard words.scalars.contains(where: Self.caseUnits.contains), words.containsAny(Self.topics) else { return }
    let tokens = NumberLexer.tokens(in: words)
    guard tokens.contains(where: \.countsCases) else { return }
    var previousEnd = 0
    var dispute: Quantity?
    // The sentence has turned to other business, such as applications for licences.
    var isElsewhere = false
    for (place, token) in tokens.enumerated() {
      defer { if token.countsCases || token.unit == "人" { previousEnd = token.end } }
      guard token.countsCases, let value = token.count, value >= 0 else { continue }
      let clause = Clause(words, token, after: previousEnd, tokens: tokens, place: place)
      guard !token.isApproximate, clause.isOfYear(year), !clause.isComparison, !clause.isScoped(by: organ) else { continue }
      var isDoubtful = false
      if clause.near.containsAny(Self.otherBusiness) {
        isElsewhere = true
      } else if clause.near.containsAny(Prose.Vocabulary.applications) {
        isElsewhere = false
      }
      guard let quantity = classify(clause, paragraph, dispute: &dispute, isDoubtful: &isDoubtful) else { continue }
      if clause.isPart, !quantity.isOfKinds { continue }
      if [.received, .handled, .closed, .carriedIn, .carriedOut].contains(quantity), !isOfWholeYear(clause) { continue }
      if isElsewhere, !clause.near.containsAny(Prose.Vocabulary.applications), quantity.isOnApplications { continue }
      let quantities = both(quantity, clause)
      for quantity in quantities {
        claims.append(
          Claim(
            quantity: quantity, value: value, section: paragraph.section, sentence: sentence.text,
            phrase: sentence.written(of: clause.phrase),
            origin: paragraph.origin, isDoubtful: isDoubtful, paragraph: index, sentenceNumber: number))
      }
    }
  }

  /// Nothing in the clause but the office, the year, the verb and the application: 收到涉及征地的申请3件 is a part of them.
  private func isOfWholeYear(_ clause: Clause) -> Bool {
    if clause.words.containsAny(Self.otherSpans) || clause.isOfMonths { return false }
    let tail = clause.tail.contains("申请") ? clause.tail : Words([])
    return clause.near.removing(names).removing(Self.ownAndFiller).scalars.count <= 1
      && tail.removing(names).removing(Self.ownAndFiller).scalars.count <= 2
  }

  private static let otherSpans: WordList = ["以来", "历年", "累计", "上半年", "下半年", "季度"]

  private static let filler: WordList = [
    "截至12月31日", "年内", "申请书", "截至12月底", "截至年底", "今年", "全年", "本年度", "本年", "当年", "上一年度", "上一年", "上年度", "上年", "下一年度", "下一年", "下年度", "下年", "年度",
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
  private static let caseUnits: [Unicode.Scalar] = ["件", "起", "宗", "份", "例"]

  private static let topics: WordList = [
    "申请", "复议", "诉讼", "规范性文件", "规章", "予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理", "结转", "转下", "转入下", "继续办理", "顺延", "办结", "答复", "起诉",
    "许可", "处罚", "强制",
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
    if near.containsAny(["新收", "收到", "受理", "接收", "接到", "收悉", "新接"]), near.contains("申请") || tail.contains("申请") || near.contains("公开件") {
      return near.containsAny(["办结", "答复"]) ? nil : .received
    }
    if near.containsAny(["办结", "答复", "办理完毕"]), !near.containsAny(Self.partialAnswers), !tail.containsAny(["延期"]) {
      return near.contains("未") || near.contains("尚") ? nil : .closed
    }
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
    "来信", "来访", "咨询", "热线", "12345", "信访件", "留言", "网民", "建议", "提案", "舆情", "许可申请", "登记申请", "救助", "低保", "补贴", "审批", "报名",
    "公租房", "投诉", "举报件", "异议", "补正", "超期", "逾期", "纠错", "败诉", "意见", "培训", "会议", "解读", "通知", "告知书", "答复书", "通告", "简报", "指南", "文书",
    "公众号", "微博", "行政许可", "行政处罚", "行政确认", "不动产", "户籍", "投稿", "督办", "转办", "征集", "问卷",
  ]
  private static let channels = [
    "当面", "现场", "网络", "网上", "信函", "邮寄", "邮件", "传真", "平台", "窗口", "在线", "线上", "线下", "电子", "书面", "来函", "信件", "口头",
  ]
  private static let partialAnswers = [
    "延期", "电话", "当场", "按期", "超期", "其中", "提前", "主动", "部门", "转", "协助", "指导", "已公开", "查询", "上年", "期内", "先行", "公开答复",
  ]
  private static let outcomes: [(column: String, words: [String])] = [
    ("upheld", ["结果维持", "维持"]), ("corrected", ["结果纠正", "纠正"]), ("other", ["其他结果", "其它结果"]), ("pending", ["尚未审结", "未审结"]),
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
      "数量", "按结果分", "包括", "属于", "依法", "予以",
    ])
    return filler.scalars.count <= 2 ? found : nil
  }

  private func disputes(_ clause: Clause, _ paragraph: Prose.Paragraph, _ dispute: inout Quantity?, _ isDoubtful: inout Bool) -> Quantity? {
    let near = clause.near
    let hasReview = near.containsAny(["行政复议", "复议案件", "复议"])
    let hasSuit = near.containsAny(["行政诉讼", "诉讼案件", "诉讼"])
    guard hasReview || hasSuit else { return nil }
    if near.containsAny(["复议机关", "复议委员会", "诉讼费", "调解", "败诉", "撤诉", "胜诉", "出庭", "撤回", "纠错", "人次", "听证", "咨询", "培训", "申请复议", "超期"]) {
      return nil
    }
    // A review brought against the office is counted; one that the office decides itself is its business.
    let isOnDisclosure = clause.words.containsAny(["信息公开", "政务公开", "依申请公开"]) || paragraph.section == 4 || paragraph.isOnApplications
    isDoubtful = !isOnDisclosure || clause.words.containsAny(["备案", "应诉", "审理", "审结", "代理"]) || near.containsAny(["办结", "办理", "受理", "处理"])
    if hasReview, hasSuit, !clause.head.hasSuffix("各") {
      // 未经复议直接起诉 and 复议后起诉 are kinds of suit.
      guard near.containsAny(["未经复议", "复议后"]) else {
        dispute = nil
        return nil
      }
      dispute = nil
      return nil
    }
    if near.containsAny(["未经复议", "复议后", "直接起诉"]) {
      dispute = nil
      return nil
    }
    let quantity: Quantity = hasReview ? .review("total") : .litigation("total")
    dispute = quantity
    if let outcome = Self.outcomes.first(where: { near.containsAny($0.words) }) {
      return hasReview ? .review(outcome.column) : .litigation(outcome.column)
    }
    return quantity
  }

  private func documents(_ clause: Clause) -> Quantity? {
    let near = clause.near
    let tail = clause.tail
    let row: String
    if near.containsAny(["行政规范性文件", "规范性文件"]) || tail.hasPrefix("行政规范性文件") || tail.hasPrefix("规范性文件") {
      row = "normative_documents"
    } else if near.containsAny(["政府规章", "规章"]) && !near.containsAny(["规章制度"]) || tail.hasPrefix("规章") && !tail.hasPrefix("规章制度") {
      row = "regulations"
    } else {
      return nil
    }
    if near.containsAny(["公开", "清理", "审查", "备案", "解读", "发布", "党内", "审核", "评估", "报送", "修订", "修改", "拟", "草案", "历年", "累计", "联合", "集中", "其他"])
      || near.contains("失效")
    {
      return nil
    }
    if near.containsAny(["现行有效", "有效"]) { return .documents(row, "in_force") }
    if near.contains("废止") { return near.containsAny(["制发", "制定", "出台"]) ? nil : .documents(row, "repealed") }
    if near.containsAny(["制发", "制定", "出台"]) { return .documents(row, "issued") }
    return nil
  }

  private func decisions(_ clause: Clause) -> Quantity? {
    guard clause.near.contains("决定") || namesOnlyDecisions(clause.near), !clause.near.containsAny(["公开", "公示", "信息公开"]) else { return nil }
    if clause.near.contains("行政许可") { return .decisions("licensing") }
    if clause.near.contains("行政处罚") { return .decisions("penalties") }
    if clause.near.contains("行政强制") { return .decisions("coercion") }
    return nil
  }

  /// 行政许可N件, 全年实施行政处罚N件: nothing beside them says that something else is counted, such as applications, items or files.
  private func namesOnlyDecisions(_ near: Words) -> Bool {
    guard ["行政许可", "行政处罚", "行政强制"].contains(where: near.hasSuffix) else { return false }
    return near.removing(names).removing(Self.deciding).isEmpty
  }

  private static let deciding =
    Clause.own + [
      "行政许可", "行政处罚", "行政强制", "本年度", "本年", "全年", "今年", "年内", "各类", "依法", "共", "作出", "做出", "办理", "实施", "其中", "(", ":", "和", "、",
    ]
}
