import Diagnostics
import ReportModel

/// N件，其中…: a breakdown that is complete adds up, and one that is not stays below.
struct PartsInText: Rule {
  let info = RuleInfo(
    "TXT-14", .warning, zh: "正文中分项之和等于总数", en: "a breakdown in the text adds up",
    why: Message(
      zh: "只核对申请件数的完整分项（自然人与法人或其他组织；六类办理结果），以及各渠道之和不大于总数。",
      en: "Looked at for complete breakdowns of applications, and for channels that exceed their total."), formula: "Σ parts = whole",
    source: "\(Source.both)附件，一、总体情况",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    var out: [Verdict] = []
    for whole in report.claims where [.received, .handled].contains(whole.quantity) {
      let near = report.claims.filter {
        $0.paragraph == whole.paragraph && ($0.sentenceNumber == whole.sentenceNumber || $0.sentenceNumber == whole.sentenceNumber + 1)
      }
      let persons = near.filter { $0.quantity == .naturalPersons || $0.quantity == .organisations }
      if persons.count == 2, Set(persons.map(\.quantity)).count == 2, persons.allSatisfy({ $0.sentenceNumber == whole.sentenceNumber }) {
        out.append(verdict(whole, persons.map(\.value)))
      }
      let results = near.filter { if case .results(let groups) = $0.quantity { groups.count == 1 } else { false } }
      let carried = near.filter { $0.quantity == .carriedOut }
      if results.count == 6, Set(results.map(\.quantity)).count == 6, carried.count == 1, whole.quantity == .handled {
        out.append(verdict(whole, (results + carried).map(\.value)))
      }
      if let channels = Self.channels(report, whole), channels.reduce(0, { $0 &+ $1 }) > whole.value {
        out.append(verdict(whole, channels))
      }
    }
    return out
  }

  private func verdict(_ whole: Claim, _ parts: [Int]) -> Verdict {
    let sum = parts.reduce(0) { $0 &+ $1 }
    guard sum != whole.value else { return .pass }
    var finding = finding(
      Message(zh: "正文分项之和\(sum)不等于总数\(whole.value)", en: "the parts sum to \(sum), not \(whole.value)"), at: whole.origin,
      actual: String(sum), expected: String(whole.value))
    finding.quote = whole.quote
    return .fail(finding)
  }

  /// 网络N件、信函N件、当面N件, in the sentence of the whole.
  private static func channels(_ report: CheckedReport, _ whole: Claim) -> [Int]? {
    let words = Words(folding: whole.sentence)
    let tokens = NumberLexer.tokens(in: words)
    var parts: [Int] = []
    var previous = 0
    for (place, token) in tokens.enumerated() {
      defer { if token.countsCases { previous = token.end } }
      guard token.countsCases, let value = token.count else { continue }
      let clause = Clause(words, token, after: previous, tokens: tokens, place: place)
      guard clause.near.containsAny(["当面", "现场", "网络", "网上", "信函", "邮寄", "传真", "窗口", "在线"]), !clause.near.contains("收到"),
        !clause.near.contains("新收")
      else { continue }
      guard !token.isApproximate else { return nil }
      parts.append(value)
    }
    return parts.count > 1 ? parts : nil
  }

  let examples = RuleExamples(
    passing: { $0.addText(1, "共办理政府信息公开申请10件，由自然人提出的8件，由法人或其他组织提出的2件。") },
    failing: { $0.addText(1, "共办理政府信息公开申请10件，由自然人提出的8件，由法人或其他组织提出的3件。") })
}
