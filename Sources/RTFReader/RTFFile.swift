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
  private var groups: [RTFState] = []
  /// Stories that are open, innermost last: a note inside a body.
  var stories: [RTFStory] = []
  private var fields: [(group: Int, instruction: String, kept: Int)] = []
  private var codePage = "windows-1252"
  private var fontEncodings: [Int: String] = [:]
  private var fontNames: [Int: String] = [:]
  private var fontBeingDefined: Int?
  /// Bytes that wait for the rest of their character.
  private var bytes: [UInt8] = []
  private var bytesEncoding = ""
  private var toSkip = 0
  private var property = ""
  private var objectClass = ""
  private var revisions: [String: Int] = [:]
  private var lastRevision: String?
  private var blockCount = 0
  private var undecodable = 0
  private var findingCounts: [String: Int] = [:]
  private static let findingsOfOneCode = 300

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
        continue
      case .close:
        flushBytes()
        try closeGroup()
        isClosed = groups.isEmpty
        if !isClosed { continue }
      case .word(let name, let value):
        flushBytes()
        try word(name, value)
      case .symbol(let symbol): try self.symbol(symbol)
      case .hex(let byte), .text(let byte): self.byte(byte)
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

  private mutating func closeGroup() throws(Refusal) {
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

  private static func kind(_ instruction: String) -> String {
    let trimmed = instruction.drop { $0.isWhitespace }
    return trimmed.first == "=" ? "=" : trimmed.prefix { $0.isLetter }.uppercased()
  }

  private mutating func open(_ kind: RTFStory.Kind) {
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

  private mutating func closeStory() throws(Refusal) {
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

  private mutating func finishStory() throws(Refusal) -> [Block] {
    guard let last = stories.indices.last else { return [] }
    var tables = stories[last].tables
    let blocks = try tables.finished(in: &self)
    stories[last].tables = tables
    return blocks
  }

  /// The place of what comes next.
  var place: Origin { stories.last?.tables.place ?? Origin() }

  // MARK: Control words

  private mutating func word(_ name: String, _ value: Int?) throws(Refusal) {
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
    case "cpg":
      if state.destination == .fontTable, let font = fontBeingDefined { fontEncodings[font] = Self.encoding(ofCodePage: value ?? 1252) }
    case "plain": state.resetCharacters()
    case "v": state.isHidden = value != 0
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

  private var isFirstWord = false

  private mutating func structure(_ name: String, _ value: Int?) throws(Refusal) {
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

  private static func twips(_ value: Int?) -> Int { max(-1_000_000, min(value ?? 0, 1_000_000)) }

  private mutating func symbol(_ symbol: UInt8) throws(Refusal) {
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

  private mutating func enter(_ destination: RTFWords.Destination, _ name: String) {
    isFirstWord = false
    // What stands in something that no one sees is not seen either; text boxes alone come back from it.
    if state.destination == .nothing, destination != .textBox, destination != .unicodeCopy { return }
    switch destination {
    case .nothing: state.destination = .nothing
    case .picture:
      state.destination = .nothing
      if stories.last?.kind != .header, stories.last?.kind != .footer { report(.picture(at: place)) }
    case .fontTable: state.destination = .fontTable
    case .field: fields.append((groups.count, "", account.kept + account.generated))
    case .fieldCode: state.destination = .fieldCode
    case .fieldResult: state.destination = .story
    case .listText: state.destination = .listText
    case .property: state.destination = .property(name)
    case .objectClass:
      state.destination = .objectClass
      objectClass = ""
    case .object: report(.embeddedObject(at: place))
    case .textBox: open(.textBox)
    case .footnote: open(.footnote)
    case .comment: open(.comment)
    case .header: open(.header)
    case .footer: open(.footer)
    case .transparent: break
    case .shape:
      // Its parts say what of it is text.
      state.destination = .nothing
    case .unicodeCopy: state.destination = .story
    }
  }

  // MARK: Text

  private mutating func byte(_ byte: UInt8) {
    if toSkip > 0 {
      toSkip -= 1
      return
    }
    if state.destination == .nothing { return }
    let encoding = self.encoding
    if encoding != bytesEncoding {
      flushBytes()
      bytesEncoding = encoding
    }
    bytes.append(byte)
  }

  /// Chinese files name Latin fonts for Chinese text at times: the code page of the file then decides.
  private var encoding: String {
    let own = state.font.flatMap { fontEncodings[$0] }
    if let own, own != "windows-1252" { return own }
    return ["gbk", "big5", "shift_jis", "euc-kr"].contains(codePage) ? codePage : own ?? codePage
  }

  private mutating func flushBytes() {
    guard !bytes.isEmpty else { return }
    let own = bytes
    bytes = []
    if own.allSatisfy({ $0 < 0x80 }) {
      append(String(decoding: own, as: UTF8.self))
      return
    }
    guard let decoded = try? TextDecoding.decode(own, forced: bytesEncoding) else {
      append(String(decoding: own, as: UTF8.self))
      return
    }
    let text = decoded.text
    if text.unicodeScalars.contains("\u{FFFD}") { report(.undecodable(bytesEncoding, at: place)) }
    append(text)
  }

  private mutating func append(unicode value: Int) {
    flushBytes()
    toSkip = state.fallbackLength
    append(units: [UInt16(truncatingIfNeeded: value)])
  }

  private mutating func append(_ text: String) { append(units: Array(text.utf16)) }

  /// White space that is no character of the file.
  private mutating func append(mark: UInt16) {
    switch state.destination {
    case .story: if omission == nil { stories[stories.count - 1].append([mark]) }
    case .listText: stories[stories.count - 1].number.append(mark)
    default: break
    }
  }

  /// Why text is left out just now; `nil` when it is kept.
  private var omission: String? {
    if state.isDeleted, trackChanges == .accept { return "deleted-revision" }
    if state.isInserted, trackChanges == .reject { return "rejected-insertion" }
    return state.isHidden ? "hidden-text" : nil
  }

  private mutating func append(units: [UInt16]) {
    let weight = units.reduce(0) { $0 + Self.weight($1) }
    switch state.destination {
    case .nothing: return
    case .fontTable:
      if let font = fontBeingDefined, fontNames[font, default: ""].utf8.count < 200 {
        fontNames[font, default: ""] += String(decoding: units, as: UTF16.self).filter { $0 != ";" }
      }
    case .property: if property.utf8.count < 4000 { property += String(decoding: units, as: UTF16.self) }
    case .objectClass: if objectClass.utf8.count < 100 { objectClass += String(decoding: units, as: UTF16.self) }
    case .fieldCode:
      account.read += weight
      account.leaveOut("field-code", weight, at: place)
      if let last = fields.indices.last, fields[last].instruction.utf8.count < 1000 {
        fields[last].instruction += String(decoding: units, as: UTF16.self)
      }
    case .story, .listText:
      account.read += weight
      noteRevision()
      if let omission {
        account.leaveOut(omission, weight, at: place)
        return
      }
      guard let last = stories.indices.last else { return }
      if state.destination == .listText {
        stories[last].number += units
        return
      }
      account.kept += weight
      stories[last].append(mapped(units))
    }
  }

  private func mapped(_ units: [UInt16]) -> [UInt16] {
    guard let unit = units.first, (0xF020...0xF0FF).contains(unit) else { return units }
    return Array(SymbolFonts.mapped(String(decoding: units, as: UTF16.self), font: state.font.flatMap { fontNames[$0] }).utf16)
  }

  private mutating func noteRevision() {
    let kind = state.isDeleted ? "deletion" : state.isInserted ? "insertion" : nil
    if let kind, kind != lastRevision { revisions[kind, default: 0] += 1 }
    lastRevision = kind
  }

  /// How many characters a unit counts for: none for white space, one for a pair.
  static func weight(_ unit: UInt16) -> Int {
    switch unit {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xDC00...0xDFFF: 0
    default: 1
    }
  }

  // MARK: Paragraphs, cells and rows

  private mutating func withTables(_ body: (inout TableStack, inout RTFFile) throws(Refusal) -> Void) throws(Refusal) {
    guard let last = stories.indices.last else { return }
    // Taken out and put back: a copy would cost all that was read so far, for every paragraph.
    var tables = TableStack(place: Origin())
    swap(&tables, &stories[last].tables)
    try body(&tables, &self)
    swap(&tables, &stories[last].tables)
  }

  private mutating func endParagraph(always: Bool, depth: Int? = nil) throws(Refusal) {
    guard let last = stories.indices.last else { return }
    if !always, stories[last].isEmpty { return }
    if let omission, state.isDeleted || state.isInserted || state.isHidden, omission != "", always {
      // The mark is gone: what follows joins.
      return
    }
    blockCount += 1
    guard blockCount <= limits.blocks else { throw .tooManyBlocks(limits.blocks) }
    let number = stories[last].takeNumber()
    let units = stories[last].takeText()
    let following = stories[last].following
    stories[last].following = []
    let outline = state.outline
    let level = depth ?? state.tableDepth
    let text = String(decoding: units, as: UTF16.self)
    try withTables { (tables, file) throws(Refusal) in
      try tables.enter(level, in: &file)
      let origin = tables.nextParagraph()
      var paragraph = Paragraph(text, origin: origin)
      if let outline, (0...8).contains(outline) { paragraph.outlineLevel = outline + 1 }
      file.addNumber(number, to: &paragraph)
      tables.append(.paragraph(paragraph))
      following.forEach { tables.append($0) }
    }
  }

  /// The number that the file shows before a paragraph; bullets are no part of the text.
  private mutating func addNumber(_ units: [UInt16], to paragraph: inout Paragraph) {
    guard !units.isEmpty else { return }
    let number = String(decoding: units, as: UTF16.self)
    let weight = units.reduce(0) { $0 + Self.weight($1) }
    let isBullet = number.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
    if isBullet {
      account.leaveOut("bullet", weight, at: paragraph.origin)
      return
    }
    account.kept += weight
    let label = NumberingCounters.Label(text: number, suffix: "tab", isBullet: false)
    paragraph.number = number
    paragraph.text = number + label.separator(before: paragraph.text) + paragraph.text
  }

  private mutating func endCell(depth: Int) throws(Refusal) {
    let isGone = state.isDeleted && trackChanges == .accept
    try endParagraphOfCell(depth: depth)
    try withTables { (tables, file) throws(Refusal) in tables.endCell(isGone: isGone) }
  }

  private mutating func endParagraphOfCell(depth: Int) throws(Refusal) {
    let marks = (state.isDeleted, state.isInserted, state.isHidden)
    (state.isDeleted, state.isInserted, state.isHidden) = (false, false, false)
    try endParagraph(always: true, depth: depth)
    (state.isDeleted, state.isInserted, state.isHidden) = marks
  }

  private mutating func endRow(depth: Int) throws(Refusal) {
    let definition = state.row
    let isGone = state.isDeleted && trackChanges == .accept
    if stories.last?.isEmpty == false { try endParagraphOfCell(depth: depth) }
    try withTables { (tables, file) throws(Refusal) in
      try tables.enter(depth, in: &file)
      try tables.endRow(definition, isGone: isGone, in: &file)
    }
  }

  // MARK: Encodings

  static func encoding(ofCodePage page: Int) -> String {
    switch page {
    case 936, 54936: "gbk"
    case 950: "big5"
    case 932: "shift_jis"
    case 949: "euc-kr"
    case 874: "windows-874"
    case 1250...1258: "windows-\(page)"
    case 10000: "macintosh"
    case 65001: "utf-8"
    default: "windows-1252"
    }
  }

  /// Source: Rich Text Format Specification 1.9.1, \fcharsetN.
  static func encoding(ofCharset charset: Int) -> String? {
    switch charset {
    case 0: "windows-1252"
    case 77: "macintosh"
    case 128: "shift_jis"
    case 129: "euc-kr"
    case 134: "gbk"
    case 136: "big5"
    case 161: "windows-1253"
    case 162: "windows-1254"
    case 163: "windows-1258"
    case 177: "windows-1255"
    case 178: "windows-1256"
    case 186: "windows-1257"
    case 204: "windows-1251"
    case 222: "windows-874"
    case 238: "windows-1250"
    default: nil
    }
  }

  // MARK: The end

  mutating func report(_ diagnostic: Diagnostic) {
    let count = findingCounts[diagnostic.code.rawValue, default: 0] + 1
    findingCounts[diagnostic.code.rawValue] = count
    if count <= Self.findingsOfOneCode { document.diagnostics.append(diagnostic) }
  }

  private mutating func finished() -> Document {
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
