/// What the blank form or a county's model tells the clerk in brackets, whatever the brackets: （文字描述）, 【不超过1000字】, [没有的填0].
enum BracketedHint {
  private static let hints: WordList = [
    "文字描述", "在此处报告", "在此报告", "不得空白", "不能空白", "不得为空", "请填0", "请填写", "填写0", "填0", "填“0”", "不超过1000字", "字以内", "五个方面", "如实填写", "如实填报", "以表格形式",
    "此处填",
    "此处写", "填报说明", "填写说明", "请删除", "示例", "模板", "参考格式", "据实填",
  ]
  private static let brackets: [Unicode.Scalar: Unicode.Scalar] = [
    "（": "）", "(": ")", "【": "】", "〔": "〕", "[": "]", "［": "］", "{": "}", "〖": "〗", "＜": "＞", "<": ">",
  ]

  /// The first hint with its brackets, as written.
  static func first(in text: String) -> String? {
    let s = Array(text.unicodeScalars)
    var index = 0
    while index < s.count {
      guard let close = brackets[s[index]], let end = s[index...].prefix(160).firstIndex(of: close) else {
        index += 1
        continue
      }
      let inside = Words(folding: String(String.UnicodeScalarView(s[(index + 1)..<end])))
      if inside.containsAny(hints) { return String(String.UnicodeScalarView(s[index...end])) }
      index += 1
    }
    return nil
  }
}
