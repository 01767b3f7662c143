import Diagnostics
import DocumentTree
import SafeXML

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
  /// What is being read: relationships and open fields belong to it.
  var story = StoryState()
  var preservesSpace = false
  var tableDepth = 0
  var numberedParagraphs = 0
  var firstNumberedParagraph: Origin?
  private var unknownElements: [String: Int] = [:]
  private var reportedFormats: Set<String> = []

  /// Things that stand in parts of their own and are read when the main story is done.
  var footnoteReferences: [NoteReference] = []
  var endnoteReferences: [NoteReference] = []
  var headerReferences: [String] = []
  var footerReferences: [String] = []
  var inlineNotes: [Note] = []
  /// What the story asks for that only the package can give.
  var partRequests: PartSource

  struct NoteReference {
    var id: String
    var origin: Origin
  }

  /// The state of one story: the body, a note, a header.
  struct StoryState {
    var part = ""
    var relationships: [String: OfficePackage.Relationship] = [:]
    var fields: [Field] = []
    /// Positions of `w:fldChar` that have no partner and mean nothing.
    var brokenFields: Set<Int> = []
    var mentionsHidden = false
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
    account.read += TextAccount.characters(in: root.textBytes)
    story.fields = []
    story.brokenFields = Field.broken(in: root)
    story.mentionsHidden = root.mentions("w:vanish")
    omission = nil
  }

  private mutating func optionalRoot(
    _ type: String, _ relationships: [OfficePackage.Relationship], _ package: inout OfficePackage
  ) -> MarkupElement? {
    guard let relationship = relationships.first(where: { $0.type == type && !$0.isExternal }) else { return nil }
    do {
      if let root = try package.root(relationship.target) { return root }
      document.diagnostics.append(.missingPart(relationship.target))
    } catch {
      document.diagnostics.append(.unreadablePart(relationship.target, error))
    }
    return nil
  }

  private mutating func enter(_ part: String, _ root: MarkupElement, _ package: inout OfficePackage) {
    story = StoryState()
    story.part = part
    story.relationships = Dictionary(
      package.relationships(of: part).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    partRequests.load(for: root, story.relationships, &package)
  }

  // MARK: Notes, comments, headers

  private mutating func readNotes(
    _ kind: Note.Kind, _ references: [NoteReference], _ relationships: [OfficePackage.Relationship],
    _ package: inout OfficePackage
  ) throws(Refusal) {
    guard let part = relationships.first(where: { $0.type == "\(kind.rawValue)s" && !$0.isExternal })?.target,
      let root = optionalRoot("\(kind.rawValue)s", relationships, &package)
    else {
      for reference in references {
        document.diagnostics.append(.missingNote(reference.id, at: reference.origin))
      }
      return
    }
    enter(part, root, &package)
    var notes: [String: MarkupElement] = [:]
    for element in root.children where element.name == "w:footnote" || element.name == "w:endnote" {
      guard let id = element["w:id"] else { continue }
      if notes[id] == nil { notes[id] = element }
    }
    countRevisions(in: root)
    var done: Set<String> = []
    for reference in references where done.insert(reference.id).inserted {
      guard let element = notes[reference.id] else {
        document.diagnostics.append(.missingNote(reference.id, at: reference.origin))
        continue
      }
      begin(element)
      let origin = reference.origin.appending(kind == .footnote ? .footnote(reference.id) : .endnote(reference.id))
      var sink = BlockSink(place: origin)
      try readBlocks(of: element, into: &sink)
      flush(&sink)
      document.notes.append(Note(kind: kind, id: reference.id, blocks: sink.blocks, origin: origin))
    }
    for element in root.children where !done.contains(element["w:id"] ?? "") {
      let characters = TextAccount.characters(in: element.textBytes)
      account.read += characters
      account.leaveOut("unreferenced-note", characters)
    }
  }

  private mutating func readComments(
    _ relationships: [OfficePackage.Relationship], _ package: inout OfficePackage
  ) throws(Refusal) {
    guard let part = relationships.first(where: { $0.type == "comments" && !$0.isExternal })?.target,
      let root = optionalRoot("comments", relationships, &package)
    else { return }
    enter(part, root, &package)
    for element in root.children where element.name == "w:comment" {
      begin(element)
      let id = element["w:id"] ?? ""
      let origin = Origin(.comment(id))
      var sink = BlockSink(place: origin)
      try readBlocks(of: element, into: &sink)
      flush(&sink)
      document.comments.append(
        Note(kind: .comment, id: id, author: element["w:author"], blocks: sink.blocks, origin: origin))
    }
  }

  private mutating func readStories(
    _ references: [String], _ relationships: [OfficePackage.Relationship], _ package: inout OfficePackage,
    _ step: (Int) -> Origin.Step
  ) throws(Refusal) {
    var done: Set<String> = []
    var number = 0
    for id in references {
      guard let part = relationships.first(where: { $0.id == id && !$0.isExternal })?.target, done.insert(part).inserted
      else { continue }
      let root: MarkupElement?
      do {
        root = try package.root(part)
      } catch {
        document.diagnostics.append(.unreadablePart(part, error))
        continue
      }
      guard let root else {
        document.diagnostics.append(.missingPart(part))
        continue
      }
      number += 1
      enter(part, root, &package)
      begin(root)
      let origin = Origin(step(number))
      var sink = BlockSink(place: origin)
      try readBlocks(of: root, into: &sink)
      flush(&sink)
      let story = Story(blocks: sink.blocks, origin: origin)
      if case .header = step(number) { document.headers.append(story) } else { document.footers.append(story) }
    }
  }

  /// What the package says of its document. Source: ISO/IEC 29500-2:2012 §11, core properties.
  private mutating func readProperties(_ package: inout OfficePackage) {
    guard let part = package.relationships(of: "").first(where: { $0.type == "core-properties" && !$0.isExternal }),
      let root = try? package.root(part.target)
    else { return }
    let names = [
      "dc:title": "title", "dc:subject": "subject", "dc:creator": "creator", "cp:keywords": "keywords",
      "dc:description": "description", "cp:lastModifiedBy": "lastModifiedBy", "dcterms:created": "created",
      "dcterms:modified": "modified",
    ]
    for element in root.children {
      guard let name = names[element.name], !element.textBytes.isEmpty else { continue }
      document.metadata.append(Metadatum(name: name, value: element.text, origin: Origin(part: part.target)))
    }
  }

  // MARK: The account

  mutating func leaveOut(_ reason: String, _ element: MarkupElement, at origin: Origin?) {
    let bytes = element.textBytes
    if bytes.isEmpty { return }
    account.leaveOut(reason, TextAccount.characters(in: bytes), at: origin)
  }

  /// Text that stands in an element that holds no text of its own.
  mutating func leaveOutStrayText(of element: MarkupElement, at origin: Origin?) {
    var characters = 0
    element.forEachOwnText { characters += TextAccount.characters(in: $0) }
    guard characters > 0 else { return }
    account.leaveOut("stray-text", characters, at: origin)
    document.diagnostics.append(.strayText(in: element.name, characters, at: origin))
  }

  /// An element that no rule of ours names.
  mutating func unknown(_ element: MarkupElement, at origin: Origin?) {
    let characters = TextAccount.characters(in: element.textBytes)
    if characters > 0 {
      account.leaveOut("unknown-element", characters, at: origin)
      document.diagnostics.append(.unknownElement(element.name, characters, at: origin))
    } else if element.name.hasPrefix("w:") {
      unknownElements[element.name, default: 0] += 1
    }
  }

  mutating func unknownNumberFormat(_ format: String, at origin: Origin) {
    if reportedFormats.insert(format).inserted {
      document.diagnostics.append(.unknownNumberFormat(format, at: origin))
    }
  }

  // MARK: The end

  mutating func finished() -> Document {
    document.notes += inlineNotes
    document.account = account
    if numberedParagraphs > 0 {
      document.diagnostics.append(.automaticNumbers(numberedParagraphs, at: firstNumberedParagraph))
    }
    if !document.comments.isEmpty { document.diagnostics.append(.comments(document.comments.count)) }
    for name in unknownElements.keys.sorted() {
      document.diagnostics.append(.unknownElements(name, unknownElements[name] ?? 0))
    }
    for omission in account.leftOut {
      if let finding = Diagnostic.leftOut(omission) { document.diagnostics.append(finding) }
    }
    let changes = document.revisions.reduce(0) { $0 + $1.count }
    if changes > 0 {
      document.diagnostics.append(.trackedChanges(document.revisions, options.trackChanges))
    }
    return document
  }
}
