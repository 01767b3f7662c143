import Diagnostics
import DocumentTree
import TextDecoding
import WordText

/// Reads one file, token by token. Lives for one document.
struct RTFFile: TableHost {
  let trackChanges: TrackChanges
  let limits: Limits
  var document = Document(format: "rtf")
  var account = TextAccount()
  var rejectsRevisions: Bool { trackChanges == .reject }

  var state = RTFState()
  var groups: [RTFState] = []
  /// Stories that are open, innermost last: a note inside a body.
  var stories: [RTFStory] = []
  var fields: [(group: Int, instruction: String, kept: Int)] = []
  var codePage = "windows-1252"
  var fontEncodings: [Int: String] = [:]
  var fontNames: [Int: String] = [:]
  var fontBeingDefined: Int?
  /// The font of text that names none.
  var defaultFont: Int?
  /// `nil` is automatic. The last one is being defined.
  var colours: [Colour?] = []
  var colour: Colour?
  /// The shape that is open has had its text.
  var shapeHasText = false
  /// Bytes that wait for the rest of their character.
  var bytes: [UInt8] = []
  var bytesEncoding = ""
  var toSkip = 0
  var property = ""
  var objectClass = ""
  var revisions: [String: Int] = [:]
  var lastRevision: String?
  var blockCount = 0
  var undecodable = 0
  var findingCounts: [String: Int] = [:]
  static let findingsOfOneCode = 300

  init(trackChanges: TrackChanges, limits: Limits) {
    self.trackChanges = trackChanges
    self.limits = limits
  }

  mutating func read(_ source: [UInt8]) throws(Refusal) -> Document {
    stories = [RTFStory(kind: .body, group: 0, place: Origin())]
    var scanner = RTFScanner(source)
    var isClosed = false
    while let token = scanner.next() {
      switch token {
      case .open:
        flushBytes()
        guard groups.count < limits.depth else { throw .tooDeep(limits.depth) }
        groups.append(state)
        state.isOptional = false
        isGroupStart = true
        continue
      case .close:
        flushBytes()
        try closeGroup()
        isClosed = groups.isEmpty
        if !isClosed { continue }
      case .word(let name, let value):
        flushBytes()
        try word(name, value)
        isGroupStart = false
      case .symbol(let symbol):
        try self.symbol(symbol)
        if symbol != UInt8(ascii: "*") { isGroupStart = false }
      case .hex(let byte), .text(let byte):
        self.byte(byte)
        isGroupStart = false
      }
      if isClosed { break }
    }
    flushBytes()
    if !isClosed { report(.cutShort) }
    while stories.count > 1 { try closeStory() }
    try endParagraph(always: false)
    document.blocks = try finishStory()
    return finished()
  }

  // MARK: Groups

  mutating func closeGroup() throws(Refusal) {
    guard let outer = groups.popLast() else { return }
    if case .property(let name) = state.destination, outer.destination != state.destination, !property.isEmpty {
      document.metadata.append(Metadatum(name: name, value: property))
      property = ""
    }
    while let field = fields.last, field.group > groups.count {
      fields.removeLast()
      let kind = Self.kind(field.instruction)
      if account.kept + account.generated == field.kept, !FieldKinds.silent.contains(kind), state.destination == .story {
        report(.fieldWithoutResult(field.instruction, at: place))
      }
    }
    while stories.count > 1, let story = stories.last, story.group > groups.count { try closeStory() }
    state = outer
    toSkip = 0
    isFirstWord = false
  }

  static func kind(_ instruction: String) -> String {
    let trimmed = instruction.drop { $0.isWhitespace }
    return trimmed.first == "=" ? "=" : trimmed.prefix { $0.isLetter }.uppercased()
  }

  mutating func open(_ kind: RTFStory.Kind) {
    guard stories.count <= limits.containerNesting else {
      state.destination = .nothing
      return
    }
    let step: Origin.Step =
      switch kind {
      case .body, .textBox: .textBox(document.blocks.count + stories.reduce(0) { $0 + $1.textBoxes } + 1)
      case .footnote, .endnote: .footnote(String(document.notes.count + 1))
      case .comment: .comment(String(document.comments.count + 1))
      case .header: .header(document.headers.count + 1)
      case .footer: .footer(document.footers.count + 1)
      }
    if kind == .textBox, let last = stories.indices.last { stories[last].textBoxes += 1 }
    let isApart = kind == .header || kind == .footer || kind == .comment
    stories.append(RTFStory(kind: kind, group: groups.count, place: isApart ? Origin(step) : place.appending(step)))
    state.destination = .story
    state.resetParagraph()
  }

  mutating func closeStory() throws(Refusal) {
    let outer = state
    state.destination = .story
    try endParagraph(always: false)
    guard let story = stories.last else { return }
    let blocks = try finishStory()
    stories.removeLast()
    state = outer
    guard !blocks.isEmpty else { return }
    switch story.kind {
    case .body: break
    case .textBox: if let last = stories.indices.last { stories[last].following += blocks }
    case .footnote, .endnote:
      document.notes.append(
        Note(
          kind: story.kind == .footnote ? .footnote : .endnote, id: String(document.notes.count + 1), blocks: blocks,
          origin: story.origin))
    case .comment:
      document.comments.append(
        Note(kind: .comment, id: String(document.comments.count + 1), blocks: blocks, origin: story.origin))
    case .header: document.headers.append(Story(blocks: blocks, origin: story.origin))
    case .footer: document.footers.append(Story(blocks: blocks, origin: story.origin))
    }
  }

  mutating func finishStory() throws(Refusal) -> [Block] {
    guard let last = stories.indices.last else { return [] }
    var tables = stories[last].tables
    let blocks = try tables.finished(in: &self)
    stories[last].tables = tables
    return blocks
  }

  /// The place of what comes next.
  var place: Origin { stories.last?.tables.place ?? Origin() }

  // MARK: Control words

  mutating func word(_ name: String, _ value: Int?) throws(Refusal) {
    if let destination = RTFWords.destinations[name] {
      enter(destination, name)
      return
    }
    if state.isOptional, isFirstWord, RTFWords.optionalOpeners[name] == nil {
      state.destination = .nothing
      return
    }
    isFirstWord = false
    switch name {
    case "u":
      append(unicode: value ?? 0)
      return
    case "uc": state.fallbackLength = max(0, min(value ?? 1, 16))
    case "ansicpg": codePage = Self.encoding(ofCodePage: value ?? 1252)
    case "mac": codePage = "macintosh"
    case "f":
      if state.destination == .fontTable { fontBeingDefined = value } else { state.font = value }
    case "fcharset":
      if state.destination == .fontTable, let font = fontBeingDefined, let encoding = Self.encoding(ofCharset: value ?? 0) {
        fontEncodings[font] = encoding
      }
    case "deff": defaultFont = value
    case "red", "green", "blue": if state.destination == .colourTable { define(name, value ?? 0) }
    case "cf": state.ink = value ?? 0
    case "cb", "chcbpat", "highlight": state.ground = value ?? 0
    case "fs": state.size = value ?? 24
    case "cpg":
      if state.destination == .fontTable, let font = fontBeingDefined { fontEncodings[font] = Self.encoding(ofCodePage: value ?? 1252) }
    case "plain": state.resetCharacters()
    case "v": state.isHidden = value != 0
    case "strike", "striked":
      if value != 0 { state.marks.insert(.struck) } else { state.marks.remove(.struck) }
    case "super", "sub", "nosupersub":
      state.marks.subtract([.raised, .lowered])
      if name != "nosupersub", value != 0 { state.marks.insert(name == "super" ? .raised : .lowered) }
    case "up", "dn":
      state.marks.subtract([.movedUp, .movedDown])
      // Half-points; one is for the eye alone.
      if value ?? 6 > 1 { state.marks.insert(name == "up" ? .movedUp : .movedDown) }
    case "deleted": state.isDeleted = value != 0
    case "revised": state.isInserted = value != 0
    case "pard": state.resetParagraph()
    case "intbl": state.isInTable = true
    case "itap": state.depth = max(0, min(value ?? 0, 1 << 20))
    case "outlinelevel": state.outline = value
    case "ftnalt": if let last = stories.indices.last, stories[last].kind == .footnote { stories[last].kind = .endnote }
    default: try structure(name, value)
    }
  }

  var isFirstWord = false
  /// Nothing but `{` and `\*` stands before the next token.
  var isGroupStart = false

  mutating func structure(_ name: String, _ value: Int?) throws(Refusal) {
    guard state.destination == .story || name == "trowd" || name.hasPrefix("cl") || name.hasPrefix("tr") else {
      if let mark = RTFWords.characters[name] { append(mark) }
      return
    }
    switch name {
    case "par", "sect": try endParagraph(always: true)
    case "line", "lbr": append(mark: 0x0A)
    case "tab": append(mark: 0x09)
    case "page", "column": if let last = stories.indices.last, omission == nil { stories[last].breaksPage = true }
    case "cell": try endCell(depth: 1)
    case "nestcell": try endCell(depth: max(2, state.tableDepth))
    case "row": try endRow(depth: 1)
    case "nestrow": try endRow(depth: max(2, state.tableDepth))
    case "trowd":
      state.row = RowDefinition()
      state.row.edges = [0]
      state.cellHorizontal = 0
      state.cellVertical = 0
    case "trleft": if state.row.edges.count == 1 { state.row.edges[0] = Self.twips(value) }
    case "trhdr": state.row.isHeader = true
    case "clmgf": state.cellHorizontal = 2
    case "clmrg": state.cellHorizontal = 1
    case "clvmgf": state.cellVertical = 3
    case "clvmrg": state.cellVertical = 1
    case "cellx":
      guard state.row.edges.count <= limits.columns else { throw .tableTooLarge(at: place) }
      if state.row.edges.isEmpty { state.row.edges = [0] }
      state.row.edges.append(Self.twips(value))
      state.row.horizontal.append(state.cellHorizontal)
      state.row.vertical.append(state.cellVertical)
      state.cellHorizontal = 0
      state.cellVertical = 0
    default: if let mark = RTFWords.characters[name] { append(mark) }
    }
  }

  static func twips(_ value: Int?) -> Int { max(-1_000_000, min(value ?? 0, 1_000_000)) }

  mutating func symbol(_ symbol: UInt8) throws(Refusal) {
    switch symbol {
    case UInt8(ascii: "*"):
      state.isOptional = true
      isFirstWord = true
      return
    case UInt8(ascii: "~"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      flushBytes()
      append(symbol == UInt8(ascii: "~") ? "\u{A0}" : symbol == UInt8(ascii: "-") ? "\u{AD}" : "-")
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): byte(symbol)
    case 0x09: try structure("tab", nil)
    default: break
    }
  }

  mutating func enter(_ destination: RTFWords.Destination, _ name: String) {
    isFirstWord = false
    // What stands in something that no one sees is not seen either; text boxes alone come back from it.
    if state.destination == .nothing, destination != .textBox, destination != .unicodeCopy { return }
    switch destination {
    case .nothing:
      // A destination has a group of its own. Outside one, the word would swallow what stands behind it, down to the end of the file.
      // Source: Rich Text Format 1.9.1, Conventions of an RTF Reader, Destinations.
      if isGroupStart { state.destination = .nothing }
    case .picture:
      state.destination = .nothing
      if stories.last?.kind != .header, stories.last?.kind != .footer { report(.picture(at: place)) }
    case .fontTable: state.destination = .fontTable
    case .colourTable: state.destination = .colourTable
    case .field: fields.append((groups.count, "", account.kept + account.generated))
    case .fieldCode: state.destination = .fieldCode
    case .fieldResult: state.destination = .story
    case .listText: state.destination = .listText
    case .property: state.destination = .property(name)
    case .objectClass:
      state.destination = .objectClass
      objectClass = ""
    case .object: report(.embeddedObject(at: place))
    case .textBox:
      // A shape writes its text a second time for programs that don't know shapes.
      if name == "dptxbxtext", shapeHasText { return }
      shapeHasText = true
      open(.textBox)
    case .footnote: open(.footnote)
    case .comment: open(.comment)
    case .header: open(.header)
    case .footer: open(.footer)
    case .transparent: break
    case .shape:
      shapeHasText = false
      // Its parts say what of it is text.
      state.destination = .nothing
    case .unicodeCopy: state.destination = .story
    }
  }

  // MARK: The end

  mutating func report(_ diagnostic: Diagnostic) {
    let count = findingCounts[diagnostic.code.rawValue, default: 0] + 1
    findingCounts[diagnostic.code.rawValue] = count
    if count <= Self.findingsOfOneCode { document.diagnostics.append(diagnostic) }
  }

  mutating func finished() -> Document {
    document.encoding = codePage
    document.account = account
    for kind in ["insertion", "deletion"] {
      if let count = revisions[kind], count > 0 { document.revisions.append(RevisionCount(kind: kind, count: count)) }
    }
    if !document.revisions.isEmpty { report(.trackedChanges(document.revisions, trackChanges)) }
    if !document.comments.isEmpty { report(.comments(document.comments.count)) }
    for omission in account.leftOut where omission.reason == "hidden-text" { report(.hiddenText(omission)) }
    for code in findingCounts.keys.sorted() {
      let more = (findingCounts[code] ?? 0) - Self.findingsOfOneCode
      if more > 0 { document.diagnostics.append(.moreFindings(more, of: code)) }
    }
    return document
  }
}
