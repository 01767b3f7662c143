public import Diagnostics
public import DocumentTree
import OfficePackaging
import SafeXML

/// The paragraphs of a document's main story by the origins that the reader gives, for those who write into the document.
public struct ParagraphIndex: Sendable {
  public struct Entry: Hashable, Sendable {
    public var origin: Origin
    /// How many start tags stand before the paragraph's own in the part.
    public var number: Int
    /// Whether it shows text.
    public var hasText: Bool
  }

  /// The part that holds the story: `word/document.xml`.
  public var part: String
  /// In document order. Paragraphs of text boxes, of notes and of other parts are not among them: comments cannot stand there.
  public var entries: [Entry]

  /// The paragraph at which a person looks for something: that of the origin, or the first with text in the cell, row or table that it
  /// names; of what stands in a text box or a note, the paragraph that holds it. `nil` for other parts, and for no place at all.
  public func entry(at origin: Origin?) -> Entry? {
    guard let origin, origin.part == nil else { return nil }
    var steps = origin.steps[...]
    if let leaving = steps.firstIndex(where: { !Self.isInStory($0) }) { steps = steps[..<leaving] }
    while !steps.isEmpty {
      let inside = entries.filter { $0.origin.steps.starts(with: steps) }
      if let entry = inside.first(where: \.hasText) ?? inside.first { return entry }
      steps.removeLast()
    }
    return nil
  }

  static func isInStory(_ step: Origin.Step) -> Bool {
    switch step {
    case .paragraph, .table, .row, .cell: true
    default: false
    }
  }
}

/// Collects the paragraphs of the main story while it is read.
struct ParagraphRecorder {
  private var paragraphs: [(origin: Origin, position: Int, hasText: Bool)] = []

  mutating func record(_ p: MarkupElement, at origin: Origin, hasText: Bool) {
    guard origin.steps.allSatisfy(ParagraphIndex.isInStory) else { return }
    paragraphs.append((origin, p.position, hasText))
  }

  func index(part: String, root: MarkupElement) -> ParagraphIndex {
    let numbers = root.numbers(of: Set(paragraphs.map(\.position)))
    let entries = paragraphs.sorted { $0.position < $1.position }.compactMap { paragraph in
      numbers[paragraph.position].map { ParagraphIndex.Entry(origin: paragraph.origin, number: $0, hasText: paragraph.hasText) }
    }
    return ParagraphIndex(part: part, entries: entries)
  }
}

extension DOCXReader {
  /// Reads a document in a ZIP package, and says where its paragraphs stand.
  public static func readIndexed(
    _ bytes: [UInt8], options: Options = Options(), limits: Limits = Limits()
  ) throws(Refusal) -> (document: Document, index: ParagraphIndex) {
    var package = try OfficePackage(zip: bytes, limits: limits)
    let main = try package.mainPart("wordprocessingml", usually: "word/document.xml")
    guard let root = try package.root(main, keepingPlaces: true), root.tag == .document, let body = root.first(.body) else {
      throw .noMainPart
    }
    var reader = DocumentReader(options: options, limits: limits)
    reader.preservesSpace = root[.xmlSpace] == "preserve"
    reader.recorder = ParagraphRecorder()
    let document = try reader.read(&package, main: main, body)
    return (document, reader.recorder?.index(part: main, root: root) ?? ParagraphIndex(part: main, entries: []))
  }
}
