public import Diagnostics
import ReportModel

/// What a rule says of one place: three outcomes, not two.
public enum Verdict: Hashable, Sendable {
  case pass
  case fail(Diagnostic)
  /// An operand is blank, missing or no number. That is said once, by the rules on values.
  case notCheckable(Subject?)
}

/// A rule over one report. One rule, one file; pure.
public protocol Rule: Sendable {
  var info: RuleInfo { get }
  func verdicts(on report: CheckedReport) -> [Verdict]
  /// A report that passes and one that fails, as changes to a report in which all is right.
  var examples: RuleExamples { get }
}

extension Rule {
  public var code: Diagnostic.Code { info.code }

  /// A finding of this rule.
  func finding(
    _ message: Message, severity: Severity? = nil, subject: Subject? = nil, at origin: Origin? = nil, actual: String? = nil,
    expected: String? = nil, suggestion: Message? = nil
  ) -> Diagnostic {
    Diagnostic(
      info.code, severity ?? info.severity, message, subject: subject, at: origin, actual: actual, expected: expected,
      suggestion: suggestion)
  }
}

/// A rule over the reports of one office in two consecutive years. `earlier` and `later` are one year apart.
public protocol YearRule: Sendable {
  var info: RuleInfo { get }
  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict]
  var examples: YearRuleExamples { get }
}

/// A rule over a summary report and the reports of its units.
public protocol RollUpRule: Sendable {
  var info: RuleInfo { get }
  func verdicts(summary: CheckedReport, units: UnitReports, missing: [String]) -> [Verdict]
  var examples: RollUpRuleExamples { get }
}
