/// Where something was read, in steps that a person can follow in the file itself.
///
/// The name of the file is not part of it: whoever renders a diagnostic knows which file it speaks of.
public struct Origin: Hashable, Sendable {
  /// One step on the way. Numbers count from 1.
  public enum Step: Hashable, Sendable {
    case line(Int)
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
  public var steps: [Step]

  public init(part: String? = nil, steps: [Step] = []) {
    self.part = part
    self.steps = steps
  }

  public init(_ steps: Step..., part: String? = nil) {
    self.init(part: part, steps: steps)
  }

  public func appending(_ step: Step) -> Origin {
    var origin = self
    origin.steps.append(step)
    return origin
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
