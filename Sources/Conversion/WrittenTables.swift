import Diagnostics
import DocumentTree
import FormRecognition
import PlainTextReader

/// Tables that a page writes as text, a row a line, with tabs or bars between the cells: in `pre`, or in lines that `br` parts.
extension Document {
  /// The document with such paragraphs read as the text reader reads them, where that finds tables with labels of the forms.
  func readingWrittenTables(_ limits: Limits) -> Document {
    let places = blocks.indices.filter { Self.mayHoldTable(blocks[$0]) }
    guard !places.isEmpty else { return self }
    var document = self
    for place in places.reversed() {
      guard case .paragraph(let paragraph) = blocks[place], let read = try? PlainTextReader.read(paragraph.text, limits: limits),
        read.blocks.contains(where: Self.isWide)
      else { continue }
      let written = read.blocks.map { $0.placed(in: paragraph.origin) }
      let lost = TextAccount.characters(in: paragraph.text) - written.reduce(0) { $0 + $1.characters }
      guard lost >= 0 else { continue }
      document.account.kept -= lost
      document.account.leaveOut("table-rules", lost, at: paragraph.origin)
      document.blocks.replaceSubrange(place...place, with: written)
    }
    return document
  }

  /// Three lines and more, a sign that parts cells, and two labels.
  private static func mayHoldTable(_ block: Block) -> Bool {
    guard case .paragraph(let paragraph) = block, paragraph.marks.isEmpty, paragraph.number == nil else { return false }
    let text = paragraph.text.utf8
    guard text.count > 60, text.count(where: { $0 == 0x0A }) > 1 else { return false }
    guard text.contains(0x09) || text.contains(0x7C) || paragraph.text.unicodeScalars.contains("｜") else { return false }
    return Recogniser.anchors.lazy.filter { paragraph.text.contains($0) }.prefix(2).count == 2
  }

  private static func isWide(_ block: Block) -> Bool {
    if case .table(let table) = block { table.columnCount > 2 && table.rowCount > 1 } else { false }
  }
}

extension Block {
  /// The same with its place inside a paragraph, by lines of its text.
  fileprivate func placed(in outer: Origin) -> Block {
    func place(_ origin: Origin) -> Origin {
      var place = outer
      for step in origin.steps {
        switch step {
        case .line, .cell: place = place.appending(step)
        default: break
        }
      }
      return place
    }
    switch self {
    case .paragraph(var paragraph):
      paragraph.origin = place(paragraph.origin)
      return .paragraph(paragraph)
    case .table(var table):
      table.origin = place(table.origin)
      for index in table.cells.indices {
        table.cells[index].origin = place(table.cells[index].origin)
        table.cells[index].blocks = table.cells[index].blocks.map { $0.placed(in: outer) }
      }
      return .table(table)
    }
  }

  /// Characters of the text of a paragraph, or of a table's cells.
  fileprivate var characters: Int {
    switch self {
    case .paragraph(let paragraph): TextAccount.characters(in: paragraph.text)
    case .table(let table): table.cells.reduce(0) { $0 + $1.blocks.reduce(0) { $0 + $1.characters } }
    }
  }
}
