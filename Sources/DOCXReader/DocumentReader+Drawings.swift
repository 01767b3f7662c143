import Diagnostics
import DocumentTree
import SafeXML

/// Drawings: text boxes (DrawingML and VML) are read, pictures, charts and objects are named with their place.
extension DocumentReader {
  mutating func readDrawing(_ element: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    let isObject = element.tag == .object
    try readDrawingChildren(element, into: &inline, inObject: isObject && element.contains(.oOLEObject))
    leaveOutStrayText(of: element, at: inline.origin)
  }

  private mutating func readDrawingChildren(
    _ element: MarkupElement, into inline: inout InlineText, inObject: Bool
  ) throws(Refusal) {
    for child in element.children {
      switch child.tag {
      case .txbxContent: try readTextBox(child, into: &inline)
      case .mcAlternateContent:
        if let branch = chosenBranch(of: child, at: inline.origin) {
          try readDrawingChildren(branch, into: &inline, inObject: inObject)
          leaveOutStrayText(of: branch, at: inline.origin)
        }
      case .picPic:
        reportPicture(child.first(.picNvPicPr)?.first(.picCNvPr), inline)
        leaveOut("markup", child, at: inline.origin)
      case .vImagedata:
        if !inObject { reportPicture(nil, inline) }
        leaveOut("markup", child, at: inline.origin)
      case .vTextpath:
        if let text = child["string"], !text.isEmpty, omission == nil {
          account.generated += TextAccount.characters(in: text)
          story.textBoxes += 1
          let origin = inline.origin.appending(.textBox(story.textBoxes))
          inline.following.append(.paragraph(Paragraph(text, origin: origin)))
        }
        leaveOut("markup", child, at: inline.origin)
      case .oOLEObject: try readEmbedded(child, into: &inline)
      case .objectEmbed, .objectLink: leaveOut("markup", child, at: inline.origin)
      case .control, .ocx:
        report(.control(child[.name] ?? "", at: inline.origin))
        leaveOut("markup", child, at: inline.origin)
      case .cChart, .cxChart:
        report(.chart(at: inline.origin))
        leaveOut("markup", child, at: inline.origin)
      case .dgmRelIds:
        try readDiagram(child, into: &inline)
        leaveOut("markup", child, at: inline.origin)
      case .aP:
        // Text of a drawing that is no text box of Word's: a locked canvas, a table of a presentation.
        readDrawingParagraph(child, into: &inline)
      case .binData: leaveOut("binary-data", child, at: inline.origin)
      case .p, .tbl, .r, .t:
        try readInline(child, into: &inline)
      default:
        if child.name.hasPrefix("wp:") || child.name.hasPrefix("wp14:") || child.name.hasPrefix("o:") || child.name.hasPrefix("w10:") {
          // Offsets and alignments are written as text.
          var characters = 0
          child.forEachOwnText { characters += TextAccount.characters(in: $0) }
          account.leaveOut("layout-value", characters, at: inline.origin)
        } else {
          leaveOutStrayText(of: child, at: inline.origin)
        }
        try readDrawingChildren(child, into: &inline, inObject: inObject)
      }
    }
  }

  mutating func readTextBox(_ content: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    // A text box is a story of its own: fields do not reach into it.
    let fields = story.fields
    let wasInInstruction = isInInstruction
    story.fields = FieldStack()
    let before = omission
    if wasInInstruction, omission == nil { omission = "field-code" }
    story.textBoxes += 1
    var sink = BlockSink(place: inline.origin.appending(.textBox(story.textBoxes)))
    try readBlocks(of: content, into: &sink)
    flush(&sink)
    if omission == nil { inline.following += sink.blocks }
    omission = before
    story.fields = fields
  }

  private mutating func readDrawingParagraph(_ p: MarkupElement, into inline: inout InlineText) {
    var text = ""
    for element in p.descendants {
      if element.tag == .aT {
        text += element.text
      } else if element.tag == .aBr {
        text += "\n"
      }
    }
    let characters = TextAccount.characters(in: p.textBytes)
    if let reason = omission ?? (isInInstruction ? "field-code" : nil) {
      account.leaveOut(reason, characters, at: inline.origin)
      return
    }
    let shown = TextAccount.characters(in: text)
    account.kept += shown
    account.leaveOut("markup", characters - shown, at: inline.origin)
    guard shown > 0 else { return }
    inline.following.append(.paragraph(Paragraph(text, origin: inline.origin)))
  }

  /// SmartArt: the text stands in a part of its own.
  private mutating func readDiagram(_ element: MarkupElement, into inline: inout InlineText) throws(Refusal) {
    report(.diagram(at: inline.origin))
    guard omission == nil, let id = element[.rDm], case .success(let part)? = partRequests[id],
      let tree = try? MarkupTree.parse(part.bytes, limits: limits)
    else { return }
    account.read += TextAccount.characters(in: tree.root.textBytes)
    var left = TextAccount.characters(in: tree.root.textBytes)
    for element in tree.root.descendants where element.tag == .aP {
      let before = account.kept
      let leftOutBefore = account.leftOut.reduce(0) { $0 + $1.characters }
      readDrawingParagraph(element, into: &inline)
      left -= account.kept - before + account.leftOut.reduce(0) { $0 + $1.characters } - leftOutBefore
    }
    account.leaveOut("markup", left, at: inline.origin)
  }

  private mutating func reportPicture(_ properties: MarkupElement?, _ inline: InlineText) {
    guard omission == nil else { return }
    report(
      .picture(properties?["descr"] ?? properties?["name"], at: inline.origin))
  }
}
