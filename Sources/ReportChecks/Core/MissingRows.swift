import Diagnostics

/// Rows of one table that were deleted together: one mistake, one finding, with the rows in it.
enum MissingRows {
  private static let few = 3

  static func joined(_ findings: [Diagnostic]) -> [Diagnostic] {
    var rows: [String: [String]] = [:]
    for finding in findings where isRow(finding) {
      if let subject = finding.subject, let row = subject.row { rows[subject.table.id, default: []].append(row.label) }
    }
    guard rows.values.contains(where: { $0.count > few }) else { return findings }
    var said: Set<String> = []
    return findings.compactMap { finding in
      guard isRow(finding), let subject = finding.subject, let labels = rows[subject.table.id], labels.count > few else { return finding }
      guard said.insert(subject.table.id).inserted else { return nil }
      return Diagnostic(
        finding.code, finding.severity,
        Message(
          zh: "缺少\(labels.count)行：\(labels.joined(separator: "、"))",
          en: "\(labels.count) rows are missing: \(labels.joined(separator: ", "))"),
        subject: Subject(table: subject.table), at: finding.origin)
    }
  }

  private static func isRow(_ finding: Diagnostic) -> Bool {
    finding.code == "TAB-03" && finding.subject?.row != nil && finding.subject?.column == nil
  }
}
