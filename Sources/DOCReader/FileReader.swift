import Diagnostics
import DocumentTree
import WordText

/// Reads the stories of one file into its document. Lives for one document.
struct FileReader: TableHost {
  let information: FileInformation
  let table: Bytes
  let data: Bytes?
  let pieces: PieceTable
  let characterRuns: PropertyRuns
  let paragraphRuns: PropertyRuns
  let styles: StyleSheet
  let fonts: [String]
  let trackChanges: TrackChanges
  let limits: Limits

  var rejectsRevisions: Bool { trackChanges == .reject }

  var counters: NumberingCounters
  var document = Document(format: "doc")
  var account = TextAccount()
  /// Characters after which a section ends.
  var sectionEnds: Set<Int> = []
  /// Notes by the character that refers to them.
  var noteReferences: [Int: (kind: Note.Kind, index: Int)] = [:]
  /// Text boxes by the character that anchors them.
  var textBoxes: [Int: [Int]] = [:]
  var textBoxRanges: [Range<Int>] = []
  var textBoxesRead: Set<Int> = []
  var noteOrigins: [Note.Kind: [Int: Origin]] = [:]
  var blockCount = 0
  var numberedParagraphs = 0
  var firstNumberedParagraph: Origin?
  var revisions: [String: Int] = [:]
  private var styleLooks: [Int: CharacterLook] = [:]
  private var findingCounts: [String: Int] = [:]
  private static let findingsOfOneCode = 300

  init(
    text: Bytes, table: Bytes, data: Bytes?, information: FileInformation, trackChanges: TrackChanges, limits: Limits
  ) throws(Refusal) {
    self.information = information
    self.table = table
    self.data = data
    self.trackChanges = trackChanges
    self.limits = limits
    guard information.characters <= text.count else { throw .damaged }
    pieces = try PieceTable(text, table, information.place(.pieces), characters: information.characters)
    characterRuns = try PropertyRuns(text, table, information.place(.characterRuns), ofParagraphs: false)
    paragraphRuns = try PropertyRuns(text, table, information.place(.paragraphRuns), ofParagraphs: true)
    styles = StyleSheet(table, information.place(.styles))
    fonts = Self.fonts(table, information.place(.fonts))
    counters = NumberingCounters(
      Lists.read(table, lists: information.place(.lists), overrides: information.place(.listOverrides)), numberingStyles: [:])
    if let sections = table.plc(information.place(.sections), structureSize: 12) {
      for position in sections.positions.dropFirst() { sectionEnds.insert(position - 1) }
    }
  }

  /// Names of fonts, for the symbols in them. Source: [MS-DOC] 2.9.286 (SttbfFfn).
  private static func fonts(_ table: Bytes, _ place: (offset: Int, length: Int)) -> [String] {
    guard place.length > 4, let count = table.word(place.offset) else { return [] }
    var names: [String] = []
    var at = place.offset + 4
    for _ in 0..<count {
      guard let size = table.byte(at) else { break }
      var units: [UInt16] = []
      var place = at + 40
      while place + 1 <= at + size, let unit = table.word(place), unit != 0 {
        units.append(UInt16(truncatingIfNeeded: unit))
        place += 2
      }
      names.append(String(decoding: units, as: UTF16.self))
      at += size + 1
    }
    return names
  }

  // MARK: Stories

  mutating func read() throws(Refusal) -> Document {
    let footnotes = information.mainText
    let headers = footnotes + information.footnotes
    let comments = headers + information.headers
    let endnotes = comments + information.comments
    let boxes = endnotes + information.endnotes
    let end = boxes + information.textBoxes + information.headerTextBoxes
    let notes = collect(.footnoteReferences, 2, .footnoteTexts, from: footnotes, .footnote)
    let ends = collect(.endnoteReferences, 2, .endnoteTexts, from: endnotes, .endnote)
    let remarks = collect(.commentReferences, 30, .commentTexts, from: comments, .comment)
    collectTextBoxes(from: boxes)

    document.blocks = try story(0..<information.mainText, at: Origin())
    let unplaced = textBoxRanges.indices.filter { !textBoxesRead.contains($0) }
    for index in unplaced where !textBoxRanges[index].isEmpty {
      let before = account.kept + account.generated
      let blocks = try textBox(index, at: Origin())
      if account.kept + account.generated > before {
        report(.textBoxElsewhere(Origin(.textBox(index + 1))))
        document.blocks += blocks
      }
    }
    try read(notes, .footnote)
    try read(ends, .endnote)
    try readHeaders(from: headers)
    try read(remarks, .comment)
    // Text boxes of headers stand nowhere else; they are named and left out.
    leaveOutRest(boxes + information.textBoxes..<end, "header-text-box")
    return finished()
  }

  /// The texts of notes, by the places that refer to them.
  private mutating func collect(
    _ references: FileInformation.Place, _ size: Int, _ texts: FileInformation.Place, from start: Int, _ kind: Note.Kind
  ) -> [Range<Int>] {
    guard let places = table.plc(information.place(references), structureSize: size),
      let texts = table.plc(information.place(texts), structureSize: 0)
    else { return [] }
    var ranges: [Range<Int>] = []
    for index in places.structures.indices {
      noteReferences[places.positions[index]] = (kind, index)
      guard index + 1 < texts.positions.count, texts.positions[index] <= texts.positions[index + 1] else { break }
      ranges.append(start + texts.positions[index]..<start + texts.positions[index + 1])
    }
    return ranges
  }

  private mutating func read(_ ranges: [Range<Int>], _ kind: Note.Kind) throws(Refusal) {
    for (index, range) in ranges.enumerated() {
      let id = String(index + 1)
      let step: Origin.Step =
        switch kind {
        case .footnote: .footnote(id)
        case .endnote: .endnote(id)
        case .comment: .comment(id)
        }
      let origin = kind == .comment ? Origin(step) : (noteOrigins[kind]?[index] ?? Origin()).appending(step)
      let note = Note(kind: kind, id: id, blocks: try story(range, at: origin), origin: origin)
      if kind == .comment { document.comments.append(note) } else { document.notes.append(note) }
    }
  }

  /// Six stories a section, after the six that part notes from text. Source: [MS-DOC] 2.8.22, Plcfhdd.
  private mutating func readHeaders(from start: Int) throws(Refusal) {
    guard information.headers > 0, let plc = table.plc(information.place(.headers), structureSize: 0) else { return }
    for index in plc.positions.indices.dropLast() {
      let first = plc.positions[index]
      let last = plc.positions[index + 1]
      guard first < last, last <= information.headers else { continue }
      if index < 6 {
        leaveOutRest(start + first..<start + last, "note-separator")
        continue
      }
      let isHeader = [0, 1, 4].contains(index % 6)
      let origin = Origin(
        isHeader ? .header(document.headers.count + 1) : .footer(document.footers.count + 1))
      var blocks = try story(start + first..<start + last, at: origin)
      // A mark of a paragraph ends the story itself.
      if case .paragraph(let guarding)? = blocks.last, guarding.text.isEmpty { blocks.removeLast() }
      guard blocks.contains(where: Self.saysSomething) else { continue }
      let story = Story(blocks: blocks, origin: origin)
      if isHeader { document.headers.append(story) } else { document.footers.append(story) }
    }
  }

  private static func saysSomething(_ block: Block) -> Bool {
    switch block {
    case .paragraph(let paragraph): !paragraph.text.isEmpty
    case .table: true
    }
  }

  /// Source: [MS-DOC] 2.8.32 (PlcftxbxTxt), 2.8.37 (PlcfSpa): both name the shape.
  private mutating func collectTextBoxes(from start: Int) {
    guard information.textBoxes > 0, let texts = table.plc(information.place(.textBoxTexts), structureSize: 22) else { return }
    var anchors: [Int: Int] = [:]
    if let shapes = table.plc(information.place(.shapes), structureSize: 26) {
      for (index, structure) in shapes.structures.enumerated() {
        if let shape = table.long(structure) { anchors[shape] = shapes.positions[index] }
      }
    }
    for (index, structure) in texts.structures.enumerated() {
      let first = texts.positions[index]
      let last = min(texts.positions[index + 1], information.textBoxes)
      textBoxRanges.append(first < last ? start + first..<start + last : start..<start)
      // The last entry is only there to end the list.
      if let shape = table.long(structure + 14), let anchor = anchors[shape] { textBoxes[anchor, default: []].append(index) }
    }
  }

  mutating func textBox(_ index: Int, at origin: Origin) throws(Refusal) -> [Block] {
    guard textBoxRanges.indices.contains(index), textBoxesRead.insert(index).inserted else { return [] }
    var blocks = try story(textBoxRanges[index], at: origin.appending(.textBox(index + 1)))
    while case .paragraph(let last)? = blocks.last, last.text.isEmpty { blocks.removeLast() }
    return blocks
  }

  private mutating func story(_ range: Range<Int>, at origin: Origin) throws(Refusal) -> [Block] {
    guard !range.isEmpty else { return [] }
    guard range.lowerBound >= 0, range.upperBound <= information.characters else { throw .damaged }
    var story = StoryReader(range: range, origin: origin)
    return try story.read(in: &self)
  }

  /// Text that has no place in the document.
  private mutating func leaveOutRest(_ range: Range<Int>, _ reason: String) {
    var characters = 0
    for character in range {
      guard let index = pieces.piece(at: character) else { continue }
      characters += StoryReader.weight(pieces.unit(character, in: pieces.pieces[index]).unit)
    }
    guard characters > 0 else { return }
    account.read += characters
    account.leaveOut(reason, characters)
    if reason == "header-text-box" { report(.headerTextBox(characters)) }
  }

  // MARK: Styles

  /// How a style makes its text look.
  mutating func look(style: Int) -> CharacterLook {
    if let known = styleLooks[style] { return known }
    var look = CharacterLook()
    for (_, own) in styles.chain(style) {
      let base = look
      Property.each(own.character) { look.apply($0, style: base) }
    }
    styleLooks[style] = look
    return look
  }

  // MARK: The end

  /// Takes up a finding. Of one code a document gets some hundreds; the rest is counted.
  mutating func report(_ diagnostic: Diagnostic) {
    let count = findingCounts[diagnostic.code.rawValue, default: 0] + 1
    findingCounts[diagnostic.code.rawValue] = count
    if count <= Self.findingsOfOneCode { document.diagnostics.append(diagnostic) }
  }

  private mutating func finished() -> Document {
    document.account = account
    if numberedParagraphs > 0 { report(.automaticNumbers(numberedParagraphs, at: firstNumberedParagraph)) }
    if !document.comments.isEmpty { report(.comments(document.comments.count)) }
    for kind in ["insertion", "deletion"] {
      if let count = revisions[kind], count > 0 { document.revisions.append(RevisionCount(kind: kind, count: count)) }
    }
    if !document.revisions.isEmpty { report(.trackedChanges(document.revisions, trackChanges)) }
    for omission in account.leftOut where omission.reason == "hidden-text" { report(.hiddenText(omission)) }
    for code in findingCounts.keys.sorted() {
      let more = (findingCounts[code] ?? 0) - Self.findingsOfOneCode
      if more > 0 { document.diagnostics.append(.moreFindings(more, of: code)) }
    }
    return document
  }
}
