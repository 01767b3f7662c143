import Diagnostics
import DocumentTree
import SafeXML
import WordText

/// Where blocks go: the body, a cell, a note, a text box.
struct BlockSink {
  var blocks: [Block] = []
  let place: Origin
  var paragraphs = 0
  var tables = 0
  /// A paragraph whose mark is gone: what follows joins it.
  var pending: Pending?

  struct Pending {
    var text: String
    var marks: [TextMark]
    /// The number and level that the text already has; `nil` when the paragraph that it joins decides.
    var heading: Heading?
    /// What it is on its own, where nothing follows that it could join.
    var own: ParagraphProperties
    var origin: Origin
    var following: [Block]
  }

  /// What stands before a paragraph's text, and how high it ranks.
  struct Heading {
    var label: NumberingCounters.Label?
    var outlineLevel: Int?
  }

  /// Where a paragraph's number and level come from.
  struct ParagraphProperties {
    /// The paragraph.
    var p: MarkupElement
    /// Its properties in force.
    var pPr: MarkupPlace
    var styleID: String?
    var style: Styles.Resolved
  }

  init(place: Origin) { self.place = place }

  /// The nearest place that a person can find, for what is no paragraph itself.
  var lastParagraph: Origin { place.appending(.paragraph(max(1, paragraphs))) }
}

extension DocumentReader {
  mutating func readBlocks(of container: MarkupElement, into sink: inout BlockSink) throws(Refusal) {
    try container.forEachChild { (child) throws(Refusal) in try readBlock(child, into: &sink) }
    leaveOutStrayText(of: container, at: sink.place)
  }

  private mutating func readBlock(_ element: MarkupElement, into sink: inout BlockSink) throws(Refusal) {
    let name = element.tag
    switch name {
    case .p: try readParagraph(element, into: &sink)
    case .tbl:
      flush(&sink)
      try readTable(element, into: &sink)
    case .sdt:
      try readContentControl(element) { (reader, content) throws(Refusal) in
        try reader.readBlocks(of: content, into: &sink)
      }
    case .sectPr: readSection(element, at: sink.place)
    case .ins, .del, .moveFrom, .moveTo:
      if let reason = omissionReason(ofRevision: name) {
        leaveOut(reason, element, at: sink.place)
      } else {
        try readBlocks(of: element, into: &sink)
      }
    case .customXml, .smartTag, .wxSect, .wxSubSection, .wxPBdrGroup, .wxBorders, .sdtContent, .body:
      try readBlocks(of: element, into: &sink)
    case .mcAlternateContent:
      if let branch = chosenBranch(of: element, at: sink.place) { try readBlocks(of: branch, into: &sink) }
    case .amlAnnotation:
      try readAnnotation(element, at: sink.place) { (reader, content) throws(Refusal) in
        try reader.readBlocks(of: content, into: &sink)
      }
    case .altChunk:
      flush(&sink)
      sink.blocks += try readChunk(element, at: sink.lastParagraph)
    case .subDoc:
      report(.subdocument(at: sink.lastParagraph))
      leaveOut("markup", element, at: sink.place)
    case .r, .hyperlink, .t, .fldSimple, .mOMath, .mOMathPara, .hlink:
      // Run content that stands where a paragraph is due: it becomes one.
      sink.paragraphs += 1
      var inline = InlineText(origin: sink.place.appending(.paragraph(sink.paragraphs)))
      try readInline(element, into: &inline)
      flush(&sink)
      sink.blocks.append(.paragraph(Paragraph(inline.text, origin: inline.origin)))
      sink.blocks += inline.following
    default:
      if name.isMarkOfBlocks {
        leaveOut("markup", element, at: sink.place)
      } else {
        unknown(element, at: sink.lastParagraph)
      }
    }
  }

  /// Reads what a content control holds; the prompt that it shows while empty is kept apart from what was filled in.
  mutating func readContentControl(
    _ sdt: MarkupElement, _ body: (inout DocumentReader, MarkupElement) throws(Refusal) -> Void
  ) throws(Refusal) {
    let before = (isPrompt, isStale)
    defer { (isPrompt, isStale) = before }
    if Self.showsPlaceholder(sdt) { isPrompt = true }
    if let binding = sdt.first(.sdtPr)?.first("w:dataBinding"), partRequests.contradicts(binding, sdt.first(.sdtContent)?.text ?? "") {
      isStale = true
    }
    for child in sdt.children {
      if child.tag == .sdtContent {
        try body(&self, child)
      } else {
        leaveOut("markup", child, at: nil)
      }
    }
    leaveOutStrayText(of: sdt, at: nil)
  }

  static func showsPlaceholder(_ sdt: MarkupElement) -> Bool {
    sdt.first(.sdtPr)?.first(.showingPlcHdr).map { isOn($0[.val]) } ?? false
  }

  /// Of `mc:AlternateContent`, the first choice whose namespaces we know, else the fallback; the rest is a copy.
  ///
  /// Source: ISO/IEC 29500-3:2015 §7.6. A choice without text loses against a fallback with text: writers exist that
  /// put a shape into the choice and its text into the fallback only.
  mutating func chosenBranch(of element: MarkupElement, at origin: Origin?) -> MarkupElement? {
    var chosen: MarkupElement?
    var fallback: MarkupElement?
    var unknownChoice: MarkupElement?
    for child in element.children {
      if child.tag == .mcChoice {
        let requires = (child["Requires"] ?? "").split(whereSeparator: { $0 == " " })
        if requires.allSatisfy({ Self.understoodPrefixes.contains(String($0)) }) {
          if chosen == nil { chosen = child }
        } else if unknownChoice == nil {
          unknownChoice = child
        }
      } else if child.tag == .mcFallback, fallback == nil {
        fallback = child
      }
    }
    let hasText = { (branch: MarkupElement) -> Bool in branch.contains(.t) || branch.contains(.aT) }
    if let choice = chosen, let other = fallback, hasText(other), !hasText(choice) { chosen = other }
    let branch = chosen ?? fallback ?? unknownChoice
    for child in element.children where child.position != branch?.position {
      leaveOut("alternate-copy", child, at: origin)
    }
    leaveOutStrayText(of: element, at: origin)
    return branch
  }

  private static let understoodPrefixes: Set<String> = [
    "wps", "wpg", "wpc", "wpi", "wp14", "w14", "w15", "w16", "w16se", "w16cid", "w16cex", "w16sdtdh", "a14", "v", "o", "wne",
    "c14", "cx", "cx1", "cx2", "aink", "am3d", "a16", "asvg",
  ]

  mutating func readSection(_ sectPr: MarkupElement, at origin: Origin) {
    for child in sectPr.children {
      guard let id = child[.rId] else { continue }
      if child.tag == .headerReference { headerReferences.append(id) }
      if child.tag == .footerReference { footerReferences.append(id) }
    }
    // Word 2003 writes headers into the section itself.
    for child in sectPr.children where child.tag == .hdr || child.tag == .ftr {
      let isHeader = child.tag == .hdr
      let place = Origin(
        isHeader ? .header(document.headers.count + 1) : .footer(document.footers.count + 1))
      var sink = BlockSink(place: place)
      do {
        try readBlocks(of: child, into: &sink)
        flush(&sink)
      } catch {
        report(.unreadablePart(child.name, error))
      }
      let story = Story(blocks: sink.blocks, origin: place)
      if isHeader { document.headers.append(story) } else { document.footers.append(story) }
    }
    for child in sectPr.children where child.tag != .hdr && child.tag != .ftr {
      leaveOut("markup", child, at: origin)
    }
    leaveOutStrayText(of: sectPr, at: origin)
  }
}
