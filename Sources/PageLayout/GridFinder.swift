/// Rulings → the layout grids of tables.
///
/// Rulings on one line become one, however they were drawn: cell by cell, twice, dashed, or with gaps. Rulings that meet make a grid; its
/// smallest places are joined where no ruling lies between them, and become cells with spans.
struct GridFinder {
  /// A table on one page.
  struct Grid {
    var columns: [Double]
    var rows: [Double]
    var cells: [Cell]
    /// Row by row, the cell that covers a place.
    var places: [Int]
    var box: PageBox { PageBox(columns[0], rows[0], columns[columns.count - 1], rows[rows.count - 1]) }
  }

  struct Cell {
    var rows: Range<Int>
    var columns: Range<Int>
    /// Its rulings leave more than one reading.
    var isUnclear = false
  }

  /// Lines nearer than this are one.
  static let tolerance = 3.0
  static let longestGap = 4.5
  /// How much of an edge has to be ruled, and how much of it makes a doubt.
  private static let ruled = 0.6
  private static let halfRuled = 0.15

  private struct Line {
    var position: Double
    var spans: [ClosedRange<Double>]
    var lower: Double { spans[0].lowerBound }
    var upper: Double { spans[spans.count - 1].upperBound }
  }

  static func grids(_ rulings: [Ink.Ruling], _ budget: inout WorkBudget) -> [Grid] {
    let horizontal = segments(rulings.filter(\.isHorizontal))
    let vertical = segments(rulings.filter { !$0.isHorizontal })
    guard !horizontal.isEmpty, !vertical.isEmpty else { return [] }
    var sets = DisjointSets(horizontal.count + vertical.count)
    for (index, line) in horizontal.enumerated() {
      let first = vertical.partition { $0.position >= line.lower - tolerance }
      budget.spend(vertical.count - first)
      if budget.isExhausted { return [] }
      for other in first..<vertical.count {
        if vertical[other].position > line.upper + tolerance { break }
        if line.position >= vertical[other].lower - tolerance, line.position <= vertical[other].upper + tolerance {
          sets.join(index, horizontal.count + other)
        }
      }
    }
    var groups: [Int: (horizontal: [Segment], vertical: [Segment])] = [:]
    for index in horizontal.indices { groups[sets.find(index), default: ([], [])].horizontal.append(horizontal[index]) }
    for index in vertical.indices {
      groups[sets.find(horizontal.count + index), default: ([], [])].vertical.append(vertical[index])
    }
    return groups.values.compactMap { grid($0.horizontal, $0.vertical, &budget) }
      .sorted { ($0.box.minY, $0.box.minX) < ($1.box.minY, $1.box.minX) }
  }

  /// One stretch of a ruling without gaps.
  private struct Segment {
    var position: Double
    var lower: Double
    var upper: Double
  }

  /// Rulings in one line, joined where they touch; by position.
  private static func segments(_ rulings: [Ink.Ruling]) -> [Segment] {
    var out: [Segment] = []
    let sorted = rulings.sorted { $0.position < $1.position }
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end].position - sorted[start].position <= tolerance { end += 1 }
      let group = sorted[start..<end].sorted { $0.lower < $1.lower }
      let position = group.reduce(0) { $0 + $1.position } / Double(group.count)
      var open: Segment?
      for ruling in group {
        if var last = open, ruling.lower <= last.upper + longestGap {
          last.upper = max(last.upper, ruling.upper)
          open = last
        } else {
          if let open { out.append(open) }
          open = Segment(position: position, lower: ruling.lower, upper: ruling.upper)
        }
      }
      if let open { out.append(open) }
      start = end
    }
    return out.filter { $0.upper - $0.lower >= 4 }.sorted { $0.position < $1.position }
  }

  /// Segments at one position together.
  private static func lines(_ segments: [Segment]) -> [Line] {
    var lines: [Line] = []
    for segment in segments {
      let span = segment.lower...max(segment.lower, segment.upper)
      if let last = lines.last, segment.position - last.position <= tolerance {
        lines[lines.count - 1].spans.append(span)
      } else {
        lines.append(Line(position: segment.position, spans: [span]))
      }
    }
    for index in lines.indices { lines[index].spans.sort { $0.lowerBound < $1.lowerBound } }
    return lines
  }

  private static func positions(_ lines: [Line], lowest: Double, highest: Double) -> [Double] {
    var out = lines.map(\.position)
    if let first = out.first, lowest < first - tolerance * 2 { out.insert(lowest, at: 0) }
    if let last = out.last, highest > last + tolerance * 2 { out.append(highest) }
    return out
  }

  private static func grid(_ horizontal: [Segment], _ vertical: [Segment], _ budget: inout WorkBudget) -> Grid? {
    let rows = lines(horizontal)
    let columns = lines(vertical)
    guard rows.count >= 2, let left = horizontal.map(\.lower).min(), let right = horizontal.map(\.upper).max(),
      let top = vertical.map(\.lower).min(), let bottom = vertical.map(\.upper).max()
    else { return nil }
    let xs = positions(columns, lowest: left, highest: right)
    let ys = positions(rows, lowest: top, highest: bottom)
    guard xs.count >= 2, ys.count >= 2, xs.count + ys.count > 4 else { return nil }
    let places = (xs.count - 1).multipliedReportingOverflow(by: ys.count - 1)
    budget.spend(places.overflow ? Int.max : places.partialValue)
    if budget.isExhausted { return nil }
    let joined = joinedPlaces(xs, ys, rows, columns, &budget)
    let (cells, owners) = cells(xs.count - 1, ys.count - 1, joined)
    return cells.count < 2 ? nil : Grid(columns: xs, rows: ys, cells: cells, places: owners)
  }

  /// Which places are one cell, and which edges are ruled in part.
  private static func joinedPlaces(
    _ xs: [Double], _ ys: [Double], _ rows: [Line], _ columns: [Line], _ budget: inout WorkBudget
  ) -> (sets: DisjointSets, unclear: [Bool]) {
    let width = xs.count - 1
    let height = ys.count - 1
    var sets = DisjointSets(width * height)
    var unclear = Array(repeating: false, count: width * height)
    func look(_ share: Double, _ a: Int, _ b: Int) {
      if share < ruled { sets.join(a, b) }
      if share < ruled, share > halfRuled {
        unclear[a] = true
        unclear[b] = true
      }
    }
    for line in columns {
      guard let x = xs.firstIndex(of: line.position), x > 0, x < width else { continue }
      for y in 0..<height {
        budget.spend(line.spans.count)
        look(cover(line.spans, ys[y], ys[y + 1]), y * width + x - 1, y * width + x)
      }
    }
    for line in rows {
      guard let y = ys.firstIndex(of: line.position), y > 0, y < height else { continue }
      for x in 0..<width {
        budget.spend(line.spans.count)
        look(cover(line.spans, xs[x], xs[x + 1]), (y - 1) * width + x, y * width + x)
      }
    }
    return (sets, unclear)
  }

  /// The share of a stretch that spans cover.
  private static func cover(_ spans: [ClosedRange<Double>], _ lower: Double, _ upper: Double) -> Double {
    guard upper > lower else { return 1 }
    var sum = 0.0
    for span in spans { sum += max(0, min(span.upperBound, upper) - max(span.lowerBound, lower)) }
    return min(1, sum / (upper - lower))
  }

  private static func cells(
    _ width: Int, _ height: Int, _ joined: (sets: DisjointSets, unclear: [Bool])
  ) -> (cells: [Cell], owners: [Int]) {
    var sets = joined.sets
    var extents: [Int: (rows: Range<Int>, columns: Range<Int>, count: Int)] = [:]
    var roots = Array(repeating: 0, count: width * height)
    for place in 0..<width * height {
      let root = sets.find(place)
      roots[place] = root
      let (row, column) = (place / width, place % width)
      if let old = extents[root] {
        extents[root] = (
          old.rows.lowerBound..<max(old.rows.upperBound, row + 1),
          min(old.columns.lowerBound, column)..<max(old.columns.upperBound, column + 1), old.count + 1
        )
      } else {
        extents[root] = (row..<row + 1, column..<column + 1, 1)
      }
    }
    var cells: [Cell] = []
    var owners = Array(repeating: 0, count: width * height)
    var known: [Int: Int] = [:]
    for place in 0..<width * height {
      let root = roots[place]
      guard let extent = extents[root] else { continue }
      let isWhole = extent.rows.count * extent.columns.count == extent.count
      if isWhole, let cell = known[root] {
        owners[place] = cell
        continue
      }
      let (row, column) = (place / width, place % width)
      known[root] = cells.count
      owners[place] = cells.count
      // Places that are no rectangle together stay as they are, in doubt.
      cells.append(
        isWhole
          ? Cell(rows: extent.rows, columns: extent.columns)
          : Cell(rows: row..<row + 1, columns: column..<column + 1, isUnclear: true))
    }
    for place in owners.indices where joined.unclear[place] { cells[owners[place]].isUnclear = true }
    return (cells, owners)
  }
}

extension GridFinder.Grid {
  /// The cell at a point; `nil` outside.
  func cell(x: Double, y: Double) -> Int? {
    guard box.contains(x: x, y: y) else { return nil }
    let column = min(max(columns.partition { $0 > x } - 1, 0), columns.count - 2)
    let row = min(max(rows.partition { $0 > y } - 1, 0), rows.count - 2)
    return places[row * (columns.count - 1) + column]
  }

  func box(of cell: Int) -> PageBox {
    let own = cells[cell]
    return PageBox(
      columns[own.columns.lowerBound], rows[own.rows.lowerBound], columns[own.columns.upperBound], rows[own.rows.upperBound])
  }
}

/// Union and find, with halved paths.
struct DisjointSets {
  private var parents: [Int]

  init(_ count: Int) { parents = Array(0..<count) }

  mutating func find(_ index: Int) -> Int {
    var index = index
    while parents[index] != index {
      parents[index] = parents[parents[index]]
      index = parents[index]
    }
    return index
  }

  mutating func join(_ a: Int, _ b: Int) {
    let (a, b) = (find(a), find(b))
    if a != b { parents[max(a, b)] = min(a, b) }
  }
}

extension Array {
  /// The first index for which a condition holds, which holds for all behind it.
  func partition(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
