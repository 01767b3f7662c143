import Diagnostics
import DocumentTree
import WordText

/// Reads one story: the body, a note, a header, a text box. Source: [MS-DOC] 2.4.2, paragraph boundaries.
struct StoryReader {
  let range: Range<Int>
  let origin: Origin
  var tables: TableStack
  private var fields: [Field] = []
  private var instructions = 0
  /// Marks of fields without a partner.
  private var broken: Set<Int> = []
  /// A paragraph whose mark is gone: what follows joins it.
  private var pending: Pending?
  private var characterRun: (index: Int?, piece: Int, style: Int, offsets: Range<Int>, properties: CharacterProperties)?
  private var pieceIndex = 0
  private var lastRevision: String?

  private struct Field {
    var instruction = ""
    var isInResult = false
    var hasResult = false
  }

  private struct Pending {
    var units: [UInt16]
    var marks: [TextMark]
    var following: [Block]
    var origin: Origin
    var properties: ParagraphProperties
  }

  init(range: Range<Int>, origin: Origin) {
    self.range = range
    self.origin = origin
    tables = TableStack(place: origin)
  }

  /// How many characters a unit counts for in the account: none for marks and white space, one for a pair.
  static func weight(_ unit: UInt16) -> Int {
    switch unit {
    case 0...0x20, 0x7F, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xDC00...0xDFFF: 0
    default: 1
    }
  }

  mutating func read(in file: inout FileReader) throws(Refusal) -> [Block] {
    findBrokenFields(file)
    var start = range.lowerBound
    var at = start
    while at < range.upperBound {
      guard let (unit, _) = unit(at, file) else { throw .damaged }
      at += 1
      let ends = unit == 0x0D || unit == 0x07 || (unit == 0x0C && file.sectionEnds.contains(at - 1)) || at == range.upperBound
      guard ends else { continue }
      try readParagraph(start..<at, mark: unit, in: &file)
      start = at
    }
    flush(in: &file)
    return try tables.finished(in: &file)
  }

  /// A unit and where it lies.
  private mutating func unit(_ character: Int, _ file: FileReader) -> (unit: UInt16, offset: Int)? {
    if !file.pieces.pieces.indices.contains(pieceIndex) || !file.pieces.pieces[pieceIndex].characters.contains(character) {
      guard let index = file.pieces.piece(at: character) else { return nil }
      pieceIndex = index
    }
    return file.pieces.unit(character, in: file.pieces.pieces[pieceIndex])
  }

  private mutating func findBrokenFields(_ file: FileReader) {
    var open: [Int] = []
    for character in range {
      guard let (unit, _) = unit(character, file) else { break }
      switch unit {
      case 0x13: open.append(character)
      case 0x14: if open.isEmpty { broken.insert(character) }
      case 0x15: if open.popLast() == nil { broken.insert(character) }
      default: continue
      }
    }
    broken.formUnion(open)
  }

  // MARK: Properties

  private func paragraphProperties(at offset: Int, _ file: FileReader) -> ParagraphProperties {
    var properties = ParagraphProperties()
    guard let index = file.paragraphRuns.run(at: offset) else { return properties }
    let run = file.paragraphRuns.runs[index]
    properties.style = run.style
    for (_, style) in file.styles.chain(run.style) {
      properties.apply(style.paragraph, data: nil)
      if let heading = style.heading, properties.outline == nil { properties.outline = heading - 1 }
    }
    properties.apply(run.properties, data: file.data)
    if file.pieces.pieces.indices.contains(pieceIndex) {
      properties.apply(file.pieces.pieces[pieceIndex].properties, data: nil)
    }
    return properties
  }

  private mutating func characterProperties(at offset: Int, style: Int, _ file: inout FileReader) -> CharacterProperties {
    if let run = characterRun, run.piece == pieceIndex, run.style == style, run.offsets.contains(offset) { return run.properties }
    let look = file.look(style: style)
    var properties = CharacterProperties()
    properties.look = look
    let index = file.characterRuns.run(at: offset)
    var offsets = offset..<offset + 1
    // The styles are asked for beforehand: the closure must not touch the file.
    var asked: [Int: CharacterLook] = [:]
    let lists = [index.map { file.characterRuns.runs[$0].properties } ?? [], file.pieces.pieces[pieceIndex].properties]
    for list in lists { Property.each(list) { if $0.code == 0x4A30 { asked[$0.word] = CharacterLook() } } }
    for style in asked.keys { asked[style] = file.look(style: style) }
    for list in lists { properties.apply(list, style: look) { asked[$0] } }
    if let index { offsets = file.characterRuns.runs[index].offsets }
    characterRun = (index, pieceIndex, style, offsets, properties)
    return properties
  }

  // MARK: Paragraphs

  private mutating func readParagraph(_ characters: Range<Int>, mark: UInt16, in file: inout FileReader) throws(Refusal) {
    file.blockCount += 1
    guard file.blockCount <= file.limits.blocks else { throw .tooManyBlocks(file.limits.blocks) }
    guard let (_, markOffset) = unit(characters.upperBound - 1, file) else { throw .damaged }
    let properties = paragraphProperties(at: markOffset, file)
    let hasMark = mark == 0x0D || mark == 0x07 || mark == 0x0C
    let markProperties = hasMark ? characterProperties(at: markOffset, style: properties.style, &file) : CharacterProperties()
    let depth = mark == 0x07 && properties.tableDepth == 0 ? 1 : properties.tableDepth
    try tables.enter(depth, in: &file)
    if properties.isRowEnd || properties.isInnerRowEnd, depth > 0 {
      // The mark of a row has no text of its own.
      let text = characters.dropLast()
      if !text.isEmpty { _ = try readText(text, properties, tables.place, in: &file, omitting: "row-mark") }
      flush(in: &file)
      try tables.endRow(properties.row, isGone: isGone(markProperties, file), in: &file)
      return
    }
    let place = tables.nextParagraph()
    var (units, marks, following) = try readText(hasMark ? characters.dropLast() : characters, properties, place, in: &file)
    var joined = properties
    var joinedPlace = place
    if let before = pending {
      pending = nil
      marks = before.marks + marks.shifted(by: before.units.count)
      units = before.units + units
      following = before.following + following
      joinedPlace = before.origin
      if !before.units.isEmpty { joined.list = joined.list ?? before.properties.list }
    }
    let isCellEnd = (mark == 0x07 && depth == 1) || (properties.isInnerCellEnd && depth > 1)
    if hasMark, !isCellEnd, characters.upperBound < range.upperBound,
      isGone(markProperties, file) || markProperties.look.isHidden || properties.isDropCap
    {
      if !units.isEmpty || !following.isEmpty || !markProperties.look.isHidden {
        pending = Pending(units: units, marks: marks, following: following, origin: joinedPlace, properties: joined)
      }
      return
    }
    append(units, marks, following, joined, joinedPlace, in: &file)
    if isCellEnd { tables.endCell(isGone: isGone(markProperties, file)) }
  }

  private func isGone(_ properties: CharacterProperties, _ file: FileReader) -> Bool {
    switch file.trackChanges {
    case .accept: properties.isDeleted
    case .reject: properties.isInserted
    case .all: false
    }
  }

  private mutating func flush(in file: inout FileReader) {
    guard let before = pending else { return }
    pending = nil
    append(before.units, before.marks, before.following, before.properties, before.origin, in: &file)
  }

  private mutating func append(
    _ units: [UInt16], _ marks: [TextMark], _ following: [Block], _ properties: ParagraphProperties, _ place: Origin,
    in file: inout FileReader
  ) {
    let text = String(decoding: units, as: UTF16.self)
    var paragraph = Paragraph(text, origin: place)
    paragraph.marks = marks.inUTF8(of: units).settled(in: text)
    if let outline = properties.outline, (0...8).contains(outline) { paragraph.outlineLevel = outline + 1 }
    if let label = label(properties, in: &file), !label.isBullet, !label.text.isEmpty {
      for format in label.unknownFormats { file.report(.unknownNumberFormat(format, at: place)) }
      paragraph.begin(with: label)
      file.account.generated += TextAccount.characters(in: label.text)
      file.numberedParagraphs += 1
      if file.firstNumberedParagraph == nil { file.firstNumberedParagraph = place }
    }
    tables.append(.paragraph(paragraph))
    following.forEach { tables.append($0) }
  }

  private func label(_ properties: ParagraphProperties, in file: inout FileReader) -> NumberingCounters.Label? {
    guard let list = properties.list, list > 0 else { return nil }
    let level = properties.listLevel ?? file.counters.level(ofStyle: String(properties.style), in: String(list)) ?? 0
    return file.counters.next(in: String(list), level: level)
  }

  // MARK: Text

  /// The text of a paragraph, and the blocks that are anchored in it.
  private mutating func readText(
    _ characters: Range<Int>, _ paragraph: ParagraphProperties, _ place: Origin, in file: inout FileReader, omitting: String? = nil
  ) throws(Refusal) -> (units: [UInt16], marks: [TextMark], following: [Block]) {
    var out: [UInt16] = []
    var marks: [TextMark] = []
    var following: [Block] = []
    var breaksPage = false
    var kinds: TextMark.Kinds = []
    func append(_ units: some Sequence<UInt16>) {
      if breaksPage, !out.isEmpty { out.append(0x0A) }
      breaksPage = false
      let start = out.count
      out.append(contentsOf: units)
      if !kinds.isEmpty { marks.mark(kinds, start..<out.count) }
    }
    for character in characters {
      guard let (unit, offset) = unit(character, file) else { throw .damaged }
      let properties = characterProperties(at: offset, style: paragraph.style, &file)
      kinds = properties.look.marks
      if paragraph.tableDepth > 0, (0x30...0x39).contains(unit), properties.look.isUnseen || isOfSymbols(properties, file) {
        kinds.insert(.unclear)
      }
      let weight = Self.weight(unit)
      file.account.read += weight
      note(properties, in: &file)
      if (0x13...0x15).contains(unit) {
        readFieldMark(unit, character, place, in: &file, isShown: omission(properties, file) == nil, append: append)
        continue
      }
      if let reason = omitting ?? omission(properties, file) {
        file.account.leaveOut(reason, weight, at: place)
        continue
      }
      if instructions > 0 {
        if !fields.isEmpty, unit >= 0x20, fields[fields.count - 1].instruction.utf8.count < 1000 {
          fields[fields.count - 1].instruction += String(decoding: [unit], as: UTF16.self)
        }
        file.account.leaveOut("field-code", weight, at: place)
        continue
      }
      if let last = fields.indices.last { fields[last].hasResult = true }
      switch unit {
      case 0x01: if properties.isSpecial { readObject(properties, place, in: &file) }
      case 0x02, 0x05:
        if let reference = file.noteReferences[character] { file.noteOrigins[reference.kind, default: [:]][reference.index] = place }
      case 0x08:
        for box in file.textBoxes[character] ?? [] { following += try file.textBox(box, at: place) }
      case 0x09: append([0x09])
      case 0x0B: append([0x0A])
      case 0x0C, 0x0E: breaksPage = true
      case 0x1E:
        append([0x2D])
        file.account.generated += 1
      case 0x1F:
        append([0xAD])
        file.account.generated += 1
      case 0x28 where properties.isSpecial && properties.symbolCode != nil:
        file.account.leaveOut("symbol", weight, at: place)
        append(symbol(properties, place, in: &file).utf16)
      case 0...0x1F: continue
      case 0xF020...0xF0FF:
        let font = properties.font.flatMap { file.fonts.indices.contains($0) ? file.fonts[$0] : nil }
        append(SymbolFonts.mapped(String(decoding: [unit], as: UTF16.self), font: font).utf16)
        file.account.kept += weight
      default:
        // A note whose sign is a character of the text.
        if let reference = file.noteReferences[character] { file.noteOrigins[reference.kind, default: [:]][reference.index] = place }
        append(CollectionOfOne(unit))
        file.account.kept += weight
      }
    }
    return (out, marks, following)
  }

  private func isOfSymbols(_ properties: CharacterProperties, _ file: FileReader) -> Bool {
    guard let font = properties.look.font, file.fonts.indices.contains(font) else { return false }
    return Typeface.hasPicturesForDigits(file.fonts[font])
  }

  /// Why a character is left out; `nil` when it is kept.
  private func omission(_ properties: CharacterProperties, _ file: FileReader) -> String? {
    if properties.isDeleted, file.trackChanges == .accept { return "deleted-revision" }
    if properties.isInserted, file.trackChanges == .reject { return "rejected-insertion" }
    return properties.look.isHidden ? "hidden-text" : nil
  }

  /// Counts tracked changes, each run of them once.
  private mutating func note(_ properties: CharacterProperties, in file: inout FileReader) {
    let kind = properties.isDeleted ? "deletion" : properties.isInserted ? "insertion" : nil
    if let kind, kind != lastRevision { file.revisions[kind, default: 0] += 1 }
    lastRevision = kind
  }

  private func symbol(_ properties: CharacterProperties, _ place: Origin, in file: inout FileReader) -> String {
    let code = UInt32(properties.symbolCode ?? 0)
    let font = properties.symbolFont.flatMap { file.fonts.indices.contains($0) ? file.fonts[$0] : nil } ?? ""
    let text = SymbolFonts.text(of: code, font: font) ?? Unicode.Scalar(code).map { String($0) } ?? ""
    if SymbolFonts.text(of: code, font: font) == nil, (0xE000...0xF8FF).contains(code) {
      file.report(.unmappedSymbol(font, code, at: place))
    }
    file.account.generated += TextAccount.characters(in: text)
    return text
  }

  private func readObject(_ properties: CharacterProperties, _ place: Origin, in file: inout FileReader) {
    if properties.isObject || fields.last.map({ Self.kind($0.instruction) == "EMBED" || Self.kind($0.instruction) == "LINK" }) == true {
      let words = (fields.last?.instruction ?? "").split(whereSeparator: { $0 == " " })
      file.report(.embeddedObject(words.count > 1 ? String(words[1]) : "", at: place))
    } else if properties.hasPicture {
      file.report(.picture(at: place))
    }
  }

  // MARK: Fields

  private mutating func readFieldMark(
    _ unit: UInt16, _ character: Int, _ place: Origin, in file: inout FileReader, isShown: Bool, append: ([UInt16]) -> Void
  ) {
    if broken.contains(character) {
      file.report(.brokenField(at: place))
      return
    }
    switch unit {
    case 0x13:
      fields.append(Field())
      instructions += 1
    case 0x14:
      if let last = fields.indices.last, !fields[last].isInResult {
        fields[last].isInResult = true
        instructions -= 1
      }
    default:
      guard let field = fields.popLast() else { return }
      if !field.isInResult { instructions -= 1 }
      if field.hasResult {
        if let last = fields.indices.last { fields[last].hasResult = true }
        return
      }
      let kind = Self.kind(field.instruction)
      if isShown, instructions == 0, !FieldKinds.silent.contains(kind) {
        file.report(.fieldWithoutResult(field.instruction, at: place))
      }
    }
  }

  private static func kind(_ instruction: String) -> String {
    let trimmed = instruction.drop { $0 == " " || $0 == "\u{A0}" || $0 == "\t" }
    return trimmed.first == "=" ? "=" : trimmed.prefix { $0.isLetter }.uppercased()
  }
}
