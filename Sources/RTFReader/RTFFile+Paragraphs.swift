import Diagnostics
import DocumentTree
import WordText

/// Paragraphs, cells and rows.
extension RTFFile {
  mutating func withTables(_ body: (inout TableStack, inout RTFFile) throws(Refusal) -> Void) throws(Refusal) {
    guard let last = stories.indices.last else { return }
    // Taken out and put back: a copy would cost all that was read so far, for every paragraph.
    var tables = TableStack(place: Origin())
    swap(&tables, &stories[last].tables)
    try body(&tables, &self)
    swap(&tables, &stories[last].tables)
  }

  mutating func endParagraph(always: Bool, depth: Int? = nil) throws(Refusal) {
    guard let last = stories.indices.last else { return }
    if !always, stories[last].isEmpty { return }
    if let omission, state.isDeleted || state.isInserted || state.isHidden, omission != "", always {
      // The mark is gone: what follows joins.
      return
    }
    blockCount += 1
    guard blockCount <= limits.blocks else { throw .tooManyBlocks(limits.blocks) }
    let number = stories[last].takeNumber()
    let (text, marks) = stories[last].takeText()
    let following = stories[last].following
    stories[last].following = []
    let outline = state.outline
    let level = depth ?? state.tableDepth
    try withTables { (tables, file) throws(Refusal) in
      try tables.enter(level, in: &file)
      let origin = tables.nextParagraph()
      var paragraph = Paragraph(text, origin: origin)
      paragraph.marks = marks
      if let outline, (0...8).contains(outline) { paragraph.outlineLevel = outline + 1 }
      file.addNumber(number, to: &paragraph)
      tables.append(.paragraph(paragraph))
      following.forEach { tables.append($0) }
    }
  }

  /// The number that the file shows before a paragraph; bullets are no part of the text.
  mutating func addNumber(_ units: [UInt16], to paragraph: inout Paragraph) {
    guard !units.isEmpty else { return }
    let number = String(decoding: units, as: UTF16.self)
    let weight = units.reduce(0) { $0 + Self.weight($1) }
    let isBullet = number.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
    if isBullet {
      account.leaveOut("bullet", weight, at: paragraph.origin)
      return
    }
    account.kept += weight
    paragraph.begin(with: NumberingCounters.Label(text: number, suffix: "tab", isBullet: false))
  }

  mutating func endCell(depth: Int) throws(Refusal) {
    let isGone = state.isDeleted && trackChanges == .accept
    try endParagraphOfCell(depth: depth)
    try withTables { (tables, file) throws(Refusal) in tables.endCell(isGone: isGone) }
  }

  mutating func endParagraphOfCell(depth: Int) throws(Refusal) {
    let marks = (state.isDeleted, state.isInserted, state.isHidden)
    (state.isDeleted, state.isInserted, state.isHidden) = (false, false, false)
    try endParagraph(always: true, depth: depth)
    (state.isDeleted, state.isInserted, state.isHidden) = marks
  }

  mutating func endRow(depth: Int) throws(Refusal) {
    let definition = state.row
    let isGone = state.isDeleted && trackChanges == .accept
    if stories.last?.isEmpty == false { try endParagraphOfCell(depth: depth) }
    try withTables { (tables, file) throws(Refusal) in
      try tables.enter(depth, in: &file)
      try tables.endRow(definition, isGone: isGone, in: &file)
    }
  }
}
