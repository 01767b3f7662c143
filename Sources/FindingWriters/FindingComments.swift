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
    let head = chinese ? "【\(finding.severity.name(in: language)) \(finding.code.rawValue)】" : "[\(finding.severity.name(in: language)) \(finding.code.rawValue)] "
    var text = head + (finding.subject.map { FindingText.subject($0, language) } ?? "") + finding.message.text(in: language)
    if let other = finding.otherFile { text += chinese ? "（对照\(other)）" : " (compared with \(other))" }
    // A comment at the start says where to look.
    if place(of: finding)?.part != nil, let place = finding.origin?.description(in: language), !place.isEmpty { text += " [\(place)]" }
    lines.append(text)
    if let repair = finding.repair {
      lines.append(chinese ? "本格现为\(repair.actual)，应为\(repair.expected)" : "this cell has \(repair.actual), it should be \(repair.expected)")
    } else if let expected = finding.expected {
      let actual = finding.actual.map { chinese ? "现为\($0)，" : "now \($0), " } ?? ""
      lines.append(chinese ? "\(actual)应为\(expected)" : "\(actual)expected \(expected)")
    }
    if let suggestion = finding.suggestion { lines.append((chinese ? "建议：" : "Suggestion: ") + suggestion.text(in: language)) }
    return lines
  }
}
