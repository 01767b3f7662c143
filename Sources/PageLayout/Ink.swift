/// What of the ink of a page is really visible: rulings, and the ground that a glyph stands on.
struct Ink {
  /// A visible straight line along the page's edges.
  struct Ruling: Hashable {
    var isHorizontal: Bool
    /// y of a horizontal ruling, x of a vertical one.
    var position: Double
    var lower: Double
    var upper: Double
  }

  private(set) var rulings: [Ruling] = []
  /// Sides of fills that stand out from the ground: edges of shaded cells.
  private(set) var edges: [Ruling] = []
  private let ground: Ground

  /// A filled box no thicker than this is a line.
  static let thickest = 3.2
  /// Two inks that differ by less are one to the eye.
  static let leastContrast = 0.06
  /// Text needs more.
  static let leastTextContrast = 0.12

  init(_ page: PageContents, budget: inout WorkBudget) {
    ground = Ground(page, &budget)
    for stroke in page.strokes { add(stroke, page, &budget) }
    for fill in page.fills where !budget.isExhausted {
      let box = fill.box
      let below = ground.colour(x: box.midX, y: box.midY, before: fill.paint, &budget)
      guard fill.alpha > 0.05, fill.colour.over(below, alpha: fill.alpha).difference(below) >= Self.leastContrast else { continue }
      if ground.isCovered(x: box.midX, y: box.midY, after: fill.paint, &budget) { continue }
      if box.height <= Self.thickest, box.width > box.height, box.width >= 2 {
        rulings.append(Ruling(isHorizontal: true, position: box.midY, lower: box.minX, upper: box.maxX))
      } else if box.width <= Self.thickest, box.height > box.width, box.height >= 2 {
        rulings.append(Ruling(isHorizontal: false, position: box.midX, lower: box.minY, upper: box.maxY))
      } else if box.width > 8, box.height > 8 {
        edges += [
          Ruling(isHorizontal: true, position: box.minY, lower: box.minX, upper: box.maxX),
          Ruling(isHorizontal: true, position: box.maxY, lower: box.minX, upper: box.maxX),
          Ruling(isHorizontal: false, position: box.minX, lower: box.minY, upper: box.maxY),
          Ruling(isHorizontal: false, position: box.maxX, lower: box.minY, upper: box.maxY),
        ]
      }
    }
  }

  private mutating func add(_ stroke: PageContents.Stroke, _ page: PageContents, _ budget: inout WorkBudget) {
    let (dx, dy) = (abs(stroke.toX - stroke.fromX), abs(stroke.toY - stroke.fromY))
    guard max(dx, dy) >= 2, min(dx, dy) <= 0.5 + max(dx, dy) * 0.01 else { return }
    let x = (stroke.fromX + stroke.toX) / 2
    let y = (stroke.fromY + stroke.toY) / 2
    guard stroke.colour.difference(ground.colour(x: x, y: y, before: stroke.paint, &budget)) >= Self.leastContrast,
      !ground.isCovered(x: x, y: y, after: stroke.paint, &budget)
    else { return }
    if stroke.thickness > Self.thickest * 1.5 {
      // A fat line is a filled box.
      return
    }
    if dx >= dy {
      rulings.append(Ruling(isHorizontal: true, position: y, lower: min(stroke.fromX, stroke.toX), upper: max(stroke.fromX, stroke.toX)))
    } else {
      rulings.append(Ruling(isHorizontal: false, position: x, lower: min(stroke.fromY, stroke.toY), upper: max(stroke.fromY, stroke.toY)))
    }
  }

  /// Why a glyph that the file paints is not seen all the same.
  func undrawn(_ glyph: PageContents.Glyph, _ page: PageContents, _ budget: inout WorkBudget) -> PageContents.Undrawn? {
    let (x, y) = (glyph.box.midX, glyph.box.midY)
    if glyph.size < 0.5 { return .sizeZero }
    if x < -1 || y < -1 || x > page.width + 1 || y > page.height + 1 { return .offPage }
    if ground.isCovered(x: x, y: y, after: glyph.paint, &budget) { return .covered }
    let below = ground.colour(x: x, y: y, before: glyph.paint, &budget)
    return glyph.colour.difference(below) < Self.leastTextContrast && !ground.hasImage(x: x, y: y, before: glyph.paint, &budget)
      ? .colourOfGround : nil
  }
}

/// How many comparisons a document may cost, however many things its pages hold.
struct WorkBudget {
  var rest: Int
  /// Whether there was more to do than there may be: what was found then is not all.
  private(set) var isExhausted = false

  init(_ rest: Int) { self.rest = rest }

  mutating func spend(_ count: Int) {
    if count > rest { isExhausted = true }
    rest = max(0, rest - count)
  }
}

/// Fills and images by bands of the page, to look up what lies above or below a point.
private struct Ground {
  private struct Area {
    var box: PageBox
    var colour: PageColour?
    var alpha: Double
    var paint: Int
  }
  private static let bandHeight = 24.0
  /// By band, in the order of painting.
  private var bands: [[Area]]

  /// Places of areas in bands, of one page.
  private static let mostPlaces = 1_000_000

  init(_ page: PageContents, _ budget: inout WorkBudget) {
    let count = Int(min(max(page.height / Self.bandHeight, 0), 2000)) + 1
    bands = Array(repeating: [], count: count)
    var areas: [Area] = page.fills.filter { $0.box.width > Ink.thickest && $0.box.height > Ink.thickest }
      .map { Area(box: $0.box, colour: $0.colour, alpha: $0.alpha, paint: $0.paint) }
    areas += page.images.map { Area(box: $0.box, colour: nil, alpha: $0.isOpaque ? 1 : 0, paint: $0.paint) }
    areas.sort { $0.paint < $1.paint }
    var places = 0
    for area in areas {
      let first = band(area.box.minY)
      let last = band(area.box.maxY)
      places += max(0, last - first + 1)
      guard places <= Self.mostPlaces else {
        budget.spend(Int.max)
        break
      }
      if first <= last { for index in first...last { bands[index].append(area) } }
    }
  }

  private func band(_ y: Double) -> Int { Int(min(max(y / Self.bandHeight, 0), Double(bands.count - 1))) }

  func colour(x: Double, y: Double, before paint: Int, _ budget: inout WorkBudget) -> PageColour {
    let areas = bands[band(y)]
    budget.spend(areas.count)
    if budget.isExhausted { return .white }
    var colour = PageColour.white
    for area in areas where area.paint < paint && area.box.contains(x: x, y: y) {
      if let own = area.colour { colour = own.over(colour, alpha: area.alpha) }
    }
    return colour
  }

  func hasImage(x: Double, y: Double, before paint: Int, _ budget: inout WorkBudget) -> Bool {
    let areas = bands[band(y)]
    budget.spend(areas.count)
    if budget.isExhausted { return false }
    return areas.contains { $0.colour == nil && $0.paint < paint && $0.box.contains(x: x, y: y) }
  }

  func isCovered(x: Double, y: Double, after paint: Int, _ budget: inout WorkBudget) -> Bool {
    let areas = bands[band(y)]
    budget.spend(areas.count)
    if budget.isExhausted { return false }
    return areas.contains { $0.paint > paint && $0.alpha > 0.9 && $0.box.contains(x: x, y: y) }
  }
}
