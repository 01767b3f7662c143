import DocumentTree

/// Tables of a tagged document that no rulings show: their cells on one page.
struct TaggedPart {
  struct Cell {
    var place: TagPlaces.Place
    var piece: JoinedTable.Piece
    var box: PageBox
    var isUnclear: Bool
  }
  var table: Int
  var cells: [Cell]
  var box: PageBox { cells.dropFirst().reduce(cells.first?.box ?? PageBox(0, 0, 0, 0)) { $0.union($1.box) } }
  /// Tags and places do not say the same.
  var disagreements = 0

  init(table: Int, cells: [Cell], others: [PageBox]) {
    self.table = table
    self.cells = cells
    checkOrder()
    // Figures among the cells that belong to none of them.
    let box = box
    for other in others where box.contains(x: other.midX, y: other.midY) {
      disagreements += 1
      for index in self.cells.indices where self.cells[index].box.minY < other.maxY && self.cells[index].box.maxY > other.minY {
        self.cells[index].isUnclear = true
      }
    }
  }

  /// Cells of a row stand beside each other, from left to right.
  private mutating func checkOrder() {
    let order = cells.indices.sorted { (cells[$0].place.row, cells[$0].place.cell) < (cells[$1].place.row, cells[$1].place.cell) }
    for (before, after) in zip(order, order.dropFirst()) where cells[before].place.row == cells[after].place.row {
      if cells[after].box.minX < cells[before].box.maxX - 2 {
        disagreements += 1
        cells[before].isUnclear = true
        cells[after].isUnclear = true
      }
    }
  }
}

extension JoinedTable {
  /// The grid of a tagged table, without text. Columns stand ten points apart.
  init(_ tagged: TaggedTable, page: Int, box: PageBox) {
    self.init(page: page, box: box, rowCount: tagged.rows.count, cells: [], lastBox: box, lastPage: -2)
    // Down to which row each column is taken.
    var taken: [Int] = []
    for (row, items) in tagged.rows.enumerated() {
      var column = 0
      for item in items {
        while column < taken.count, taken[column] > row { column += 1 }
        let last = column + min(max(item.columnSpan, 1), 1_000)
        let end = min(row + max(item.rowSpan, 1), tagged.rows.count)
        while taken.count < last { taken.append(0) }
        for index in column..<last { taken[index] = max(taken[index], end) }
        cells.append(
          Cell(
            rows: row..<end, left: Double(column) * 10, right: Double(last) * 10, pieces: [], isHeader: item.isHeader, isTagged: true))
        column = last
      }
    }
  }
}
