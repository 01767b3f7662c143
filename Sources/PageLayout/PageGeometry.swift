/// A rectangle on a page, in points: x to the right, y downwards from the upper edge, as a person holds the page.
public struct PageBox: Hashable, Sendable {
  public var minX: Double
  public var minY: Double
  public var maxX: Double
  public var maxY: Double

  public init(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) {
    self.minX = min(minX, maxX)
    self.minY = min(minY, maxY)
    self.maxX = max(minX, maxX)
    self.maxY = max(minY, maxY)
  }

  public var width: Double { maxX - minX }
  public var height: Double { maxY - minY }
  public var midX: Double { (minX + maxX) / 2 }
  public var midY: Double { (minY + maxY) / 2 }
  public var area: Double { width * height }

  public func contains(x: Double, y: Double) -> Bool { x >= minX && x <= maxX && y >= minY && y <= maxY }

  public func intersection(_ other: PageBox) -> PageBox? {
    let (left, right) = (max(minX, other.minX), min(maxX, other.maxX))
    let (top, bottom) = (max(minY, other.minY), min(maxY, other.maxY))
    return left <= right && top <= bottom ? PageBox(left, top, right, bottom) : nil
  }

  public func union(_ other: PageBox) -> PageBox {
    PageBox(min(minX, other.minX), min(minY, other.minY), max(maxX, other.maxX), max(maxY, other.maxY))
  }

  public func insetBy(_ distance: Double) -> PageBox {
    PageBox(minX + distance, minY + distance, max(minX + distance, maxX - distance), max(minY + distance, maxY - distance))
  }
}

/// An affine map: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`, as PDF and OFD write their six numbers.
public struct PageMatrix: Hashable, Sendable {
  public var a, b, c, d, e, f: Double

  public static let identity = PageMatrix(1, 0, 0, 1, 0, 0)

  public init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
    (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
  }

  /// This map first, then the other.
  public func then(_ next: PageMatrix) -> PageMatrix {
    PageMatrix(
      a * next.a + b * next.c, a * next.b + b * next.d, c * next.a + d * next.c, c * next.b + d * next.d,
      e * next.a + f * next.c + next.e, e * next.b + f * next.d + next.f)
  }

  public func apply(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + c * y + e, b * x + d * y + f) }

  /// The box around a box that is mapped.
  public func apply(_ box: PageBox) -> PageBox {
    let (p, q) = (apply(box.minX, box.minY), apply(box.maxX, box.maxY))
    let (r, s) = (apply(box.minX, box.maxY), apply(box.maxX, box.minY))
    return PageBox(
      min(min(p.x, q.x), min(r.x, s.x)), min(min(p.y, q.y), min(r.y, s.y)), max(max(p.x, q.x), max(r.x, s.x)),
      max(max(p.y, q.y), max(r.y, s.y)))
  }

  /// How much lengths grow, on the average.
  public var scale: Double { abs(a * d - b * c).squareRoot() }

  public var isFinite: Bool { [a, b, c, d, e, f].allSatisfy { $0.isFinite && abs($0) < 1e9 } }
}

/// A colour of ink, as red, green and blue from 0 to 1.
public struct PageColour: Hashable, Sendable {
  public var red: Double
  public var green: Double
  public var blue: Double

  public static let black = PageColour(0, 0, 0)
  public static let white = PageColour(1, 1, 1)

  public init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = min(max(red, 0), 1)
    self.green = min(max(green, 0), 1)
    self.blue = min(max(blue, 0), 1)
  }

  /// The largest difference of the three.
  public func difference(_ other: PageColour) -> Double {
    max(abs(red - other.red), max(abs(green - other.green), abs(blue - other.blue)))
  }

  /// This ink, partly transparent, on a ground.
  public func over(_ ground: PageColour, alpha: Double) -> PageColour {
    PageColour(
      red * alpha + ground.red * (1 - alpha), green * alpha + ground.green * (1 - alpha), blue * alpha + ground.blue * (1 - alpha))
  }
}
