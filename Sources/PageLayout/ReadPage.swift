import DocumentTree

/// One page, taken apart: what is drawn of it, its grids, and the lines in and beside them.
struct ReadPage {
  struct Line {
    var number: Int
    var text: String
    /// With wide gaps kept.
    var aligned: String
    var box: PageBox
    var size: Double
    var isParted: Bool
    var isUnclear: Bool
    var characters: Int
  }

  let number: Int
  let width: Double
  let height: Double
  private(set) var lines: [Line] = []
  private(set) var tables: [JoinedTable] = []
  /// Characters by the reason why they are left out.
  private(set) var leftOut: [String: Int] = [:]
  private(set) var read = 0
  private(set) var unmapped = 0
  private(set) var drawn = 0
  private(set) var crossing = 0
  private(set) var overlapping = 0
  private(set) var unclearRulings = 0
  private(set) var isPicture = false

  init(_ given: PageContents, _ budget: inout WorkBudget) {
    number = given.number
    width = given.width
    height = given.height
    var page = given
    let ink = Ink(page, budget: &budget)
    let visible = takeVisible(&page, ink, &budget)
    var grids = GridFinder.grids(ink.rulings, &budget)
    if grids.isEmpty, !ink.edges.isEmpty { grids = GridFinder.grids(ink.rulings + ink.edges, &budget) }
    let share = page.images.map { ($0.box.intersection(PageBox(0, 0, page.width, page.height))?.area ?? 0) / max(page.width * page.height, 1) }
      .max() ?? 0
    isPicture = visible.isEmpty && (share > 0.3 || page.shapes > 100 || leftOut[PageContents.Undrawn.invisible.rawValue] != nil)
    var builder = LineBuilder(page)
    place(visible, page, grids, &builder, &budget)
    for index in builder.doubled { leaveOut("double-struck", page.glyphs[index]) }
  }

  private mutating func leaveOut(_ reason: String, _ glyph: PageContents.Glyph) {
    let count = TextAccount.characters(in: glyph.text)
    if count > 0 { leftOut[reason, default: 0] += count }
  }

  /// The glyphs that a person sees and reads on.
  private mutating func takeVisible(_ page: inout PageContents, _ ink: Ink, _ budget: inout WorkBudget) -> [Int] {
    var visible: [Int] = []
    for index in page.glyphs.indices {
      let glyph = page.glyphs[index]
      read += TextAccount.characters(in: glyph.text)
      if case .no(let reason) = glyph.drawn {
        leaveOut(reason.rawValue, glyph)
      } else if let reason = ink.undrawn(glyph, page, &budget) {
        leaveOut(reason.rawValue, glyph)
      } else if glyph.direction == .oblique {
        leaveOut("watermark", glyph)
      } else {
        visible.append(index)
        if glyph.text.unicodeScalars.contains(where: { !$0.isWhite }) { drawn += 1 }
        if glyph.text.unicodeScalars.contains(where: \.isUnmapped) { unmapped += 1 }
      }
    }
    return visible
  }

  private mutating func place(
    _ visible: [Int], _ page: PageContents, _ grids: [GridFinder.Grid], _ builder: inout LineBuilder, _ budget: inout WorkBudget
  ) {
    var inside: [[[Int]]] = grids.map { Array(repeating: [], count: $0.cells.count) }
    var outside: [Int] = []
    // Of grids inside grids, the smaller one owns what is in both.
    let order = grids.indices.sorted { grids[$0].box.area < grids[$1].box.area }
    var homes = Array(repeating: Home(), count: page.glyphs.count)
    for index in visible {
      let box = page.glyphs[index].box
      budget.spend(order.count)
      var home: Home?
      for grid in order {
        if let cell = grids[grid].cell(x: box.midX, y: box.midY) {
          home = Home(grid: grid, cell: cell)
          break
        }
      }
      if let home {
        homes[index] = home
        inside[home.grid][home.cell].append(index)
      } else {
        outside.append(index)
      }
    }
    var unclear = Set<Home>()
    for index in visible { cross(index, page, grids, homes, &unclear) }
    for grid in grids.indices {
      var table = JoinedTable(
        page: number, box: grids[grid].box, rowCount: grids[grid].rows.count - 1, cells: [], lastBox: grids[grid].box, lastPage: number)
      for cell in grids[grid].cells.indices {
        let own = grids[grid].cells[cell]
        let box = grids[grid].box(of: cell)
        let lines = builder.lines(of: inside[grid][cell])
        var isUnclear = unclear.contains(Home(grid: grid, cell: cell))
        if own.isUnclear, lines.contains(where: { builder.text(of: $0).hasDigit }) {
          unclearRulings += 1
          isUnclear = true
        }
        if lines.contains(where: \.isUnclear) {
          overlapping += 1
          isUnclear = true
        }
        let piece = JoinedTable.Piece(
          page: number, width: box.width, lines: lines.map { line in
            let isUpright = line.direction == .right || line.direction == .left
            return JoinedTable.Line(text: builder.text(of: line), width: isUpright ? line.box.width : line.box.height, size: line.size)
          })
        table.cells.append(
          JoinedTable.Cell(
            rows: own.rows, left: box.minX - table.box.minX, right: box.maxX - table.box.minX, pieces: [piece], isUnclear: isUnclear))
      }
      tables.append(table)
    }
    lines = builder.lines(of: outside).sorted { ($0.box.minY, $0.box.minX) < ($1.box.minY, $1.box.minX) }.enumerated().map {
      let text = builder.text(of: $1)
      return Line(
        number: $0 + 1, text: text, aligned: builder.text(of: $1, isAligned: true), box: $1.box, size: $1.size,
        isParted: builder.isParted($1), isUnclear: $1.isUnclear, characters: TextAccount.characters(in: text))
    }
  }

  private struct Home: Hashable {
    var grid = -1
    var cell = -1
  }

  /// Text that lies across a ruling: it can't be said in which cell it stands.
  private mutating func cross(
    _ index: Int, _ page: PageContents, _ grids: [GridFinder.Grid], _ homes: [Home], _ unclear: inout Set<Home>
  ) {
    let glyph = page.glyphs[index]
    let home = homes[index]
    guard home.grid >= 0, glyph.text.hasDigit else { return }
    var isCrossing = false
    let box = grids[home.grid].box(of: home.cell)
    if box.minX - glyph.box.minX > 0.2 * glyph.box.width || glyph.box.maxX - box.maxX > 0.2 * glyph.box.width { isCrossing = true }
    // The run goes on in another cell without a gap.
    for other in [index - 1, index + 1] where page.glyphs.indices.contains(other) {
      let neighbour = page.glyphs[other]
      guard homes[other].grid >= 0, homes[other] != home, neighbour.text.hasDigit else { continue }
      let gap = max(neighbour.box.minX - glyph.box.maxX, glyph.box.minX - neighbour.box.maxX)
      if abs(neighbour.box.midY - glyph.box.midY) < 0.3 * glyph.size, gap < 0.25 * glyph.size {
        isCrossing = true
        unclear.insert(homes[other])
      }
    }
    if isCrossing, unclear.insert(home).inserted { crossing += 1 }
  }
}

extension Unicode.Scalar {
  /// Of no meaning that two people share.
  var isUnmapped: Bool { value == 0xFFFD || (0xE000...0xF8FF).contains(value) || value >= 0xF0000 }
}
