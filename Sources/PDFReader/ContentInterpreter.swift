import PageLayout
import SafePDF

/// Runs the content of a page and of its form XObjects, and notes what they draw. Source: ISO 32000-1:2008, 8 and 9, annex A.
final class ContentInterpreter {
  var page: PageContents
  var state: GraphicsState
  private var saved: [GraphicsState] = []
  var path = CurrentPath()
  var clips = false
  var textMatrix = PageMatrix.identity
  var lineMatrix = PageMatrix.identity
  var paint = 0
  var run = 0
  var marks: [MarkedContent] = []
  /// Numbers of pieces of marked content: of which stream, with which id.
  let register: MarkRegister
  private(set) var operations = 0
  private var forms = 0
  private var fonts: FontCache
  /// What the page could not draw: fonts or streams that are missing.
  private(set) var missing = 0

  struct MarkedContent {
    var mark: Int
    var isHidden: Bool
  }

  static let mostOperations = 20_000_000
  static let mostGlyphs = 2_000_000
  private static let deepest = 24

  init(number: Int, matrix: PageMatrix, width: Double, height: Double, fonts: FontCache, register: MarkRegister) {
    page = PageContents(number: number, width: width, height: height)
    // What lies off the page is noted as such.
    state = GraphicsState(matrix: matrix, clip: PageBox(-width, -height, 2 * width, 2 * height))
    self.fonts = fonts
    self.register = register
  }

  var passedLimit: Bool { operations >= Self.mostOperations || page.glyphs.count >= Self.mostGlyphs }

  func run(_ content: [UInt8], resources: PDFObject, stream: Int, level: Int = 0) {
    var lexer = ContentLexer(content)
    var operands: [Operand] = []
    let depth = saved.count
    while let token = lexer.next(), !passedLimit {
      switch token {
      case .operand(let operand): if operands.count < 64 { operands.append(operand) }
      case .operation(let name):
        operations += 1
        if name == "BI" {
          skipInlineImage(&lexer)
        } else {
          perform(name, operands, resources, stream, level)
        }
        operands.removeAll(keepingCapacity: true)
      }
    }
    if saved.count > depth {
      state = saved[depth]
      saved.removeLast(saved.count - depth)
    }
  }

  private func skipInlineImage(_ lexer: inout ContentLexer) {
    while let token = lexer.next() {
      if case .operation("ID") = token { break }
    }
    lexer.skipInlineImage()
    paint += 1
    page.images.append(.init(state.matrix.apply(PageBox(0, 0, 1, 1)), isOpaque: false, paint: paint))
  }

  private func perform(_ name: String, _ operands: [Operand], _ resources: PDFObject, _ stream: Int, _ level: Int) {
    let numbers = operands.compactMap(\.number)
    switch name {
    case "q": if saved.count < 4096 { saved.append(state) }
    case "Q": if let last = saved.popLast() { state = last }
    case "cm":
      guard numbers.count == 6 else { return }
      let next = PageMatrix(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]).then(state.matrix)
      if next.isFinite { state.matrix = next }
    case "w": state.lineWidth = numbers.first ?? state.lineWidth
    case "gs": setExtended(resources["ExtGState"][operands.last?.name ?? ""])
    case "Do": paintObject(resources["XObject"][operands.last?.name ?? ""], resources, stream, level)
    case "BMC": beginMark(operands.first?.name, nil, resources, stream)
    case "BDC": beginMark(operands.first?.name, operands.count > 1 ? operands[1] : nil, resources, stream)
    case "EMC": _ = marks.popLast()
    case "Tf":
      state.font = fonts.font(resources["Font"][operands.first?.name ?? ""])
      state.fontSize = numbers.last ?? state.fontSize
    default:
      if !performPath(name, numbers), !performColour(name, numbers, operands, resources) { performText(name, numbers, operands) }
    }
  }

  private func setExtended(_ dictionary: PDFObject) {
    guard dictionary.isDictionary else { return }
    if let alpha = dictionary["ca"].number { state.fillAlpha = alpha }
    if let alpha = dictionary["CA"].number { state.strokeAlpha = alpha }
    if let width = dictionary["LW"].number { state.lineWidth = width }
    let font = dictionary["Font"]
    if font.count == 2 {
      state.font = fonts.font(font[0])
      state.fontSize = font[1].number ?? state.fontSize
    }
  }

  private func paintObject(_ object: PDFObject, _ resources: PDFObject, _ stream: Int, _ level: Int) {
    guard object.isStream else {
      missing += 1
      return
    }
    switch object["Subtype"].name {
    case "Image":
      paint += 1
      let isOpaque = object["SMask"].isNull && object["Mask"].isNull && object["ImageMask"].boolean != true && state.fillAlpha > 0.9
      let box = state.matrix.apply(PageBox(0, 0, 1, 1))
      if let seen = box.intersection(state.clip) { page.images.append(.init(seen, isOpaque: isOpaque, paint: paint)) }
    case "Form":
      forms += 1
      guard level < Self.deepest, forms < 5_000, let content = object.data else {
        missing += 1
        return
      }
      let outer = state
      let outerMarks = marks
      let six = object["Matrix"].numbers
      if six.count == 6 { state.matrix = PageMatrix(six[0], six[1], six[2], six[3], six[4], six[5]).then(state.matrix) }
      let box = object["BBox"].numbers
      if box.count == 4 { clip(state.matrix.apply(PageBox(box[0], box[1], box[2], box[3]))) }
      if isHidden(object["OC"]) { marks.append(MarkedContent(mark: 0, isHidden: true)) }
      let own = object["Resources"]
      run(content, resources: own.isDictionary ? own : resources, stream: object.id, level: level + 1)
      state = outer
      marks = outerMarks
    default: return
    }
  }

  /// Draws the appearance of an annotation into its rectangle. Source: ISO 32000-1:2008, 12.5.5, algorithm 8.1.
  func paintAppearance(_ form: PDFObject, in rectangle: [Double], resources: PDFObject) {
    let box = form["BBox"].numbers
    guard rectangle.count == 4, box.count == 4, let content = form.data else {
      missing += 1
      return
    }
    let six = form["Matrix"].numbers
    let own = six.count == 6 ? PageMatrix(six[0], six[1], six[2], six[3], six[4], six[5]) : .identity
    let (from, to) = (own.apply(PageBox(box[0], box[1], box[2], box[3])), PageBox(rectangle[0], rectangle[1], rectangle[2], rectangle[3]))
    guard from.width > 1e-6, from.height > 1e-6 else { return }
    let (x, y) = (to.width / from.width, to.height / from.height)
    let outer = state
    state.matrix = own.then(PageMatrix(x, 0, 0, y, to.minX - from.minX * x, to.minY - from.minY * y)).then(state.matrix)
    clip(state.matrix.apply(PageBox(box[0], box[1], box[2], box[3])))
    let inner = form["Resources"]
    run(content, resources: inner.isDictionary ? inner : resources, stream: form.id, level: 1)
    state = outer
  }

  // MARK: Marked content

  private func beginMark(_ tag: String?, _ properties: Operand?, _ resources: PDFObject, _ stream: Int) {
    guard marks.count < 4096 else { return }
    var mark = marks.last?.mark ?? 0
    var isHidden = marks.last?.isHidden ?? false
    if tag == "Artifact" { mark = 0 }
    switch properties {
    case .dictionary(let items):
      if let id = items["MCID"]?.number, id >= 0, id < 1e9 { mark = register.mark(stream, Int(id)) }
    case .name(let name):
      let properties = resources["Properties"][name]
      if tag == "OC" {
        isHidden = isHidden || self.isHidden(properties)
      } else if let id = properties["MCID"].integer, id >= 0 {
        mark = register.mark(stream, id)
      }
    default: break
    }
    marks.append(MarkedContent(mark: mark, isHidden: isHidden))
  }

  private func isHidden(_ group: PDFObject) -> Bool {
    guard group.isDictionary else { return false }
    if register.hiddenGroups.contains(group.id), group.id != 0 { return true }
    let members = group["OCGs"].items
    return !members.isEmpty && members.allSatisfy { $0.id != 0 && register.hiddenGroups.contains($0.id) }
  }
}

/// Fonts by their objects: made once for a document.
final class FontCache {
  private var fonts: [Int: PDFFont] = [:]

  func font(_ object: PDFObject) -> PDFFont? {
    guard object.isDictionary else { return nil }
    let id = object.id
    if id != 0, let known = fonts[id] { return known }
    let font = PDFFont(object)
    if id != 0 { fonts[id] = font }
    return font
  }
}

/// Numbers pieces of marked content over the whole document: ids are scoped to their stream.
final class MarkRegister {
  private struct Key: Hashable {
    var stream: Int
    var id: Int
  }
  private var marks: [Key: Int] = [:]
  /// Optional content that is switched off.
  var hiddenGroups: Set<Int> = []

  func mark(_ stream: Int, _ id: Int) -> Int {
    let key = Key(stream: stream, id: id)
    if let known = marks[key] { return known }
    marks[key] = marks.count + 1
    return marks.count
  }
}
