public import Diagnostics
public import ReportModel

/// The findings on a report, and how much of it could be checked at all.
public struct CheckResult: Hashable, Sendable {
  public struct Tally: Hashable, Sendable {
    public var passed = 0
    public var failed = 0
    public var notCheckable = 0
    public init() {}
  }
  /// Errors first, then by place.
  public var findings: [Diagnostic]
  /// By code; rules that do not apply to the report are absent.
  public var tallies: [Diagnostic.Code: Tally]

  public init(findings: [Diagnostic], tallies: [Diagnostic.Code: Tally]) {
    self.findings = findings
    self.tallies = tallies
  }

  public var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// Relations of the form that were held against the figures.
  public var relations: Tally {
    var sum = Tally()
    for (code, tally) in tallies where Self.arithmetic.contains(code.rawValue) {
      sum.passed += tally.passed
      sum.failed += tally.failed
      sum.notCheckable += tally.notCheckable
    }
    return sum
  }
  private static let arithmetic: Set<String> = [
    "REQ-01", "REQ-02", "REQ-03", "REQ-04", "DIS-01", "ST-01", "ST-02", "ST-03", "ST-04", "ST-05", "ST-06", "ST-07", "ST-08",
  ]
}

/// The face of the checker: report → findings. Pure.
public enum Checker {
  /// Everything that is wrong with a report, or may be.
  ///
  /// - Parameter readingFindings: what was reported when the report was read from a document; it is merged in, and what only a
  ///   reader can see is not reported again. `nil` for a report that comes from elsewhere.
  public static func check(
    _ report: Report, profile: Profile = .review, options: CheckOptions = CheckOptions(), readingFindings: [Diagnostic]? = nil
  ) -> CheckResult {
    var options = options
    options.isFreshlyRead = readingFindings != nil
    return check(CheckedReport(report, options: options), profile: profile, readingFindings: readingFindings ?? [])
  }

  public static func check(_ report: CheckedReport, profile: Profile = .review, readingFindings: [Diagnostic] = []) -> CheckResult {
    var collector = Collector(findings: [])
    for entry in plan {
      if report.options.isFreshlyRead, entry.isFoundByReading { continue }
      if !entry.forms.isEmpty, let form = report.report.form, !entry.forms.contains(form) { continue }
      collector.add(entry.rule.verdicts(on: report), of: entry.code)
    }
    // Of what a reader has only warned of (PUB-04), the rule says more.
    let judged = Set(collector.findings.map(\.code))
    collector.findings =
      MissingRows.joined(readingFindings).filter { $0.severity == .error || !judged.contains($0.code) } + collector.findings
    return collector.result(profile, report)
  }

  /// A rule with what decides whether it is asked at all; rules of ST ask themselves, table by table.
  private final class Entry: Sendable {
    let rule: any Rule
    let code: Diagnostic.Code
    let isFoundByReading: Bool
    let forms: [String]

    init(_ rule: any Rule) {
      let info = rule.info
      self.rule = rule
      code = info.code
      isFoundByReading = info.isFoundByReading
      forms = info.group == "ST" ? [] : info.forms
    }
  }
  private static let plan = AllRules.single.map(Entry.init)

  /// Two reports of one office, one year apart.
  public static func compare(earlier: CheckedReport, later: CheckedReport, profile: Profile = .review) -> CheckResult {
    var collector = Collector(findings: [])
    for rule in AllRules.years { collector.add(rule.verdicts(earlier: earlier, later: later), of: rule.info.code) }
    var result = collector.result(profile, later)
    for index in result.findings.indices { result.findings[index].otherFile = earlier.file }
    return result
  }

  /// A summary against its units. `missing` are units of which there is no report.
  public static func rollUp(
    summary: CheckedReport, units: UnitReports, missing: [String] = [], profile: Profile = .review
  ) -> CheckResult {
    var collector = Collector(findings: [])
    for rule in AllRules.rollUp { collector.add(rule.verdicts(summary: summary, units: units, missing: missing), of: rule.info.code) }
    return collector.result(profile, summary)
  }

  private struct Collector {
    var findings: [Diagnostic]
    var tallies: [Diagnostic.Code: CheckResult.Tally] = [:]

    mutating func add(_ verdicts: [Verdict], of code: Diagnostic.Code) {
      guard !verdicts.isEmpty else { return }
      var tally = tallies[code] ?? CheckResult.Tally()
      for verdict in verdicts {
        switch verdict {
        case .pass: tally.passed += 1
        case .notCheckable: tally.notCheckable += 1
        case .fail(let finding):
          tally.failed += 1
          findings.append(finding)
        }
      }
      tallies[code] = tally
    }

    func result(_ profile: Profile, _ report: CheckedReport) -> CheckResult {
      let wanted = findings.filter(profile.wants).map { finding in
        var finding = finding
        finding.severity = profile.severity(of: finding)
        return finding
      }
      return CheckResult(findings: FindingOrder(report).sorted(wanted), tallies: tallies)
    }
  }
}

/// Errors before warnings before notes; then by the tables' own order, findings without a place first.
struct FindingOrder {
  private let report: Report

  init(_ report: CheckedReport) { self.report = report.report }

  func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
    guard findings.count > 1 else { return findings }
    return findings.enumerated().map { (key($0.element, $0.offset), $0.element) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private func key(_ finding: Diagnostic, _ offset: Int) -> (Int, Int, Int, Int) {
    let severity =
      switch finding.severity {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    guard let subject = finding.subject, let place = report.tables.firstIndex(where: { $0.id == subject.table.id }) else {
      return (severity, -1, 0, offset)
    }
    guard let row = subject.row.map({ String(Substring($0.id.utf8.prefix { $0 != 0x2B })) }) else { return (severity, place, -1, offset) }
    let figures = report.tables[place].figures
    let first = figures.firstIndex { $0.id.row == row } ?? 0
    let column = subject.column.flatMap { column in figures[first...].firstIndex { $0.id.row == row && $0.id.column == column.id } }
    return (severity, place, column ?? first, offset)
  }
}
