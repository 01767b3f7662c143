public import DocumentTree

/// A document as lines that a test can hold against: paragraphs as they are, rows as cells with their spans.
public enum TablePicture {
  public static func lines(_ document: Document) -> [String] {
    document.blocks.flatMap { block -> [String] in
      switch block {
      case .paragraph(let paragraph): [paragraph.text]
      case .table(let table):
        (0..<table.rowCount).map { row in
          table.cells.filter { $0.rows.lowerBound == row }
            .map { cell in
              cell.text + (cell.columns.count > 1 ? "→\(cell.columns.count)" : "") + (cell.rows.count > 1 ? "↓\(cell.rows.count)" : "")
            }.joined(separator: "|")
        }
      }
    }
  }

  /// Characters of all that the tree holds, headers and footers included.
  public static func characters(_ document: Document) -> Int {
    characters(document.blocks) + (document.headers + document.footers).reduce(0) { $0 + characters($1.blocks) }
  }

  private static func characters(_ blocks: [Block]) -> Int {
    blocks.reduce(0) { sum, block in
      switch block {
      case .paragraph(let paragraph): sum + TextAccount.characters(in: paragraph.text)
      case .table(let table): sum + table.cells.reduce(0) { $0 + characters($1.blocks) }
      }
    }
  }
}
