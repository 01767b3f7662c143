import Diagnostics

extension Document {
  /// Whether anything in the text is set apart.
  public var hasMarks: Bool { blocks.contains(where: \.hasMarks) }

  /// The document as a person reads it, with findings for what that takes.
  ///
  /// - Prompts of form fields are blank.
  /// - What is struck out in the cell of a table is corrected, and gone, as in 划线更正 by hand; a table that is struck out as a whole, and prose,
  ///   are kept. Both are named.
  /// - Digits of a figure of which it can't be told whether or how they are drawn are put into brackets, `14〔7〕`: no number.
  /// - Superscripts and subscripts don't run together with figures: a note sign behind 3 makes `3¹` of it, and not 31.
  public func resolvingMarks() -> Document {
    guard hasMarks else { return self }
    var copy = self
    var resolver = MarkResolver()
    copy.blocks = blocks.map { resolver.resolve($0, inCell: false) }
    resolver.report(in: &copy)
    return copy
  }
}

extension Block {
  fileprivate var hasMarks: Bool {
    switch self {
    case .paragraph(let paragraph): !paragraph.marks.isEmpty
    case .table(let table): table.cells.contains { $0.blocks.contains(where: \.hasMarks) }
    }
  }
}

extension Paragraph {
  /// The text without stretches of a kind; `nil` where there are none.
  func without(_ kind: TextMark.Kind) -> String? {
    let gone = marks.filter { $0.kind == kind }
    guard !gone.isEmpty else { return nil }
    var text = String.UnicodeScalarView()
    eachScalar(with: gone) { scalar, kinds in if kinds.isEmpty { text.append(scalar) } }
    return withoutBareNumber(String(text))
  }

  /// What is struck out, raised or lowered.
  var markedTexts: [(kind: TextMark.Kind, text: String)] {
    if marks.isEmpty { return [] }
    let bytes = Array(text.utf8)
    return marks.filter { $0.kind != .prompt && $0.kind != .unclear }.map {
      ($0.kind, String(decoding: bytes[$0.range.clamped(to: 0..<bytes.count)], as: UTF8.self))
    }
  }

  /// A number alone numbers nothing.
  private func withoutBareNumber(_ text: String) -> String {
    guard let number, text.hasPrefix(number), text.dropFirst(number.count).allSatisfy(\.isWhitespace) else { return text }
    return ""
  }

  /// Goes through the text, with the kinds of marks that each character has.
  private func eachScalar(with marks: [TextMark], _ body: (Unicode.Scalar, TextMark.Kinds) -> Void) {
    // Those of a kind stand in order and apart, so that one step through the text meets them all.
    var waiting = TextMark.Kind.allCases.map { kind in (kinds: kind.kinds, ranges: marks.filter { $0.kind == kind }.map(\.range)[...]) }
    var offset = 0
    for scalar in text.unicodeScalars {
      var here: TextMark.Kinds = []
      for index in waiting.indices {
        while let first = waiting[index].ranges.first, first.upperBound <= offset { waiting[index].ranges.removeFirst() }
        if waiting[index].ranges.first?.contains(offset) == true { here.insert(waiting[index].kinds) }
      }
      body(scalar, here)
      offset += scalar.utf8.count
    }
  }

  /// The paragraph with its marks read, and what was struck out of it.
  ///
  /// Raised and lowered digits are written with signs of their own; in prose only those that would run into another number.
  fileprivate func resolved(inCell: Bool, dropsStruck: Bool) -> (paragraph: Paragraph, gone: String) {
    let bytes = Array(text.utf8)
    // A label is known by its words, however it is drawn.
    let isFigure =
      bytes.count <= 64 && bytes.contains { (0x30...0x39).contains($0) } && !text.unicodeScalars.contains { $0.value >= 0x4E00 }
    func isDigit(_ index: Int) -> Bool { bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index]) }
    let read = marks.filter {
      switch $0.kind {
      case .prompt: true
      case .struck: dropsStruck
      case .raised, .lowered: inCell || isDigit($0.range.lowerBound - 1) || isDigit($0.range.upperBound)
      case .unclear: inCell && isFigure
      case .movedUp, .movedDown: false
      }
    }
    // A prompt that is a number looks filled in: 0 in a field that nobody touched.
    let isPromptOfNumber = inCell && isFigure
    var out = self
    out.marks = []
    var kept = String.UnicodeScalarView()
    var gone = String.UnicodeScalarView()
    // 14〔7〕: the bracket holds what nobody can be sure of, and makes no number of the whole.
    var isOpen = false
    eachScalar(with: read) { scalar, kinds in
      if kinds.contains(.prompt), !isPromptOfNumber { return }
      if !kinds.isDisjoint(with: [.unclear, .prompt]) != isOpen {
        kept.append(isOpen ? "〕" : "〔")
        isOpen.toggle()
      }
      if kinds.contains(.struck) {
        gone.append(scalar)
      } else {
        kept.append(kinds.contains(.raised) ? scalar.raised : kinds.contains(.lowered) ? scalar.lowered : scalar)
      }
    }
    if isOpen { kept.append("〕") }
    out.text = withoutBareNumber(String(kept))
    return (out, String(gone))
  }
}

extension Unicode.Scalar {
  /// `¹` for 1. Source: Unicode, Superscripts and Subscripts, and Latin-1 Supplement.
  fileprivate var raised: Unicode.Scalar {
    switch self {
    case "1": "¹"
    case "2": "²"
    case "3": "³"
    case "0"..."9": Unicode.Scalar(value - 0x30 + 0x2070) ?? self
    default: self
    }
  }

  /// `₁` for 1.
  fileprivate var lowered: Unicode.Scalar {
    switch self {
    case "0"..."9": Unicode.Scalar(value - 0x30 + 0x2080) ?? self
    default: self
    }
  }
}

extension Table.Cell {
  /// What is struck out, raised or lowered in its paragraphs.
  var markedTexts: [(kind: TextMark.Kind, text: String)] {
    var texts: [(kind: TextMark.Kind, text: String)] = []
    for case .paragraph(let paragraph) in blocks { texts += paragraph.markedTexts }
    return texts
  }
}

extension Table {
  /// Whether some of its text is struck out, and all of it: then the lines say nothing of single figures.
  fileprivate var isStruckAsAWhole: Bool {
    var isStruck = false
    for cell in cells {
      for case .paragraph(let paragraph) in cell.blocks {
        guard let rest = paragraph.without(.struck) else {
          if TextAccount.characters(in: paragraph.text) > 0 { return false }
          continue
        }
        if TextAccount.characters(in: rest) > 0 { return false }
        isStruck = true
      }
    }
    return isStruck
  }
}

/// Reads the marks of a document and keeps what there is to say of them.
private struct MarkResolver {
  /// Struck out in a cell, and left out.
  private var corrected: [(text: String, origin: Origin)] = []
  /// Struck out and kept.
  private var kept: [(text: String, origin: Origin)] = []

  /// Recursion ends with the nesting of tables, which every reader limits.
  mutating func resolve(_ block: Block, inCell: Bool, keepsStruck: Bool = false) -> Block {
    guard block.hasMarks else { return block }
    switch block {
    case .paragraph(let paragraph):
      let (resolved, gone) = paragraph.resolved(inCell: inCell, dropsStruck: inCell && !keepsStruck)
      if TextAccount.characters(in: gone) > 0 { corrected.append((gone, paragraph.origin)) }
      if !inCell || keepsStruck {
        for mark in paragraph.markedTexts where mark.kind == .struck && TextAccount.characters(in: mark.text) > 0 {
          kept.append((mark.text, paragraph.origin))
        }
      }
      return .paragraph(resolved)
    case .table(var table):
      let keepsStruck = table.isStruckAsAWhole
      for index in table.cells.indices {
        table.cells[index].blocks = table.cells[index].blocks.map { resolve($0, inCell: true, keepsStruck: keepsStruck) }
      }
      return .table(table)
    }
  }

  /// Cells are named one by one, as far as a person reads such a list.
  private static let mostCells = 20

  func report(in document: inout Document) {
    for item in corrected {
      let count = TextAccount.characters(in: item.text)
      document.account.kept -= count
      document.account.leaveOut("struck-text", count, at: item.origin)
    }
    for item in corrected.prefix(Self.mostCells) { document.diagnostics.append(.struckInCell(item.text, at: item.origin)) }
    if corrected.count > Self.mostCells {
      document.diagnostics.append(
        .moreStruckCells(corrected.dropFirst(Self.mostCells).map(\.text), at: corrected[Self.mostCells].origin))
    }
    if let first = kept.first { document.diagnostics.append(.struckAndKept(kept.map(\.text), at: first.origin)) }
  }
}

extension Diagnostic {
  fileprivate static func struckInCell(_ text: String, at origin: Origin) -> Diagnostic {
    Diagnostic(
      "struck-text", .warning,
      Message(
        zh: "单元格中带删除线的“\(text.quoted(limit: 20))”按已更正处理，未计入；请删去后再发布",
        en: "“\(text.quoted(limit: 20))” is struck out in this cell and was left out as corrected"), at: origin)
  }

  fileprivate static func moreStruckCells(_ texts: [String], at origin: Origin) -> Diagnostic {
    Diagnostic(
      "struck-text", .warning,
      Message(
        zh: "还有\(texts.count)个单元格中带删除线的文字未计入：\(list(texts))",
        en: "text is struck out in \(texts.count) more cells and was left out: \(list(texts))"), at: origin)
  }

  fileprivate static func struckAndKept(_ texts: [String], at origin: Origin) -> Diagnostic {
    Diagnostic(
      "struck-text-kept", .warning,
      Message(
        zh: "\(texts.count)处文字带删除线，仍按正文保留：\(list(texts))",
        en: "\(texts.count) pieces of text are struck out, and kept all the same: \(list(texts))"), at: origin)
  }

  private static func list(_ texts: [String]) -> String {
    texts.prefix(6).map { "“\($0.quoted(limit: 20))”" }.joined(separator: " ") + (texts.count > 6 ? " …" : "")
  }
}
