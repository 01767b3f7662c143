import Diagnostics
import ReportModel

extension TableReading {
  /// Takes a row for unclear that is followed by figures without a label: they may be the rest of its own.
  ///
  /// A row that has all its figures stays, unless it is a line of text that may go on in the next: one that ends before its table does, or in a figure.
  ///
  /// - Parameter width: figures that a row of the form has; the header that is in force may name fewer.
  mutating func doubt(_ id: String, above row: SourceRow, width: Int) {
    guard let place = rows.firstIndex(where: { $0.id == id }) else { return }
    let above = rows[place].source
    let named = rows[place].header.columns.count
    let filled = rows[place].cells.count { !$0.isBlank }
    let isFull = filled >= (named > 0 ? min(named, width) : width)
    guard !isFull || (above.isCut || above.endsInFigure) && row.isRightBelow(above) else { return }
    rows[place].source.isUnclear = true
    rows[place].cells += row.cells.filter { !$0.isBlank }
  }
}

extension SourceRow {
  /// Fewer places than its table has, in text.
  var isCut: Bool {
    guard table != nil, origin.line != nil else { return false }
    var places = cells.last?.columns.upperBound ?? 0
    if case .packed(_, let padding?) = kind { places += padding }
    return places < width
  }

  /// The last cell of a line of text is a figure, and nothing says where it ends.
  var endsInFigure: Bool {
    guard origin.line != nil, let last = cells.last, case .number = last.value.content else { return false }
    if case .packed(_, let padding) = kind { return padding == nil }
    return true
  }

  /// The next line of a text.
  func isRightBelow(_ row: SourceRow) -> Bool {
    guard let own = origin.line, let above = row.origin.line else { return false }
    return own == above + 1
  }
}
