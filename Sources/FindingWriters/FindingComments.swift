public import Diagnostics

/// Findings as comments beside the cells and paragraphs that they are about.
public enum FindingComments {
  public struct Comment: Hashable, Sendable {
    /// `nil` for a finding without a place in the file.
    public var origin: Origin?
    public var paragraphs: [String]
  }

  /// One comment a finding, at the cell that is probably wrong where that is known, else where the finding is.
  public static func comments(_ findings: [Diagnostic], language: Language) -> [Comment] {
    findings.map { finding in
      Comment(origin: place(of: finding), paragraphs: paragraphs(finding, language))
    }
  }

  private static func place(of finding: Diagnostic) -> Origin? {
    if let repair = finding.repair?.origin { return repair }
    return finding.origin ?? finding.related.lazy.compactMap(\.origin).first
  }

  private static func paragraphs(_ finding: Diagnostic, _ language: Language) -> [String] {
    let chinese = language == .chinese
    var lines: [String] = []
    let head =
      chinese
      ? "【\(finding.severity.name(in: language)) \(finding.code.rawValue)】"
      : "[\(finding.severity.name(in: language)) \(finding.code.rawValue)] "
    var text = head + (finding.subject.map { FindingText.subject($0, language) } ?? "") + finding.message.text(in: language)
    if let other = finding.otherFile { text += chinese ? "（对照\(other)）" : " (compared with \(other))" }
    // A comment at the start says where to look.
    if place(of: finding)?.part != nil, let place = finding.origin?.description(in: language), !place.isEmpty { text += " [\(place)]" }
    lines.append(text)
    if let value = value(finding, chinese) { lines.append(value) }
    if let suggestion = finding.suggestion { lines.append((chinese ? "建议：" : "Suggestion: ") + suggestion.text(in: language)) }
    return lines
  }

  /// What stands there and what the other figures, or the table, ask for. Which of two that disagree is right, nobody says here.
  private static func value(_ finding: Diagnostic, _ chinese: Bool) -> String? {
    func stands(_ text: String) -> String {
      if text.isEmpty { return chinese ? "现为空白" : "blank" }
      return chinese ? "现为\(text)" : "now \(text)"
    }
    if let repair = finding.repair {
      let now = stands(repair.actual)
      return chinese ? "本格\(now)，可能应为\(repair.expected)" : "this cell: \(now), probably \(repair.expected)"
    }
    guard let expected = finding.expected else { return nil }
    if finding.quote != nil {
      let said = finding.actual.map { chinese ? "文中为\($0)，" : "the text says \($0), " } ?? ""
      return said + (chinese ? "表中为\(expected)" : "the table says \(expected)")
    }
    let now = finding.actual.map { stands($0) + (chinese ? "，" : ", ") } ?? ""
    guard finding.subject?.column != nil else { return now + (chinese ? "应为\(expected)" : "expected \(expected)") }
    return now + (chinese ? "按其他数值应为\(expected)" : "the other figures ask for \(expected)")
  }
}
