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
  /// Figures of tables that run over the paper's edge.
  private(set) var beyondEdge = 0
  /// Cells of which tags and rulings do not say the same.
  private(set) var disagreements = 0
  private(set) var parts: [TaggedPart] = []
  /// Places where a line goes through digits.
  private(set) var struck = 0
  private var struckGlyphs: Set<Int> = []

  init(_ given: PageContents, _ tags: TagPlaces, _ budget: inout WorkBudget) {
    number = given.number
    width = given.width
    height = given.height
    var page = given
    let ink = Ink(page, budget: &budget)
    var grids = GridFinder.grids(ink.rulings, &budget)
    if grids.isEmpty, !ink.edges.isEmpty { grids = GridFinder.grids(ink.rulings + ink.edges, &budget) }
    let paper = PageBox(0, 0, page.width, page.height)
    let visible = takeVisible(&page, ink, grids.map(\.box).filter { ($0.intersection(paper)?.area ?? 0) > 0.3 * $0.area }, &budget)
    let share =
      page.images.map { ($0.box.intersection(PageBox(0, 0, page.width, page.height))?.area ?? 0) / max(page.width * page.height, 1) }
      .max() ?? 0
    isPicture = visible.isEmpty && (share > 0.3 || page.shapes > 100 || leftOut[PageContents.Undrawn.invisible.rawValue] != nil)
    findStruck(visible, page, ink, &budget)
    var builder = LineBuilder(page)
    place(visible, page, grids, tags, &builder, &budget)
    for index in builder.doubled { leaveOut("double-struck", page.glyphs[index]) }
  }

  private mutating func leaveOut(_ reason: String, _ glyph: PageContents.Glyph) {
    let count = TextAccount.characters(in: glyph.text)
    if count > 0 { leftOut[reason, default: 0] += count }
  }

  /// Digits that a line goes through, from one side of them to the other.
  private mutating func findStruck(_ visible: [Int], _ page: PageContents, _ ink: Ink, _ budget: inout WorkBudget) {
    let lines = ink.rulings.filter(\.isHorizontal).sorted { $0.position < $1.position }
    if lines.isEmpty { return }
    for index in visible where page.glyphs[index].text.hasDigit && page.glyphs[index].direction == .right {
      let box = page.glyphs[index].box
      var next = lines.partition { $0.position > box.minY + 0.35 * box.height }
      while next < lines.count, lines[next].position < box.minY + 0.75 * box.height {
        budget.spend(1)
        if lines[next].lower <= box.minX + 1, lines[next].upper >= box.maxX - 1 { struckGlyphs.insert(index) }
        next += 1
      }
    }
    struck = struckGlyphs.count
  }

  /// The glyphs that a person sees and reads on.
  ///
  /// - Parameter tables: those that are seen on the page. What the paper's edge cuts off of them is read all the same, and named.
  private mutating func takeVisible(
    _ page: inout PageContents, _ ink: Ink, _ tables: [PageBox], _ budget: inout WorkBudget
  ) -> [Int] {
    var visible: [Int] = []
    for index in page.glyphs.indices {
      let glyph = page.glyphs[index]
      read += TextAccount.characters(in: glyph.text)
      var reason: PageContents.Undrawn?
      if case .no(let known) = glyph.drawn { reason = known } else { reason = ink.undrawn(glyph, page, &budget) }
      if reason == .offPage, tables.contains(where: { $0.contains(x: glyph.box.midX, y: glyph.box.midY) }) {
        beyondEdge += 1
        reason = nil
      }
      if let reason {
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
    _ visible: [Int], _ page: PageContents, _ grids: [GridFinder.Grid], _ tags: TagPlaces, _ builder: inout LineBuilder,
    _ budget: inout WorkBudget
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
      // A closing sign that hangs over the ruling belongs to what it closes.
      if index > 0, let own = home, homes[index - 1].grid == own.grid, page.glyphs[index - 1].run == page.glyphs[index].run,
        page.glyphs[index].text.isClosing, abs(page.glyphs[index - 1].box.maxX - box.minX) < 0.3 * page.glyphs[index].size
      {
        home = homes[index - 1]
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
    compare(visible, page, homes, tags, &unclear)
    outside = takeTagged(outside, page, homes, visible, tags, &builder)
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
        if !struckGlyphs.isEmpty, inside[grid][cell].contains(where: struckGlyphs.contains) { isUnclear = true }
        let piece = JoinedTable.Piece(
          page: number, width: box.width,
          lines: lines.map { line in
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
        isParted: builder.isParted($1), isUnclear: $1.isUnclear || $1.glyphs.contains(where: struckGlyphs.contains),
        characters: TextAccount.characters(in: text))
    }
  }

  private struct Home: Hashable {
    var grid = -1
    var cell = -1
  }

  /// Tags are the second witness of a grid: the text of a cell has one tag, and a tag one cell.
  private mutating func compare(
    _ visible: [Int], _ page: PageContents, _ homes: [Home], _ tags: TagPlaces, _ unclear: inout Set<Home>
  ) {
    if tags.places.isEmpty { return }
    var tagOf: [Home: TagPlaces.Place] = [:]
    var homeOf: [TagPlaces.Place: Home] = [:]
    for index in visible where homes[index].grid >= 0 && page.glyphs[index].text.hasDigit {
      guard let place = tags.places[page.glyphs[index].mark] else { continue }
      let home = homes[index]
      let (knownTag, knownHome) = (tagOf[home], homeOf[place])
      if knownTag == nil { tagOf[home] = place }
      if knownHome == nil { homeOf[place] = home }
      guard knownTag ?? place != place || knownHome ?? home != home else { continue }
      for doubtful in [home, knownHome ?? home] where unclear.insert(doubtful).inserted { disagreements += 1 }
    }
  }

  /// Takes the text of tagged tables without rulings out of the text beside grids.
  private mutating func takeTagged(
    _ outside: [Int], _ page: PageContents, _ homes: [Home], _ visible: [Int], _ tags: TagPlaces, _ builder: inout LineBuilder
  ) -> [Int] {
    if tags.places.isEmpty { return outside }
    var ruled: Set<Int> = []
    for index in visible where homes[index].grid >= 0 {
      if let place = tags.places[page.glyphs[index].mark] { ruled.insert(place.table) }
    }
    var cells: [TagPlaces.Place: [Int]] = [:]
    var rest: [Int] = []
    for index in outside {
      if let place = tags.places[page.glyphs[index].mark], !ruled.contains(place.table) {
        cells[place, default: []].append(index)
      } else {
        rest.append(index)
      }
    }
    let figures = rest.filter { page.glyphs[$0].text.hasDigit }.map { page.glyphs[$0].box }
    let tables = Set(cells.keys.map(\.table)).sorted()
    for table in tables {
      let own = cells.filter { $0.key.table == table }.sorted { ($0.key.row, $0.key.cell) < ($1.key.row, $1.key.cell) }
      let read = own.compactMap { place, glyphs -> TaggedPart.Cell? in
        let lines = builder.lines(of: glyphs)
        guard let first = lines.first else { return nil }
        let box = lines.dropFirst().reduce(first.box) { $0.union($1.box) }
        let piece = JoinedTable.Piece(
          page: number, width: box.width, lines: lines.map { .init(text: builder.text(of: $0), width: $0.box.width, size: $0.size) })
        return TaggedPart.Cell(
          place: place, piece: piece, box: box,
          isUnclear: lines.contains(where: \.isUnclear) || glyphs.contains(where: struckGlyphs.contains))
      }
      let part = TaggedPart(table: table, cells: read, others: figures)
      disagreements += part.disagreements
      parts.append(part)
    }
    return rest
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

extension String {
  fileprivate var isClosing: Bool { ["”", "’", "）", ")", "》", "，", "。", "、", "；", "：", "！", "？"].contains(self) }
}

extension Unicode.Scalar {
  /// Of no meaning that two people share.
  var isUnmapped: Bool { value == 0xFFFD || (0xE000...0xF8FF).contains(value) || value >= 0xF0000 }
}
