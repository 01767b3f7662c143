import ReportModel

/// The figures of a table of the report, row by row, with what its form says of them.
///
/// Neighbours with the same row id make a row; the order is the report's own. A row or column that the form does not
/// have is written all the same, without label.
struct TableRows {
  struct Row {
    var id: String
    var declaration: FormRow?
    var block: FormBlock?
    var figures: ArraySlice<Figure>
  }

  let form: FormTable?
  private(set) var rows: [Row] = []

  init(_ table: ReportTable) {
    form = OfficialForms.form(table.form)?.table(table.id)
    // Rows of a report come in the order of the form, as good as always.
    var blocks = form?.blocks[...] ?? []
    var next = 0
    var start = 0
    while start < table.figures.count {
      let id = table.figures[start].id.row
      var end = start + 1
      while end < table.figures.count, table.figures[end].id.row == id { end += 1 }
      if let block = blocks.first, next == block.rows.count {
        blocks.removeFirst()
        next = 0
      }
      if let block = blocks.first, next < block.rows.count, block.rows[next].id == id {
        rows.append(Row(id: id, declaration: block.rows[next], block: block, figures: table.figures[start..<end]))
        next += 1
      } else {
        let block = form?.block(ofRow: id)
        rows.append(
          Row(
            id: id, declaration: block?.rows.first { $0.id == id }, block: block, figures: table.figures[start..<end]))
      }
      start = end
    }
  }
}

extension TableRows.Row {
  func label(ofColumn id: String) -> String? { block?.columns.first { $0.id == id }?.label }

  /// The official labels under which the row stands, outermost first: 三、本年度办理结果, （三）不予公开.
  func headings(in form: FormTable?) -> [String] {
    guard let form, let declaration else { return [] }
    let ids = (block?.heading).map { [$0] } ?? declaration.groups
    return ids.compactMap { form.heading($0)?.label }
  }
}

extension Figure {
  /// The state that the value bears out: no file of ours calls a figure reported and holds no number.
  var writtenStatus: Status { status == .reported && value == nil ? .invalid : status }
  var writtenValue: DecimalNumber? { status == .reported ? value : nil }
}
