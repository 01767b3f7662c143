/// A figure that takes part in a relation, with what stands in its cell.
public struct RelatedFigure: Hashable, Sendable {
  /// On which side of the relation it stands.
  public enum Side: String, Hashable, Sendable { case left, right }
  public var subject: Subject
  public var value: String
  public var side: Side
  public var origin: Origin?

  public init(_ subject: Subject, value: String, side: Side, origin: Origin? = nil) {
    self.subject = subject
    self.value = value
    self.side = side
    self.origin = origin
  }
}

/// The one cell whose change would make every broken relation hold, and why it is probably that cell.
public struct Repair: Hashable, Sendable {
  public var subject: Subject
  public var actual: String
  public var expected: String
  /// How such a slip comes about: two digits swapped, a nought too many, counted twice.
  public var reason: Message?
  public var origin: Origin?

  public init(_ subject: Subject, actual: String, expected: String, reason: Message? = nil, origin: Origin? = nil) {
    self.subject = subject
    self.actual = actual
    self.expected = expected
    self.reason = reason
    self.origin = origin
  }
}

/// A sentence of the report, and the words in it that say what is doubted.
public struct Quote: Hashable, Sendable {
  /// 1…6; `nil` for what stands before the first section or in a chapter beyond the form.
  public var section: Int?
  public var sentence: String
  public var phrase: String

  public init(section: Int?, sentence: String, phrase: String) {
    self.section = section
    self.sentence = sentence
    self.phrase = phrase
  }
}
