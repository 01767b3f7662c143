import Diagnostics
import ReportModel

/// N件，其中…: a breakdown that is complete adds up, and one that is not stays below.
struct PartsInText: Rule {
  let info = RuleInfo(
    "TXT-14", .warning, zh: "正文中分项之和等于总数", en: "a breakdown in the text adds up",
    why: Message(
      zh: "只核对申请件数的完整分项（自然人与法人或其他组织；六类办理结果；写明“分别”、单独列在括号内或以“其他”收尾的各渠道），其余渠道之和不大于总数。",
      en:
        "Looked at for complete breakdowns of applications (of channels: with 分别, alone in brackets, or ending with 其他), and for channels that "
        + "exceed their total."), formula: "Σ parts = whole",
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
      if let channels = Self.channels(report, whole) {
        let sum = channels.parts.reduce(0) { $0 &+ $1 }
        // The ways may well count what was carried in.
        let carried = near.first { $0.quantity == .carriedIn }?.value ?? 0
        if sum != whole.value &+ carried, sum > whole.value || channels.areAll { out.append(verdict(whole, channels.parts)) }
      }
    }
    return out + arithmetic(report)
  }

  /// Differences, growth and shares, held against the numbers that stand beside them.
  private func arithmetic(_ report: CheckedReport) -> [Verdict] {
    report.prose.paragraphs.filter { $0.section != 5 }.flatMap { paragraph in
      paragraph.sentences.flatMap { sentence in
        OwnArithmetic.slips(in: sentence.plain).map { slip -> Verdict in
          var finding = finding(
            Message(
              zh: "正文数字自相矛盾：“\(sentence.written(at: slip.range))”，按句中数字应为\(slip.due)",
              en: "the sentence contradicts itself: “\(sentence.written(at: slip.range))”; its own numbers make \(slip.due)"),
            at: paragraph.origin, actual: slip.said, expected: slip.due)
          finding.quote = Quote(section: paragraph.section, sentence: sentence.text, phrase: sentence.written(at: slip.range))
          return .fail(finding)
        }
      }
    }
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
  ///
  /// They are all of them where the sentence says 分别, where they stand alone in brackets, or where the last one is 其他.
  private static func channels(_ report: CheckedReport, _ whole: Claim) -> (parts: [Int], areAll: Bool)? {
    let words = Words(folding: whole.sentence)
    let tokens = NumberLexer.tokens(in: words)
    guard let first = tokens.first(where: { $0.countsCases && $0.count == whole.value }) else { return nil }
    var parts: [Int] = []
    var previous = 0
    var lead = Words([])
    var hasRest = false
    var isMixed = false
    for (place, token) in tokens.enumerated() {
      defer { if token.countsCases { previous = token.end } }
      guard token.countsCases, let value = token.count else { continue }
      let clause = Clause(words, token, after: previous, tokens: tokens, place: place)
      guard clause.near.containsAny(ClaimWords.ways), parts.isEmpty ? token.range.lowerBound > first.range.lowerBound : true, token != first
      else {
        if !parts.isEmpty, !hasRest, ["其他", "其它"].contains(where: clause.near.hasPrefix), clause.near.scalars.count <= 8,
          !clause.near.containsAny(["处理", "组织", "结果"])
        {
          hasRest = true
          parts.append(value)
        } else if token.range.lowerBound > first.range.lowerBound {
          isMixed = true
        }
        continue
      }
      guard !token.isApproximate else { return nil }
      if parts.isEmpty { lead = words[first.end..<token.range.lowerBound] }
      if hasRest { isMixed = true }
      parts.append(value)
    }
    guard parts.count > 1 else { return nil }
    let isSaid = lead.contains("分别") || lead.hasPrefix("(") && !lead.contains("其中") || hasRest
    return (parts, isSaid && !isMixed && !lead.isEmpty)
  }

  let examples = RuleExamples(
    passing: { $0.addText(1, "共办理政府信息公开申请10件，由自然人提出的8件，由法人或其他组织提出的2件。") },
    failing: { $0.addText(1, "共办理政府信息公开申请10件，由自然人提出的8件，由法人或其他组织提出的3件。") })
}
