import Diagnostics
import ReportModel

/// 序号: a first column in which the rows of a table are numbered. It is no column of the forms, and stands where their labels are looked for.
enum NumberColumn {
  /// The rows without it, and its cells; `nil` where there is none.
  static func removed(from rows: [SourceRow], table: String) -> (rows: [SourceRow], cells: [SourceCell])? {
    var numbers = 0
    var last: Int?
    var cells: [SourceCell] = []
    // Where cells have no places, a row without a number is one that the cell of 序号 covers: the header's second line.
    let isPacked = rows.allSatisfy { if case .packed = $0.kind { true } else { false } }
    if isPacked { return removed(fromPacked: rows, table: table) }
    for row in rows {
      guard row.isGrid, let first = row.cells.first else { return nil }
      guard first.columns.lowerBound == 0, !first.isBlank else { continue }
      guard first.terms.isEmpty, first.columns.count == 1, row.cells.dropFirst().first(where: { !$0.isBlank })?.isOfTable(table) == true
      else {
        return nil
      }
      if case .number(let number) = first.value.content, let number = number.integer {
        if let last, number <= last, number > 1 { return nil }
        last = number
        numbers += 1
      } else if !first.isLabel {
        return nil
      }
      cells.append(first)
    }
    guard numbers >= 3 else { return nil }
    let own = rows.map { row in
      var row = row
      if row.cells.first?.columns.lowerBound == 0 { row.cells.removeFirst() }
      for index in row.cells.indices {
        let columns = row.cells[index].columns
        row.cells[index].columns = columns.lowerBound - 1..<columns.upperBound - 1
      }
      row.width -= 1
      return row
    }
    return (own.filter { !$0.cells.isEmpty }, cells)
  }

  private static func removed(fromPacked rows: [SourceRow], table: String) -> (rows: [SourceRow], cells: [SourceCell])? {
    var out = rows
    var cells: [SourceCell] = []
    var last = 0
    var hasName = false
    for (index, row) in rows.enumerated() {
      guard let first = row.cells.first, row.cells.count > 1 else { continue }
      let isName = first.terms.isEmpty && ["序号", "编号", "行次"].contains(first.key.body)
      if isName {
        hasName = true
      } else {
        guard case .number(let number) = first.value.content, let number = number.integer, row.cells[1].isOfTable(table) else { continue }
        guard number == last + 1 else { return nil }
        last = number
      }
      cells.append(first)
      out[index].cells.removeFirst()
      out[index].width -= 1
      for place in out[index].cells.indices {
        let columns = out[index].cells[place].columns
        out[index].cells[place].columns = max(0, columns.lowerBound - 1)..<max(1, columns.upperBound - 1)
      }
    }
    return hasName && last >= 3 ? (out, cells) : nil
  }
}
