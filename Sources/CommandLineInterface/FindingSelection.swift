import Diagnostics
import ReportChecks

/// Which findings are wanted, however it was asked for.
struct FindingSelection {
  var profile: Profile = .draft
  /// Codes or beginnings of codes, wanted instead of the profile's; empty for the profile's.
  var select: [String] = []
  /// They win over `select`.
  var ignore: [String] = []
  var blankAsZero = false

  /// The profile that the rules run under: what is selected by code is not to be lost to a profile.
  var runningProfile: Profile { select.isEmpty ? profile : .review }

  func filter(_ findings: [Diagnostic]) -> [Diagnostic] {
    if select.isEmpty, ignore.isEmpty { return findings }
    return findings.filter { finding in
      (select.isEmpty || select.contains { CodePattern.matches(finding.code, $0) })
        && !ignore.contains { CodePattern.matches(finding.code, $0) }
    }
  }

  var checkOptions: CheckOptions {
    var options = CheckOptions()
    options.blankAsZero = blankAsZero
    return options
  }
}
