extension Limits {
  /// The names of the limits on the command line, each with the value that it stands for.
  ///
  /// A computed property, since key paths that can be written through are no `Sendable` constants.
  public static var names: [(name: String, path: WritableKeyPath<Limits, Int>)] {
    [
      ("input-bytes", \.inputBytes), ("parts", \.packageParts), ("part-bytes", \.partBytes), ("package-bytes", \.packageBytes),
      ("ratio", \.inflationRatio), ("package-ratio", \.packageRatio), ("depth", \.depth), ("attributes", \.attributes),
      ("nodes", \.markupNodes), ("blocks", \.blocks), ("table-nesting", \.tableNesting), ("cells", \.cells),
      ("table-area", \.tableArea), ("columns", \.columns), ("text-length", \.textLength), ("document-text", \.documentText),
      ("container-nesting", \.containerNesting),
    ]
  }

  /// Limits that recursion rests on: more than this, and the stack would be the limit.
  private static let ceilings = ["depth": 4_096, "table-nesting": 64, "container-nesting": 16]

  /// Sets a limit from `name=value`; K, M and G behind the value count in 1,024s.
  ///
  /// - Throws: what is wrong with the text; nothing is changed then.
  public mutating func set(_ text: String) throws(LimitError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw LimitError(text: text, reason: .noPair) }
    let name = String(parts[0])
    guard let path = Self.names.first(where: { $0.name == name })?.path else { throw LimitError(text: name, reason: .unknownName) }
    var digits = parts[1]
    let shifts: [Character: Int] = ["K": 10, "M": 20, "G": 30]
    let shift = digits.last.flatMap { shifts[$0] } ?? 0
    if shift > 0 { digits.removeLast() }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits), number > 0,
      number <= (1 << 40) >> shift
    else { throw LimitError(text: text, reason: .noNumber) }
    if let ceiling = Self.ceilings[name], number > ceiling { throw LimitError(text: text, reason: .above(ceiling)) }
    self[keyPath: path] = number << shift
  }

  /// The limits that differ from the defaults, as ``set(_:)`` takes them.
  public var changes: [String] {
    let standard = Limits()
    return Self.names.compactMap { name, path in
      self[keyPath: path] == standard[keyPath: path] ? nil : "\(name)=\(self[keyPath: path])"
    }
  }
}

/// Why a text is no limit.
public struct LimitError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case noPair, unknownName, noNumber
    case above(Int)
  }
  public var text: String
  public var reason: Reason

  public var message: Message {
    let quoted = text.quoted()
    return switch reason {
    case .noPair: Message(zh: "--limit 的写法是 名称=数值，而不是“\(quoted)”", en: "--limit is written name=value, not \(quoted)")
    case .unknownName:
      Message(
        zh: "没有名为“\(quoted)”的上限，可用的有：\(Limits.names.map(\.name).joined(separator: "、"))",
        en: "there is no limit \(quoted); known are \(Limits.names.map(\.name).joined(separator: ", "))")
    case .noNumber: Message(zh: "“\(quoted)”不是可用的数值", en: "\(quoted): the value is no number that can be used")
    case .above(let ceiling): Message(zh: "“\(quoted)”超过可设的最大值\(ceiling)", en: "\(quoted): at most \(ceiling) is possible")
    }
  }
}

extension Refusal {
  /// A run of text, a line or a paragraph past `Limits.textLength`.
  public static func textTooLong(_ limit: Int, at origin: Origin? = nil) -> Refusal {
    Refusal(
      "limit-text-length",
      Message(zh: "一段文字超过\(limit)字节，不予读取", en: "a paragraph or line has more than \(limit) bytes of text"), at: origin)
  }
  /// All the text of a document, past `Limits.documentText`.
  public static func tooMuchText(_ limit: Int) -> Refusal {
    Refusal("limit-document-text", Message(zh: "全部文字超过\(limit)字节，不予读取", en: "the document has more than \(limit) bytes of text"))
  }
  /// Paragraphs, tables or lines past `Limits.blocks`.
  public static func moreBlocks(_ limit: Int) -> Refusal {
    Refusal(
      "limit-blocks", Message(zh: "段落、表格或文本行超过\(limit)个，不予读取", en: "the document has more than \(limit) paragraphs, tables or lines"))
  }
}
