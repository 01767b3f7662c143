import ReportModel

/// What the text says of 信息处理费: nothing, none, or an amount.
///
/// Source: 国办公开办函〔2021〕30号, 六、其他需要报告的事项; 国办函〔2020〕109号.
struct FeeStatement: Sendable {
  struct Amount: Sendable {
    var section: Int?
    var yuan: NumberToken
    var sentence: Prose.Sentence
  }
  var isMentioned = false
  /// 未收取, 没有收取, 未发生, 未产生, 0元.
  var saysNone = false
  var mentionsNotice = false
  /// Amounts above nought, in 元.
  var amounts: [Amount] = []

  init(_ prose: Prose) {
    for paragraph in prose.paragraphs {
      for sentence in paragraph.sentences {
        let words = sentence.words
        guard words.contains("处理费") || words.contains("收费") || words.contains("收取") && words.contains("费") else { continue }
        guard words.containsAny(["信息处理费", "信息公开处理费", "处理费", "信息公开收费", "公开费用", "依申请公开"]) else { continue }
        isMentioned = true
        if words.containsAny(["收费通知", "缴费通知"]) { mentionsNotice = true }
        if words.containsAny(["未收取", "没有收取", "未收", "不收取", "未产生", "未发生", "没有产生", "没有发生", "无收取", "未向", "均未", "无信息处理费", "没有收费", "未收费", "未涉及"])
        {
          saysNone = true
        }
        for token in NumberLexer.tokens(in: words) where token.unit == "元" || token.unit == "万元" {
          if token.value.isZero {
            saysNone = true
          } else if !words[0..<token.range.lowerBound].containsAny(["标准", "每件", "每页"]), !token.isApproximate {
            amounts.append(Amount(section: paragraph.section, yuan: token, sentence: sentence))
          }
        }
      }
    }
  }
}
