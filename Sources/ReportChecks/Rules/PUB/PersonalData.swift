import Diagnostics
import ReportModel

/// Identity numbers and mobile numbers in the prose.
struct PersonalData: Rule {
  let info = RuleInfo(
    "PUB-09", .warning, zh: "正文不含个人信息", en: "no personal data in the prose",
    why: Message(
      zh: "身份证号码和个人手机号不应出现在公开的报告中；机关联系电话除外。",
      en: "Identity numbers and private mobile numbers do not belong there; the office's own telephone does."),
    source: "《中华人民共和国个人信息保护法》第二十八条；\(Source.ordinance)第十五条")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    var out: [Verdict] = []
    for paragraph in report.prose.paragraphs {
      guard let kind = Self.kind(paragraph.folded) else { continue }
      // The number itself is not repeated in a finding.
      out.append(.fail(finding(Message(zh: "正文疑似含个人信息（\(kind.zh)）", en: "possible personal data: \(kind.en)"), at: paragraph.origin)))
    }
    return out.isEmpty ? [.pass] : out
  }

  private static func kind(_ words: Words) -> (zh: String, en: String)? {
    let s = words.scalars
    var index = 0
    while index < s.count {
      guard s[index].value >= 0x30, s[index].value <= 0x39 else {
        index += 1
        continue
      }
      let start = index
      while index < s.count, s[index].value >= 0x30, s[index].value <= 0x39 { index += 1 }
      let digits = s[start..<index].map { Int($0.value) - 0x30 }
      let ends = index < s.count ? s[index] : " "
      if digits.count == 18 || digits.count == 17 && (ends == "X" || ends == "x") {
        if isIdentity(digits, hasX: digits.count == 17) { return ("身份证号码", "an identity number") }
      }
      if digits.count == 11, digits[0] == 1, digits[1] >= 3 {
        let before = words[max(0, start - 12)..<start]
        if !before.containsAny(["电话", "联系", "咨询", "热线", "传真", "手机"]) { return ("手机号码", "a mobile number") }
      }
    }
    return nil
  }

  /// The check digit of GB 11643—1999.
  private static func isIdentity(_ digits: [Int], hasX: Bool) -> Bool {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    guard digits.count >= 17 else { return false }
    let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    let check = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2][sum % 11]
    return hasX ? check == 10 : digits[17] == check
  }

  let examples = RuleExamples(
    passing: { $0.addText(6, "联系电话：13800000000。") }, failing: { $0.addText(6, "申请人张某（13900001111）要求公开。") })
}
