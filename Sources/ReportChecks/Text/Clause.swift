import ReportModel

/// The surroundings of a number in its sentence: what stands before it back to the last comma or number, and behind it up to the next.
struct Clause {
  /// The whole sentence.
  let words: Words
  let token: NumberToken
  /// From the last comma or counted number to the number.
  let near: Words
  /// From the last comma to the number; numbers in between do not end it.
  let head: Words
  /// Behind the unit, up to the next mark.
  let tail: Words
  private let before: Words
  private let tokens: [NumberToken]
  private let place: Int

  init(_ words: Words, _ token: NumberToken, after previous: Int, tokens: [NumberToken], place: Int) {
    self.words = words
    self.token = token
    self.tokens = tokens
    self.place = place
    let s = words.scalars
    let inNumber = { (index: Int) in tokens.contains { $0.range.contains(index) } }
    var start = token.range.lowerBound
    while start > previous, !(Self.isMark(s[start - 1]) && s[start - 1] != "、" && !inNumber(start - 1)) { start -= 1 }
    while start < token.range.lowerBound, s[start] == "、" { start += 1 }
    near = Words(Array(s[start..<token.range.lowerBound]))
    var open = token.range.lowerBound
    while open > 0, !(s[open - 1] == "," && !inNumber(open - 1)) { open -= 1 }
    head = Words(Array(s[open..<token.range.lowerBound]))
    var end = min(token.end, s.count)
    while end < s.count, !Self.isMark(s[end]) { end += 1 }
    tail = Words(Array(s[min(token.end, s.count)..<end]))
    before = Words(Array(s[..<token.range.lowerBound]))
    phraseStart = start
  }

  private let phraseStart: Int

  /// The words that make the claim, as they stand in the folded sentence.
  var phrase: Range<Int> {
    let s = words.scalars
    var start = phraseStart
    while start < token.range.lowerBound, "、()和及".unicodeScalars.contains(s[start]) { start += 1 }
    let end = min(s.count, max(token.end, token.end + (tail.scalars.count <= 10 && tail.contains("申请") ? tail.scalars.count : 0)))
    return start..<max(start, end)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool { ",、:()；;。".unicodeScalars.contains(scalar) }

  /// No other year stands between the last 本年 and the number. 2023年底, 截至2023年12月31日 and the like are of their year.
  func isOfYear(_ year: Int?) -> Bool {
    guard let year else { return true }
    var last: Int?
    for earlier in tokens[..<place] where earlier.unit == "年" {
      guard let value = earlier.count, value > 1900, value < 2100 else { continue }
      // 结转2024年, 转入2024年: where to, not when.
      let lead = words[max(0, earlier.range.lowerBound - 4)..<earlier.range.lowerBound]
      if lead.containsAny(["结转", "转入", "转至", "转到", "较", "比", "自", "从"]) || lead.hasSuffix("转") || lead.containsAny(["顺延"]) { continue }
      // 2022年结转: where from.
      if words.hasWord("结转", at: earlier.end) || words.hasWord("度结转", at: earlier.end) { continue }
      last = value
    }
    if let last, last != year {
      let rest = before
      return rest.findLast("本年").map { $0 > (rest.findLast("\(last)年") ?? 0) } ?? false
    }
    if near.containsAny(["去年", "上年"]) && !near.contains("结转") { return false }
    return true
  }

  /// 2023年1月1日至11月30日, 截至11月底, 1至6月: a span of months that is no whole year stands before the number.
  var isOfMonths: Bool {
    tokens[..<place].enumerated().contains { index, token in
      guard token.unit == "月", let month = token.count else { return false }
      let lead = words[token.range.lowerBound - 6..<token.range.lowerBound]
      let isEnd = lead.containsAny(Self.until)
      let day =
        index + 1 < place && tokens[index + 1].unit == "日" && tokens[index + 1].range.lowerBound == token.end ? tokens[index + 1] : nil
      let rest = words[(day?.end ?? token.end)..<(day?.end ?? token.end) + 3]
      if isEnd { return !(month == 12 && (day == nil || day?.count == 31)) }
      // 自2023年2月1日起至…: where it begins.
      return rest.containsAny(Self.until) && !(month == 1 && (day == nil || day?.count == 1))
    }
  }
  private static let until: WordList = ["至", "到", "截止", "-", "—", "~", "～"]

  /// 同比增加3件, 比上年多2件.
  var isComparison: Bool {
    near.containsAny(Self.comparing)
  }
  private static let comparing: WordList = [
    "同比", "比上年", "较上年", "比去年", "较去年", "增加", "减少", "增长", "下降", "上升", "增幅", "多出", "平均", "日均", "每月", "环比", "超过", "不少于", "不低于", "力争", "计划",
    "目标",
  ]

  /// 其中: a part of what stands before.
  var isPart: Bool { near.contains("其中") }

  /// 本级, a district, a department: not the whole office.
  func isScoped(by organ: WordList) -> Bool {
    let subject = head.removing(organ).removing(Self.own)
    // Of several scopes in a sentence the widest is compared: 市政府6件, 办公室11件, 全市50件.
    if !head.containsAny(Self.wide), words.containsAny(Self.wide), head.containsAny(["市政府", "县政府", "区政府", "办公室", "本机关"]) { return true }
    if subject.containsAny(Self.parts) { return true }
    // A name of another office before the verb.
    for verb in ["收到", "新收", "受理", "接收", "收办", "办理", "答复", "办结"] {
      guard let place = subject.find(verb), place > 1 else { continue }
      let name = subject[0..<place]
      if let last = name.scalars.last, "区县镇乡局委办厅街".unicodeScalars.contains(last) || name.hasSuffix("街道") || name.hasSuffix("公司") {
        return true
      }
    }
    return false
  }

  private static let wide: WordList = ["全市", "全县", "全区", "全省", "全系统"]
  private static let parts: WordList = [
    "本级", "机关本身", "市直", "县直", "区直", "各县", "各区", "各镇", "各乡", "各部门", "街道收", "镇收", "乡收", "局收", "县收", "区收", "办收", "省级", "市级", "县级", "乡镇",
  ]

  static let own: WordList = [
    "全市", "全县", "全区", "全省", "全镇", "全乡", "全街道", "我市", "我县", "我区", "我省", "我镇", "我乡", "我街道", "我局", "我委", "我办", "我厅", "我院", "我单位",
    "我机关", "本市", "本县", "本区", "本镇", "本乡", "本街道", "本局", "本委", "本办", "本厅", "本机关", "本单位", "全局", "全委", "全系统", "街道办事处", "区政府", "县政府", "市政府",
    "镇政府", "乡政府",
  ]
}
