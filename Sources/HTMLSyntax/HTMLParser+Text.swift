/// Characters, comments, the doctype and the end of the file, by insertion mode.
///
/// Source: WHATWG HTML §13.2.6.4.
extension HTMLParser {
  /// Characters in the source or, where that writes them otherwise, in the run.
  struct Characters {
    var range: Range<Int>
    var isInSource: Bool
    var isEmpty: Bool { range.isEmpty }
    var count: Int { range.count }
    func prefix(_ count: Int) -> Characters { Characters(range: range.prefix(count), isInSource: isInSource) }
    func dropFirst(_ count: Int) -> Characters { Characters(range: range.dropFirst(count), isInSource: isInSource) }
  }

  mutating func flush() {
    guard !runIsEmpty else { return }
    let isInSource = run.isEmpty
    let range = isInSource ? runInSource : run.indices
    let first = isInSource ? source[range.lowerBound] : run[range.lowerBound]
    let skips = skipsLineFeed && first == 0x0A ? 1 : 0
    skipsLineFeed = false
    characters(Characters(range: range.dropFirst(skips), isInSource: isInSource))
    runInSource = 0..<0
    run.removeAll(keepingCapacity: true)
  }

  private func leadingSpaces(_ text: Characters) -> Int {
    let first = text.isInSource ? first(in: text.range, source.span) : first(in: text.range, run.span)
    return first - text.range.lowerBound
  }

  /// The first place with something else than a space.
  private func first(in range: Range<Int>, _ bytes: Span<UInt8>) -> Int {
    var at = range.lowerBound
    while at < range.upperBound, HTMLParser.isSpace(bytes[at]) { at += 1 }
    return at
  }

  mutating func characters(_ text: Characters) {
    var rest = text
    while !rest.isEmpty, !isRefused {
      if isForeign(current), !isIntegrationPoint(current) {
        if leadingSpaces(rest) < rest.count { framesetOK = false }
        insertText(rest)
        return
      }
      switch mode {
      case .initial:
        rest = rest.dropFirst(leadingSpaces(rest))
        if !rest.isEmpty {
          tree.isQuirky = true
          mode = .beforeHTML
        }
      case .beforeHTML:
        rest = rest.dropFirst(leadingSpaces(rest))
        if !rest.isEmpty { startHTML() }
      case .beforeHead:
        rest = rest.dropFirst(leadingSpaces(rest))
        if !rest.isEmpty { startHead() }
      case .inHead, .inHeadNoscript, .afterHead:
        let spaces = leadingSpaces(rest)
        if spaces > 0 {
          insertText(rest.prefix(spaces))
          rest = rest.dropFirst(spaces)
        }
        if !rest.isEmpty { leaveHead() }
      case .inBody, .inCaption, .inCell, .inTemplate:
        charactersInBody(rest)
        return
      case .text, .inSelect, .inSelectInTable:
        insertText(rest)
        return
      case .inTable, .inTableBody, .inRow:
        guard HTMLParser.tableStructure.contains(htmlTag(current)) else {
          charactersInBody(rest)
          return
        }
        if leadingSpaces(rest) == rest.count {
          insertText(rest)
        } else {
          fosterParenting = true
          charactersInBody(rest)
          fosterParenting = false
        }
        return
      case .inColumnGroup:
        let spaces = leadingSpaces(rest)
        insertText(rest.prefix(spaces))
        rest = rest.dropFirst(spaces)
        if !rest.isEmpty {
          guard htmlTag(current) == .colgroup else { return }
          open.removeLast()
          mode = .inTable
        }
      case .afterBody, .afterAfterBody:
        let spaces = leadingSpaces(rest)
        if spaces == rest.count {
          charactersInBody(rest)
          return
        }
        mode = .inBody
      case .inFrameset, .afterFrameset, .afterAfterFrameset:
        insertSpaces(of: rest)
        return
      }
    }
  }

  private mutating func charactersInBody(_ text: Characters) {
    reconstructFormatting()
    insertText(text)
    if framesetOK, leadingSpaces(text) < text.count { framesetOK = false }
  }

  /// Around frames nothing but spaces is kept.
  private mutating func insertSpaces(of text: Characters) {
    let spaces = (text.isInSource ? source[text.range] : run[text.range]).filter { HTMLParser.isSpace($0) }
    run = spaces
    insertText(Characters(range: run.indices, isInSource: false))
  }

  mutating func startHTML() {
    let node = newElement(StartTag(tag: .html, name: 0..<0, attributes: 0..<0, selfClosing: false, offset: index))
    tree.append(node, to: HTMLTree.document)
    push(node)
    mode = .beforeHead
  }

  mutating func startHead() {
    head = insertImplied(.head)
    mode = .inHead
  }

  /// From the modes of the head to the body, by what is none of theirs.
  mutating func leaveHead() {
    switch mode {
    case .inHeadNoscript:
      open.removeLast()
      mode = .inHead
    case .inHead:
      open.removeLast()
      mode = .afterHead
    default:
      insertImplied(.body)
      mode = .inBody
    }
  }

  mutating func comment(_ range: Range<Int>, at offset: Int) {
    switch mode {
    case .initial, .beforeHTML, .afterAfterBody, .afterAfterFrameset:
      insertComment(range, at: offset, into: HTMLTree.document)
    case .afterBody: insertComment(range, at: offset, into: open.first ?? HTMLTree.document)
    default: insertComment(range, at: offset, into: current)
    }
  }

  /// Only the mode that it sets matters to us.
  mutating func doctype(_ text: ArraySlice<UInt8>) {
    guard mode == .initial else { return }
    let words = String(decoding: text, as: UTF8.self).lowercased()
    let quoted = words.split(omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
    let name = quoted.first.map { $0.split(whereSeparator: { " \t\n\r\u{0C}".contains($0) }) } ?? []
    if name.first != "html" { tree.isQuirky = true }
    if name.count > 1, name[1] == "public", quoted.count > 1 {
      let identifier = String(quoted[1])
      let hasSystem = quoted.count > 3
      let old = [
        "+//silmaril//", "-//as//", "-//advasoft ltd//", "-//ietf//", "-//metrius//", "-//microsoft//", "-//netscape",
        "-//o'reilly", "-//sq//", "-//softquad", "-//spyglass", "-//sun microsystems", "-//w3c//dtd html 3",
        "-//w3c//dtd html 4.0 frameset//", "-//w3c//dtd html 4.0 transitional//", "-//w3c//dtd html experimental",
        "-//w3c//dtd w3 html", "-//w3o//", "-//webtechs", "-/w3c/dtd html 4.0 transitional/en", "-//w3c//dtd html 2",
      ]
      if old.contains(where: { identifier.hasPrefix($0) }) || identifier == "html" { tree.isQuirky = true }
      if !hasSystem, identifier.hasPrefix("-//w3c//dtd html 4.01 ") { tree.isQuirky = true }
    } else if words.contains("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd") {
      tree.isQuirky = true
    }
    mode = .beforeHTML
  }

  mutating func endOfFile() {
    for _ in 0..<4 where mode == .initial || mode == .beforeHTML || mode == .beforeHead { advanceBeforeHead() }
    while mode == .inHead || mode == .inHeadNoscript || mode == .afterHead { leaveHead() }
  }

  mutating func advanceBeforeHead() {
    switch mode {
    case .initial:
      tree.isQuirky = true
      mode = .beforeHTML
    case .beforeHTML: startHTML()
    case .beforeHead: startHead()
    default: break
    }
  }
}
