import Diagnostics
import DocumentTree

/// A sheet as its part holds it: cells that say or frame something, merges, and what does not show.
struct Sheet {
  /// What a cell shows, and how much of it the file holds as it stands.
  struct Content {
    var text = ""
    /// What of it is struck out, raised or lowered; `nil` leaves that to the cell's font.
    var marks: [TextMark]?
    /// Characters of the source that are in the text.
    var kept = 0
    /// Characters of the text that are not in the source.
    var generated = 0
    /// It shows another number than the cell holds: thousands of it.
    var isUnclear = false

    static func whole(_ text: String, _ characters: Int) -> Content { Content(text: text, kept: characters) }
  }

  struct Cell {
    var place: CellReference
    var content: Content
    var hasBorder: Bool

    var text: String { content.text }

    func paragraph(at origin: Origin) -> Paragraph {
      var paragraph = Paragraph(text, origin: origin)
      paragraph.marks = content.marks ?? []
      return paragraph
    }
  }

  var name: String
  /// By row, then by column; no place twice.
  var cells: [Cell] = []
  var merges: [CellRange] = []
  /// Sorted.
  var hiddenRows: [Int] = []
  var hiddenColumns: [ClosedRange<Int>] = []
  var showsNoughts = true
  /// Where conditional formats may take text away from sight.
  var unclear: [CellRange] = []

  var origin: Origin { Origin(.sheet(name)) }

  func origin(_ place: CellReference) -> Origin { Origin(.sheet(name), .reference(place.text)) }

  func isHidden(column: Int) -> Bool { hiddenColumns.contains { $0.contains(column) } }

  func isHidden(row: Int) -> Bool {
    let index = Self.lowerBound(hiddenRows, row)
    return index < hiddenRows.count && hiddenRows[index] == row
  }

  /// How many hidden rows stand above this one.
  func hiddenRows(above row: Int) -> Int { Self.lowerBound(hiddenRows, row) }

  /// The first index at which a sorted list holds something that is not smaller.
  private static func lowerBound(_ list: [Int], _ value: Int) -> Int {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
