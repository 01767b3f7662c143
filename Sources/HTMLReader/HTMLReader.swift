public import Diagnostics
public import DocumentTree
import HTMLSyntax
import TextDecoding

/// Reads HTML as portals publish it: the report found inside its page, tables by the table model of the standard.
///
/// The reader knows no form. Words by which the report is known inside the page are handed in as `anchors`; without one of them on
/// the page the whole body is the document.
public enum HTMLReader {
  public struct Options: Sendable {
    /// `--encoding`.
    public var encoding: String?
    /// What a header outside of the page says: it goes before what the page says of itself.
    public var declaredEncoding: String?
    /// Labels, white space and punctuation left out, that stand in the documents looked for.
    public var anchors: [String] = []

    public init(encoding: String? = nil, declaredEncoding: String? = nil, anchors: [String] = []) {
      self.encoding = encoding
      self.declaredEncoding = declaredEncoding
      self.anchors = anchors
    }
  }

  public static func read(_ bytes: [UInt8], options: Options = Options(), limits: Limits = Limits()) throws(Refusal) -> Document {
    guard bytes.count <= limits.inputBytes else {
      throw Refusal("limit-input", Message(zh: "文件超过上限", en: "the file is larger than the limit"))
    }
    let decoded = try TextDecoding.decode(
      bytes, declared: options.declaredEncoding ?? TextDecoding.declaredLabel(inMarkup: bytes), forced: options.encoding)
    var (document, isFound) = try read(utf8: decoded.utf8, encoding: decoded.encoding, options: options, limits: limits)
    if !isFound, let inner = try embedded(in: decoded, options, limits) { document = inner }
    if document.blocks.isEmpty, let refusal = elsewhere(document) { throw refusal }
    document.diagnostics = decoded.diagnostics + document.diagnostics
    return document
  }

  private static func elsewhere(_ document: Document) -> Refusal? {
    guard let found = document.diagnostics.first(where: { $0.code == "html-elsewhere" }) else { return nil }
    return Refusal(
      "html-elsewhere",
      Message(zh: "网页中没有正文。" + found.message.chinese, en: "the page has no text of its own: " + found.message.english))
  }

  /// The page inside a string, for a page that holds no report outside of its scripts.
  private static func embedded(in decoded: DecodedText, _ options: Options, _ limits: Limits) throws(Refusal) -> Document? {
    let anchors = Article.Anchors(options.anchors)
    guard !anchors.isEmpty,
      let found = EmbeddedPage.find(in: decoded.utf8[...], where: { anchors.hits(in: Article.compared($0)).count >= 4 })
    else { return nil }
    var (document, _) = try read(utf8: found.html, encoding: decoded.encoding, options: options, limits: limits)
    // What stands around the string is the program's, not the page's.
    let around = VisibleText.count(decoded.utf8[..<found.range.lowerBound]) + VisibleText.count(decoded.utf8[found.range.upperBound...])
    document.account.read += around
    document.account.leaveOut("script", around)
    document.diagnostics = [.insideString] + document.diagnostics
    return document
  }

  private static func read(utf8: [UInt8], encoding: String, options: Options, limits: Limits) throws(Refusal) -> (Document, isFound: Bool) {
    let tree = try HTMLParser.parse(utf8, limits: limits)
    var document = Document(format: "html", encoding: encoding)
    var reader = FlowReader(tree: tree, limits: limits)
    let article = Article(tree: tree, style: reader.style, anchors: options.anchors)
    reader.layoutTables = article.layoutTables
    document.blocks = reader.blocks(of: article.root, includesRoot: article.root != HTMLTree.document)
    if let refusal = reader.refusal { throw refusal }
    if let title = article.titleOutside, title.node != article.root {
      document.blocks.insert(.paragraph(Paragraph(title.text, outlineLevel: 1, origin: Origin(.element("title")))), at: 0)
      reader.account.read += VisibleText.count(title.text.utf8)
      reader.account.kept += VisibleText.count(title.text.utf8)
    }
    leaveOutChrome(article, &reader)
    document.metadata = PageMetadata.read(tree, outside: article.root)
    document.diagnostics += reader.diagnostics
    for frame in reader.embedded {
      document.diagnostics.append(
        Diagnostic(
          "html-elsewhere", .note,
          Message(
            zh: "网页嵌入了另一个文件（\(frame.address.quoted())），未读取",
            en: "the page embeds another file (\(frame.address.quoted())), which was not read")))
    }
    if reader.imagesInCells > 0 {
      document.diagnostics.append(
        Diagnostic(
          "html-picture", .note,
          Message(
            zh: "表格中有\(reader.imagesInCells)张图片，图片中的文字无法读取",
            en: "\(reader.imagesInCells) pictures stand in tables; text in them can't be read")))
    }
    document.account = reader.account
    return (document, article.isFound)
  }

  /// Text of the page around the report, by reason.
  private static func leaveOutChrome(_ article: Article, _ reader: inout FlowReader) {
    guard article.root != HTMLTree.document else { return }
    let tree = reader.tree
    var texts: [String] = []
    var node = tree.following(HTMLTree.document, within: HTMLTree.document)
    while node != HTMLTree.none {
      if node == article.root || node == article.titleOutside?.node {
        node = tree.following(node, within: HTMLTree.document, skippingChildren: true)
        continue
      }
      if tree.kind(node) == .text {
        let parent = tree.parent(node)
        let isDrawn = parent == HTMLTree.none || FlowReader.undrawn(tree.tag(parent)) == nil
        let text = String(decoding: tree.bytes(node), as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if isDrawn, !text.isEmpty { texts.append(text) }
        reader.leaveOut(node, "page-chrome")
      }
      node = tree.following(node, within: HTMLTree.document)
    }
    guard !texts.isEmpty else { return }
    let list = texts.prefix(8).map { "“\($0.quoted(limit: 20))”" }.joined(separator: " ")
    reader.diagnostics.append(
      Diagnostic(
        "page-chrome", .note,
        Message(
          zh: "报告正文以外的网页文字\(texts.count)处未计入报告：\(list)" + (texts.count > 8 ? " 等" : ""),
          en: "\(texts.count) pieces of text of the page around the report were left out: \(list)" + (texts.count > 8 ? " …" : ""))))
  }
}

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
    var depth: [HTMLTree.Node: Int] = [:]
    for (leaf, hits) in found {
      var at = leaf
      while at != HTMLTree.none {
        sums[at, default: []].formUnion(hits)
        at = tree.parent(at)
      }
    }
    var best = HTMLTree.document
    var bestDepth = -1
    for (candidate, sum) in sums where sum.count == all.count {
      var count = 0
      var at = candidate
      while at != HTMLTree.none {
        count += 1
        at = tree.parent(at)
      }
      depth[candidate] = count
      if count > bestDepth {
        bestDepth = count
        best = candidate
      }
    }
    // Elements beside it with most of the anchors: other reports on the page. The article is what holds them all.
    for (candidate, sum) in sums where sum.count >= 8 && sum.count * 2 >= all.count && !Self.contains(candidate, best, tree) {
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
    FlowReader.undrawn(tree.tag(node)) == nil && style.style(of: node, in: tree).display != .none
      && tree.attribute(node, "hidden") == nil
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

  /// Text without spaces and the marks that labels are compared without.
  static func compared(_ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace && !"、，,。.（）()“”\"：:".unicodeScalars.contains(scalar) {
      scalars.append(scalar)
    }
    return Array(String(scalars).utf8)
  }

  /// The words looked for, by their first sign.
  struct Anchors {
    private let words: [[UInt8]]
    private let byFirst: [[UInt8]: [Int]]
    var isEmpty: Bool { words.isEmpty }

    init(_ anchors: [String]) {
      let words = anchors.map { Array($0.utf8) }.filter { $0.count >= 6 }
      self.words = words
      byFirst = Dictionary(grouping: words.indices) { Array(words[$0].prefix(3)) }
    }

    func hits(in text: [UInt8]) -> Set<Int> {
      var hits: Set<Int> = []
      guard text.count >= 6 else { return hits }
      var index = 0
      while index + 3 <= text.count {
        if text[index] >= 0xE0, let candidates = byFirst[Array(text[index..<index + 3])] {
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
        if isTitle(Self.joined(node, tree).filter({ !$0.isWhitespace })) { return }
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
        if isTitle(text.filter { !$0.isWhitespace }), heading.contains(tree.tag(node)) || tree.tag(node) == .p || tree.tag(node) == .div {
          last = (node, text)
        }
      }
      node = tree.following(node, within: HTMLTree.document)
    }
    guard let last, !inside.contains(last.1.filter { !$0.isWhitespace }) else { return }
    titleOutside = (last.0, last.1)
  }

  private static func joined(_ node: HTMLTree.Node, _ tree: HTMLTree) -> String {
    var out: [UInt8] = []
    var at = tree.following(node, within: node)
    while at != HTMLTree.none, out.count < 1000 {
      if tree.kind(at) == .text { out += tree.bytes(at) }
      at = tree.following(at, within: node)
    }
    return String(decoding: out, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// What a page says of itself: its title, meta elements, the index card beside the article.
enum PageMetadata {
  private static let names = ["索引号", "主题分类", "发布机构", "发文机关", "公开机构", "发布日期", "发文日期", "生成日期", "成文日期", "公开日期", "文号", "有效性", "名称", "信息名称"]
  private static let meta = ["articletitle": "名称", "pubdate": "发布日期", "contentsource": "发布机构", "author": "作者"]

  static func read(_ tree: HTMLTree, outside root: HTMLTree.Node) -> [Metadatum] {
    var out: [Metadatum] = []
    func add(_ name: String, _ value: String) {
      let value = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !value.isEmpty, !out.contains(where: { $0.name == name }) else { return }
      out.append(Metadatum(name: name, value: value))
    }
    var node = tree.following(HTMLTree.document, within: HTMLTree.document)
    while node != HTMLTree.none {
      if node == root, root != HTMLTree.document {
        node = tree.following(node, within: HTMLTree.document, skippingChildren: true)
        continue
      }
      if tree.kind(node) == .element {
        switch tree.tag(node) {
        case .title: add("title", text(node, tree))
        case .meta:
          if let name = tree.attribute(node, "name")?.lowercased(), let known = meta[name], let content = tree.attribute(node, "content") {
            add(known, content)
          }
        case .td, .th:
          let name = text(node, tree).filter { !$0.isWhitespace && $0 != ":" && $0 != "：" }
          let next = nextCell(node, tree)
          if names.contains(name), let next { add(name, text(next, tree)) }
        default: break
        }
      }
      node = tree.following(node, within: HTMLTree.document)
    }
    return out
  }

  private static func nextCell(_ node: HTMLTree.Node, _ tree: HTMLTree) -> HTMLTree.Node? {
    var at = tree.next(node)
    while at != HTMLTree.none {
      if tree.kind(at) == .element, tree.tag(at) == .td || tree.tag(at) == .th { return at }
      at = tree.next(at)
    }
    return nil
  }

  private static func text(_ node: HTMLTree.Node, _ tree: HTMLTree) -> String {
    var out: [UInt8] = []
    var at = tree.following(node, within: node)
    while at != HTMLTree.none, out.count < 2000 {
      if tree.kind(at) == .text { out += tree.bytes(at) }
      at = tree.following(at, within: node)
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension Diagnostic {
  fileprivate static let insideString = Diagnostic(
    "html-in-script", .note,
    Message(zh: "网页正文是脚本中的一个字符串，已取出读取", en: "the page is a string inside a script; it was taken out and read"))
}
