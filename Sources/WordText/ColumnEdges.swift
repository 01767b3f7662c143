/// The lines between the columns of a table, from those of its rows.
struct ColumnEdges {
  private var starts: [Int] = []
  private var tolerance: Int

  init(_ rows: [[Int]?], tolerance: Int) {
    self.tolerance = tolerance
    let all = Set(rows.compactMap { $0 }.joined()).sorted()
    gather(all, tolerance)
    // A cell narrower than that would vanish: then every edge counts.
    for case let edges? in rows {
      for index in edges.indices.dropFirst() where self.index(of: edges[index]) == self.index(of: edges[index - 1]) {
        gather(all, 0)
        return
      }
    }
  }

  private mutating func gather(_ all: [Int], _ tolerance: Int) {
    self.tolerance = tolerance
    starts = []
    for edge in all where starts.last.map({ edge - $0 > tolerance }) ?? true { starts.append(edge) }
  }

  func index(of edge: Int) -> Int? {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= edge { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
