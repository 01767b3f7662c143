import Diagnostics
import ReportModel

extension TableReading {
  /// Rows that were read by a label of another form become extra rows: their figures have no place in this form, and are not to be lost.
  ///
  /// A table of 2021 in which a line of （六）其他处理 is damaged reads as the row of that name of 2019.
  func keepingForeignRows(of declaration: FormTable) -> TableReading {
    var reading = self
    let foreign = rows.filter { !declaration.hasRow($0.id) }
    guard !foreign.isEmpty else { return resolvingPlaces(of: declaration) }
    for row in foreign {
      let cells = (row.label.map { [$0] } ?? []) + row.cells.filter { !$0.isBlank }
      // Before what was read behind it.
      let place = reading.extras.firstIndex { $0.after == row.id } ?? reading.extras.endIndex
      reading.extras.insert((cells, row.id, row.source), at: place)
      reading.noteOddity(.row, cells.first?.text.quoted() ?? "", at: row.source.origin)
      reading.labels.removeAll { $0.id == .row(row.id) }
    }
    return reading.resolvingPlaces(of: declaration)
  }

  /// An extra row stands after a row of the form: that before it, where it was read after one of another.
  private func resolvingPlaces(of declaration: FormTable) -> TableReading {
    var reading = self
    for index in reading.extras.indices {
      guard let after = reading.extras[index].after, declaration.row(after) == nil else { continue }
      let place = rows.firstIndex { $0.id == after } ?? 0
      reading.extras[index].after = rows[..<place].last { declaration.row($0.id) != nil }?.id
    }
    return reading
  }
}
