import Diagnostics
import DocumentTree
import SafeXML
import WordText

/// What stands inside a paragraph. Source: ISO/IEC 29500-1:2016 §17.3, 17.5, 17.16.
extension DocumentReader {
  mutating func readInlines(of container: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    for child in container.children { try readInline(child, into: &inline) }
    leaveOutStrayText(of: container, at: inline.origin)
  }

  mutating func readInline(_ element: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    let name = element.name
    switch name {
    case "w:r": try readRun(element, into: &inline)
    case "w:ins", "w:del", "w:moveFrom", "w:moveTo":
      if let reason = omissionReason(ofRevision: name) {
        leaveOut(reason, element, at: inline.origin)
      } else {
        try readInlines(of: element, into: &inline)
      }
    case "w:hyperlink", "w:smartTag", "w:customXml", "w:dir", "w:bdo", "w:hlink", "w:sdtContent", "w:rubyBase", "w:p":
      try readInlines(of: element, into: &inline)
    case "w:sdt":
      try readContentControl(element) { (reader, content) throws(Refusal) in
        try reader.readInlines(of: content, into: &inline)
      }
    case "w:fldSimple":
      let before = inline.text.utf8.count
      try readInlines(of: element, into: &inline)
      if inline.text.utf8.count == before {
        reportMissingResult(Field(instruction: element["w:instr"] ?? ""), into: &inline)
      }
    case "w:fldData": leaveOut("field-data", element, at: inline.origin)
    case "mc:AlternateContent":
      if let branch = chosenBranch(of: element, at: inline.origin) { try readInlines(of: branch, into: &inline) }
    case "aml:annotation":
      try readAnnotation(element, at: inline.origin) { (reader, content) throws(Refusal) in
        try reader.readInlines(of: content, into: &inline)
      }
    case "m:oMath", "m:oMathPara": readMath(element, into: &inline)
    case "w:subDoc":
      report(.subdocument(at: inline.origin))
      leaveOut("markup", element, at: inline.origin)
    case "w:altChunk": inline.following += try readChunk(element, at: inline.origin)
    case "w:tbl":
      // Not where a table may stand; read all the same.
      var sink = BlockSink(place: inline.origin)
      try readTable(element, into: &sink)
      inline.following += sink.blocks
    default:
      if Self.ignoredBlocks.contains(name) {
        leaveOut("markup", element, at: inline.origin)
      } else {
        try readRunContent(element, into: &inline)
      }
    }
  }

  private mutating func readRun(_ run: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    let before = omission
    var rPr: MarkupElement?
    for child in run.children {
      if child.name == "w:rPr" {
        rPr = effective(child)
        if omission == nil, isHidden(rPr, inline) { omission = "hidden-text" }
        inline.font = nil
        if !child.textBytes.isEmpty { leaveOut("markup", child, at: inline.origin) }
        continue
      }
      if rPr == nil, inline.styleIsHidden, omission == nil { omission = "hidden-text" }
      if let rPr, inline.font == nil, let fonts = rPr.first("w:rFonts") {
        inline.font = fonts["w:hAnsi"] ?? fonts["w:ascii"] ?? fonts["w:h-ansi"] ?? ""
      }
      try readRunContent(child, into: &inline)
    }
    if !run.isEmpty { leaveOutStrayText(of: run, at: inline.origin) }
    inline.font = nil
    omission = before
  }

  /// Direct formatting decides; else the styles of character and paragraph, of which two negate each other.
  /// Source: ISO/IEC 29500-1:2016 §17.7.3, toggle properties.
  private mutating func isHidden(_ rPr: MarkupElement?, _ inline: InlineText) -> Bool {
    if let direct = Styles.vanish(rPr) { return direct }
    if let style = rPr?.first("w:rStyle")?["w:val"], let hidden = styles.resolve(style).isHidden {
      return hidden != inline.styleIsHidden
    }
    return inline.styleIsHidden
  }

  private mutating func readRunContent(_ element: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    let name = element.name
    switch name {
    case "w:t", "w:delText": readText(element, into: &inline)
    case "w:tab", "w:ptab":
      appendMark("\t", into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case "w:br":
      switch element["w:type"] {
      case "page", "column": if omission == nil { inline.breakPage() }
      default: appendMark("\n", into: &inline)
      }
      leaveOut("markup", element, at: inline.origin)
    case "w:cr":
      appendMark("\n", into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case "w:noBreakHyphen":
      generate("-", into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case "w:softHyphen":
      generate("\u{AD}", into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case "w:sym":
      readSymbol(element, into: &inline)
      leaveOut("markup", element, at: inline.origin)
    case "w:fldChar": readFieldCharacter(element, into: &inline)
    case "w:instrText", "w:delInstrText":
      if !story.fields.isEmpty { story.fields.appendInstruction(element.text) }
      leaveOut("field-code", element, at: inline.origin)
    case "w:ruby":
      for child in element.children {
        switch child.name {
        case "w:rubyBase": try readInlines(of: child, into: &inline)
        case "w:rt":
          leaveOut("ruby-annotation", child, at: inline.origin)
        default: leaveOut("markup", child, at: inline.origin)
        }
      }
      leaveOutStrayText(of: element, at: inline.origin)
    case "w:footnoteReference":
      refer(element, \.footnoteReferences, inline)
      leaveOut("markup", element, at: inline.origin)
    case "w:endnoteReference":
      refer(element, \.endnoteReferences, inline)
      leaveOut("markup", element, at: inline.origin)
    case "w:footnote", "w:endnote":
      // Word 2003 writes the note into the run.
      let kind: Note.Kind = name == "w:footnote" ? .footnote : .endnote
      let id = String(inlineNotes.count + 1)
      let place = inline.origin.appending(kind == .footnote ? .footnote(id) : .endnote(id))
      var sink = BlockSink(place: place)
      try readBlocks(of: element, into: &sink)
      flush(&sink)
      inlineNotes.append(Note(kind: kind, id: id, blocks: sink.blocks, origin: place))
    case "w:drawing", "w:pict", "w:object": try readDrawing(element, into: &inline)
    case "mc:AlternateContent":
      if let branch = chosenBranch(of: element, at: inline.origin) {
        for child in branch.children { try readInline(child, into: &inline) }
        leaveOutStrayText(of: branch, at: inline.origin)
      }
    case "w:r", "w:hyperlink", "w:ins", "w:del", "w:sdt", "w:smartTag", "m:oMath", "aml:annotation":
      try readInline(element, into: &inline)
    case "m:r", "m:t": readMath(element, into: &inline)
    case "w:txbxContent": try readTextBox(element, into: &inline)
    default:
      if Self.ignoredRunContent.contains(name) || Self.ignoredBlocks.contains(name) {
        leaveOut("markup", element, at: inline.origin)
      } else {
        unknown(element, at: inline.origin)
      }
    }
  }

  /// Marks without text of their own: of pages, notes, comments and dates that Word fills in.
  private static let ignoredRunContent: Set<String> = [
    "w:rPr", "w:lastRenderedPageBreak", "w:annotationRef", "w:footnoteRef", "w:endnoteRef", "w:separator",
    "w:continuationSeparator", "w:commentReference", "w:pgNum", "w:dayShort", "w:dayLong", "w:monthShort", "w:monthLong",
    "w:yearShort", "w:yearLong", "w:contentPart", "w:fldData", "w:background", "w14:conflictIns", "w14:conflictDel",
  ]

  private mutating func readText(_ element: MarkupElement, into inline: inout InlineText) {
    var bytes = element.textBytes
    if bytes.isEmpty { return }
    if let reason = omission ?? (isInInstruction ? "field-code" : nil) {
      account.leaveOut(reason, TextAccount.characters(in: bytes), at: inline.origin)
      return
    }
    // White space at the ends counts only where the file says so. Source: XML 1.0 §2.10.
    if bytes.first.map(isSpace) == true || bytes.last.map(isSpace) == true,
      !preservesSpace, element["xml:space"] != "preserve"
    {
      while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
      while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    }
    account.kept += TextAccount.characters(in: bytes)
    markResult()
    var text = String(decoding: bytes, as: UTF8.self)
    if bytes.contains(where: { $0 < 0x20 }) {
      text = String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 }))
    }
    if bytes.contains(0xEF) { text = SymbolFonts.mapped(text, font: inline.font) }
    inline.append(text, isPrompt: isPrompt)
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
    guard let hex = element["w:char"], let code = UInt32(hex, radix: 16), let scalar = Unicode.Scalar(code) else {
      report(.badSymbol(element["w:char"] ?? "", at: inline.origin))
      return
    }
    let font = element["w:font"] ?? ""
    if let text = SymbolFonts.text(of: code, font: font) {
      generate(text, into: &inline)
      return
    }
    generate(String(scalar), into: &inline)
    if omission == nil, (0xE000...0xF8FF).contains(code) {
      report(.unmappedSymbol(font, hex, at: inline.origin))
    }
  }

  private mutating func refer(
    _ element: MarkupElement, _ list: WritableKeyPath<DocumentReader, [NoteReference]>, _ inline: InlineText
  ) {
    guard omission == nil, let id = element["w:id"] else { return }
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
    switch element["w:fldCharType"] {
    case "begin":
      story.fields.begin(element.first("w:ffData"))
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
      let box = field.formData?.first("w:checkBox")
      let state = box?.first("w:checked") ?? box?.first("w:default")
      generate(state.map { isOn($0["w:val"]) } == true ? "☒" : "☐", into: &inline)
    case "FORMDROPDOWN":
      guard let list = field.formData?.first("w:ddList") else { return }
      let entries = list.all("w:listEntry").compactMap { $0["w:val"] }
      let chosen = (list.first("w:result") ?? list.first("w:default"))?["w:val"].flatMap { Int($0) } ?? 0
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
