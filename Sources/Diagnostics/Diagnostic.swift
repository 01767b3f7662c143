/// The languages in which we speak to people.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case chinese = "zh"
  case english = "en"
}

/// How bad a finding is. `error` changes the exit status, the others do not.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
  case note, warning, error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// One sentence for people, in both languages. Chinese is what a clerk reads.
public struct Message: Hashable, Sendable {
  public var chinese: String
  public var english: String

  public init(zh chinese: String, en english: String) {
    self.chinese = chinese
    self.english = english
  }

  public func text(in language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}

/// The figure, the row or the table that a finding speaks of, by stable id and by official label.
public struct Subject: Hashable, Sendable {
  public struct Term: Hashable, Sendable {
    public var id: String
    public var label: String
    public init(id: String, label: String) {
      self.id = id
      self.label = label
    }
  }
  public var table: Term
  public var row: Term?
  public var column: Term?

  public init(table: Term, row: Term? = nil, column: Term? = nil) {
    self.table = table
    self.row = row
    self.column = column
  }
}

/// A finding: what was seen, how bad it is, and where a person finds it. A value; nobody prints below the command line.
public struct Diagnostic: Hashable, Sendable {
  /// Stable, listed in the documentation, never reused: `VAL-04`, `docx-embedded-object`.
  public struct Code: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
  }

  public var code: Code
  public var severity: Severity
  /// Without the subject: whoever renders it puts table, row and column before it.
  public var message: Message
  public var subject: Subject?
  public var origin: Origin?
  /// What stands there, where the finding is about a value.
  public var actual: String?
  /// What should stand there.
  public var expected: String?
  /// What a person might do about it.
  public var suggestion: Message?
  /// The figures of the relation that is broken.
  public var related: [RelatedFigure] = []
  /// The cell that is probably wrong, where the pattern of broken relations tells it.
  public var repair: Repair?
  /// The sentence that the finding speaks of.
  public var quote: Quote?
  /// The report of another file that the finding compares with: last year's, a unit's.
  public var otherFile: String?

  public init(
    _ code: Code, _ severity: Severity, _ message: Message, subject: Subject? = nil, at origin: Origin? = nil,
    actual: String? = nil, expected: String? = nil, suggestion: Message? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.subject = subject
    self.origin = origin
    self.actual = actual
    self.expected = expected
    self.suggestion = suggestion
  }
}

/// There is no document: not readable, not a report, a limit passed. One line says why.
public struct Refusal: Error, Hashable, Sendable {
  public var code: Diagnostic.Code
  public var message: Message
  public var origin: Origin?

  public init(_ code: Diagnostic.Code, _ message: Message, at origin: Origin? = nil) {
    self.code = code
    self.message = message
    self.origin = origin
  }

  /// What should not have come. Never the fault of the file.
  public static let internalError = Refusal("internal", Message(zh: "内部错误", en: "internal error"))
}

extension String {
  /// Input quoted in a message is cut short, and its line breaks and controls are taken out.
  public func quoted(limit: Int = 40) -> String {
    var out = ""
    var count = 0
    for character in self {
      if count == limit { return out + "…" }
      if character.isNewline || character == "\t" {
        out.append(" ")
      } else if character.unicodeScalars.allSatisfy({ $0.value < 0x20 || $0.value == 0x7F }) {
        out.append("\u{FFFD}")
      } else {
        out.append(character)
      }
      count += 1
    }
    return out
  }
}
