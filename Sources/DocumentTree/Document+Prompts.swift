extension Document {
  /// Whether any form field still shows its prompt.
  public var hasPrompts: Bool { blocks.contains(where: \.hasPrompts) }

  /// The document as its author filled it in: prompts of form fields are blank.
  public func withoutPrompts() -> Document {
    guard hasPrompts else { return self }
    var copy = self
    copy.blocks = blocks.map { $0.withoutPrompts() }
    return copy
  }
}

extension Block {
  var hasPrompts: Bool {
    switch self {
    case .paragraph(let paragraph): paragraph.filledText != nil
    case .table(let table): table.cells.contains { $0.blocks.contains(where: \.hasPrompts) }
    }
  }

  func withoutPrompts() -> Block {
    switch self {
    case .paragraph(var paragraph):
      if let filled = paragraph.filledText { paragraph.text = filled }
      paragraph.filledText = nil
      return .paragraph(paragraph)
    case .table(var table):
      for index in table.cells.indices { table.cells[index].blocks = table.cells[index].blocks.map { $0.withoutPrompts() } }
      return .table(table)
    }
  }
}
