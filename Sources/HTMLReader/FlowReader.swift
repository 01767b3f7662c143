import Diagnostics
import DocumentTree
import HTMLSyntax

/// Turns elements into blocks: a paragraph for each block of inline content, a table for each table, in the order of the page.
///
/// It walks without recursion, save for tables inside tables, whose nesting is limited. What a browser does not show is left out and
/// accounted by reason.
///
/// Source: CSS Text Level 3 §4.1 (white space); WHATWG HTML §15.3 (rendering of flow content).
struct FlowReader {
  let tree: HTMLTree
  let style: PageStyle
  let trackChanges: TrackChanges
  let limits: Limits
  /// Tables that only lay out the page: their cells are read as blocks.
  var layoutTables: Set<HTMLTree.Node> = []
  var account = TextAccount()
  var diagnostics: [Diagnostic] = []
  var refusal: Refusal? { didSet { isRefused = refusal != nil } }
  private(set) var isRefused = false
  var paragraphs = 0
  var tables = 0
  var tableDepth = 0
  var images = 0
  /// Cells of tables with something in them that a browser may draw digits with, and that no reader of text sees.
  var unreadCells: [(content: UnreadContent, origin: Origin)] = []
  /// Cells with a frame or a viewer in them: what that shows beside their text can't be told.
  var framedCells: Set<Origin> = []
  /// Frames and viewers, by what they point to.
  var embedded: [(address: String, node: HTMLTree.Node)] = []
  var cells = 0
  var lists: [List] = []
  /// Elements `del` that hold text.
  var deletions = 0
  /// Open elements of all paths that are being walked.
  private var contexts: [Context] = []
  /// Memory for the text of a paragraph, from the last path.
  private var spare: [UInt8] = []

  init(tree: HTMLTree, trackChanges: TrackChanges = .accept, limits: Limits) {
    self.tree = tree
    style = PageStyle(tree)
    self.trackChanges = trackChanges
    self.limits = limits
  }

  /// What an open element passes on to its content.
  struct Context {
    var hasVisibility = true
    var isInCell = false
    var isInkPale = false
    var hasGround = false
    /// `font-size:0`, until something inside has a size.
    var isSizeZero = false
    var isVisible: Bool {
      get { hasVisibility && !isSizeZero }
      set { hasVisibility = newValue }
    }
    var preservesSpace = false
    var closesBlock = false
    /// Its content is a box in the line.
    var isBox = false
    /// How text is set apart.
    var marks: TextMark.Kinds = []
    /// An item of a list, with a marker.
    var isItem = false
    /// Nought is none.
    var outline: Int8 = 0
    /// Elements of a formula met in it so far, as far as they are told apart.
    var parts: Int8 = 0
    /// For `ol`: its place in `lists`.
    var list: Int32?
  }

  /// A numbered list: the next ordinal, the style of its markers.
  struct List {
    var ordinal: Int
    var step: Int
    var markers: String
  }

  /// Text of the paragraph being read.
  struct Line {
    var bytes: [UInt8] = []
    var pendingSpace = false
    var pendingBreak = false
    var pendingTab = false
    var lastIsWide = false
    var hasText = false
    var marks: [TextMark] = []
    var number: String?
    var outline: Int?
    /// Nothing but the memory stays.
    mutating func clear() {
      bytes.removeAll(keepingCapacity: true)
      pendingSpace = false
      pendingBreak = false
      pendingTab = false
      lastIsWide = false
      hasText = false
      if !marks.isEmpty { marks = [] }
      number = nil
      outline = nil
    }
  }

  static let blockTags: HTMLTagSet = [
    .address, .article, .aside, .blockquote, .body, .center, .dd, .details, .dialog, .dir, .div, .dl, .dt, .fieldset, .figcaption,
    .figure, .footer, .form, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .html, .legend, .li, .listing, .main,
    .menu, .nav, .ol, .optgroup, .option, .p, .plaintext, .pre, .search, .section, .summary, .ul, .xmp, .table, .tbody, .thead,
    .tfoot, .tr, .td, .th, .caption,
  ]

  /// Elements that a browser does not draw.
  static let undrawnTags: HTMLTagSet = [
    .script, .style, .head, .title, .meta, .link, .base, .template, .noscript, .noframes, .noembed, .iframe, .audio, .video, .canvas,
    .datalist, .param, .source, .track, .rp, .rt,
  ]

  /// The same, with the reason in the account.
  static func undrawn(_ tag: HTMLTag) -> String? {
    switch tag {
    case .script: "script"
    case .style: "style-sheet"
    case .head, .title, .meta, .link, .base: "page-head"
    case .template: "template"
    case .noscript, .noframes, .noembed: "script-alternative"
    case .iframe, .audio, .video, .canvas: "fallback-content"
    case .datalist, .param, .source, .track: "hidden-text"
    case .rp, .rt: "ruby-annotation"
    default: nil
    }
  }

  mutating func blocks(of root: HTMLTree.Node, context: Context = Context(), origin: Origin? = nil, includesRoot: Bool = false)
    -> [Block]
  {
    var out: [Block] = []
    var node = includesRoot ? root : tree.firstChild(root)
    guard node != HTMLTree.none else { return out }
    var line = Line()
    swap(&line.bytes, &spare)
    let base = contexts.count
    contexts.append(context)
    defer {
      contexts.removeLast(contexts.count - base)
      line.clear()
      swap(&line.bytes, &spare)
    }
    while !isRefused {
      var descends = false
      switch tree.kind(node) {
      case .text: text(node, &line, contexts[contexts.count - 1])
      case .element: descends = enter(node, &line, &out, origin)
      case .document: descends = true
      case .comment, .doctype: break
      }
      if descends, tree.firstChild(node) != HTMLTree.none {
        node = tree.firstChild(node)
        continue
      }
      if descends { leave(base, &line, &out, origin) }
      var done = false
      while true {
        if includesRoot, node == root {
          done = true
          break
        }
        if tree.next(node) != HTMLTree.none {
          node = tree.next(node)
          break
        }
        node = tree.parent(node)
        if node == HTMLTree.none || node == root, !includesRoot {
          done = true
          break
        }
        leave(base, &line, &out, origin)
      }
      if done { break }
    }
    endParagraph(&line, &out, origin)
    return out
  }

  // MARK: Elements

  private mutating func enter(
    _ node: HTMLTree.Node, _ line: inout Line, _ out: inout [Block], _ origin: Origin?
  ) -> Bool {
    var context = contexts[contexts.count - 1]
    context.closesBlock = false
    context.isBox = false
    context.isItem = false
    var marker: String?
    guard tree.namespace(node) == .html else { return enterForeign(node, context, &line, &out, origin) }
    let tag = tree.tag(node)
    if FlowReader.undrawnTags.contains(tag), let reason = FlowReader.undrawn(tag) {
      if tag == .iframe || tag == .canvas || tag == .video {
        if tag == .iframe { frame(node) }
        if let origin, context.isVisible { framedCells.insert(origin) }
      }
      if tag == .script, let origin { unreadCells.append((.script, origin)) }
      leaveOut(node, reason)
      return false
    }
    let own = style.style(of: node)
    if own.display == .none || isHidden(node, tag) {
      leaveOut(node, "hidden-text")
      return false
    }
    // `[AB1]`: Word's link to its comment, which it draws beside the page.
    if tag == .a, tree.attribute(node, .class)?.lowercased() == "msocomanchor" {
      leaveOut(node, "comment-mark")
      return false
    }
    if tag == .del || tag == .ins, isRevisedAway(node, tag) { return false }
    if let visible = own.isVisible { context.isVisible = visible }
    // Outside of cells a wrapper without size is a page's trick with gaps: what is inside has its size from a style sheet that isn't in the file.
    if context.isInCell, let zero = own.isSizeZero { context.isSizeZero = zero }
    if let preserves = own.preservesSpace { context.preservesSpace = preserves }
    let isBlock =
      own.display == .block || own.display == .cell || own.display == .row || own.display == .caption
      || own.display != .inline && FlowReader.blockTags.contains(tag)
    if isBlock, own.isSizeZero == nil { context.isSizeZero = false }
    if context.isInCell || own.isInkPale != nil || own.hasGround != nil { doubt(node, tag, own, &context) }
    // Nearly no element does.
    if tag == .s || tag == .strike || tag == .sup || tag == .sub || own.isStruck != nil || own.position != nil {
      setApart(tag, own, isBlock: isBlock, &context)
    }

    switch tag {
    case .br:
      if context.isVisible { breakLine(&line) }
      return false
    case .hr:
      endParagraph(&line, &out, origin)
      return false
    case .wbr: return false
    case .img:
      images += 1
      if let origin, context.isVisible { unreadCells.append((.picture, origin)) }
      return false
    case .input:
      value(of: node, &line, context)
      return false
    case .select:
      selection(node, &line, context)
      return false
    case .embed, .object, .frame:
      frame(node)
      if let origin, context.isVisible { framedCells.insert(origin) }
      return tag == .object ? push(context) : false
    case .table where !layoutTables.contains(node):
      endParagraph(&line, &out, origin)
      if let table = table(node, context) { out.append(.table(table)) }
      return false
    case .textarea, .button:
      line.pendingSpace = true
      context.isBox = true
      if tag == .textarea { context.preservesSpace = own.preservesSpace ?? true }
    case .pre, .listing, .plaintext, .xmp: context.preservesSpace = own.preservesSpace ?? true
    case .h1: context.outline = 1
    case .h2: context.outline = 2
    case .h3: context.outline = 3
    case .h4: context.outline = 4
    case .h5: context.outline = 5
    case .h6: context.outline = 6
    case .ol: list(node, own, &context)
    case .ul, .menu, .dir: context.list = nil
    case .li: marker = item(node, own, &context)
    default: break
    }
    if own.display == .table, tag != .table, let table = styledTable(node, context, &line, &out, origin) {
      out.append(.table(table))
      return false
    }
    if isBlock {
      endParagraph(&line, &out, origin)
      context.closesBlock = true
    }
    if let marker {
      endParagraph(&line, &out, origin)
      line.number = marker
    }
    if line.outline == nil, context.outline != 0, !line.hasText { line.outline = Int(context.outline) }
    return push(context)
  }

  private mutating func push(_ context: Context) -> Bool {
    contexts.append(context)
    return true
  }

  private mutating func enterForeign(
    _ node: HTMLTree.Node, _ context: Context, _ line: inout Line, _ out: inout [Block], _ origin: Origin?
  ) -> Bool {
    let name = tree.name(node)
    let part = contexts[contexts.count - 1].parts
    contexts[contexts.count - 1].parts = min(part + 1, 3)
    if ["mphantom", "annotation", "annotation-xml"].contains(name), tree.namespace(node) == .math {
      leaveOut(node, "hidden-text")
      return false
    }
    if ["script", "style", "title", "desc", "metadata", "defs"].contains(name) {
      leaveOut(node, name == "script" ? "script" : name == "style" ? "style-sheet" : "image-description")
      return false
    }
    var context = context
    context.parts = 0
    if name == "svg" {
      // A picture beside the text: what is written in it does not run into the text.
      endParagraph(&line, &out, origin)
      context.closesBlock = true
    } else if tree.namespace(node) == .math {
      setMathApart(node, name, part, &context, &line)
    }
    return push(context)
  }

  private mutating func leave(_ base: Int, _ line: inout Line, _ out: inout [Block], _ origin: Origin?) {
    guard contexts.count > base + 1 else { return }
    let context = contexts.removeLast()
    if context.isBox { line.pendingSpace = true }
    if context.closesBlock {
      if context.isItem, line.number != nil, !line.hasText { emitBareNumber(&line, &out, origin) }
      endParagraph(&line, &out, origin)
    }
  }

  func isHidden(_ node: HTMLTree.Node, _ tag: HTMLTag) -> Bool {
    if let hidden = tree.attribute(node, .hidden), hidden.lowercased() != "until-found" { return true }
    if tag == .dialog, !tree.hasAttribute(node, .open) { return true }
    if tag == .input, tree.attribute(node, .type)?.lowercased() == "hidden" { return true }
    return false
  }

  private mutating func list(_ node: HTMLTree.Node, _ own: ElementStyle, _ context: inout Context) {
    let step = tree.hasAttribute(node, .reversed) ? -1 : 1
    var ordinal = HTMLInteger.signed(tree.attribute(node, .start)) ?? 1
    if step < 0, !tree.hasAttribute(node, .start) {
      ordinal = tree.children(node).reduce(0) { $0 + (tree.tag($1) == .li ? 1 : 0) }
    }
    context.list = Int32(truncatingIfNeeded: lists.count)
    lists.append(List(ordinal: ordinal, step: step, markers: own.listStyle ?? tree.attribute(node, .type) ?? "decimal"))
  }

  /// The marker of an item, where it has one.
  private mutating func item(_ node: HTMLTree.Node, _ own: ElementStyle, _ context: inout Context) -> String? {
    let parent = tree.parent(node)
    guard parent != HTMLTree.none, tree.tag(parent) == .ol, let list = contexts[contexts.count - 1].list else { return nil }
    let state = lists[Int(list)]
    let value = HTMLInteger.signed(tree.attribute(node, .value)) ?? state.ordinal
    let (next, overflow) = value.addingReportingOverflow(state.step)
    lists[Int(list)].ordinal = overflow ? value : next
    let marker = ListMarker.text(value, style: own.listStyle ?? tree.attribute(node, .type) ?? state.markers)
    context.isItem = marker != nil
    context.list = nil
    return marker
  }

  // MARK: Text

  private mutating func text(_ node: HTMLTree.Node, _ line: inout Line, _ context: Context) {
    let bytes = tree.bytes(node)
    let count = VisibleText.count(bytes)
    account.read += count
    guard context.isVisible else {
      account.leaveOut("hidden-text", count, atOffset: tree.offset(node))
      return
    }
    if count > 0, bytes.contains(0x5B), let shown = ConditionalComment.stripped(bytes) {
      let kept = VisibleText.count(shown[...])
      account.leaveOut("conditional-comment", count - kept, atOffset: tree.offset(node))
      account.kept += kept
      append(shown[...], to: &line, context)
      return
    }
    account.kept += count
    append(bytes, to: &line, context)
  }

  func append(_ bytes: ArraySlice<UInt8>, to line: inout Line, _ context: Context) {
    var start = line.bytes.count
    append(bytes, to: &line, preserving: context.preservesSpace)
    guard !context.marks.isEmpty, start < line.bytes.count else { return }
    // The space before it is none of its own.
    if line.bytes[start] == 0x20 { start += 1 }
    line.marks.mark(context.marks, start..<line.bytes.count)
  }

  private func append(_ bytes: ArraySlice<UInt8>, to line: inout Line, preserving: Bool) {
    if preserving {
      if !bytes.isEmpty { flushSpace(&line, nextIsWide: false) }
      for byte in bytes where byte != 0x0D { line.bytes.append(byte) }
      if bytes.contains(where: { !VisibleText.isASCIISpace($0) }) { line.hasText = true }
      line.lastIsWide = false
      return
    }
    var index = bytes.startIndex
    let end = bytes.endIndex
    while index < end {
      if VisibleText.isASCIISpace(bytes[index]) {
        line.pendingSpace = true
        if bytes[index] == 0x09 { line.pendingTab = true }
        if bytes[index] == 0x0A { line.pendingBreak = true }
        index += 1
        continue
      }
      var stop = index + 1
      var lastLead = bytes[index]
      while stop < end, !VisibleText.isASCIISpace(bytes[stop]) {
        if bytes[stop] & 0xC0 != 0x80 { lastLead = bytes[stop] }
        stop += 1
      }
      flushSpace(&line, nextIsWide: FlowReader.isWide(bytes[index]))
      line.bytes.append(contentsOf: bytes[index..<stop])
      line.lastIsWide = FlowReader.isWide(lastLead)
      line.hasText = true
      index = stop
    }
  }

  /// The lead byte of a Han character, a CJK mark or a full-width form.
  private static func isWide(_ lead: UInt8) -> Bool { (0xE3...0xE9).contains(lead) || lead == 0xEF }

  /// A space before what follows, but none at the start of a line and none for a line break between wide characters.
  private func flushSpace(_ line: inout Line, nextIsWide: Bool) {
    guard line.pendingSpace else { return }
    defer {
      line.pendingSpace = false
      line.pendingBreak = false
      line.pendingTab = false
    }
    guard let last = line.bytes.last, last != 0x0A else { return }
    if line.pendingBreak, line.lastIsWide, nextIsWide { return }
    // A tab right between digits was a step between columns once, and never a separator of thousands.
    line.bytes.append(line.pendingTab && !line.pendingBreak && (0x30...0x39).contains(last) ? 0x09 : 0x20)
  }

  private func breakLine(_ line: inout Line) {
    line.pendingSpace = false
    line.pendingBreak = false
    line.bytes.append(0x0A)
    line.lastIsWide = false
  }

  private mutating func emitBareNumber(_ line: inout Line, _ out: inout [Block], _ origin: Origin?) {
    guard let number = line.number else { return }
    let text = number.hasSuffix(" ") ? String(number.dropLast()) : number
    paragraphs += 1
    account.generated += VisibleText.count(text)
    out.append(.paragraph(Paragraph(text, number: text, outlineLevel: line.outline, origin: origin ?? Origin(.paragraph(paragraphs)))))
    line.number = nil
  }

  /// Ends the paragraph. Lines after `<br>` that look like paragraphs of their own, by a blank line or an indent, become such.
  mutating func endParagraph(_ line: inout Line, _ out: inout [Block], _ origin: Origin?) {
    defer {
      // A number waits for the first text of its item.
      let number = line.number
      line.clear()
      line.number = number
    }
    guard line.hasText else { return }
    var number = line.number
    line.number = nil
    var marks = line.marks.isEmpty ? nil : [TextMark].Parts(line.marks)
    var start = 0
    if line.bytes.contains(0x0A) {
      var index = 0
      while index < line.bytes.count {
        if line.bytes[index] == 0x0A {
          let rest = line.bytes[(index + 1)...].prefix(6)
          let isIndented = rest.starts(with: [0xE3, 0x80, 0x80]) || rest.starts(with: [0xC2, 0xA0, 0xC2, 0xA0])
          if rest.first == 0x0A || isIndented {
            guard paragraph(line.bytes[start..<index], &marks, line.outline, &number, &out, origin) else { return }
            start = index + 1
          }
        }
        index += 1
      }
    }
    _ = paragraph(line.bytes[start...], &marks, line.outline, &number, &out, origin)
  }

  /// A paragraph without the spaces and breaks at both ends; none without text, save an empty line of a cell.
  ///
  /// - Returns: `false` when there are too many.
  private mutating func paragraph(
    _ bytes: ArraySlice<UInt8>, _ marks: inout [TextMark].Parts?, _ outline: Int?, _ number: inout String?, _ out: inout [Block],
    _ origin: Origin?
  ) -> Bool {
    var first = bytes.startIndex
    var last = bytes.endIndex
    while last > first, bytes[last - 1] == 0x0A || bytes[last - 1] == 0x20 { last -= 1 }
    while first < last, bytes[first] == 0x0A || bytes[first] == 0x20 { first += 1 }
    if first == last || origin == nil && VisibleText.count(bytes[first..<last]) == 0 { return true }
    var text = String(decoding: bytes[first..<last], as: UTF8.self)
    var own: String?
    if let marker = number {
      text = marker + text
      own = marker.hasSuffix(" ") ? String(marker.dropLast()) : marker
      account.generated += VisibleText.count(marker)
      number = nil
    }
    paragraphs += 1
    // Paragraphs in cells are bounded with the cells.
    if paragraphs > (tableDepth == 0 ? limits.blocks : limits.blocks + limits.cells) {
      if !isRefused { refusal = .moreBlocks(limits.blocks) }
      return false
    }
    var paragraph = Paragraph(text, number: own, outlineLevel: outline, origin: origin ?? Origin(.paragraph(paragraphs)))
    if let own = marks?.marks(in: first..<last), !own.isEmpty {
      paragraph.marks = own.shifted(by: text.utf8.count - (last - first))
    }
    out.append(.paragraph(paragraph))
    return true
  }

  // MARK: What is left out

  /// Counts the text of a subtree under a reason; the reason of a script stays a script's.
  mutating func leaveOut(_ node: HTMLTree.Node, _ reason: String) {
    var at = node
    while at != HTMLTree.none {
      if tree.kind(at) == .text {
        let count = VisibleText.count(tree.bytes(at))
        if count > 0 {
          account.read += count
          var actual = reason
          let parent = tree.parent(at)
          if parent != HTMLTree.none, FlowReader.undrawnTags.contains(tree.tag(parent)), tree.namespace(parent) == .html,
            let own = FlowReader.undrawn(tree.tag(parent))
          {
            actual = own
          }
          account.leaveOut(actual, count, atOffset: tree.offset(at))
        }
      } else if tree.kind(at) == .element, at != node, tree.tag(at) == .iframe {
        frame(at)
      }
      at = tree.following(at, within: node)
    }
  }
}
