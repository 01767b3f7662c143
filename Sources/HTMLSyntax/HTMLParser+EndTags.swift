/// End tags, by insertion mode. Source: WHATWG HTML §13.2.6.4.
extension HTMLParser {
  mutating func endTag(_ tag: HTMLTag, _ name: Range<Int>) {
    skipsLineFeed = false
    if isForeign(current) {
      if foreignEndTag(tag, name) { return }
    }
    for _ in 0..<64 where !isRefused {
      switch mode {
      case .initial, .beforeHTML, .beforeHead:
        guard mode == .initial || HTMLParser.endsBeforeHTML.contains(tag) else { return }
        advanceBeforeHead()
      case .inHead:
        switch tag {
        case .head:
          open.removeLast()
          mode = .afterHead
          return
        case .body, .html, .br: leaveHead()
        case .template: return endTemplate()
        default: return
        }
      case .inHeadNoscript:
        if tag == .noscript {
          open.removeLast()
          mode = .inHead
          return
        }
        guard tag == .br else { return }
        leaveHead()
      case .afterHead:
        switch tag {
        case .template: return endTemplate()
        case .body, .html, .br: leaveHead()
        default: return
        }
      case .inBody:
        switch tag {
        case .html:
          guard hasInScope([.body]) else { return }
          mode = .afterBody
        default: return endInBody(tag, name)
        }
      case .text:
        open.removeLast()
        mode = originalMode
        return
      case .inTable:
        switch tag {
        case .table:
          guard hasInTableScope([.table]) else { return }
          pop(until: [.table])
          resetInsertionMode()
          return
        case .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: return
        case .template: return endTemplate()
        default: return endFostered(tag, name)
        }
      case .inCaption:
        switch tag {
        case .caption, .table:
          guard hasInTableScope([.caption]) else { return }
          generateImpliedEndTags()
          pop(until: [.caption])
          clearFormattingToMarker()
          mode = .inTable
          if tag == .caption { return }
        case .body, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr: return
        default: return endInBody(tag, name)
        }
      case .inColumnGroup:
        switch tag {
        case .colgroup:
          guard htmlTag(current) == .colgroup else { return }
          open.removeLast()
          mode = .inTable
          return
        case .col: return
        case .template: return endTemplate()
        default:
          guard htmlTag(current) == .colgroup else { return }
          open.removeLast()
          mode = .inTable
        }
      case .inTableBody:
        switch tag {
        case .tbody, .tfoot, .thead:
          guard hasInTableScope([tag]) else { return }
          clearStack(to: HTMLParser.tableBodyContext)
          open.removeLast()
          mode = .inTable
          return
        case .table:
          guard hasInTableScope([.tbody, .thead, .tfoot]) else { return }
          clearStack(to: HTMLParser.tableBodyContext)
          open.removeLast()
          mode = .inTable
        case .body, .caption, .col, .colgroup, .html, .td, .th, .tr: return
        case .template: return endTemplate()
        default: return endFostered(tag, name)
        }
      case .inRow:
        switch tag {
        case .tr, .table, .tbody, .tfoot, .thead:
          if tag != .tr, tag != .table, !hasInTableScope([tag]) { return }
          guard hasInTableScope([.tr]) else { return }
          clearStack(to: HTMLParser.tableRowContext)
          open.removeLast()
          mode = .inTableBody
          if tag == .tr { return }
        case .body, .caption, .col, .colgroup, .html, .td, .th: return
        case .template: return endTemplate()
        default: return endFostered(tag, name)
        }
      case .inCell:
        switch tag {
        case .td, .th:
          guard hasInTableScope([tag]) else { return }
          generateImpliedEndTags()
          pop(until: [tag])
          clearFormattingToMarker()
          mode = .inRow
          return
        case .body, .caption, .col, .colgroup, .html: return
        case .table, .tbody, .tfoot, .thead, .tr:
          guard hasInTableScope([tag]) else { return }
          closeCell()
        default: return endInBody(tag, name)
        }
      case .inSelect, .inSelectInTable:
        if mode == .inSelectInTable, HTMLParser.tablePartsAndCells.contains(tag) {
          guard hasInTableScope([tag]) else { return }
          pop(until: [.select])
          resetInsertionMode()
          continue
        }
        switch tag {
        case .optgroup:
          if htmlTag(current) == .option, open.count > 1, htmlTag(open[open.count - 2]) == .optgroup { open.removeLast() }
          if htmlTag(current) == .optgroup { open.removeLast() }
        case .option: if htmlTag(current) == .option { open.removeLast() }
        case .select:
          guard hasInSelectScope() else { return }
          pop(until: [.select])
          resetInsertionMode()
        case .template: endTemplate()
        default: break
        }
        return
      case .inTemplate:
        if tag == .template { endTemplate() }
        return
      case .afterBody:
        if tag == .html {
          mode = .afterAfterBody
          return
        }
        mode = .inBody
      case .afterAfterBody: mode = .inBody
      case .inFrameset:
        guard tag == .frameset, open.count > 1 else { return }
        open.removeLast()
        if htmlTag(current) != .frameset { mode = .afterFrameset }
        return
      case .afterFrameset:
        if tag == .html { mode = .afterAfterFrameset }
        return
      case .afterAfterFrameset: return
      }
    }
  }

  private mutating func endFostered(_ tag: HTMLTag, _ name: Range<Int>) {
    fosterParenting = true
    endInBody(tag, name)
    fosterParenting = false
  }

  private mutating func endTemplate() {
    guard open.contains(where: { htmlTag($0) == .template }) else { return }
    generateImpliedEndTags(thoroughly: true)
    pop(until: [.template])
    clearFormattingToMarker()
    if !templateModes.isEmpty { templateModes.removeLast() }
    resetInsertionMode()
  }

  private mutating func endInBody(_ tag: HTMLTag, _ name: Range<Int>) {
    switch tag {
    case .template: endTemplate()
    case .body:
      guard hasInScope([.body]) else { return }
      if mode == .inBody { mode = .afterBody }
    case .html:
      guard hasInScope([.body]) else { return }
      if mode == .inBody { mode = .afterBody }
    case .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .dir, .div, .dl, .fieldset,
      .figcaption, .figure, .footer, .header, .hgroup, .listing, .main, .menu, .nav, .ol, .pre, .search, .section, .select,
      .summary, .ul:
      guard hasInScope([tag]) else { return }
      generateImpliedEndTags()
      pop(until: [tag])
    case .form:
      if open.contains(where: { htmlTag($0) == .template }) {
        guard hasInScope([.form]) else { return }
        generateImpliedEndTags()
        pop(until: [.form])
      } else {
        let node = form
        form = HTMLTree.none
        guard node != HTMLTree.none, hasInScope([.form]), let at = open.lastIndex(of: node) else { return }
        generateImpliedEndTags()
        if at < open.count { open.remove(at: at) }
      }
    case .p:
      if !hasInButtonScope(.p) { insertImplied(.p) }
      closeP()
    case .li:
      guard hasInScope([.li], extra: [.ol, .ul]) else { return }
      generateImpliedEndTags(except: .li)
      pop(until: [.li])
    case .dd, .dt:
      guard hasInScope([tag]) else { return }
      generateImpliedEndTags(except: tag)
      pop(until: [tag])
    case .h1, .h2, .h3, .h4, .h5, .h6:
      guard hasInScope(HTMLParser.headings) else { return }
      generateImpliedEndTags()
      pop(until: HTMLParser.headings)
    case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u:
      if !adoptionAgency(tag) { anyOtherEndTag(tag, name) }
    case .applet, .marquee, .object:
      guard hasInScope([tag]) else { return }
      generateImpliedEndTags()
      pop(until: [tag])
      clearFormattingToMarker()
    case .br:
      reconstructFormatting()
      insertImplied(.br)
      open.removeLast()
      framesetOK = false
    default: anyOtherEndTag(tag, name)
    }
  }

  private mutating func anyOtherEndTag(_ tag: HTMLTag, _ name: Range<Int>) {
    for position in open.indices.reversed() {
      let node = open[position]
      if tree.namespace(node) == .html, tree.tag(node) == tag, tag != .unknown || hasName(node, name) {
        generateImpliedEndTags(except: tag == .unknown ? nil : tag)
        if position < open.count { open.removeLast(open.count - position) }
        return
      }
      if isSpecial(node) { return }
    }
  }
}
