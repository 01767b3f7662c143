import DocumentTree
import HTMLSyntax

/// Where on a page the report stands.
struct Article {
  /// Enough of the words looked for stand on the page.
  private(set) var isFound = false
  private(set) var root: HTMLTree.Node = HTMLTree.document
  /// Tables that only lay out the page: another table with labels, or headings, stand inside.
  private(set) var layoutTables: Set<HTMLTree.Node> = []
  /// The page's heading above the article, where the article itself has none.
  private(set) var titleOutside: (node: HTMLTree.Node, text: String)?

  init(tree: HTMLTree, style: PageStyle, anchors: [String]) {
    let words = Anchors(anchors)
    guard !words.isEmpty else { return }
    // Anchors in each leaf block, text of one paragraph or cell, its spans joined; and summed up in all that is around it.
    var sums = AnchorSums(nodes: tree.count, words: words)
    var text: [UInt8] = []
    var node = tree.following(HTMLTree.document, within: HTMLTree.document)
    while node != HTMLTree.none {
      if tree.kind(node) == .element, !Self.isDrawn(node, tree, style) {
        node = tree.following(node, within: HTMLTree.document, skippingChildren: true)
      } else if tree.kind(node) == .element, Self.isLeafBlock(node, tree) {
        Self.plainText(node, tree, &text)
        sums.add(words, in: text, at: node, tree)
        node = tree.following(node, within: HTMLTree.document, skippingChildren: true)
      } else {
        node = tree.following(node, within: HTMLTree.document)
      }
    }
    let all = sums.count(HTMLTree.document)
    guard all >= 4 else { return }
    isFound = true
    // The deepest element with all of them is the article.
    var best = HTMLTree.document
    var bestDepth = -1
    // In the order of the page, since several may be equally deep: reading twice has to give the same.
    let candidates = sums.candidates
    for (candidate, sum) in candidates where sum == all {
      var count = 0
      var at = candidate
      while at != HTMLTree.none {
        count += 1
        at = tree.parent(at)
      }
      if count > bestDepth {
        bestDepth = count
        best = candidate
      }
    }
    // Elements beside it with all or most of the anchors: other reports on the page. The article is what holds them all.
    for (candidate, sum) in candidates where (sum == all || sum >= 8 && sum * 2 >= all) && !Self.contains(candidate, best, tree) {
      while best != HTMLTree.document, !Self.contains(best, candidate, tree) { best = tree.parent(best) }
    }
    // A single table or its inside is not the whole report: its sentences stand around it.
    while best != HTMLTree.document, Self.insideTables.contains(tree.tag(best)) || Self.isInline(tree.tag(best)) {
      best = tree.parent(best)
    }
    root = tree.tag(best) == .html || tree.tag(best) == .body ? HTMLTree.document : best
    findLayoutTables(tree, candidates)
    findTitle(tree)
  }

  private static let insideTables: HTMLTagSet = [.table, .tbody, .tr, .thead]

  /// Whether `inner` is `outer` or lies inside it.
  private static func contains(_ outer: HTMLTree.Node, _ inner: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    var at = inner
    while at != HTMLTree.none {
      if at == outer { return true }
      at = tree.parent(at)
    }
    return false
  }

  private static func isInline(_ tag: HTMLTag) -> Bool { !FlowReader.blockTags.contains(tag) }

  /// An element with text that has no block of its own inside.
  private static func isLeafBlock(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    guard FlowReader.blockTags.contains(tree.tag(node)), tree.firstChild(node) != HTMLTree.none else { return false }
    var at = tree.following(node, within: node)
    while at != HTMLTree.none {
      if tree.kind(at) == .element, FlowReader.blockTags.contains(tree.tag(at)) { return false }
      at = tree.following(at, within: node)
    }
    return true
  }

  private static func isDrawn(_ node: HTMLTree.Node, _ tree: HTMLTree, _ style: PageStyle) -> Bool {
    !FlowReader.undrawnTags.contains(tree.tag(node)) && style.style(of: node).display != .none && !tree.hasAttribute(node, .hidden)
  }

  /// Text (UTF-8) of a node without spaces and the marks that labels are compared without; what follows 4,000 bytes is left out.
  private static func plainText(_ node: HTMLTree.Node, _ tree: HTMLTree, _ out: inout [UInt8]) {
    out.removeAll(keepingCapacity: true)
    var seen = 0
    var at = tree.following(node, within: node)
    while at != HTMLTree.none, seen < 4000 {
      if tree.kind(at) == .element, FlowReader.undrawnTags.contains(tree.tag(at)) {
        at = tree.following(at, within: node, skippingChildren: true)
        continue
      }
      if tree.kind(at) == .text { seen += append(tree.bytes(at).span, to: &out) }
      at = tree.following(at, within: node)
    }
  }

  /// - Returns: how many bytes above the space there are.
  private static func append(_ bytes: Span<UInt8>, to out: inout [UInt8]) -> Int {
    var seen = 0
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead <= 0x20 {
        index += 1
        continue
      }
      if VisibleText.isHan(lead), index + 2 < bytes.count {
        out.append(lead)
        out.append(bytes[index + 1])
        out.append(bytes[index + 2])
        index += 3
        seen += 3
        continue
      }
      let start = index
      appendCharacter(bytes, &index, to: &out)
      seen += index - start
    }
    return seen
  }

  /// The character at `index`, unless it is passed over; `index` is moved behind it.
  private static func appendCharacter(_ bytes: Span<UInt8>, _ index: inout Int, to out: inout [UInt8]) {
    let lead = bytes[index]
    let width = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    let end = min(index + width, bytes.count)
    var value = width == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(width))
    for place in index + 1..<max(end, index + 1) { value = value << 6 | UInt32(bytes[place] & 0x3F) }
    if !isPassedOver(value) { for place in index..<end { out.append(bytes[place]) } }
    index = end
  }

  /// Text (UTF-8) without spaces and the marks that labels are compared without.
  static func compared(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count { appendCharacter(bytes.span, &index, to: &out) }
    return out
  }

  private static func isPassedOver(_ value: UInt32) -> Bool {
    // No Han character is passed over.
    guard !(0x3400...0xDFFF).contains(value), let scalar = Unicode.Scalar(value) else { return false }
    switch scalar {
    case "、", "，", ",", "。", ".", "（", "）", "(", ")", "“", "”", "\"", "：", ":": return true
    default: return scalar.isWhite
    }
  }

  private mutating func findLayoutTables(_ tree: HTMLTree, _ candidates: [(node: HTMLTree.Node, count: Int)]) {
    for (table, count) in candidates where tree.tag(table) == .table && count >= 2 {
      var at = tree.parent(table)
      while at != HTMLTree.none {
        if tree.tag(at) == .table { layoutTables.insert(at) }
        at = tree.parent(at)
      }
    }
  }

  private static let titles: HTMLTagSet = [.h1, .h2, .h3, .h4, .p, .div]

  /// The nearest heading, or element of a title's class, that names a report before the article.
  private mutating func findTitle(_ tree: HTMLTree) {
    guard root != HTMLTree.document else { return }
    func isTitle(_ text: String) -> Bool {
      text.utf8.count < 240 && !text.contains(where: { ">›»：:|".contains($0) }) && (text.hasSuffix("报告") || text.hasSuffix("年报"))
        && (text.contains("信息公开") || text.contains("政务公开")) && text.contains("年")
    }
    var node = tree.following(root, within: root)
    var looked = 0
    while node != HTMLTree.none, looked < 12 {
      if tree.kind(node) == .element, Self.isLeafBlock(node, tree) {
        if Self.mayNameYear(node, tree), isTitle(Self.joined(node, tree).withoutWhiteSpace) { return }
        looked += 1
      }
      node = tree.following(node, within: root)
    }
    node = tree.following(HTMLTree.document, within: HTMLTree.document)
    var last: (HTMLTree.Node, String)?
    while node != HTMLTree.none, node != root {
      if tree.kind(node) == .element, Self.titles.contains(tree.tag(node)), Self.isLeafBlock(node, tree), Self.mayNameYear(node, tree) {
        let text = Self.joined(node, tree)
        if isTitle(text.withoutWhiteSpace) { last = (node, text) }
      }
      node = tree.following(node, within: HTMLTree.document)
    }
    guard let last else { return }
    var text: [UInt8] = []
    Self.plainText(root, tree, &text)
    guard !String(decoding: text.prefix(3000), as: UTF8.self).contains(last.1.withoutWhiteSpace) else { return }
    titleOutside = (last.0, last.1)
  }

  /// Whether 年 is among the text, or a character of the compatibility blocks that may stand for it.
  private static func mayNameYear(_ node: HTMLTree.Node, _ tree: HTMLTree) -> Bool {
    var at = tree.following(node, within: node)
    while at != HTMLTree.none {
      if tree.kind(at) == .text {
        let slice = tree.bytes(at)
        let bytes = slice.span
        var index = 0
        while index < bytes.count {
          let byte = bytes[index]
          if byte >= 0xE5, index + 2 < bytes.count {
            if byte == 0xE5, bytes[index + 1] == 0xB9, bytes[index + 2] == 0xB4 { return true }
            if byte >= 0xF0 || byte == 0xEF && (0xA4...0xAB).contains(bytes[index + 1]) { return true }
          }
          index += 1
        }
      }
      at = tree.following(at, within: node)
    }
    return false
  }

  private static func joined(_ node: HTMLTree.Node, _ tree: HTMLTree) -> String { tree.text(of: node, enough: 1000).withSingleSpaces }
}
