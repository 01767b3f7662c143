/// The words of the grammar of claims, in one place: what real reports call the form's own things.
enum ClaimWords {
  /// Words of one meaning and one length: 上年转结2件, 已回复12件, 做出决定.
  static let synonyms: [(String, String)] = [
    ("转结", "结转"), ("回复", "答复"), ("办复", "答复"), ("做出", "作出"), ("其它", "其他"), ("公民个人", "自然人类"), ("接受", "接收"),
    ("线上", "网上"),
  ]

  /// Columns of the applicants. Source: 国办公开办函〔2021〕30号, 表三.
  static let applicants: [(column: String, words: [String])] = [
    ("company", ["商业企业"]), ("research", ["科研机构"]), ("public_welfare", ["社会公益组织", "公益组织"]), ("legal_service", ["法律服务机构"]),
  ]

  /// Rows of the results by words that only their label has, as reports shorten it. Source: 表三（三）至（六）.
  static let reasons: [(row: String, words: [String])] = [
    ("refused.state_secret", ["国家秘密"]), ("refused.forbidden_by_law", ["法律行政法规禁止公开", "法规禁止公开", "法律法规禁止"]),
    ("refused.security_stability", ["三安全一稳定", "危及"]), ("refused.third_party_rights", ["第三方合法权益", "第三方权益", "第三方"]),
    ("refused.internal_affairs", ["内部事务"]), ("refused.process_information", ["过程性信息"]), ("refused.enforcement_file", ["执法案卷"]),
    ("refused.administrative_query", ["行政查询"]), ("unavailable.not_held", ["不掌握", "信息不存在", "不存在"]),
    ("unavailable.needs_creation", ["没有现成信息", "另行制作"]), ("unavailable.still_unclear", ["仍不明确", "不明确"]),
    ("not_processed.petition", ["信访举报投诉", "信访、举报、投诉", "信访类"]), ("not_processed.repeat", ["重复申请"]),
    ("not_processed.publication", ["提供公开出版物", "公开出版物"]), ("not_processed.excessive", ["大量反复申请", "无正当理由大量"]),
    ("not_processed.reissue", ["确认或重新出具", "重新出具"]), ("other.not_corrected", ["逾期不补正", "不补正"]),
    ("other.fee_unpaid", ["逾期未按收费通知", "未缴纳费用", "不缴纳费用"]),
  ]
  static let anyReason = WordList(reasons.flatMap(\.words))

  /// What may stand beside a reason: 属于, 因…, 本机关…相关政府信息.
  static let besideReason: WordList = [
    "本机关", "我局", "相关政府信息", "相关信息", "政府信息", "申请内容", "申请", "信息", "需要", "需", "补正后", "属于", "属", "因", "涉及", "为", "类", "情形", "的", "行为", "其中",
    "告知",
    "依法", "答复", "有", "不予公开", "不予处理", "无法提供", "(", ")", "三类", "过", "不予", "予以", "两类", "保护", "共", "、", "或", "损害", "侵害", "事项", "等", "补正", "告知书",
    "按", "要求",
  ]

  /// Parts of a whole by the way they came.
  static let ways: WordList = [
    "当面", "现场", "网络", "网上", "信函", "邮寄", "传真", "窗口", "在线", "来信", "邮件", "来函", "线下", "门户", "平台", "口头", "电话", "信件", "快递",
  ]

  /// The names that a report gives its own office: the whole, and each end of it, with and without 人民政府 and 办事处.
  static func names(of organ: String) -> [String] {
    var variants = [organ]
    for (word, other) in [("人民政府", "政府"), ("人民政府", ""), ("办事处", ""), ("街道办事处", "街道办"), ("办公室", "办"), ("人民政府办公室", "政府办公室")]
    where organ.hasSuffix(word) {
      variants.append(String(organ.dropLast(word.count)) + other)
    }
    var out: Set<String> = []
    for variant in variants {
      let scalars = Array(variant.unicodeScalars)
      guard scalars.count <= 60 else { continue }
      for start in scalars.indices where scalars.count - start >= 3 { out.insert(String(String.UnicodeScalarView(scalars[start...]))) }
    }
    // The longest first, so that no end of a name is taken out of its middle.
    return out.sorted { ($0.count, $0) > ($1.count, $1) }
  }
}
