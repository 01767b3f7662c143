import Diagnostics
import DocumentTree
import SafeXML
import WordText

/// What stands inside a paragraph. Source: ISO/IEC 29500-1:2016 §17.3, 17.5, 17.16.
extension DocumentReader {
  mutating func readInlines(of container: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    try container.forEachChild { (child) throws(Refusal) in try readInline(child, into: &inline) }
    leaveOutStrayText(of: container, at: inline.origin)
  }

  mutating func readInline(_ element: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    let name = element.tag
    switch name {
    case .r: try readRun(element, into: &inline)
    case .ins, .del, .moveFrom, .moveTo:
      if let reason = omissionReason(ofRevision: name) {
        leaveOut(reason, element, at: inline.origin)
      } else {
        try readInlines(of: element, into: &inline)
      }
    case .hyperlink, .smartTag, .customXml, .dir, .hlink, .sdtContent, .rubyBase, .p:
      try readInlines(of: element, into: &inline)
    case .bdo:
      // 147 is drawn as 741; an embedding (`w:dir`) leaves digits as they are. Source: ISO/IEC 29500-1:2016 §17.3.2.3, §17.3.2.8.
      let before = inline.isOutOfLine
      if element[.val] == "rtl" { inline.isOutOfLine = true }
      try readInlines(of: element, into: &inline)
      inline.isOutOfLine = before
    case .sdt:
      try readContentControl(element) { (reader, content) throws(Refusal) in
        try reader.readInlines(of: content, into: &inline)
      }
    case .fldSimple:
      let before = inline.text.utf8.count
      try readInlines(of: element, into: &inline)
      if inline.text.utf8.count == before {
        reportMissingResult(Field(instruction: element[.instr] ?? ""), into: &inline)
      }
    case .fldData: leaveOut("field-data", element, at: inline.origin)
    case .mcAlternateContent:
      if let branch = chosenBranch(of: element, at: inline.origin) { try readInlines(of: branch, into: &inline) }
    case .amlAnnotation:
      try readAnnotation(element, at: inline.origin) { (reader, content) throws(Refusal) in
        try reader.readInlines(of: content, into: &inline)
      }
    case .mOMath, .mOMathPara: readMath(element, into: &inline)
    case .subDoc:
      report(.subdocument(at: inline.origin))
      leaveOut("markup", element, at: inline.origin)
    case .altChunk: inline.following += try readChunk(element, at: inline.origin)
    case .tbl:
      // Not where a table may stand; read all the same.
      var sink = BlockSink(place: inline.origin)
      try readTable(element, into: &sink)
      inline.following += sink.blocks
    default:
      if name.isMarkOfBlocks {
        leaveOut("markup", element, at: inline.origin)
      } else {
        try readRunContent(element, into: &inline)
      }
    }
  }

  private mutating func readRun(_ run: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    let before = omission
    var rPr = MarkupPlace.none
    let marks = inline.runMarks
    inline.runMarks = inline.styleMarks
    try run.forEachChild { (child) throws(Refusal) in
      if child.tag == .rPr {
        rPr = effective(child.place, in: run)
        if omission == nil, isHidden(rPr, in: run, inline) { omission = "hidden-text" }
        if story.setsRunsApart || !inline.styleMarks.isEmpty { inline.runMarks = look(rPr, in: run, inline).marks }
        inline.runProperties = .none
        leaveOut("markup", child, at: inline.origin)
        return
      }
      if rPr.isNone, inline.styleIsHidden, omission == nil { omission = "hidden-text" }
      if inline.runProperties.isNone { inline.runProperties = rPr }
      try readRunContent(child, into: &inline)
    }
    leaveOutStrayText(of: run, at: inline.origin)
    inline.runProperties = .none
    inline.runMarks = marks
    omission = before
  }

  /// How a run is set apart: by direct formatting, else by its character style, else by the paragraph's.
  private mutating func look(_ rPr: MarkupPlace, in run: MarkupElement, _ inline: borrowing InlineText) -> Styles.Look {
    var look = Styles.Look(rPr, in: run)
    if let style = run.value(of: .rStyle, in: rPr) { look.inherit(from: styles.resolve(style).look) }
    look.inherit(from: inline.styleLook)
    return look
  }

  /// Direct formatting decides; else the styles of character and paragraph, of which two negate each other.
  /// Source: ISO/IEC 29500-1:2016 §17.7.3, toggle properties.
  private mutating func isHidden(_ rPr: MarkupPlace, in run: MarkupElement, _ inline: borrowing InlineText) -> Bool {
    if let direct = Styles.vanish(rPr, in: run) { return direct }
    if let style = run.value(of: .rStyle, in: rPr), let hidden = styles.resolve(style).isHidden {
      return hidden != inline.styleIsHidden
    }
    return inline.styleIsHidden
  }

  private mutating func readRunContent(_ element: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    let name = element.tag
    switch name {
    case .t, .delText: readText(element, into: &inline)
    case .tab, .ptab:
      appendMark("\t", into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case .br:
      switch element[.type] {
      case "page", "column": if omission == nil { inline.breakPage() }
      default: appendMark("\n", into: &inline)
      }
      leaveOut("markup", element, at: inline.origin)
    case .cr:
      appendMark("\n", into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case .noBreakHyphen:
      generate("-", into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case .softHyphen:
      generate("\u{AD}", into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case .sym:
      readSymbol(element, into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case .fldChar: readFieldCharacter(element, into: &inline)
    case .instrText, .delInstrText:
      if !story.fields.isEmpty { story.fields.appendInstruction(element.text) }
      leaveOut("field-code", element, at: inline.origin)
    case .ruby:
      for child in element.children {
        switch child.tag {
        case .rubyBase: try readInlines(of: child, into: &inline)
        case .rt:
          leaveOut("ruby-annotation", child, at: inline.origin)
        default: leaveOut("markup", child, at: inline.origin)
        }
      }
      leaveOutStrayText(of: element, at: inline.origin)
    case .footnoteReference:
      refer(element, \.footnoteReferences, inline)
      setCustomMarkApart(element, in: &inline)
      leaveOut("markup", element, at: inline.origin)
    case .endnoteReference:
      refer(element, \.endnoteReferences, inline)
      setCustomMarkApart(element, in: &inline)
      leaveOut("markup", element, at: inline.origin)
    case .footnote, .endnote:
      // Word 2003 writes the note into the run.
      let kind: Note.Kind = name == .footnote ? .footnote : .endnote
      let id = String(inlineNotes.count + 1)
      let place = inline.origin.appending(kind == .footnote ? .footnote(id) : .endnote(id))
      var sink = BlockSink(place: place)
      try readBlocks(of: element, into: &sink)
      flush(&sink)
      inlineNotes.append(Note(kind: kind, id: id, blocks: sink.blocks, origin: place))
    case .drawing, .pict, .object: try readDrawing(element, into: &inline)
    case .mcAlternateContent:
      if let branch = chosenBranch(of: element, at: inline.origin) {
        for child in branch.children { try readInline(child, into: &inline) }
        leaveOutStrayText(of: branch, at: inline.origin)
      }
    case .r, .hyperlink, .ins, .del, .sdt, .smartTag, .mOMath, .amlAnnotation:
      try readInline(element, into: &inline)
    case .mR, .mT: readMath(element, into: &inline)
    case .txbxContent: try readTextBox(element, into: &inline)
    default:
      if name.isMarkOfRuns || name.isMarkOfBlocks {
        leaveOut("markup", element, at: inline.origin)
      } else {
        unknown(element, at: inline.origin)
      }
    }
  }

  private mutating func readText(_ element: MarkupElement, into inline: inout InlineText) {
    var bytes = element.textBytes
    if bytes.isEmpty { return }
    if let reason = omission ?? (isInInstruction ? "field-code" : nil) {
      account.leaveOut(reason, TextAccount.characters(in: bytes), at: inline.origin)
      return
    }
    // White space at the ends counts only where the file says so. Source: XML 1.0 §2.10.
    if bytes.first.map(isSpace) == true || bytes.last.map(isSpace) == true,
      !preservesSpace, element[.xmlSpace] != "preserve"
    {
      while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
      while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    }
    let survey = TextSurvey(bytes)
    account.kept += survey.characters
    markResult()
    var text = String(decoding: bytes, as: UTF8.self)
    if survey.holdsControls {
      text = String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 }))
    }
    if survey.mayHoldSymbols {
      let fonts = element.place(of: .rFonts, in: inline.runProperties)
      text = SymbolFonts.mapped(
        text, font: element.value(.hAnsi, at: fonts) ?? element.value(.ascii, at: fonts) ?? element.value(.hAnsi2003, at: fonts))
    }
    let mayBeFigure = tableDepth > 0 && bytes.count <= 32 && bytes.first.map { $0 < 0x80 } == true
    inline.append(text, isPrompt: isPrompt, isUnclear: mayBeFigure && isUnclear(element, inline))
  }

  /// Whether it can't be told what of a run is drawn: the run says it, its style, the paragraph's, the table's.
  private mutating func isUnclear(_ element: MarkupElement, _ inline: borrowing InlineText) -> Bool {
    if inline.isOutOfLine || isUnseenCell || isStale { return true }
    let rPr = inline.runProperties
    var paint = Paint(element.element(at: rPr))
    if let style = element.value(of: .rStyle, in: rPr) { paint.inherit(from: styles.resolve(style).paint) }
    paint.inherit(from: inline.stylePaint)
    paint.ground = paint.ground ?? cellGround
    paint.inherit(from: tablePaint)
    paint.inherit(from: styles.paintByDefault)
    return paint.isUnclear
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  private mutating func appendMark(_ mark: String, into inline: inout InlineText) {
    if omission == nil, !isInInstruction { inline.append(mark, isPrompt: isPrompt) }
  }

  /// Text that stands for an element and is not in the source as characters.
  mutating func generate(_ text: String, into inline: inout InlineText) {
    guard omission == nil, !isInInstruction else { return }
    account.generated += TextAccount.characters(in: text)
    markResult()
    inline.append(text, isPrompt: isPrompt)
  }

  private mutating func readSymbol(_ element: MarkupElement, into inline: inout InlineText) {
    guard let hex = element[.char], let code = UInt32(hex, radix: 16), let scalar = Unicode.Scalar(code) else {
      report(.badSymbol(element[.char] ?? "", at: inline.origin))
      return
    }
    let font = element[.font] ?? ""
    if let text = SymbolFonts.text(of: code, font: font) {
      generate(text, into: &inline)
      return
    }
    generate(String(scalar), into: &inline)
    if omission == nil, (0xE000...0xF8FF).contains(code) {
      report(.unmappedSymbol(font, hex, at: inline.origin))
    }
  }

  /// The sign of a note may be text of the run, and then runs into no figure. Source: ISO/IEC 29500-1:2016 §17.11.14.
  private func setCustomMarkApart(_ reference: MarkupElement, in inline: inout InlineText) {
    guard let follows = reference[.customMarkFollows], isOn(follows) else { return }
    inline.runMarks.insert(.raised)
  }

  private mutating func refer(
    _ element: MarkupElement, _ list: WritableKeyPath<DocumentReader, [NoteReference]>, _ inline: InlineText
  ) {
    guard omission == nil, let id = element[.id] else { return }
    self[keyPath: list].append(NoteReference(id: id, origin: inline.origin))
  }

  // MARK: Fields

  var isInInstruction: Bool { story.fields.isInInstruction }

  private mutating func markResult() { story.fields.markResult() }

  private mutating func readFieldCharacter(_ element: MarkupElement, into inline: inout InlineText) {
    leaveOut("field-data", element, at: inline.origin)
    if story.brokenFields.contains(element.position) {
      report(.brokenField(at: inline.origin))
      return
    }
    switch element[.fldCharType] {
    case "begin":
      story.fields.begin(element.first(.ffData))
    case "separate":
      story.fields.separate()
    case "end":
      guard let field = story.fields.end() else { return }
      if !field.hasResult { reportMissingResult(field, into: &inline) }
    default: break
    }
  }

  /// A field without a cached result: form fields show their state, others that show text are named.
  private mutating func reportMissingResult(_ field: Field, into inline: inout InlineText) {
    guard omission == nil, !isInInstruction else { return }
    switch field.kind {
    case "FORMCHECKBOX":
      let box = field.formData?.first(.checkBox)
      let state = box?.first(.checked) ?? box?.first(.default)
      generate(state.map { isOn($0[.val]) } == true ? "☒" : "☐", into: &inline)
    case "FORMDROPDOWN":
      guard let list = field.formData?.first(.ddList) else { return }
      let entries = list.all(.listEntry).compactMap { $0[.val] }
      let chosen = (list.first(.result) ?? list.first(.default))?[.val].flatMap { Int($0) } ?? 0
      if entries.indices.contains(chosen) { generate(entries[chosen], into: &inline) }
    case "SYMBOL":
      if let symbol = field.symbol, let text = SymbolFonts.text(of: symbol.code, font: symbol.font) {
        generate(text, into: &inline)
      } else {
        report(.fieldWithoutResult(field.instruction, at: inline.origin))
      }
    case let kind where FieldKinds.silent.contains(kind): break
    default: report(.fieldWithoutResult(field.instruction, at: inline.origin))
    }
  }
}
