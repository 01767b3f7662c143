import ReportModel

/// Claims by the noun that they count: reasons and applicants, reviews and suits, documents, decisions.
extension ClaimReader {
  /// One of the reasons, or a kind of applicant, named right before the number.
  func detail(_ near: Words, _ tail: Words) -> Quantity? {
    for item in ClaimWords.applicants where near.containsAny(item.words) {
      let rest = near.removing(item.words).removing(ClaimWords.besideReason).removing(["由", "提出", "提交", "来自"])
      return rest.isEmpty ? .applicants(item.column) : nil
    }
    guard near.containsAny(ClaimWords.anyReason), !near.containsAny(["投诉举报", "信访件", "信访事项"]) else { return nil }
    for item in ClaimWords.reasons where near.containsAny(item.words) {
      let rest = near.removing(item.words).removing(ClaimWords.besideReason).removing(names)
      return rest.scalars.count <= 1 ? .reason("results.\(item.row)") : nil
    }
    return nil
  }

  func disputes(_ clause: Clause, _ paragraph: Prose.Paragraph, _ dispute: inout Quantity?, _ isDoubtful: inout Bool) -> Quantity? {
    let near = clause.near
    let isOfApplications = clause.words.containsAny(["信息公开", "政务公开", "依申请公开"]) || paragraph.section == 4 || paragraph.isOnApplications
    if isOfApplications, ["起诉", "诉讼", "案件", "提起", "的", "为", "直接起诉"].contains(where: near.hasSuffix) || near.containsAny(["起诉"]) {
      if near.containsAny(["未经复议", "未经行政复议", "直接起诉"]) { return .suits("litigation_direct") }
      if near.containsAny(["复议后", "经复议"]) { return .suits("litigation_after_review") }
    }
    let hasReview = near.containsAny(["行政复议", "复议案件", "复议"])
    let hasSuit = near.containsAny(["行政诉讼", "诉讼案件", "诉讼"])
    guard hasReview || hasSuit else { return nil }
    if near.containsAny(["复议机关", "复议委员会", "诉讼费", "调解", "败诉", "撤诉", "胜诉", "出庭", "撤回", "纠错", "人次", "听证", "咨询", "培训", "申请复议", "超期"]) {
      return nil
    }
    // A review brought against the office is counted; one that the office decides itself is its business.
    let isSaid = clause.words.containsAny(["信息公开", "政务公开", "依申请公开"]) || paragraph.section == 4
    // 全市新收行政复议案件2318件，审结2100件: its own business as the body that decides.
    if !isSaid, near.containsAny(["新收", "受理", "办理", "审理", "审结"]) || clause.words.containsAny(["应诉", "审结"]) { return nil }
    let isOnDisclosure = isSaid || paragraph.isOnApplications
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

  func documents(_ clause: Clause) -> Quantity? {
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
    let isMade = near.containsAny(["制定", "制发", "出台"])
    if near.contains("发布"), !isMade { return nil }
    if near.contains("清理"), !near.contains("清理废止") { return nil }
    if near.containsAny(["公开", "审查", "备案", "解读", "党内", "审核", "评估", "报送", "修订", "修改", "拟", "草案", "历年", "累计", "联合", "集中", "其他"])
      || near.contains("失效")
    {
      return nil
    }
    if near.containsAny(["现行有效", "有效"]) { return .documents(row, "in_force") }
    if near.contains("废止") { return near.containsAny(["制发", "制定", "出台"]) ? nil : .documents(row, "repealed") }
    if near.containsAny(["制发", "制定", "出台"]) { return .documents(row, "issued") }
    return nil
  }

  func decisions(_ clause: Clause) -> Quantity? {
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
