/// A stretch of a paragraph that a person does not simply read on: how it is set says something about it.
public struct TextMark: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The prompt of a form field that nobody filled in (“click here to enter text”).
    case prompt
    /// Struck out (删除线).
    case struck
    /// Superscript (上标).
    case raised
    /// Subscript (下标).
    case lowered
    /// Moved up or down (字符位置提升、降低): superscript or subscript when other text stands beside it.
    case movedUp, movedDown
    /// Whether it is drawn, where, or as what, can't be told: white on an unknown ground, a font of symbols, generated beside it.
    case unclear

    public var kinds: Kinds {
      switch self {
      case .prompt: .prompt
      case .struck: .struck
      case .raised: .raised
      case .lowered: .lowered
      case .movedUp: .movedUp
      case .movedDown: .movedDown
      case .unclear: .unclear
      }
    }
  }
  public var kind: Kind
  /// Bytes of the text in UTF-8.
  public var range: Range<Int>

  public init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  /// Several kinds at once, as a run of text has them.
  public struct Kinds: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let prompt = Kinds(rawValue: 1)
    public static let struck = Kinds(rawValue: 2)
    public static let raised = Kinds(rawValue: 4)
    public static let lowered = Kinds(rawValue: 8)
    public static let movedUp = Kinds(rawValue: 16)
    public static let movedDown = Kinds(rawValue: 32)
    public static let unclear = Kinds(rawValue: 64)
  }
}

extension [TextMark] {
  /// Marks what was appended last; what touches the mark before becomes one with it.
  public mutating func mark(_ kinds: TextMark.Kinds, _ range: Range<Int>) {
    if kinds.isEmpty { return }
    // A superscript that is moved as well is one all the same.
    let kinds = kinds.isDisjoint(with: [.raised, .lowered]) ? kinds : kinds.subtracting([.movedUp, .movedDown])
    for kind in TextMark.Kind.allCases where kinds.contains(kind.kinds) { mark(kind, range) }
  }

  private mutating func mark(_ kind: TextMark.Kind, _ range: Range<Int>) {
    if range.isEmpty { return }
    // No run has more marks.
    for index in indices.suffix(7) where self[index].kind == kind && self[index].range.upperBound == range.lowerBound {
      self[index].range = self[index].range.lowerBound..<range.upperBound
      return
    }
    append(TextMark(kind, range))
  }

  /// Takes text that is moved for superscripts and subscripts, unless all of it is: then nothing stands out.
  public func settled(in text: String) -> [TextMark] {
    if !contains(where: { $0.kind == .movedUp || $0.kind == .movedDown }) { return self }
    let moved = filter { $0.kind == .movedUp || $0.kind == .movedDown }
    let characters = moved.reduce(0) { $0 + TextAccount.characters(in: text.utf8.dropFirst($1.range.lowerBound).prefix($1.range.count)) }
    let isWhole = characters == TextAccount.characters(in: text)
    return compactMap { mark in
      switch mark.kind {
      case .movedUp: isWhole ? nil : TextMark(.raised, mark.range)
      case .movedDown: isWhole ? nil : TextMark(.lowered, mark.range)
      case .prompt, .struck, .raised, .lowered, .unclear: mark
      }
    }
  }

  /// The same of a text that has so many more bytes before it.
  public func shifted(by bytes: Int) -> [TextMark] {
    isEmpty || bytes == 0 ? self : map { TextMark($0.kind, $0.range.lowerBound + bytes..<$0.range.upperBound + bytes) }
  }

  /// The marks of a part of the text, counted from its start.
  public func inside(_ part: Range<Int>) -> [TextMark] {
    if isEmpty { return [] }
    return compactMap { mark in
      let range = mark.range.clamped(to: part)
      return range.isEmpty ? nil : TextMark(mark.kind, range.lowerBound - part.lowerBound..<range.upperBound - part.lowerBound)
    }
  }

  /// Hands out the marks of a text part by part, each mark once for every part that it reaches into.
  public struct Parts {
    private let marks: [TextMark]
    private var next = 0
    private var open: [TextMark] = []

    /// - Parameter marks: in the order in which they begin.
    public init(_ marks: [TextMark]) { self.marks = marks }

    /// The marks of a part that stands behind all that were asked for before.
    public mutating func marks(in part: Range<Int>) -> [TextMark] {
      while next < marks.count, marks[next].range.lowerBound < part.upperBound {
        open.append(marks[next])
        next += 1
      }
      if open.isEmpty { return [] }
      defer { open.removeAll { $0.range.upperBound <= part.upperBound } }
      return open.inside(part)
    }
  }

  /// Marks whose ranges count units of UTF-16, of a text of these units.
  public func inUTF8(of units: [UInt16]) -> [TextMark] {
    if isEmpty { return [] }
    var offsets: [Int] = []
    offsets.reserveCapacity(units.count + 1)
    var bytes = 0
    var index = 0
    while index < units.count {
      offsets.append(bytes)
      let unit = units[index]
      index += 1
      if unit & 0xFC00 == 0xD800, index < units.count, units[index] & 0xFC00 == 0xDC00 {
        offsets.append(bytes)
        index += 1
        bytes += 4
      } else {
        // A lone surrogate becomes U+FFFD.
        bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3
      }
    }
    offsets.append(bytes)
    let last = units.count
    return map { TextMark($0.kind, offsets[Swift.min($0.range.lowerBound, last)]..<offsets[Swift.min($0.range.upperBound, last)]) }
  }
}
