import DOCXReader
public import Diagnostics
public import DocumentTree
import OfficePackaging
import SafeXML
import SafeZip

/// Puts comments into a Word file and leaves everything else in it as it is, byte for byte.
///
/// Only the part of the text, its relationships, the part of the comments and the list of content types change, and those by insertion
/// alone; the other entries of the package keep their compressed bytes, names, times and order. The result is read again before it is handed
/// out: its text must be the same as before.
public enum WordAnnotator {
  /// What one comment says, and where.
  public struct Annotation: Hashable, Sendable {
    /// `nil`, or a place where no comment can stand: at the start of the text.
    public var origin: Origin?
    public var paragraphs: [String]
    public init(origin: Origin?, paragraphs: [String]) {
      self.origin = origin
      self.paragraphs = paragraphs
    }
  }

  public struct Options: Sendable {
    public var author = "年报核对"
    public var initials = "核"
    /// As the annotations' origins were read.
    public var trackChanges: TrackChanges = .accept
    public init(trackChanges: TrackChanges = .accept) { self.trackChanges = trackChanges }
  }

  public struct Annotated: Sendable {
    public var bytes: [UInt8]
    public var comments: Int
    public var diagnostics: [Diagnostic] = []
  }

  /// Whether a file is of the kind that takes comments: a Word document in a ZIP package.
  public static func accepts(_ bytes: [UInt8], limits: Limits = Limits()) -> Bool {
    guard PackageKind.sniff(bytes, limits: limits) == .openPackage, var package = try? OfficePackage(zip: bytes, limits: limits),
      let main = try? package.mainPart("wordprocessingml", usually: "word/document.xml"), let root = try? package.root(main)
    else { return false }
    return root.name == "w:document"
  }

  /// Without annotations the file comes back as it is.
  public static func annotate(
    _ bytes: [UInt8], with annotations: [Annotation], options: Options = Options(), limits: Limits = Limits()
  ) throws(Refusal) -> Annotated {
    guard !annotations.isEmpty else { return Annotated(bytes: bytes, comments: 0) }
    let reading = DOCXReader.Options(trackChanges: options.trackChanges)
    let (document, index) = try DOCXReader.readIndexed(bytes, options: reading, limits: limits)
    var package = try AnnotatedPackage(bytes, main: index.part, limits)
    let placed = Self.placed(annotations, index)
    guard let first = placed.first else { throw .noParagraph }

    var main = try package.part(index.part)
    let elements = try main.elements(Set(placed.map(\.number)))
    guard let sample = elements[first.number] else { throw .cannotAnnotate(index.part) }
    var comments = try package.comments(strict: sample.namespace == CommentMarkup.strict)
    var ids = FreshIDs(used: Self.commentIDs(in: main.tree.root, comments.tree.root))
    let markup = CommentMarkup(in: try comments.root())
    var written = ""
    var byParagraph: [Int: [Int]] = [:]
    for comment in placed {
      let id = ids.next()
      written += markup.comment(id, author: options.author, initials: options.initials, comment.paragraphs)
      byParagraph[comment.number, default: []].append(id)
    }
    try comments.append(written)
    for (number, ids) in byParagraph.sorted(by: { $0.key < $1.key }) {
      guard let element = elements[number] else { throw .cannotAnnotate(index.part) }
      mark(element, with: ids, in: &main)
    }
    package.put(main)
    package.put(comments)
    var result = Annotated(bytes: try package.finished(), comments: placed.count)
    if package.isSigned { result.diagnostics.append(.signatureBroken) }

    let (after, _) = try DOCXReader.readIndexed(result.bytes, options: reading, limits: limits)
    guard after.blocks == document.blocks, after.notes == document.notes, after.headers == document.headers,
      after.footers == document.footers, after.comments.count == document.comments.count + placed.count
    else { throw .cannotAnnotate(index.part) }
    return result
  }

  private struct Placed {
    var number: Int
    var paragraphs: [String]
  }

  /// One comment a place, in document order; those without a place share one at the start.
  private static func placed(_ annotations: [Annotation], _ index: ParagraphIndex) -> [Placed] {
    var here: [Int: [String]] = [:]
    var nowhere: [String] = []
    for annotation in annotations {
      if let entry = index.entry(at: annotation.origin) {
        // Several broken sums with one cell behind them say the same of it.
        here[entry.number, default: []].append(new: annotation.paragraphs)
      } else {
        nowhere.append(new: annotation.paragraphs)
      }
    }
    var out = here.sorted { $0.key < $1.key }.map { Placed(number: $0.key, paragraphs: $0.value) }
    if !nowhere.isEmpty, let start = index.entries.first(where: \.hasText) ?? index.entries.first {
      out.insert(Placed(number: start.number, paragraphs: nowhere), at: out.firstIndex { $0.number >= start.number } ?? out.count)
    }
    return out
  }

  /// Ranges begin after the paragraph's properties and end with it.
  private static func mark(_ p: MarkupSource.Element, with ids: [Int], in part: inout EditedPart) {
    let markup = CommentMarkup(in: p)
    let ends = ids.map(markup.rangeEnd).joined()
    guard p.isEmpty else {
      let properties = p.firstChild.flatMap { $0.writtenName == (p.prefix.isEmpty ? "pPr" : "\(p.prefix):pPr") ? $0.end : nil }
      part.insert(ids.map(markup.rangeStart).joined(), at: properties ?? p.startTag.upperBound)
      part.insert(ends, at: p.contentEnd)
      return
    }
    // `<w:p/>`: its `/>` comes to close the start of the last range.
    let starts = ids.dropLast().map(markup.rangeStart).joined() + (ids.last.map(markup.openRangeStart) ?? "")
    part.insert(">" + starts, at: p.startTag.upperBound - 2)
    part.insert(ends + "</\(p.writtenName)>", at: p.startTag.upperBound)
  }

  /// Ids of comments that are there, or that the text refers to.
  private static func commentIDs(in main: MarkupElement, _ comments: MarkupElement) -> Set<Int> {
    var used: Set<Int> = []
    for element in comments.children where element.name == "w:comment" {
      if let id = element["w:id"].flatMap({ Int($0) }) { used.insert(id) }
    }
    for element in main.descendants {
      switch element.name {
      case "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference":
        if let id = element["w:id"].flatMap({ Int($0) }) { used.insert(id) }
      default: continue
      }
    }
    return used
  }
}

extension [String] {
  fileprivate mutating func append(new paragraphs: [String]) {
    for paragraph in paragraphs where !contains(paragraph) { append(paragraph) }
  }
}

/// Numbers that nothing uses yet, from the lowest.
struct FreshIDs {
  private let used: Set<Int>
  private var candidate = 0

  init(used: Set<Int>) { self.used = used }

  mutating func next() -> Int {
    while used.contains(candidate) { candidate += 1 }
    defer { candidate += 1 }
    return candidate
  }
}

extension Refusal {
  static let noParagraph = Refusal(
    "annotate-no-paragraph",
    Message(zh: "正文没有可以加批注的段落。", en: "the text has no paragraph that could take a comment"))
}

extension Diagnostic {
  static let signatureBroken = Diagnostic(
    "annotate-signature", .warning,
    Message(
      zh: "文件带有数字签名，加入批注后签名失效", en: "the file is digitally signed; with comments in it the signature no longer holds"))
}
