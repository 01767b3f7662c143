import PageLayout
import SafeXML

/// Paints the objects of a page, in millimetres, onto a page in points.
///
/// Source: GB/T 33190-2016, 8.5 (graphic units), 9 (paths), 11 (text).
struct OFDPainter {
  private(set) var page: PageContents
  private(set) var unknown: Set<String> = []
  var resources: OFDResources
  private let depth: Int
  private let toPoints: PageMatrix
  private var paint = 0
  private var run = 0
  private var composites = 0
  private static let points = 72 / 25.4

  init(number: Int, box: [Double], resources: OFDResources, depth: Int) {
    page = PageContents(number: number, width: box[2] * Self.points, height: box[3] * Self.points)
    self.resources = resources
    self.depth = min(depth, 64)
    toPoints = PageMatrix(Self.points, 0, 0, Self.points, -box[0] * Self.points, -box[1] * Self.points)
  }

  mutating func paint(page root: MarkupElement) {
    for content in root.children where content.local == "Content" {
      for layer in content.children { paint(inside: layer, layer["DrawParam"], toPoints, 0) }
    }
  }

  private mutating func paint(inside parent: MarkupElement, _ param: String?, _ matrix: PageMatrix, _ level: Int) {
    guard level < depth else { return }
    for object in parent.children {
      if object["Visible"] == "false" {
        if object.local == "TextObject" { text(object, param, matrix, drawn: .no(.hiddenLayer)) }
        continue
      }
      switch object.local {
      case "PageBlock": paint(inside: object, param, matrix, level + 1)
      case "TextObject": text(object, param, matrix, drawn: .yes)
      case "PathObject": path(object, param, matrix)
      case "ImageObject":
        paint += 1
        let own = placed(object, matrix)
        let box = object["CTM"] == nil ? boundary(object, matrix) : own.apply(PageBox(0, 0, 1, 1))
        page.images.append(.init(box, isOpaque: false, paint: paint))
      case "CompositeObject":
        composites += 1
        guard composites < 10_000, let id = object["ResourceID"], let unit = resources.composites[id] else { continue }
        for content in unit.children where content.local == "Content" {
          paint(inside: content, object["DrawParam"] ?? param, placed(object, matrix), level + 1)
        }
      case "Actions", "Clips": continue
      default: unknown.insert(String(object.local))
      }
    }
  }

  /// From the object's own space to the page: its CTM, then its place.
  private func placed(_ object: MarkupElement, _ matrix: PageMatrix) -> PageMatrix {
    let box = object.numbers("Boundary")
    let origin = box.count == 4 ? PageMatrix(1, 0, 0, 1, box[0], box[1]) : .identity
    let six = object.numbers("CTM")
    let own = six.count == 6 ? PageMatrix(six[0], six[1], six[2], six[3], six[4], six[5]) : .identity
    return own.then(origin).then(matrix)
  }

  private func boundary(_ object: MarkupElement, _ matrix: PageMatrix) -> PageBox {
    let box = object.numbers("Boundary")
    guard box.count == 4 else { return PageBox(0, 0, 0, 0) }
    return matrix.apply(PageBox(box[0], box[1], box[0] + box[2], box[1] + box[3]))
  }

  /// A colour and how much of it there is; `nil` where there is none to be read.
  static func colour(_ element: MarkupElement?) -> (colour: PageColour, alpha: Double)? {
    guard let element else { return nil }
    let alpha = (element.number("Alpha") ?? 255) / 255
    let value = element.numbers("Value")
    switch value.count {
    case 1: return (PageColour(value[0] / 255, value[0] / 255, value[0] / 255), alpha)
    case 3: return (PageColour(value[0] / 255, value[1] / 255, value[2] / 255), alpha)
    case 4:
      let key = 1 - value[3] / 255
      return (PageColour((1 - value[0] / 255) * key, (1 - value[1] / 255) * key, (1 - value[2] / 255) * key), alpha)
    default: return (PageColour(0, 0, 0), alpha)
    }
  }

  // MARK: Text

  private mutating func text(_ object: MarkupElement, _ param: String?, _ matrix: PageMatrix, drawn: PageContents.Drawn) {
    let size = min(max(object.number("Size") ?? 3.5, 0), 1e4)
    let own = placed(object, matrix)
    guard own.isFinite else { return }
    let parameter = resources.drawParam(object["DrawParam"] ?? param)
    let given = Self.colour(object.child("FillColor"))
    let alpha = given?.alpha ?? 1
    let ink = (given?.colour ?? parameter.fill ?? .black).over(.white, alpha: alpha)
    var state = drawn
    if object["Fill"] == "false", object["Stroke"] != "true" || alpha < 0.05 { state = .no(.invisible) }
    let scale = object.number("HScale") ?? 1
    paint += 1
    var (x, y) = (0.0, 0.0)
    let hasGlyphs = object.child("CGTransform") != nil
    for code in object.children where code.local == "TextCode" {
      run += 1
      x = code.number("X") ?? x
      y = code.number("Y") ?? y
      let scalars = Array(code.text.unicodeScalars.drop { $0 == "\n" || $0 == "\r" })
      let deltaX = Self.deltas(code["DeltaX"], count: scalars.count)
      let deltaY = Self.deltas(code["DeltaY"], count: scalars.count)
      let advance = own.apply(1, 0)
      let origin = own.apply(0, 0)
      let direction = PageContents.Direction(x: advance.x - origin.x, y: advance.y - origin.y)
      for (index, scalar) in scalars.enumerated() {
        // Wide signs take an em, others half of it, where the file does not say.
        var width = (scalar.value < 0x80 ? 0.5 : 1) * size * scale
        if deltaX.indices.contains(index), deltaX[index] > 0 { width = min(width, deltaX[index]) }
        let box = own.apply(PageBox(x, y - 0.88 * size, x + width, y + 0.12 * size))
        let isPlaceholder = hasGlyphs && scalar == "\u{A4}"
        page.glyphs.append(
          .init(
            text: isPlaceholder ? "\u{FFFD}" : String(Character(scalar)), box: box, size: size * own.scale, direction: direction, run: run,
            colour: ink, paint: paint, drawn: state))
        x += deltaX.indices.contains(index) ? deltaX[index] : deltaY.indices.contains(index) ? 0 : width
        y += deltaY.indices.contains(index) ? deltaY[index] : 0
      }
    }
  }

  /// `g n d` stands for n times d. No more than there are characters.
  static func deltas(_ text: String?, count: Int) -> [Double] {
    guard let text else { return [] }
    var out: [Double] = []
    var words = text.split(separator: " ")[...]
    while out.count < count, let word = words.popFirst() {
      if word == "g" {
        guard let times = words.popFirst().flatMap({ Int($0) }), let value = words.popFirst().flatMap({ Double($0) }), times > 0 else {
          break
        }
        out += Array(repeating: value.isFinite ? value : 0, count: min(times, count - out.count))
      } else {
        let value = Double(word) ?? 0
        out.append(value.isFinite && abs(value) < 1e6 ? value : 0)
      }
    }
    return out
  }

  // MARK: Paths

  private mutating func path(_ object: MarkupElement, _ param: String?, _ matrix: PageMatrix) {
    let own = placed(object, matrix)
    guard own.isFinite, let data = object.child("AbbreviatedData")?.text else { return }
    paint += 1
    let parameter = resources.drawParam(object["DrawParam"] ?? param)
    let outline = PathOutline(data, own)
    page.shapes += outline.curves
    if object["Fill"] == "true" {
      let fill = Self.colour(object.child("FillColor"))
      for box in outline.boxes {
        page.fills.append(.init(box, colour: fill?.colour ?? parameter.fill ?? .black, alpha: fill?.alpha ?? 1, paint: paint))
      }
      page.shapes += outline.otherSubpaths
    }
    guard object["Stroke"] != "false" else { return }
    let stroke = Self.colour(object.child("StrokeColor"))
    guard (stroke?.alpha ?? 1) > 0.05 else { return }
    let thickness = (object.number("LineWidth") ?? parameter.lineWidth ?? 0.353) * own.scale
    for line in outline.lines {
      page.strokes.append(
        .init(
          line.0, line.1, line.2, line.3, thickness: thickness, colour: stroke?.colour ?? parameter.stroke ?? .black, paint: paint))
    }
  }
}

/// A path, as the lines and boxes that it is made of. Source: GB/T 33190-2016, 9.3.
private struct PathOutline {
  private(set) var lines: [(Double, Double, Double, Double)] = []
  private(set) var boxes: [PageBox] = []
  private(set) var curves = 0
  private(set) var otherSubpaths = 0
  private var points: [(x: Double, y: Double)] = []
  private var isCurved = false

  init(_ data: String, _ matrix: PageMatrix) {
    let words = data.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "," || $0 == "\r\n" })
    var index = 0
    func point(_ place: Int) -> (x: Double, y: Double)? {
      guard place + 1 < words.count, let x = Double(words[place]), let y = Double(words[place + 1]), abs(x) < 1e6, abs(y) < 1e6 else {
        return nil
      }
      return matrix.apply(x, y)
    }
    while index < words.count {
      let operation = words[index]
      index += 1
      let count = ["S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0][operation] ?? 0
      if operation == "S" || operation == "M" {
        finish()
        if let start = point(index) { points = [start] }
      } else if operation == "C" {
        if let first = points.first { points.append(first) }
      } else if operation == "L" {
        if let next = point(index) { points.append(next) }
      } else if count > 0 {
        isCurved = true
        curves += 1
        if let next = point(index + count - 2) { points.append(next) }
      }
      index += count
    }
    finish()
  }

  private mutating func finish() {
    defer {
      points = []
      isCurved = false
    }
    guard points.count > 1, !isCurved else { return }
    for (from, to) in zip(points, points.dropFirst()) { lines.append((from.x, from.y, to.x, to.y)) }
    guard points.count >= 4 else { return }
    let isStraight = zip(points, points.dropFirst()).allSatisfy { abs($0.x - $1.x) < 0.05 || abs($0.y - $1.y) < 0.05 }
    if isStraight, points.count <= 6 {
      var box = PageBox(points[0].x, points[0].y, points[0].x, points[0].y)
      for point in points { box = box.union(PageBox(point.x, point.y, point.x, point.y)) }
      boxes.append(box)
    } else {
      otherSubpaths += 1
    }
  }
}
