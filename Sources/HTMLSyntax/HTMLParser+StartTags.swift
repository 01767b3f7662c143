/// Start tags, by insertion mode. Source: WHATWG HTML §13.2.6.4.
extension HTMLParser {
  mutating func startTag(_ token: StartTag) {
    skipsLineFeed = false
    if isForeign(current), !takesHTML(token) {
      if foreignStartTag(token) { return }
    }
    process(token)
  }

  /// A loop over the modes: a mode either takes the token or moves on to the next mode.
  private mutating func process(_ token: StartTag) {
    for _ in 0..<64 where !isRefused {
      switch mode {
      case .initial, .beforeHTML:
        if mode == .beforeHTML, token.tag == .html {
          let node = newElement(token)
          tree.append(node, to: HTMLTree.document)
          push(node)
          mode = .beforeHead
          return
        }
        advanceBeforeHead()
      case .beforeHead:
        if token.tag == .html { return startInBody(token) }
        if token.tag == .head {
          head = insertElement(token)
          mode = .inHead
          return
        }
        startHead()
      case .inHead:
        if startInHead(token) { return }
        leaveHead()
      case .inHeadNoscript:
        if token.tag == .html { return startInBody(token) }
        if HTMLParser.inNoscript.contains(token.tag), startInHead(token) { return }
        if token.tag == .head || token.tag == .noscript { return }
        leaveHead()
      case .afterHead:
        if startAfterHead(token) { return }
        leaveHead()
      case .inBody: return startInBody(token)
      case .text: return
      case .inTable:
        if startInTable(token) { return }
      case .inCaption:
        guard HTMLParser.tableParts.contains(token.tag) else { return startInBody(token) }
        guard closeCaption() else { return }
      case .inColumnGroup:
        switch token.tag {
        case .html: return startInBody(token)
        case .col:
          insertElement(token)
          open.removeLast()
          return
        case .template:
          _ = startInHead(token)
          return
        default:
          guard htmlTag(current) == .colgroup else { return }
          open.removeLast()
          mode = .inTable
        }
      case .inTableBody:
        switch token.tag {
        case .tr:
          clearStack(to: HTMLParser.tableBodyContext)
          insertElement(token)
          mode = .inRow
          return
        case .th, .td:
          clearStack(to: HTMLParser.tableBodyContext)
          insertImplied(.tr)
          mode = .inRow
        case .caption, .col, .colgroup, .tbody, .tfoot, .thead:
          guard hasInTableScope([.tbody, .thead, .tfoot]) else { return }
          clearStack(to: HTMLParser.tableBodyContext)
          open.removeLast()
          mode = .inTable
        default:
          if startInTable(token) { return }
        }
      case .inRow:
        switch token.tag {
        case .th, .td:
          clearStack(to: HTMLParser.tableRowContext)
          insertElement(token)
          mode = .inCell
          formatting.append(HTMLTree.none)
          return
        case .caption, .col, .colgroup, .tbody, .tfoot, .thead, .tr:
          guard hasInTableScope([.tr]) else { return }
          clearStack(to: HTMLParser.tableRowContext)
          open.removeLast()
          mode = .inTableBody
        default:
          if startInTable(token) { return }
        }
      case .inCell:
        guard HTMLParser.tableParts.contains(token.tag) else { return startInBody(token) }
        guard hasInTableScope([.td, .th]) else { return }
        closeCell()
      case .inSelectInTable:
        guard HTMLParser.tablePartsAndCells.contains(token.tag) else { return startInSelect(token) }
        pop(until: [.select])
        resetInsertionMode()
      case .inSelect:
        guard HTMLParser.endingSelect.contains(token.tag) else { return startInSelect(token) }
        guard hasInSelectScope() else { return }
        pop(until: [.select])
        resetInsertionMode()
      case .inTemplate:
        if startInTemplate(token) { return }
      case .afterBody, .afterAfterBody:
        if token.tag == .html { return startInBody(token) }
        mode = .inBody
      case .inFrameset:
        switch token.tag {
        case .html: startInBody(token)
        case .frameset: insertElement(token)
        case .frame:
          insertElement(token)
          open.removeLast()
        case .noframes: _ = startInHead(token)
        default: break
        }
        return
      case .afterFrameset, .afterAfterFrameset:
        if token.tag == .html { startInBody(token) }
        if token.tag == .noframes { _ = startInHead(token) }
        return
      }
    }
  }

  /// - Returns: whether the token belongs in a head.
  mutating func startInHead(_ token: StartTag) -> Bool {
    switch token.tag {
    case .html: startInBody(token)
    case .base, .basefont, .bgsound, .link, .meta:
      insertElement(token)
      open.removeLast()
    case .title: rawElement(token, .rcdata)
    case .noframes, .style: rawElement(token, .rawtext)
    case .noscript:
      insertElement(token)
      mode = .inHeadNoscript
    case .script: rawElement(token, .script)
    case .template:
      insertElement(token)
      formatting.append(HTMLTree.none)
      framesetOK = false
      mode = .inTemplate
      templateModes.append(.inTemplate)
    case .head: break
    default: return false
    }
    return true
  }

  mutating func rawElement(_ token: StartTag, _ kind: Content) {
    insertElement(token)
    content = kind
    contentEnd = Array(token.tag.name.utf8)
    originalMode = mode
    mode = .text
  }

  private mutating func startAfterHead(_ token: StartTag) -> Bool {
    switch token.tag {
    case .html: startInBody(token)
    case .body:
      insertElement(token)
      framesetOK = false
      mode = .inBody
    case .frameset:
      insertElement(token)
      mode = .inFrameset
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
      push(head)
      _ = startInHead(token)
      if let at = open.lastIndex(of: head) { open.remove(at: at) }
    case .head: break
    default: return false
    }
    return true
  }

  private mutating func startInSelect(_ token: StartTag) {
    switch token.tag {
    case .html: startInBody(token)
    case .option:
      if htmlTag(current) == .option { open.removeLast() }
      insertElement(token)
    case .optgroup, .hr:
      if htmlTag(current) == .option { open.removeLast() }
      if htmlTag(current) == .optgroup { open.removeLast() }
      insertElement(token)
      if token.tag == .hr { open.removeLast() }
    case .select:
      guard hasInSelectScope() else { return }
      pop(until: [.select])
      resetInsertionMode()
    case .script, .template: _ = startInHead(token)
    default: break
    }
  }

  private mutating func startInTemplate(_ token: StartTag) -> Bool {
    switch token.tag {
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
      return startInHead(token)
    case .caption, .colgroup, .tbody, .tfoot, .thead: changeTemplateMode(.inTable)
    case .col: changeTemplateMode(.inColumnGroup)
    case .tr: changeTemplateMode(.inTableBody)
    case .td, .th: changeTemplateMode(.inRow)
    default: changeTemplateMode(.inBody)
    }
    return false
  }

  private mutating func changeTemplateMode(_ to: Mode) {
    if !templateModes.isEmpty { templateModes.removeLast() }
    templateModes.append(to)
    mode = to
  }

  /// - Returns: whether the token was taken; otherwise the mode has changed.
  private mutating func startInTable(_ token: StartTag) -> Bool {
    switch token.tag {
    case .caption:
      clearStack(to: HTMLParser.tableContext)
      formatting.append(HTMLTree.none)
      insertElement(token)
      mode = .inCaption
    case .colgroup:
      clearStack(to: HTMLParser.tableContext)
      insertElement(token)
      mode = .inColumnGroup
    case .col:
      clearStack(to: HTMLParser.tableContext)
      insertImplied(.colgroup)
      mode = .inColumnGroup
      return false
    case .tbody, .tfoot, .thead:
      clearStack(to: HTMLParser.tableContext)
      insertElement(token)
      mode = .inTableBody
    case .td, .th, .tr:
      clearStack(to: HTMLParser.tableContext)
      insertImplied(.tbody)
      mode = .inTableBody
      return false
    case .table:
      guard hasInTableScope([.table]) else { return true }
      pop(until: [.table])
      resetInsertionMode()
      return false
    case .style, .script, .template: return startInHead(token)
    case .input where isHiddenInput(token):
      insertElement(token)
      open.removeLast()
    case .form:
      if form == HTMLTree.none, !open.contains(where: { htmlTag($0) == .template }) {
        form = insertElement(token)
        open.removeLast()
      }
    default:
      fosterParenting = true
      startInBody(token)
      fosterParenting = false
    }
    return true
  }

  private func isHiddenInput(_ token: StartTag) -> Bool {
    guard let type = tree.attribute(.type, among: token.attributes) else { return false }
    return String(decoding: tree.value(tree.attributePool[type]), as: UTF8.self).lowercased() == "hidden"
  }

  private mutating func closeCaption() -> Bool {
    guard hasInTableScope([.caption]) else { return false }
    generateImpliedEndTags()
    pop(until: [.caption])
    clearFormattingToMarker()
    mode = .inTable
    return true
  }

  mutating func closeCell() {
    generateImpliedEndTags()
    pop(until: [.td, .th])
    clearFormattingToMarker()
    mode = .inRow
  }

  // MARK: In body

  mutating func startInBody(_ token: StartTag) {
    switch token.tag {
    case .html:
      guard let root = open.first, !open.contains(where: { htmlTag($0) == .template }) else { return }
      addMissingAttributes(token, to: root)
    case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
      _ = startInHead(token)
    case .body:
      guard open.count > 1, htmlTag(open[1]) == .body else { return }
      framesetOK = false
      addMissingAttributes(token, to: open[1])
    case .frameset:
      guard open.count > 1, htmlTag(open[1]) == .body, framesetOK else { return }
      tree.detach(open[1])
      open.removeLast(open.count - 1)
      insertElement(token)
      mode = .inFrameset
    case .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl, .fieldset, .figcaption,
      .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p, .search, .section, .summary, .ul:
      if hasInButtonScope(.p) { closeP() }
      insertElement(token)
    case .h1, .h2, .h3, .h4, .h5, .h6:
      if hasInButtonScope(.p) { closeP() }
      if HTMLParser.headings.contains(htmlTag(current)) { open.removeLast() }
      insertElement(token)
    case .pre, .listing:
      if hasInButtonScope(.p) { closeP() }
      insertElement(token)
      skipsLineFeed = true
      framesetOK = false
    case .form:
      let inTemplate = open.contains { htmlTag($0) == .template }
      guard form == HTMLTree.none || inTemplate else { return }
      if hasInButtonScope(.p) { closeP() }
      let node = insertElement(token)
      if !inTemplate { form = node }
    case .li, .dd, .dt: startListItem(token)
    case .plaintext:
      if hasInButtonScope(.p) { closeP() }
      insertElement(token)
      content = .plaintext
    case .button:
      if hasInScope([.button]) {
        generateImpliedEndTags()
        pop(until: [.button])
      }
      reconstructFormatting()
      insertElement(token)
      framesetOK = false
    case .a:
      for index in formatting.indices.reversed() {
        let entry = formatting[index]
        if entry == HTMLTree.none { break }
        if tree.tag(entry) == .a {
          _ = adoptionAgency(.a)
          if let at = formatting.lastIndex(of: entry) { formatting.remove(at: at) }
          if let at = open.lastIndex(of: entry) { open.remove(at: at) }
          break
        }
      }
      reconstructFormatting()
      pushFormatting(insertElement(token))
    case .b, .big, .code, .em, .font, .i, .s, .small, .strike, .strong, .tt, .u:
      reconstructFormatting()
      pushFormatting(insertElement(token))
    case .nobr:
      reconstructFormatting()
      if hasInScope([.nobr]) {
        _ = adoptionAgency(.nobr)
        reconstructFormatting()
      }
      pushFormatting(insertElement(token))
    case .applet, .marquee, .object:
      reconstructFormatting()
      insertElement(token)
      formatting.append(HTMLTree.none)
      framesetOK = false
    case .table:
      if !tree.isQuirky, hasInButtonScope(.p) { closeP() }
      insertElement(token)
      framesetOK = false
      mode = .inTable
    case .area, .br, .embed, .img, .keygen, .wbr:
      reconstructFormatting()
      insertElement(token)
      open.removeLast()
      framesetOK = false
    case .image:
      var image = token
      image.tag = .img
      startInBody(image)
    case .input:
      reconstructFormatting()
      insertElement(token)
      open.removeLast()
      if !isHiddenInput(token) { framesetOK = false }
    case .param, .source, .track:
      insertElement(token)
      open.removeLast()
    case .hr:
      if hasInButtonScope(.p) { closeP() }
      insertElement(token)
      open.removeLast()
      framesetOK = false
    case .textarea:
      rawElement(token, .rcdata)
      skipsLineFeed = true
      framesetOK = false
    case .xmp:
      if hasInButtonScope(.p) { closeP() }
      reconstructFormatting()
      framesetOK = false
      rawElement(token, .rawtext)
    case .iframe:
      framesetOK = false
      rawElement(token, .rawtext)
    case .noembed: rawElement(token, .rawtext)
    case .select:
      reconstructFormatting()
      insertElement(token)
      framesetOK = false
      let inTable =
        switch mode {
        case .inTable, .inCaption, .inTableBody, .inRow, .inCell: true
        default: false
        }
      mode = inTable ? .inSelectInTable : .inSelect
    case .optgroup, .option:
      if htmlTag(current) == .option { open.removeLast() }
      reconstructFormatting()
      insertElement(token)
    case .rb, .rtc:
      if hasInScope([.ruby]) { generateImpliedEndTags() }
      insertElement(token)
    case .rp, .rt:
      if hasInScope([.ruby]) { generateImpliedEndTags(except: .rtc) }
      insertElement(token)
    case .math, .svg:
      reconstructFormatting()
      insertElement(token, token.tag == .svg ? .svg : .math)
      if token.selfClosing { open.removeLast() }
    case .caption, .col, .colgroup, .frame, .head, .tbody, .td, .tfoot, .th, .thead, .tr: break
    default:
      reconstructFormatting()
      insertElement(token)
    }
  }

  private mutating func startListItem(_ token: StartTag) {
    framesetOK = false
    let same: HTMLTagSet = token.tag == .li ? [.li] : [.dd, .dt]
    for node in open.reversed() {
      let tag = htmlTag(node)
      if tag != .unknown, same.contains(tag) {
        generateImpliedEndTags(except: tag)
        pop(until: [tag])
        break
      }
      if isSpecial(node), !(tag != .unknown && HTMLParser.passable.contains(tag)) { break }
    }
    if hasInButtonScope(.p) { closeP() }
    insertElement(token)
  }

  private mutating func addMissingAttributes(_ token: StartTag, to node: HTMLTree.Node) {
    let record = tree.records[Int(node)]
    let range = Int(record.attributes)..<Int(record.attributesEnd)
    let own = Array(tree.attributePool[range])
    let more = tree.attributePool[token.attributes].filter { tree.attribute(named: $0, among: range) == nil }
    guard !more.isEmpty else { return }
    let start = tree.attributePool.count
    tree.attributePool.append(contentsOf: own + more)
    tree.records[Int(node)].attributes = Int32(start)
    tree.records[Int(node)].attributesEnd = Int32(tree.attributePool.count)
  }
}
