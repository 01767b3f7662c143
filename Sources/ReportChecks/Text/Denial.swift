import Diagnostics
import ReportModel

/// 未收到, 没有发生: a sentence that says that there was nothing.
struct Denial: Sendable, Hashable {
  enum Object: Sendable, Hashable {
    case applications, reviews, suits, allClosed, carriedIn, carriedOut, organisations, otherResults, otherOutcomes
  }
  var object: Object
  var section: Int?
  var sentence: String
  var phrase: String
  var origin: Origin?
  var quote: Quote { Quote(section: section, sentence: sentence, phrase: phrase) }
}

/// Finds denials. What stands between the denial and its object has to be of known words, else nothing is concluded:
/// 未收到涉及国家秘密的申请 denies less than 未收到申请.
enum DenialReader {
  static func denials(in prose: Prose, year: Int?, organ: String? = nil) -> [Denial] {
    var out: [Denial] = []
    let names = WordList(organ.map { ClaimWords.names(of: Words(folding: $0).string) } ?? [])
    for paragraph in prose.paragraphs where paragraph.section != 5 {
      for sentence in paragraph.sentences {
        let words = sentence.plain
        guard words.containsAny(topics) else { continue }
        guard isOfYear(words, year) else { continue }
        for clause in words.split({ $0 == "," || $0 == ":" }) {
          for (object, phrase) in read(clause, words, paragraph, names) + UniformReader.read(clause, words, paragraph) {
            out.append(
              Denial(
                object: object, section: paragraph.section, sentence: sentence.text, phrase: sentence.written(of: phrase),
                origin: paragraph.origin))
          }
        }
      }
    }
    return out
  }

  private static func isOfYear(_ words: Words, _ year: Int?) -> Bool {
    guard let year, words.contains("年") else { return true }
    let years = NumberLexer.tokens(in: words).compactMap { $0.unit == "年" ? $0.count : nil }.filter { (1900...2100).contains($0) }
    return years.allSatisfy { $0 == year } && !words.containsAny(["去年", "上年未", "上年度未"])
  }

  private static let topics: WordList = ["申请", "复议", "诉讼", "办结", "起诉", "结转", "公开", "答复"]

  private static let anyDenying = WordList(denying)
  private static let denying = [
    "均未收到", "尚未收到", "未收到过", "未收到", "没有收到", "没收到", "未接到", "没有接到", "未接收到", "未接收", "未受理", "没有受理", "未发生", "没有发生", "未出现", "没有出现", "未产生", "没有产生",
    "未被提起", "未被申请", "不存在",
    "未有", "没有", "无因", "无", "未因", "零",
  ]

  private static func read(_ clause: Words, _ sentence: Words, _ paragraph: Prose.Paragraph, _ names: WordList) -> [(Denial.Object, String)]
  {
    var out: [(Denial.Object, String)] = []
    if let phrase = allClosed(clause, sentence, paragraph) { out.append((.allClosed, phrase)) }
    guard clause.containsAny(anyDenying),
      let (start, word) = denying.lazy.compactMap({ word in clause.find(word).map { ($0, word) } }).first
    else { return out }
    let from = start + word.unicodeScalars.count
    let rest = clause[from..<clause.scalars.count].replacing("依申请公开", with: "公开申请")
    if rest.scalars.contains(where: { $0.value >= 0x30 && $0.value <= 0x39 }) { return out }
    if let place = rest.find("申请"), !rest.containsAny(["复议", "诉讼"]) {
      let verbs = ["收到", "接到", "接收", "受理", "未有", "没有", "无", "零"]
      if verbs.contains(where: { word.contains($0) }) {
        let middle = rest[0..<place]
        let tail = rest[place + 2..<rest.scalars.count]
        let isOnDisclosure =
          tail.contains("公开") || middle.containsAny(["公开", "政府信息"]) || paragraph.isOnApplications || tail.hasPrefix("公开")
        let tailIsPlain = tail.removing(behindApplications).isEmpty
        if isOnDisclosure, isFiller(middle.removing(names)), tailIsPlain {
          out.append((.applications, clause[start..<clause.scalars.count].string))
        }
      }
    }
    // 未发生行政复议、行政诉讼; not 未发生行政复议被纠正.
    if rest.containsAny(["复议", "诉讼", "起诉"]),
      !rest.containsAny(["纠", "败诉", "撤销", "超期", "责任", "追究", "违法", "结转", "费用", "不当", "答辩", "逾期", "问题", "胜诉", "后又", "复议后", "未经复议"])
    {
      let isOnDisclosure =
        clause.containsAny(["信息公开", "政务公开", "依申请"]) || sentence.containsAny(["信息公开", "政务公开", "依申请公开", "申请"]) || paragraph.section == 4
        || paragraph.isOnApplications
      let lead = rest[0..<(["行政复议", "复议", "行政诉讼", "诉讼"].compactMap { rest.find($0) }.min() ?? 0)]
      if isOnDisclosure, isDisputeFiller(lead) {
        let phrase = clause[start..<clause.scalars.count].string
        if rest.contains("复议") { out.append((.reviews, phrase)) }
        if rest.contains("诉讼") { out.append((.suits, phrase)) }
      }
    }
    return out
  }

  private static func isFiller(_ words: Words) -> Bool { words.removing(filler).isEmpty }
  private static let behindApplications: WordList = [
    "公开", "政府信息", "信息", "申请", "事项", "件", "的", "情况", "工作", "办理", "发生", "收到", "要求", "其他方面", "业务", "请求", "诉求", "等",
  ]

  private static let filler: WordList = [
    "依申请公开", "政府信息公开", "政务信息公开", "政府信息", "信息公开", "政务公开", "公开", "任何", "公民", "法人", "或者", "其他组织", "其它组织", "或其他", "社会", "群众", "单位", "个人",
    "组织", "的", "有关", "相关",
    "关于", "书面", "书信", "网络", "要求", "向", "我镇", "我乡", "我局", "我街道", "我单位", "我办", "我委", "提出", "提交", "和", "与", "、", "或", "及", "过", "到", "信息",
    "公众", "社会公众", "其他", "个", "人民", "本机关", "本单位", "本局", "我单位", "形式", "方式", "渠道", "途径", "通过", "及其他", "我县", "我市", "我区", "镇政府", "街道", "办事处",
    "依法", "等", "各类", "一件", "一起", "来自", "任何形式", "人",
  ]

  private static func isDisputeFiller(_ words: Words) -> Bool { words.removing(disputeFiller).isEmpty }
  private static let disputeFiller: WordList = [
    "因政府信息公开工作", "因政府信息公开", "因政务公开", "因信息公开", "因依申请公开", "依申请公开", "政府信息公开", "政务公开", "信息公开", "工作", "与此有关", "与之有关", "有关", "相关", "涉及", "任何",
    "引起", "引发", "产生", "导致", "的", "被",
    "申请", "提起", "提出", "发生", "因此", "因", "对", "针对", "我镇", "我局", "我乡", "我街道", "本机关", "本单位", "政府", "信息", "公开", "和", "、", "等", "方面", "要求",
    "收到", "关于", "该", "类", "案件", "答复", "而", "由此", "涉", "被动", "一起",
  ]

  /// 所有申请均已办结: nothing is carried on.
  private static func allClosed(_ clause: Words, _ sentence: Words, _ paragraph: Prose.Paragraph) -> String? {
    guard
      clause.containsAny([
        "均已办结", "全部办结", "已全部办结", "均办结", "均已全部办结", "全部办理完毕", "均已办理完毕", "全部按期限答复办结", "已全部答复完毕", "全部答复完毕", "已全部按期办结", "均按时办结", "均已按时办结",
        "均已按期办结", "均按期办结",
      ])
    else { return nil }
    guard !sentence.containsAny(["截至", "截止"]) || sentence.contains("12月31日") || sentence.contains("年底") else { return nil }
    guard sentence.contains("申请"), paragraph.isOnApplications || sentence.containsAny(Prose.Vocabulary.applications) else { return nil }
    guard !sentence.containsAny(["结转", "提案", "建议", "信访", "热线", "年底前", "上年", "其中", "除"]) else { return nil }
    return clause.string
  }
}
