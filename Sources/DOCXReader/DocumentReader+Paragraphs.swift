import Diagnostics
import DocumentTree
import SafeXML
import WordText

extension DocumentReader {
  mutating func readParagraph(_ p: MarkupElement, into sink: inout BlockSink) throws(Refusal) {
    try countBlock()
    sink.paragraphs += 1
    let origin = sink.place.appending(.paragraph(sink.paragraphs))
    let written = p.place(of: .pPr)
    let pPr = effective(written, in: p)
    let style = p.value(of: .pStyle, in: pPr) ?? styles.defaultParagraphStyle
    let resolved = style.map { styles.resolve($0) } ?? styles.unstyled
    let mark = p.place(of: .rPr, in: written)
    let properties = BlockSink.ParagraphProperties(p: p, pPr: pPr, styleID: style, style: resolved)

    var inline = InlineText(origin: origin)
    inline.styleIsHidden = resolved.isHidden ?? styles.hiddenByDefault
    if styles.setTextApart { inline.styleLook = resolved.look }
    if tableDepth > 0 {
      inline.stylePaint = resolved.paint
      if let shd = p.element(at: p.place(of: .shd, in: pPr)) { inline.stylePaint.ground = Paint.ground(shd) }
    }
    try p.forEachChild { (child) throws(Refusal) in
      if child.tag == .pPr {
        readProperties(child, at: origin, in: sink.place)
      } else {
        try readInline(child, into: &inline)
      }
    }
    leaveOutStrayText(of: p, at: origin)
    recorder?.record(p, at: origin, hasText: !inline.text.allSatisfy(\.isWhitespace))

    // Nearly all are so: text, and nothing that is gone, moved or hidden.
    if sink.pending == nil, inline.following.isEmpty, !isGone(mark, in: p), !isDropCap(pPr, in: p),
      !(Styles.vanish(mark, in: p) ?? inline.styleIsHidden)
    {
      let label = label(properties, at: origin)
      let level = outlineLevel(properties)
      if label == nil {
        var paragraph = Paragraph(inline.text, outlineLevel: level, origin: origin)
        if !inline.marks.isEmpty { paragraph.marks = noted(inline.marks, inline.text, at: origin) }
        sink.blocks.append(.paragraph(paragraph))
      } else {
        append(inline.text, inline.marks, BlockSink.Heading(label: label, outlineLevel: level), origin, [], to: &sink)
      }
      return
    }

    // Moved and not copied: a long run of such paragraphs must not cost the square of its length.
    var joined = inline.text
    var marks = inline.marks
    var following = inline.following
    var begun: BlockSink.Heading?
    if var pending = sink.pending {
      sink.pending = nil
      begun = pending.heading
      joined = ""
      following = []
      swap(&joined, &pending.text)
      swap(&following, &pending.following)
      marks = []
      swap(&marks, &pending.marks)
      marks += inline.marks.shifted(by: joined.utf8.count)
      joined += inline.text
      following += inline.following
    }

    // A paragraph mark that is gone: this text belongs to the paragraph that follows. So does a drop cap, which is written as
    // a paragraph in a frame. Source: ISO/IEC 29500-1:2016 §17.13.5.15 (del), §17.3.1.11 (framePr).
    if isGone(mark, in: p) || isDropCap(pPr, in: p) {
      if joined.isEmpty, following.isEmpty, begun == nil { return }
      sink.pending = BlockSink.Pending(
        text: joined, marks: marks, heading: begun, own: properties, origin: origin, following: following)
      return
    }
    let markIsHidden = Styles.vanish(mark, in: p) ?? inline.styleIsHidden
    if markIsHidden {
      // A paragraph of which nothing shows has no line and no number.
      if joined.isEmpty, begun == nil {
        sink.blocks += following
        return
      }
      sink.pending = BlockSink.Pending(
        text: joined, marks: marks, heading: begun ?? heading(properties, at: origin), own: properties, origin: origin,
        following: following)
      return
    }
    append(joined, marks, begun ?? heading(properties, at: origin), origin, following, to: &sink)
  }

  /// Properties hold no text; the last paragraph of a section holds the section's headers.
  private mutating func readProperties(_ pPr: MarkupElement, at origin: Origin, in place: Origin) {
    pPr.forEachChild { child in
      if child.tag == .sectPr {
        readSection(child, at: place)
      } else {
        leaveOut("markup", child, at: origin)
      }
    }
    leaveOutStrayText(of: pPr, at: origin)
  }

  /// Gives a pending paragraph a place of its own, where no paragraph follows that it could join.
  mutating func flush(_ sink: inout BlockSink) {
    guard let pending = sink.pending else { return }
    sink.pending = nil
    let heading = pending.heading ?? heading(pending.own, at: pending.origin)
    append(pending.text, pending.marks, heading, pending.origin, pending.following, to: &sink)
  }

  private mutating func append(
    _ text: String, _ marks: [TextMark], _ heading: BlockSink.Heading, _ origin: Origin, _ following: [Block], to sink: inout BlockSink
  ) {
    var paragraph = Paragraph(text, outlineLevel: heading.outlineLevel, origin: origin)
    if !marks.isEmpty { paragraph.marks = noted(marks, text, at: origin) }
    if let label = heading.label, !label.isBullet, !label.text.isEmpty {
      paragraph.begin(with: label)
      account.generated += TextAccount.characters(in: label.text)
      numberedParagraphs += 1
      if firstNumberedParagraph == nil { firstNumberedParagraph = origin }
    }
    sink.blocks.append(.paragraph(paragraph))
    sink.blocks += following
  }

  /// The marks, with prompts counted for the finding on them.
  private mutating func noted(_ marks: [TextMark], _ text: String, at origin: Origin) -> [TextMark] {
    let before = promptCharacters
    for mark in marks where mark.kind == .prompt {
      promptCharacters += TextAccount.characters(in: text.utf8.dropFirst(mark.range.lowerBound).prefix(mark.range.count))
    }
    if promptCharacters > before, firstPrompt == nil { firstPrompt = origin }
    return marks.settled(in: text)
  }

  private mutating func heading(_ properties: BlockSink.ParagraphProperties, at origin: Origin) -> BlockSink.Heading {
    BlockSink.Heading(
      label: label(properties, at: origin), outlineLevel: outlineLevel(properties))
  }

  private func isDropCap(_ pPr: MarkupPlace, in p: MarkupElement) -> Bool {
    guard let kind = p.value(.dropCap, at: p.place(of: .framePr, in: pPr)) else { return false }
    return kind == "drop" || kind == "margin"
  }

  private func outlineLevel(_ properties: BlockSink.ParagraphProperties) -> Int? {
    let direct = properties.p.value(of: .outlineLvl, in: properties.pPr).flatMap { Int($0) }
    guard let level = direct ?? properties.style.outline, (0...8).contains(level) else { return nil }
    return level + 1
  }

  /// The automatic number of a paragraph. Source: ISO/IEC 29500-1:2016 §17.9.18 (numPr in styles), §17.9.23 (pStyle).
  private mutating func label(
    _ properties: BlockSink.ParagraphProperties, at origin: Origin
  ) -> NumberingCounters.Label? {
    if omission != nil { return nil }
    let (p, style) = (properties.p, properties.style)
    let listPr = p.place(of: .listPr, in: properties.pPr)
    if let shown = p.value(.wxVal, at: p.place(of: .wxT, in: listPr)) {
      // Word 2003 writes the number itself beside the list.
      let isBullet = shown.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
      return NumberingCounters.Label(text: shown, suffix: "tab", isBullet: isBullet, unknownFormats: [])
    }
    var numPr = p.place(of: .numPr, or: .listPr, in: properties.pPr)
    if options.trackChanges == .reject, !p.place(of: .ins, in: numPr).isNone { numPr = .none }
    let directNumbering = p.value(of: .numId, in: numPr) ?? p.value(of: .ilfo, in: numPr)
    let directLevel = p.value(of: .ilvl, in: numPr).flatMap { Int($0) }
    guard let numbering = directNumbering ?? style.numbering, numbering != "0" else { return nil }
    let level: Int
    if let directLevel {
      level = directLevel
    } else if let styleID = properties.styleID, let linked = counters.level(ofStyle: styleID, in: numbering) {
      level = linked
    } else if directNumbering == nil, let styleLevel = style.level {
      level = styleLevel
    } else if directNumbering == nil, let named = style.numberingStyle,
      let linked = counters.level(ofStyle: named, in: numbering)
    {
      level = linked
    } else {
      level = 0
    }
    guard let label = counters.next(in: numbering, level: level) else { return nil }
    for format in label.unknownFormats { unknownNumberFormat(format, at: origin) }
    return label
  }
}
