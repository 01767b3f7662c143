public import Diagnostics
public import ReportChecks
public import ReportModel

/// One input and what was found in it: what the writers of findings take.
public struct CheckedFile: Sendable {
  /// As the user names it.
  public var file: String
  public var report: Report?
  public var findings: [Diagnostic]
  public var tallies: [Diagnostic.Code: CheckResult.Tally]
  /// The file could not be read at all.
  public var refusal: Refusal?

  public init(
    file: String, report: Report? = nil, findings: [Diagnostic] = [], tallies: [Diagnostic.Code: CheckResult.Tally] = [:],
    refusal: Refusal? = nil
  ) {
    self.file = file
    self.report = report
    self.findings = findings
    self.tallies = tallies
    self.refusal = refusal
  }

  public var relations: CheckResult.Tally { CheckResult(findings: [], tallies: tallies).relations }
}

extension Severity {
  /// 错误, 警告, 提示; error, warning, note.
  public func name(in language: Language) -> String {
    switch (self, language) {
    case (.error, .chinese): "错误"
    case (.warning, .chinese): "警告"
    case (.note, .chinese): "提示"
    case (.error, .english): "error"
    case (.warning, .english): "warning"
    case (.note, .english): "note"
    }
  }
}
