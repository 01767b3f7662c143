import Diagnostics
import DocumentTree

/// Cells parted by tabs: what Word, WPS, a browser or a spreadsheet puts on the clipboard.
extension TextAssembler {
  /// Appends the table that begins at `start`; returns the line after it.
  mutating func appendTabbedTable(from start: Int, in lines: [TextLine]) throws(Refusal) -> Int {
    var rows: [(cells: [String], line: Int)] = []
    var index = start
    var width = 0
    while index < lines.count,
      lines[index].shape == .tabbed || lines[index].placesAroundOneField == width || startsTabbedTable(index, in: lines)
    {
      let (cells, next) = fields(from: index, in: lines)
      rows.append((cells, lines[index].number))
      width = max(width, cells.count)
      index = next
    }
    // An empty field at the start of a row is the place of a cell merged from above: every place is written.
    let everyPlace = rows.contains { $0.cells.first?.isEmpty == true && $0.cells.contains { !$0.isEmpty } }
    let isGrid = everyPlace || Self.writesEveryPlace(rows.map(\.cells))
    let placement: Table.Placement = isGrid ? .grid : .packed(padding: rows.map { _ in nil })
    // A row that is short stays so: an editor may have cut empty fields at its end, or lost one in the middle.
    try append(rows: rows, placement: placement, of: lines[start..<index])
    return index
  }

  /// Whether a line of one field and empty ones (`第二十条第（一）项\t\t\t`: a cell over the whole width) begins a table or goes on with one: the
  /// next line that says more has as many fields.
  func startsTabbedTable(_ start: Int, in lines: [TextLine]) -> Bool {
    guard let places = lines[start].placesAroundOneField, lines[start].shape == .plain else { return false }
    // Two such lines may follow each other, a caption and the heading of a block; not more.
    for next in lines.indices.dropFirst(start + 1).prefix(3) {
      if lines[next].shape == .tabbed { return fields(from: next, in: lines).cells.count == places }
      guard lines[next].placesAroundOneField == places else { return false }
    }
    return false
  }

  /// The fields of a row. A field in quotation marks may hold line breaks, as spreadsheets write them.
  private func fields(from start: Int, in lines: [TextLine]) -> (cells: [String], next: Int) {
    var cells: [String] = []
    var index = start
    var text = lines[start].text.trimmingTrailingCarriageReturn
    while true {
      if text.utf8.first == 0x22, let (field, rest, next) = quotedField(text, index, lines) {
        cells.append(field)
        index = next
        guard let rest else { return (cells, index + 1) }
        text = rest
        continue
      }
      guard let tab = text.utf8.firstIndex(of: 0x09) else {
        cells.append(String(text.trimmingWhite))
        return (cells, index + 1)
      }
      cells.append(String(text[..<tab].trimmingWhite))
      text = text[text.utf8.index(after: tab)...]
    }
  }

  /// A field that starts with `"` and ends with `"` before a tab or the line end; `nil` when it is no such field.
  private func quotedField(_ text: Substring, _ line: Int, _ lines: [TextLine]) -> (String, Substring?, Int)? {
    var field: [UInt8] = []
    var index = line
    var rest = text.utf8.dropFirst()
    while true {
      if let byte = rest.popFirst() {
        if byte != 0x22 {
          field.append(byte)
        } else if rest.first == 0x22 {
          rest.removeFirst()
          field.append(0x22)
        } else if rest.isEmpty || rest.first == 0x09 {
          let value = String(Substring(String(decoding: field, as: UTF8.self)).trimmingWhite)
          return (value, rest.isEmpty ? nil : Substring(rest.dropFirst()), index)
        } else {
          return nil
        }
      } else {
        // Header cells have a line break or two; a quotation mark that is never closed must not swallow the file.
        guard index + 1 < lines.count, index - line < 8 else { return nil }
        index += 1
        field.append(0x0A)
        rest = lines[index].text.trimmingTrailingCarriageReturn.utf8[...]
      }
    }
  }
}
