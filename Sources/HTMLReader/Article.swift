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
    // Anchors in each leaf block: text of one paragraph or cell, its spans joined.
    var found: [HTMLTree.Node: Set<Int>] = [:]
    var node = tree.following(HTMLTree.document, within: HTMLTree.document)
    while node != HTMLTree.none {
      if tree.kind(node) == .element, !Self.isDrawn(node, tree, style) {
        node = tree.following(node, within: HTMLTree.document, skippingChildren: true)
      } else if tree.kind(node) == .element, Self.isLeafBlock(node, tree) {
        let hits = words.hits(in: Self.plainText(node, tree))
        if !hits.isEmpty { found[node] = hits }
        node = tree.following(node, within: HTMLTree.document, skippingChildren: true)
      } else {
        node = tree.following(node, within: HTMLTree.document)
      }
    }
    let all = found.values.reduce(into: Set<Int>()) { $0.formUnion($1) }
    guard all.count >= 4 else { return }
    isFound = true
    // Sums up the tree; the deepest element with all of them is the article.
    var sums: [HTMLTree.Node: Set<Int>] = [:]
    for (leaf, hits) in found {
      var at = leaf
      while at != HTMLTree.none {
        sums[at, default: []].formUnion(hits)
        at = tree.parent(at)
      }
    }
    var best = HTMLTree.document
    var bestDepth = -1
    // In the order of the page, since several may be equally deep: reading twice has to give the same.
    let candidates = sums.sorted { $0.key < $1.key }
    for (candidate, sum) in candidates where sum.count == all.count {
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
    for (candidate, sum) in candidates
    where (sum.count == all.count || sum.count >= 8 && sum.count * 2 >= all.count) && !Self.contains(candidate, best, tree) {
      while best != HTMLTree.document, !Self.contains(best, candidate, tree) { best = tree.parent(best) }
    }
    // A single table or its inside is not the whole report: its sentences stand around it.
    while best != HTMLTree.document, [.table, .tbody, .tr, .thead].contains(tree.tag(best)) || Self.isInline(tree.tag(best)) {
      best = tree.parent(best)
    }
    root = tree.tag(best) == .html || tree.tag(best) == .body ? HTMLTree.document : best
    findLayoutTables(tree, sums)
    findTitle(tree)
  }

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
    FlowReader.undrawn(tree.tag(node)) == nil && style.style(of: node).display != .none
      && !tree.hasAttribute(node, .hidden)
  }

  private static func plainText(_ node: HTMLTree.Node, _ tree: HTMLTree) -> [UInt8] {
    var out: [UInt8] = []
    var at = tree.following(node, within: node)
    while at != HTMLTree.none, out.count < 4000 {
      if tree.kind(at) == .element, FlowReader.undrawn(tree.tag(at)) != nil {
        at = tree.following(at, within: node, skippingChildren: true)
        continue
      }
      if tree.kind(at) == .text {
        for byte in tree.bytes(at) where byte > 0x20 { out.append(byte) }
      }
      at = tree.following(at, within: node)
    }
    return compared(out)
  }

  /// Text (UTF-8) without spaces and the marks that labels are compared without.
  static func compared(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      let width = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      let end = min(index + width, bytes.count)
      var value = width == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(width))
      for place in index + 1..<max(end, index + 1) { value = value << 6 | UInt32(bytes[place] & 0x3F) }
      if !isPassedOver(value) { for place in index..<end { out.append(bytes[place]) } }
      index = end
    }
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

  /// The words looked for, by their first sign.
  struct Anchors {
    private let words: [[UInt8]]
    /// By the first three bytes, as a number.
    private let byFirst: [Int: [Int]]
    var isEmpty: Bool { words.isEmpty }

    init(_ anchors: [String]) {
      let words = anchors.map { Array($0.utf8) }.filter { $0.count >= 6 }
      self.words = words
      byFirst = Dictionary(grouping: words.indices) { Self.head(words[$0], 0) }
    }

    private static func head(_ text: [UInt8], _ start: Int) -> Int {
      Int(text[start]) << 16 | Int(text[start + 1]) << 8 | Int(text[start + 2])
    }

    func hits(in text: [UInt8]) -> Set<Int> {
      var hits: Set<Int> = []
      guard text.count >= 6 else { return hits }
      var index = 0
      while index + 3 <= text.count {
        if text[index] >= 0xE0, let candidates = byFirst[Self.head(text, index)] {
          for candidate in candidates where !hits.contains(candidate) && text[index...].starts(with: words[candidate]) {
            hits.insert(candidate)
          }
        }
        index += 1
      }
      return hits
    }
  }

  private mutating func findLayoutTables(_ tree: HTMLTree, _ sums: [HTMLTree.Node: Set<Int>]) {
    var tables: [HTMLTree.Node] = []
    for (node, sum) in sums where tree.tag(node) == .table && sum.count >= 2 { tables.append(node) }
    for table in tables {
      var at = tree.parent(table)
      while at != HTMLTree.none {
        if tree.tag(at) == .table { layoutTables.insert(at) }
        at = tree.parent(at)
      }
    }
  }

  /// The nearest heading, or element of a title's class, that names a report before the article.
  private mutating func findTitle(_ tree: HTMLTree) {
    guard root != HTMLTree.document else { return }
    let inside = String(decoding: Self.plainText(root, tree).prefix(3000), as: UTF8.self)
    func isTitle(_ text: String) -> Bool {
      text.utf8.count < 240 && !text.contains(where: { ">›»：:|".contains($0) }) && (text.hasSuffix("报告") || text.hasSuffix("年报"))
        && (text.contains("信息公开") || text.contains("政务公开")) && text.contains("年")
    }
    var node = tree.following(root, within: root)
    var looked = 0
    while node != HTMLTree.none, looked < 12 {
      if tree.kind(node) == .element, Self.isLeafBlock(node, tree) {
        if isTitle(Self.joined(node, tree).withoutWhiteSpace) { return }
        looked += 1
      }
      node = tree.following(node, within: root)
    }
    node = tree.following(HTMLTree.document, within: HTMLTree.document)
    var last: (HTMLTree.Node, String)?
    while node != HTMLTree.none, node != root {
      if tree.kind(node) == .element, tree.tag(node) != .title, tree.tag(node) != .a, tree.tag(node) != .td, Self.isLeafBlock(node, tree) {
        let text = Self.joined(node, tree)
        let heading: [HTMLTag] = [.h1, .h2, .h3, .h4]
        if isTitle(text.withoutWhiteSpace), heading.contains(tree.tag(node)) || tree.tag(node) == .p || tree.tag(node) == .div {
          last = (node, text)
        }
      }
      node = tree.following(node, within: HTMLTree.document)
    }
    guard let last, !inside.contains(last.1.withoutWhiteSpace) else { return }
    titleOutside = (last.0, last.1)
  }

  private static func joined(_ node: HTMLTree.Node, _ tree: HTMLTree) -> String { tree.text(of: node, enough: 1000).withSingleSpaces }
}
