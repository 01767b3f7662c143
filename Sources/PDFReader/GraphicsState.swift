import PageLayout

/// What `q` saves and `Q` brings back. Source: ISO 32000-1:2008, 8.4.
struct GraphicsState {
  var matrix: PageMatrix
  /// The box of the clipping path; what is outside is not seen.
  var clip: PageBox
  var fill = PageColour.black
  var stroke = PageColour.black
  var fillAlpha = 1.0
  var strokeAlpha = 1.0
  var lineWidth = 1.0
  var fillSpace = ColourSpace.other
  var strokeSpace = ColourSpace.other
  var font: PDFFont?
  var fontSize = 0.0
  var characterSpacing = 0.0
  var wordSpacing = 0.0
  var scale = 1.0
  var leading = 0.0
  var rise = 0.0
  var renderingMode = 0

  init(matrix: PageMatrix, clip: PageBox) {
    self.matrix = matrix
    self.clip = clip
  }
}

/// How the components of a colour are to be taken.
enum ColourSpace {
  /// Ink, from none at 0 to all of it at 1.
  case tint
  /// By their number: grey, red with green and blue, or four inks.
  case other
  case pattern
  case indexed

  func colour(_ components: [Double]) -> PageColour? {
    switch self {
    case .pattern: return PageColour(0.5, 0.5, 0.5)
    case .indexed: return .black
    case .tint: return components.last.map { PageColour(1 - $0, 1 - $0, 1 - $0) }
    case .other:
      switch components.count {
      case 1: return PageColour(components[0], components[0], components[0])
      case 3: return PageColour(components[0], components[1], components[2])
      case 4:
        let key = 1 - components[3]
        return PageColour((1 - components[0]) * key, (1 - components[1]) * key, (1 - components[2]) * key)
      default: return nil
      }
    }
  }
}

/// The path that is being built, in places of the page.
struct CurrentPath {
  struct Subpath {
    var points: [(x: Double, y: Double)] = []
    var isCurved = false

    var box: PageBox? {
      guard let first = points.first else { return nil }
      var box = PageBox(first.x, first.y, first.x, first.y)
      for point in points { box = box.union(PageBox(point.x, point.y, point.x, point.y)) }
      return box
    }

    /// A box with sides along those of the page, or as thin as one.
    var filledBox: PageBox? {
      guard let box, !isCurved, points.count >= 3, points.count <= 6 else { return nil }
      if min(box.width, box.height) <= 3.2 { return box }
      guard points.count >= 4 else { return nil }
      let isStraight = zip(points, points.dropFirst()).allSatisfy { abs($0.x - $1.x) < 0.1 || abs($0.y - $1.y) < 0.1 }
      return isStraight ? box : nil
    }
  }
  private(set) var subpaths: [Subpath] = []
  private var count = 0
  static let mostPoints = 2_000_000

  var isEmpty: Bool { subpaths.isEmpty }

  mutating func move(_ point: (x: Double, y: Double)) { subpaths.append(Subpath(points: [point])) }

  mutating func line(_ point: (x: Double, y: Double), isCurve: Bool = false) {
    count += 1
    guard let last = subpaths.indices.last, count < Self.mostPoints else { return }
    subpaths[last].points.append(point)
    if isCurve { subpaths[last].isCurved = true }
  }

  mutating func close() {
    guard let last = subpaths.indices.last, let first = subpaths[last].points.first else { return }
    subpaths[last].points.append(first)
  }

  mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ matrix: PageMatrix) {
    move(matrix.apply(x, y))
    line(matrix.apply(x + width, y))
    line(matrix.apply(x + width, y + height))
    line(matrix.apply(x, y + height))
    close()
  }

  var box: PageBox? { subpaths.compactMap(\.box).reduce(nil) { $0?.union($1) ?? $1 } }
}
