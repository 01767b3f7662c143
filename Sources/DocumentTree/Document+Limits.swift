public import Diagnostics

extension Document {
  /// Holds the text of the document against the limits, whatever the format: what a reader let pass, recognition need not pay for.
  public func check(_ limits: Limits) throws(Refusal) {
    var sum = TextSum()
    try sum.add(blocks, limits)
    for note in notes { try sum.add(note.blocks, limits) }
    for story in headers + footers { try sum.add(story.blocks, limits) }
  }
}

/// Blocks and bytes of text met so far.
private struct TextSum {
  var blocks = 0
  var bytes = 0

  /// Recursion ends with the nesting of tables, which every reader limits.
  mutating func add(_ added: [Block], _ limits: Limits) throws(Refusal) {
    blocks += added.count
    for block in added {
      switch block {
      case .paragraph(let paragraph):
        let count = paragraph.text.utf8.count
        bytes += count
        if count > limits.textLength { throw .textTooLong(limits.textLength, at: paragraph.origin) }
        if bytes > limits.documentText { throw .tooMuchText(limits.documentText) }
      case .table(let table):
        for cell in table.cells { try add(cell.blocks, limits) }
      }
    }
    // A cell has a paragraph at least: cells have a limit of their own, and count here as they do there.
    if blocks > limits.blocks.addingReportingOverflow(limits.cells).partialValue { throw .moreBlocks(limits.blocks) }
  }
}
