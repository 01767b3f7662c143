import Diagnostics
import DocumentTree
import OfficePackaging
import PageLayout
import SafeXML

/// The parts of an OFD package: which pages it has, with which templates and resources.
///
/// Source: GB/T 33190-2016, 7.
struct OFDPackage: ~Copyable {
  private var package: OfficePackage
  private let limits: Limits
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var metadata: [Metadatum] = []
  private(set) var annotationCharacters = 0
  private var resources = OFDResources()
  /// Template pages by their ids.
  private var templates: [String: String] = [:]
  private static let prefixes = ["http://www.ofdspec.org/2016": "ofd", "http://www.ofdspec.org": "ofd"]
  private static let mostPages = 2_000

  init(_ bytes: [UInt8], limits: Limits) throws(Refusal) {
    package = try OfficePackage(zip: bytes, limits: limits)
    self.limits = limits
  }

  private mutating func root(_ name: String) throws(Refusal) -> MarkupElement? {
    guard let bytes = try package.bytes(name) else { return nil }
    do {
      return try MarkupTree.parse(bytes, limits: limits, options: .init(prefixes: Self.prefixes, keepsPlaces: false)).root
    } catch {
      throw .malformedPart(name, error)
    }
  }

  mutating func pages() throws(Refusal) -> [PageContents] {
    guard let file = try root("OFD.xml") else { throw .notOFD }
    let bodies = file.children.filter { $0.local == "DocBody" }
    guard let body = bodies.first, let path = body.child("DocRoot")?.text else { throw .notOFD }
    if bodies.count > 1 { diagnostics.append(.severalDocuments(bodies.count)) }
    for name in ["Title", "Author", "CreationDate", "Creator"] {
      if let value = body.child("DocInfo")?.child(name)?.text, !value.isEmpty { metadata.append(Metadatum(name: name, value: value)) }
    }
    if body.child("Signatures") != nil { diagnostics.append(.signatures) }
    let main = PartName.resolve(path.trimmed, from: "")
    guard let document = try root(main) else { throw .notOFD }
    let common = document.child("CommonData")
    for child in common?.children.filter({ $0.local == "PublicRes" || $0.local == "DocumentRes" }) ?? [] {
      if let res = try root(PartName.resolve(child.text.trimmed, from: main)) { resources.add(res) }
    }
    for child in common?.children.filter({ $0.local == "TemplatePage" }) ?? [] {
      if let id = child["ID"], let place = child["BaseLoc"] { templates[id] = PartName.resolve(place, from: main) }
    }
    let area = Self.box(common?.child("PageArea"))
    var pages: [PageContents] = []
    var total = 0
    for page in document.child("Pages")?.children.filter({ $0.local == "Page" }) ?? [] {
      guard pages.count < Self.mostPages else { throw .tooManyPages(Self.mostPages) }
      guard let place = page["BaseLoc"] else { continue }
      let name = PartName.resolve(place, from: main)
      let number = pages.count + 1
      guard let content = try root(name) else {
        diagnostics.append(.missingPart(name, at: Origin(.page(number))))
        pages.append(PageContents(number: number, width: 595, height: 842))
        continue
      }
      let read = try self.page(content, name, number, area)
      total += read.glyphs.count + read.strokes.count + read.fills.count
      guard total <= limits.markupNodes / 4 else { throw .tooManyPages(limits.markupNodes / 4) }
      pages.append(read)
    }
    try readAnnotations(document, main)
    return pages
  }

  private static func box(_ area: MarkupElement?) -> [Double]? {
    let numbers = MarkupElement.numbers(area?.child("PhysicalBox")?.text)
    return numbers.count == 4 && numbers[2] > 1 && numbers[3] > 1 ? numbers : nil
  }

  private mutating func page(_ content: MarkupElement, _ name: String, _ number: Int, _ area: [Double]?) throws(Refusal) -> PageContents {
    var local = resources
    for child in content.children where child.local == "PageRes" {
      if let res = try root(PartName.resolve(child.text.trimmed, from: name)) { local.add(res) }
    }
    let box = Self.box(content.child("Area")) ?? area ?? [0, 0, 210, 297]
    var painter = OFDPainter(number: number, box: box, resources: local, depth: limits.depth)
    var after: [MarkupElement] = []
    for child in content.children where child.local == "Template" {
      guard let id = child["TemplateID"], let path = templates[id], let template = try root(path) else {
        diagnostics.append(.missingPart(child["TemplateID"] ?? "Template", at: Origin(.page(number))))
        continue
      }
      for res in template.children where res.local == "PageRes" {
        if let own = try root(PartName.resolve(res.text.trimmed, from: path)) { painter.resources.add(own) }
      }
      if child["ZOrder"] == "Foreground" { after.append(template) } else { painter.paint(page: template) }
    }
    painter.paint(page: content)
    for template in after { painter.paint(page: template) }
    for name in painter.unknown.sorted() { diagnostics.append(.unknownObject(name, at: Origin(.page(number)))) }
    return painter.page
  }

  /// Annotations are counted and named: what stands in them is no text of the page.
  private mutating func readAnnotations(_ document: MarkupElement, _ main: String) throws(Refusal) {
    guard let path = document.child("Annotations")?.text.trimmed else { return }
    let list = PartName.resolve(path, from: main)
    guard let root = try root(list) else { return }
    for page in root.children {
      guard let place = page.child("FileLoc")?.text.trimmed else { continue }
      guard let annotations = try self.root(PartName.resolve(place, from: list)) else { continue }
      for element in annotations.descendants where element.local == "TextCode" {
        annotationCharacters += TextAccount.characters(in: element.textBytes)
      }
    }
    if annotationCharacters > 0 { diagnostics.append(.annotations(annotationCharacters)) }
  }
}

/// What objects of pages refer to by id.
struct OFDResources {
  struct DrawParam {
    var lineWidth: Double?
    var fill: PageColour?
    var stroke: PageColour?
    var relative: String?
  }
  private(set) var drawParams: [String: DrawParam] = [:]
  private(set) var composites: [String: MarkupElement] = [:]

  mutating func add(_ root: MarkupElement) {
    for group in root.children {
      for child in group.children {
        guard let id = child["ID"] else { continue }
        if child.local == "DrawParam" {
          drawParams[id] = DrawParam(
            lineWidth: child.number("LineWidth"), fill: OFDPainter.colour(child.child("FillColor"))?.colour,
            stroke: OFDPainter.colour(child.child("StrokeColor"))?.colour, relative: child["Relative"])
        } else if child.local == "CompositeGraphicUnit" {
          composites[id] = child
        }
      }
    }
  }

  /// A drawing parameter with all that it takes from others.
  func drawParam(_ id: String?) -> DrawParam {
    var out = DrawParam()
    var next = id
    for _ in 0..<16 {
      guard let id = next, let own = drawParams[id] else { break }
      out.lineWidth = out.lineWidth ?? own.lineWidth
      out.fill = out.fill ?? own.fill
      out.stroke = out.stroke ?? own.stroke
      next = own.relative
    }
    return out
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
