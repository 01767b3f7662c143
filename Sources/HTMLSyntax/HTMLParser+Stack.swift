import Diagnostics

/// The stack of open elements, scopes, insertion and the list of active formatting elements.
///
/// Source: WHATWG HTML §13.2.4.2, §13.2.4.3, §13.2.6.1.
extension HTMLParser {
  static let special: HTMLTagSet = [
    .address, .applet, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body, .br, .button, .caption,
    .center, .col, .colgroup, .dd, .details, .dir, .div, .dl, .dt, .embed, .fieldset, .figcaption, .figure, .footer, .form,
    .frame, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header, .hgroup, .hr, .html, .iframe, .img, .input, .keygen, .li,
    .link, .listing, .main, .marquee, .menu, .meta, .nav, .noembed, .noframes, .noscript, .object, .ol, .p, .param,
    .plaintext, .pre, .script, .search, .section, .select, .source, .style, .summary, .table, .tbody, .td, .template, .textarea,
    .tfoot, .th, .thead, .title, .tr, .track, .ul, .wbr, .xmp,
  ]
  static let scope: HTMLTagSet = [.applet, .caption, .html, .table, .td, .th, .marquee, .object, .template]
  /// In these, what is no part of a table stands before the table: foster parenting.
  static let fostering: HTMLTagSet = [.table, .tbody, .tfoot, .thead, .tr]
  static let tableStructure: HTMLTagSet = [.table, .tbody, .template, .tfoot, .thead, .tr]
  static let tableParts: HTMLTagSet = [.caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr]
  static let tablePartsAndCells: HTMLTagSet = [.caption, .table, .tbody, .tfoot, .thead, .tr, .td, .th]
  static let impliedThoroughly: HTMLTagSet = [.caption, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr]
  static let inNoscript: HTMLTagSet = [.basefont, .bgsound, .link, .meta, .noframes, .style]
  static let endingSelect: HTMLTagSet = [.input, .keygen, .textarea]
  static let endsBeforeHTML: HTMLTagSet = [.head, .body, .html, .br]
  /// An open element of these does not keep a list item or definition from ending.
  static let passable: HTMLTagSet = [.address, .div, .p]
  static let buttonScope: HTMLTagSet = [.button]
  static let foreignScope: HTMLTagSet = [.mi, .mo, .mn, .ms, .mtext, .annotationXML, .foreignobject, .desc, .title]
  static let tableContext: HTMLTagSet = [.table, .template, .html]
  static let tableBodyContext: HTMLTagSet = [.tbody, .tfoot, .thead, .template, .html]
  static let tableRowContext: HTMLTagSet = [.tr, .template, .html]
  static let impliedEnd: HTMLTagSet = [.dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc]
  static let headings: HTMLTagSet = [.h1, .h2, .h3, .h4, .h5, .h6]

  var current: HTMLTree.Node { open.last ?? HTMLTree.document }
  var currentTag: HTMLTag { tree.tag(current) }

  /// The tag of a node in the HTML namespace.
  @inline(__always)
  func htmlTag(_ node: HTMLTree.Node) -> HTMLTag { tree.namespace(node) == .html ? tree.tag(node) : .unknown }

  mutating func newElement(_ token: StartTag, _ namespace: HTMLTree.Namespace = .html) -> HTMLTree.Node {
    var record = HTMLTree.Record(kind: .element, tag: token.tag, namespace: namespace)
    if token.tag == .unknown, !token.name.isEmpty { putName(token.name, &record) }
    record.attributes = Int32(truncatingIfNeeded: token.attributes.lowerBound)
    record.attributesEnd = Int32(truncatingIfNeeded: token.attributes.upperBound)
    record.offset = Int32(truncatingIfNeeded: token.offset)
    return add(record)
  }

  /// In lower case; a name that is so written is a piece of the source.
  private mutating func putName(_ name: Range<Int>, _ record: inout HTMLTree.Record) {
    latestText = HTMLTree.none
    if source[name].contains(where: { $0 >= 0x41 && $0 <= 0x5A }) {
      record.isInSource = false
      record.textStart = Int32(truncatingIfNeeded: tree.texts.count)
      for place in name { tree.texts.append(HTMLTree.small(source[place])) }
      record.textEnd = Int32(truncatingIfNeeded: tree.texts.count)
    } else {
      record.textStart = Int32(truncatingIfNeeded: name.lowerBound)
      record.textEnd = Int32(truncatingIfNeeded: name.upperBound)
    }
  }

  /// Whether an unknown element has the name that stands in the source.
  func hasName(_ node: HTMLTree.Node, _ name: Range<Int>) -> Bool {
    tree.bytes(node).elementsEqual(source[name].lazy.map { HTMLTree.small($0) })
  }

  mutating func add(_ record: HTMLTree.Record) -> HTMLTree.Node {
    if tree.records.count > nodeLimit, !isRefused { refusal = .treeTooLarge(line: line(of: index)) }
    tree.records.append(record)
    return HTMLTree.Node(tree.records.count - 1)
  }

  /// Appropriate place for inserting a node: the foster parent for what stands loose in a table.
  mutating func insert(_ node: HTMLTree.Node, into override: HTMLTree.Node? = nil) {
    let target = override ?? current
    guard fosterParenting, HTMLParser.fostering.contains(htmlTag(target)) else {
      tree.append(node, to: target)
      return
    }
    let lastTemplate = open.lastIndex { htmlTag($0) == .template }
    let lastTable = open.lastIndex { htmlTag($0) == .table }
    if let lastTemplate, lastTable.map({ lastTemplate > $0 }) ?? true {
      tree.append(node, to: open[lastTemplate])
    } else if let lastTable {
      let table = open[lastTable]
      if tree.parent(table) != HTMLTree.none {
        tree.insert(node, before: table)
      } else {
        tree.append(node, to: open[max(lastTable - 1, 0)])
      }
    } else {
      tree.append(node, to: open.first ?? HTMLTree.document)
    }
  }

  mutating func push(_ node: HTMLTree.Node) {
    if open.count >= limits.depth, !isRefused { refusal = .tooDeep(limits.depth, line: line(of: index)) }
    open.append(node)
  }

  @discardableResult
  mutating func insertElement(_ token: StartTag, _ namespace: HTMLTree.Namespace = .html) -> HTMLTree.Node {
    let node = newElement(token, namespace)
    insert(node)
    push(node)
    return node
  }

  @discardableResult
  mutating func insertImplied(_ tag: HTMLTag) -> HTMLTree.Node {
    let end = tree.attributePool.count
    return insertElement(StartTag(tag: tag, name: 0..<0, attributes: end..<end, selfClosing: false, offset: index))
  }

  mutating func insertText(_ text: Characters) {
    guard !text.isEmpty else { return }
    // Longer text of the same node goes on where the last one ended.
    let fosters = fosterParenting && HTMLParser.fostering.contains(htmlTag(current))
    if !fosters, latestText != HTMLTree.none, tree.lastChild(current) == latestText {
      lengthen(latestText, by: text)
      return
    }
    var record = HTMLTree.Record(kind: .text, offset: Int32(truncatingIfNeeded: runOffset))
    var range = text.range
    if !text.isInSource {
      record.isInSource = false
      let start = tree.texts.count
      tree.texts.append(contentsOf: run[text.range])
      range = start..<tree.texts.count
    }
    record.textStart = Int32(truncatingIfNeeded: range.lowerBound)
    record.textEnd = Int32(truncatingIfNeeded: range.upperBound)
    let node = add(record)
    latestText = node
    insert(node)
  }

  /// Text in two pieces is copied.
  private mutating func lengthen(_ node: HTMLTree.Node, by text: Characters) {
    let old = tree.records[Int(node)]
    if old.isInSource {
      tree.records[Int(node)].isInSource = false
      tree.records[Int(node)].textStart = Int32(truncatingIfNeeded: tree.texts.count)
      tree.texts.append(contentsOf: source[Int(old.textStart)..<Int(old.textEnd)])
    }
    if text.isInSource {
      tree.texts.append(contentsOf: source[text.range])
    } else {
      tree.texts.append(contentsOf: run[text.range])
    }
    tree.records[Int(node)].textEnd = Int32(truncatingIfNeeded: tree.texts.count)
  }

  mutating func insertComment(_ range: Range<Int>, at offset: Int, into parent: HTMLTree.Node) {
    if !range.isEmpty { latestText = HTMLTree.none }
    var record = HTMLTree.Record(kind: .comment, offset: Int32(truncatingIfNeeded: offset))
    record.textStart = Int32(truncatingIfNeeded: range.lowerBound)
    record.textEnd = Int32(truncatingIfNeeded: range.upperBound)
    let node = add(record)
    insert(node, into: parent)
  }

  // MARK: Scopes

  func hasInScope(_ tags: HTMLTagSet, extra: HTMLTagSet = [], only: HTMLTagSet? = nil) -> Bool {
    var place = open.count
    while place > 0 {
      place -= 1
      let node = open[place]
      let tag = htmlTag(node)
      if tags.contains(tag), tag != .unknown { return true }
      if let only {
        if only.contains(tag), tag != .unknown { return false }
      } else if tag != .unknown, HTMLParser.scope.contains(tag) || extra.contains(tag) {
        return false
      } else if tree.namespace(node) != .html, HTMLParser.foreignScope.contains(tree.tag(node)) {
        return false
      }
    }
    return false
  }

  func hasInButtonScope(_ tag: HTMLTag) -> Bool { hasInScope([tag], extra: HTMLParser.buttonScope) }
  func hasInTableScope(_ tags: HTMLTagSet) -> Bool { hasInScope(tags, only: HTMLParser.tableContext) }

  func hasInSelectScope() -> Bool {
    for node in open.reversed() {
      let tag = htmlTag(node)
      if tag == .select { return true }
      if tag != .optgroup, tag != .option { return false }
    }
    return false
  }

  mutating func generateImpliedEndTags(except: HTMLTag? = nil, thoroughly: Bool = false) {
    while let last = open.last {
      let tag = htmlTag(last)
      guard tag != except, tag != .unknown else { return }
      guard HTMLParser.impliedEnd.contains(tag) || thoroughly && HTMLParser.impliedThoroughly.contains(tag) else { return }
      open.removeLast()
    }
  }

  mutating func pop(until tags: HTMLTagSet) {
    while let last = open.popLast() {
      let tag = htmlTag(last)
      if tag != .unknown, tags.contains(tag) { return }
    }
  }

  mutating func clearStack(to context: HTMLTagSet) {
    while let last = open.last {
      let tag = htmlTag(last)
      if tag != .unknown, context.contains(tag) { return }
      if open.count == 1 { return }
      open.removeLast()
    }
  }

  mutating func closeP() {
    generateImpliedEndTags(except: .p)
    pop(until: [.p])
  }

  // MARK: Active formatting elements

  /// More than this many open at once only hostile pages have: the oldest is forgotten, which changes nothing we read.
  static let mostFormatting = 48

  mutating func pushFormatting(_ node: HTMLTree.Node) {
    // The Noah's Ark clause: three alike at most since the last marker.
    var alike = 0
    var earliest = -1
    var count = 0
    var first = -1
    for index in formatting.indices.reversed() {
      let other = formatting[index]
      if other == HTMLTree.none { break }
      count += 1
      first = index
      if tree.tag(other) == tree.tag(node), tree.haveSameAttributes(other, node) {
        alike += 1
        earliest = index
      }
    }
    if alike >= 3 {
      formatting.remove(at: earliest)
    } else if count >= HTMLParser.mostFormatting {
      formatting.remove(at: first)
    }
    formatting.append(node)
  }

  mutating func clearFormattingToMarker() {
    while let last = formatting.popLast(), last != HTMLTree.none {}
  }

  func clone(_ node: HTMLTree.Node) -> HTMLTree.Record {
    let record = tree.records[Int(node)]
    var copy = HTMLTree.Record(kind: .element, tag: record.tag, namespace: record.namespace)
    copy.isInSource = record.isInSource
    copy.textStart = record.textStart
    copy.textEnd = record.textEnd
    copy.attributes = record.attributes
    copy.attributesEnd = record.attributesEnd
    copy.offset = record.offset
    return copy
  }

  mutating func reconstructFormatting() {
    guard let last = formatting.last, last != HTMLTree.none, !open.contains(last) else { return }
    var start = formatting.count - 1
    while start > 0 {
      let entry = formatting[start - 1]
      if entry == HTMLTree.none || open.contains(entry) { break }
      start -= 1
    }
    for index in start..<formatting.count {
      let node = add(clone(formatting[index]))
      insert(node)
      push(node)
      formatting[index] = node
    }
  }

  /// The adoption agency algorithm. Source: WHATWG HTML §13.2.6.4.7.
  ///
  /// - Returns: whether the token was dealt with; otherwise any other end tag.
  mutating func adoptionAgency(_ tag: HTMLTag) -> Bool {
    if htmlTag(current) == tag, !formatting.contains(current) {
      open.removeLast()
      return true
    }
    for _ in 0..<8 {
      var formattingIndex = -1
      for index in formatting.indices.reversed() {
        if formatting[index] == HTMLTree.none { break }
        if tree.tag(formatting[index]) == tag {
          formattingIndex = index
          break
        }
      }
      guard formattingIndex >= 0 else { return false }
      let element = formatting[formattingIndex]
      guard let stackIndex = open.lastIndex(of: element) else {
        formatting.remove(at: formattingIndex)
        return true
      }
      guard isInScope(element) else { return true }
      guard
        let furthestIndex = open.indices.first(where: {
          $0 > stackIndex && isSpecial(open[$0])
        })
      else {
        open.removeLast(open.count - stackIndex)
        formatting.remove(at: formattingIndex)
        return true
      }
      let furthest = open[furthestIndex]
      let ancestor = open[max(stackIndex - 1, 0)]
      var bookmark = formattingIndex
      var lastNode = furthest
      var nodeIndex = furthestIndex
      var inner = 0
      while true {
        inner += 1
        nodeIndex -= 1
        guard nodeIndex > stackIndex else { break }
        var node = open[nodeIndex]
        var listIndex = formatting.lastIndex(of: node)
        if inner > 3, let at = listIndex {
          formatting.remove(at: at)
          if at < bookmark { bookmark -= 1 }
          listIndex = nil
        }
        guard let listIndex else {
          open.remove(at: nodeIndex)
          continue
        }
        let copy = add(clone(node))
        formatting[listIndex] = copy
        open[nodeIndex] = copy
        node = copy
        if lastNode == furthest { bookmark = listIndex + 1 }
        tree.detach(lastNode)
        tree.append(lastNode, to: node)
        lastNode = node
      }
      tree.detach(lastNode)
      let wasFostering = fosterParenting
      fosterParenting = true
      insert(lastNode, into: ancestor)
      fosterParenting = wasFostering
      let copy = add(clone(element))
      var child = tree.firstChild(furthest)
      while child != HTMLTree.none {
        let following = tree.next(child)
        tree.detach(child)
        tree.append(child, to: copy)
        child = following
      }
      tree.append(copy, to: furthest)
      if let at = formatting.lastIndex(of: element) {
        formatting.remove(at: at)
        if at < bookmark { bookmark -= 1 }
      }
      formatting.insert(copy, at: min(max(bookmark, 0), formatting.count))
      if let at = open.lastIndex(of: element) { open.remove(at: at) }
      if let at = open.lastIndex(of: furthest) {
        open.insert(copy, at: at + 1)
      } else {
        push(copy)
      }
    }
    return true
  }

  private func isInScope(_ element: HTMLTree.Node) -> Bool {
    for node in open.reversed() {
      if node == element { return true }
      let tag = htmlTag(node)
      if tag != .unknown, HTMLParser.scope.contains(tag) { return false }
      if tree.namespace(node) != .html, HTMLParser.foreignScope.contains(tree.tag(node)) { return false }
    }
    return false
  }

  func isSpecial(_ node: HTMLTree.Node) -> Bool {
    let tag = tree.tag(node)
    guard tag != .unknown else { return false }
    return tree.namespace(node) == .html ? HTMLParser.special.contains(tag) : HTMLParser.foreignScope.contains(tag)
  }

  mutating func resetInsertionMode() {
    for (position, node) in open.enumerated().reversed() {
      switch htmlTag(node) {
      case .select:
        var inTable = false
        for ancestor in open[..<position].reversed() {
          if htmlTag(ancestor) == .template { break }
          if htmlTag(ancestor) == .table {
            inTable = true
            break
          }
        }
        mode = inTable ? .inSelectInTable : .inSelect
      case .td, .th: if position > 0 { mode = .inCell } else { continue }
      case .tr: mode = .inRow
      case .tbody, .thead, .tfoot: mode = .inTableBody
      case .caption: mode = .inCaption
      case .colgroup: mode = .inColumnGroup
      case .table: mode = .inTable
      case .template: mode = templateModes.last ?? .inBody
      case .head: if position > 0 { mode = .inHead } else { continue }
      case .body: mode = .inBody
      case .frameset: mode = .inFrameset
      case .html: mode = head == HTMLTree.none ? .beforeHead : .afterHead
      default: continue
      }
      return
    }
    mode = .inBody
  }
}
