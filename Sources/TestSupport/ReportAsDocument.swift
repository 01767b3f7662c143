import Diagnostics
public import DocumentTree
public import ReportModel

/// A report as a document tree, to be bent into what real files look like before it is recognised.
public struct DocumentDraft: Sendable {
  public enum Piece: Sendable {
    case text(String)
    case table(rows: [[LayoutCell]], width: Int)
    /// A table inside the only cell of another, as layout tables have it.
    case wrapped([Piece])
  }
  public var pieces: [Piece]

  public init(_ pieces: [Piece]) { self.pieces = pieces }

  public init(_ report: Report) {
    pieces = report.title.map { .text($0.text) }
    func add(_ blocks: [NarrativeBlock], _ pieces: inout [Piece]) {
      for block in blocks {
        switch block {
        case .paragraph(let line): pieces.append(.text(line.text))
        case .formTable(let id):
          guard let table = report.table(id) else { continue }
          let (rows, width) = TextLayout.rows(of: table)
          pieces.append(.table(rows: rows, width: width))
        case .table: break
        }
      }
    }
    add(report.preface, &pieces)
    for section in report.sections {
      if !section.heading.isEmpty { pieces.append(.text(section.heading)) }
      add(section.blocks, &pieces)
    }
    add(report.closing, &pieces)
  }

  public var document: Document {
    var document = Document(format: "test")
    document.blocks = Self.blocks(pieces)
    return document
  }

  private static func blocks(_ pieces: [Piece]) -> [Block] {
    pieces.enumerated().map { index, piece in
      switch piece {
      case .text(let text): return .paragraph(Paragraph(text, origin: Origin(.paragraph(index + 1))))
      case .table(let rows, let width):
        var cells: [Table.Cell] = []
        for (number, row) in rows.enumerated() {
          for (place, cell) in row.enumerated() {
            let origin = Origin(.table(index + 1), .row(number + 1), .cell(place + 1))
            cells.append(
              Table.Cell(
                rows: number..<min(rows.count, number + cell.rowSpan), columns: cell.column..<cell.column + cell.columnSpan,
                blocks: [.paragraph(Paragraph(cell.text, origin: origin))], origin: origin))
          }
        }
        return .table(Table(rowCount: rows.count, columnCount: width, cells: cells, origin: Origin(.table(index + 1))))
      case .wrapped(let inner):
        let origin = Origin(.table(index + 1))
        return .table(
          Table(
            rowCount: 1, columnCount: 1, cells: [Table.Cell(rows: 0..<1, columns: 0..<1, blocks: blocks(inner), origin: origin)],
            origin: origin))
      }
    }
  }

  /// Changes the tables, in their order: 二, 三, 四.
  public mutating func changeTable(_ number: Int, _ change: (inout [[LayoutCell]], inout Int) -> Void) {
    var seen = 0
    for index in pieces.indices {
      guard case .table(var rows, var width) = pieces[index] else { continue }
      if seen == number {
        change(&rows, &width)
        pieces[index] = .table(rows: rows, width: width)
        return
      }
      seen += 1
    }
  }

  public mutating func replaceTable(_ number: Int, by make: ([[LayoutCell]], Int) -> [Piece]) {
    var seen = 0
    for index in pieces.indices {
      guard case .table(let rows, let width) = pieces[index] else { continue }
      if seen == number {
        pieces.replaceSubrange(index...index, with: make(rows, width))
        return
      }
      seen += 1
    }
  }

  public mutating func changeTexts(_ change: (String) -> [String]) {
    pieces = pieces.flatMap { piece -> [Piece] in
      if case .text(let text) = piece { return change(text).map(Piece.text) }
      return [piece]
    }
  }
}
