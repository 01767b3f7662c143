public import Diagnostics

/// Which findings are wanted: by whom they are read.
public enum Profile: String, Hashable, Sendable, CaseIterable {
  /// The clerk, before the report is sent.
  case draft
  /// Archive staff: what can be trusted in an old file. Without notes.
  case archive
  /// Researchers: the arithmetic.
  case panel
  /// The office of the county: everything.
  case review

  /// The codes that the profile wants, or prefixes of them.
  public var selection: [String] {
    switch self {
    case .draft: ["STR", "TAB", "VAL", "PRO", "REQ", "DIS", "ST", "TXT", "PUB-04", "PUB-05", "PUB-09", "SRC"]
    case .archive:
      [
        "STR-01", "STR-02", "STR-05", "STR-07", "STR-17", "TAB", "VAL-01", "VAL-02", "VAL-03", "VAL-04", "VAL-05", "VAL-06", "VAL-08",
        "VAL-13", "VAL-14", "REQ-01", "REQ-02", "REQ-03", "REQ-04", "DIS-01", "DIS-04", "ST", "SRC", "PUB-04",
      ]
    case .panel: ["REQ", "DIS", "ST", "XYR", "SRC", "VAL", "TAB-01", "TAB-02", "TAB-03", "TAB-04", "TAB-07", "STR-07"]
    case .review: []
    }
  }

  /// What nearly every report lacks: it tells a clerk nothing.
  private var excluded: [String] { self == .draft ? ["STR-14"] : [] }

  /// Notes are left out.
  public var minimum: Severity { self == .archive ? .warning : .note }

  /// Prefers everything that concerns what could not be read: that is never left out at error level, whatever the profile.
  public func wants(_ diagnostic: Diagnostic) -> Bool {
    guard diagnostic.severity >= minimum else { return false }
    guard diagnostic.code.isOfRule else { return diagnostic.severity > .note }
    return includes(diagnostic.code)
  }

  /// Whether a code is of the profile's choice.
  public func includes(_ code: Diagnostic.Code) -> Bool {
    (selection.isEmpty || selection.contains { CodePattern.matches(code, $0) }) && !excluded.contains(code.rawValue)
  }

  /// How severe a finding is for whom: a form that is no longer valid must not be sent.
  func severity(of diagnostic: Diagnostic) -> Severity { self == .draft && diagnostic.code == "STR-07" ? .error : diagnostic.severity }
}

extension Diagnostic.Code {
  /// Codes of the catalogue begin with a capital, those of the readers do not.
  var isOfRule: Bool { rawValue.utf8.first.map { $0 >= 0x41 && $0 <= 0x5A } ?? false }
}

/// `REQ`, `REQ-0`, `REQ-03`: a code or the beginning of one.
public enum CodePattern {
  public static func matches(_ code: Diagnostic.Code, _ pattern: String) -> Bool {
    let upper = pattern.uppercased()
    guard code.rawValue.uppercased().hasPrefix(upper) else { return false }
    // ST must not mean STR.
    if upper.allSatisfy(\.isLetter) { return code.rawValue.uppercased() == upper || code.rawValue.dropFirst(upper.count).first == "-" }
    return true
  }

  /// Whether any code of the catalogue, or of a reader, begins so.
  public static func isKnown(_ pattern: String) -> Bool {
    // The beginning of a number is no code: REQ-1 would choose nothing, or REQ-10 by chance.
    AllRules.catalogue.contains {
      $0.code.rawValue.uppercased() == pattern.uppercased() || pattern.allSatisfy(\.isLetter) && matches($0.code, pattern)
    } || pattern.contains { $0.isLowercase }
  }
}
