/// Where something was read, in steps that a person can follow in the file itself.
///
/// The name of the file is not part of it: whoever renders a diagnostic knows which file it speaks of.
public struct Origin: Hashable, Sendable {
  /// One step on the way. Numbers count from 1.
  public enum Step: Hashable, Sendable {
    case line(Int)
    case page(Int)
    case paragraph(Int)
    case table(Int)
    case row(Int)
    case cell(Int)
    case sheet(String)
    /// A cell of a sheet: `B5`.
    case reference(String)
    case footnote(String)
    case endnote(String)
    case comment(String)
    case header(Int)
    case footer(Int)
    case textBox(Int)
    case byte(Int)
    /// An element or a key, for the formats that we write ourselves.
    case element(String)
  }

  /// The part inside a package: `word/document.xml`.
  public var part: String?
  private var numbered = NumberedSteps()
  /// All steps, where not all of them are numbers, or there are many; else none.
  private var others: [Step] = []

  public var steps: [Step] { others.isEmpty ? numbered.steps : others }

  public init(part: String? = nil, steps: [Step] = []) {
    self.part = part
    for step in steps { append(step) }
  }

  public init(_ steps: Step..., part: String?) {
    self.init(part: part, steps: steps)
  }

  public init(_ first: Step) {
    append(first)
  }

  public init(_ first: Step, _ second: Step) {
    append(first)
    append(second)
  }

  public init(_ first: Step, _ second: Step, _ third: Step) {
    append(first)
    append(second)
    append(third)
  }

  public init(_ first: Step, _ second: Step, _ third: Step, _ fourth: Step) {
    append(first)
    append(second)
    append(third)
    append(fourth)
  }

  public func appending(_ step: Step) -> Origin {
    var origin = self
    origin.append(step)
    return origin
  }

  private mutating func append(_ step: Step) {
    guard others.isEmpty else { return others.append(step) }
    guard !numbered.append(step) else { return }
    others = numbered.steps
    others.append(step)
    numbered = NumberedSteps()
  }

  /// Does something with each step, in order.
  func forEachStep(_ body: (Step) -> Void) {
    guard others.isEmpty else { return others.forEach(body) }
    numbered.forEach(body)
  }
}

/// Up to four steps that are a kind and a number, as nearly all are: in place, since every cell and paragraph of a document has an origin.
private struct NumberedSteps: Hashable, Sendable {
  /// The kind in the upper byte, the number in the others; nought for none.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  /// Whether there was room for the step.
  mutating func append(_ step: Origin.Step) -> Bool {
    guard let packed = Self.packed(step) else { return false }
    if first == 0 {
      first = packed
    } else if second == 0 {
      second = packed
    } else if third == 0 {
      third = packed
    } else if fourth == 0 {
      fourth = packed
    } else {
      return false
    }
    return true
  }

  var steps: [Origin.Step] {
    var steps: [Origin.Step] = []
    forEach { steps.append($0) }
    return steps
  }

  func forEach(_ body: (Origin.Step) -> Void) {
    guard let step = Self.step(first) else { return }
    body(step)
    guard let step = Self.step(second) else { return }
    body(step)
    guard let step = Self.step(third) else { return }
    body(step)
    guard let step = Self.step(fourth) else { return }
    body(step)
  }

  private static func packed(_ step: Origin.Step) -> UInt64? {
    let (kind, number): (UInt64, Int) =
      switch step {
      case .line(let number): (1, number)
      case .paragraph(let number): (2, number)
      case .table(let number): (3, number)
      case .row(let number): (4, number)
      case .cell(let number): (5, number)
      case .header(let number): (6, number)
      case .footer(let number): (7, number)
      case .textBox(let number): (8, number)
      case .byte(let number): (9, number)
      case .page(let number): (10, number)
      case .sheet, .reference, .footnote, .endnote, .comment, .element: (0, 0)
      }
    guard kind != 0, number >= 0, number < 1 << 56 else { return nil }
    return kind << 56 | UInt64(number)
  }

  private static func step(_ packed: UInt64) -> Origin.Step? {
    let number = Int(packed & 0xFF_FFFF_FFFF_FFFF)
    return switch packed >> 56 {
    case 1: .line(number)
    case 2: .paragraph(number)
    case 3: .table(number)
    case 4: .row(number)
    case 5: .cell(number)
    case 6: .header(number)
    case 7: .footer(number)
    case 8: .textBox(number)
    case 9: .byte(number)
    case 10: .page(number)
    default: nil
    }
  }
}

extension Origin {
  /// `第2个表格第5行第3格`, or `table 2, row 5, cell 3`.
  public func description(in language: Language) -> String {
    var parts: [String] = []
    if let part { parts.append(part) }
    let path = steps.map { $0.description(in: language) }
    switch language {
    case .chinese: parts.append(path.joined())
    case .english: parts.append(path.joined(separator: ", "))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension Origin.Step {
  public func description(in language: Language) -> String {
    let chinese = language == .chinese
    switch self {
    case .line(let n): return chinese ? "第\(n)行文本" : "line \(n)"
    case .page(let n): return chinese ? "第\(n)页" : "page \(n)"
    case .paragraph(let n): return chinese ? "第\(n)段" : "paragraph \(n)"
    case .table(let n): return chinese ? "第\(n)个表格" : "table \(n)"
    case .row(let n): return chinese ? "第\(n)行" : "row \(n)"
    case .cell(let n): return chinese ? "第\(n)格" : "cell \(n)"
    case .sheet(let name): return chinese ? "工作表“\(name)”" : "sheet “\(name)”"
    case .reference(let cell): return chinese ? "单元格\(cell)" : "cell \(cell)"
    case .footnote(let id): return chinese ? "脚注\(id)" : "footnote \(id)"
    case .endnote(let id): return chinese ? "尾注\(id)" : "endnote \(id)"
    case .comment(let id): return chinese ? "批注\(id)" : "comment \(id)"
    case .header(let n): return chinese ? "第\(n)个页眉" : "header \(n)"
    case .footer(let n): return chinese ? "第\(n)个页脚" : "footer \(n)"
    case .textBox(let n): return chinese ? "第\(n)个文本框" : "text box \(n)"
    case .byte(let n): return chinese ? "第\(n)字节" : "byte \(n)"
    case .element(let name): return name
    }
  }
}
