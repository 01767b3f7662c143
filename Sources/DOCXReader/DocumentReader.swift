import Diagnostics
import DocumentTree
import OfficePackaging
import SafeXML
import WordText

/// Reads the parts of one document into its tree. Lives for one document.
///
/// Text ends up in exactly one of two places: the tree (`kept`), or the account's list of omissions. `read` is counted apart,
/// over all character data of the parts, so that the two sides check each other.
struct DocumentReader {
  let options: DOCXReader.Options
  let limits: Limits

  var styles = Styles()
  var counters = NumberingCounters(NumberingDefinitions(), numberingStyles: [:])
  var document = Document(format: "docx")
  var account = TextAccount()

  /// Why all text that is met is left out just now; `nil` when it is kept.
  var omission: String?
  /// Inside a content control that shows its prompt: text is kept, and marked.
  var isPrompt = false
  var promptCharacters = 0
  var firstPrompt: Origin?
  /// What is being read: relationships and open fields belong to it.
  var story = StoryState()
  var preservesSpace = false
  var tableDepth = 0
  /// What the style of the table says of its text.
  var tablePaint = Paint()
  /// The cell has a ground of its own.
  var cellGround: Colour?
  /// The style of the table strikes out or hides the text of the cell.
  var isUnseenCell = false
  /// Inside a content control that shows something else than the file keeps in it.
  var isStale = false
  var numberedParagraphs = 0
  var firstNumberedParagraph: Origin?
  private var unknownElements: [String: Int] = [:]
  private var findingCounts: [String: Int] = [:]
  private var blockCount = 0
  private var reportedFormats: Set<String> = []

  /// Things that stand in parts of their own and are read when the main story is done.
  var footnoteReferences: [NoteReference] = []
  var endnoteReferences: [NoteReference] = []
  var headerReferences: [String] = []
  var footerReferences: [String] = []
  var inlineNotes: [Note] = []
  /// What the story asks for that only the package can give.
  var partRequests: PartSource
  /// Where paragraphs stand, when someone asks for it.
  var recorder: ParagraphRecorder?

  struct NoteReference {
    var id: String
    var origin: Origin
  }

  /// The state of one story: the body, a note, a header.
  struct StoryState {
    var part = ""
    var relationships: [String: OfficePackage.Relationship] = [:]
    var fields = FieldStack()
    /// Positions of `w:fldChar` that have no partner and mean nothing.
    var brokenFields: Set<Int> = []
    var mentionsHidden = false
    /// Some run may be struck out, raised or lowered.
    var setsRunsApart = false
    var textBoxes = 0
  }

  init(options: DOCXReader.Options, limits: Limits) {
    self.options = options
    self.limits = limits
    partRequests = PartSource()
  }

  mutating func use(_ definitions: NumberingDefinitions) {
    counters = NumberingCounters(definitions, numberingStyles: styles.numberingStyles)
  }

  // MARK: The document

  mutating func read(
    _ package: inout OfficePackage, main: String, _ body: MarkupElement
  ) throws(Refusal) -> Document {
    for name in package.repeatedParts.prefix(20) { report(.repeatedPart(name)) }
    let relationships = package.relationships(of: main)
    if let root = optionalRoot("styles", relationships, &package) { styles = Styles(root) }
    if let root = optionalRoot("numbering", relationships, &package) {
      use(NumberingDefinitions(root))
    } else {
      use(NumberingDefinitions())
    }
    story.part = main
    story.relationships = Dictionary(relationships.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    partRequests.load(for: body, story.relationships, &package)
    try readMain(body)

    try readNotes(.footnote, footnoteReferences, relationships, &package)
    try readNotes(.endnote, endnoteReferences, relationships, &package)
    try readComments(relationships, &package)
    try readStories(headerReferences, relationships, &package) { number in .header(number) }
    try readStories(footerReferences, relationships, &package) { number in .footer(number) }
    readProperties(&package)
    var document = finished()
    document.encoding = package.encoding ?? "utf-8"
    return document
  }

  mutating func readMain(_ body: MarkupElement) throws(Refusal) {
    begin(body)
    countRevisions(in: body)
    var sink = BlockSink(place: Origin())
    try readBlocks(of: body, into: &sink)
    flush(&sink)
    document.blocks = sink.blocks
  }

  /// Counts the text of a story and finds its broken fields.
  mutating func begin(_ root: MarkupElement) {
    account.read += TextSurvey(root.textBytes).characters
    story.fields = FieldStack()
    story.brokenFields = Field.broken(in: root)
    story.mentionsHidden = root.mentions(.vanish)
    story.setsRunsApart =
      root.mentions(.strike) || root.mentions(.dstrike) || root.mentions(.vertAlign) || root.mentions(.position)
      || styles.setTextApart && root.mentions(.rStyle)
    omission = nil
    isPrompt = false
  }

  mutating func optionalRoot(
    _ type: String, _ relationships: [OfficePackage.Relationship], _ package: inout OfficePackage
  ) -> MarkupElement? {
    guard let relationship = relationships.first(where: { $0.type == type && !$0.isExternal }) else { return nil }
    do {
      if let root = try package.root(relationship.target) { return root }
      report(.missingPart(relationship.target))
    } catch {
      report(.unreadablePart(relationship.target, error))
    }
    return nil
  }

  mutating func enter(_ part: String, _ root: MarkupElement, _ package: inout OfficePackage) {
    story = StoryState()
    story.part = part
    story.relationships = Dictionary(
      package.relationships(of: part).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    partRequests.load(for: root, story.relationships, &package)
  }

  // MARK: The account

  mutating func leaveOut(_ reason: String, _ element: MarkupElement, at origin: Origin?) {
    guard element.hasText else { return }
    account.leaveOut(reason, TextAccount.characters(in: element.textBytes), at: origin)
  }

  /// Text that stands in an element that holds no text of its own.
  mutating func leaveOutStrayText(of element: MarkupElement, at origin: Origin?) {
    guard element.hasOwnText else { return }
    var characters = 0
    element.forEachOwnText { characters += TextAccount.characters(in: $0) }
    guard characters > 0 else { return }
    account.leaveOut("stray-text", characters, at: origin)
    report(.strayText(in: element.name, characters, at: origin))
  }

  /// An element that no rule of ours names.
  mutating func unknown(_ element: MarkupElement, at origin: Origin?) {
    let characters = TextAccount.characters(in: element.textBytes)
    if characters > 0 {
      account.leaveOut("unknown-element", characters, at: origin)
      report(.unknownElement(element.name, characters, at: origin))
    } else if element.name.hasPrefix("w:") {
      unknownElements[element.name, default: 0] += 1
    }
  }

  mutating func unknownNumberFormat(_ format: String, at origin: Origin) {
    if reportedFormats.insert(format).inserted {
      report(.unknownNumberFormat(format, at: origin))
    }
  }

  /// Takes up a finding. Of one code a document gets some hundreds; the rest is counted.
  mutating func report(_ diagnostic: Diagnostic) {
    let count = findingCounts[diagnostic.code.rawValue, default: 0] + 1
    findingCounts[diagnostic.code.rawValue] = count
    if count <= Self.findingsOfOneCode { document.diagnostics.append(diagnostic) }
  }

  private static let findingsOfOneCode = 300

  /// Counts a paragraph or a table against the limit.
  mutating func countBlock() throws(Refusal) {
    blockCount += 1
    if blockCount > limits.blocks { throw .tooManyBlocks(limits.blocks) }
  }

  // MARK: The end

  mutating func finished() -> Document {
    document.notes += inlineNotes
    document.account = account
    if numberedParagraphs > 0 {
      report(.automaticNumbers(numberedParagraphs, at: firstNumberedParagraph))
    }
    if !document.comments.isEmpty { report(.comments(document.comments.count)) }
    for name in unknownElements.keys.sorted() {
      report(.unknownElements(name, unknownElements[name] ?? 0))
    }
    if promptCharacters > 0 { report(.prompts(promptCharacters, at: firstPrompt)) }
    for omission in account.leftOut {
      if let finding = Diagnostic.leftOut(omission) { report(finding) }
    }
    let changes = document.revisions.reduce(0) { $0 + $1.count }
    if changes > 0 {
      report(.trackedChanges(document.revisions, options.trackChanges))
    }
    for code in findingCounts.keys.sorted() {
      let more = (findingCounts[code] ?? 0) - Self.findingsOfOneCode
      if more > 0 { document.diagnostics.append(.moreFindings(more, of: code)) }
    }
    return document
  }
}

extension Refusal {
  static func tooManyBlocks(_ limit: Int) -> Refusal {
    Refusal(
      "limit-blocks",
      Message(zh: "文档的段落和表格超过 \(limit) 个。", en: "the document has more than \(limit) paragraphs and tables"))
  }
}
