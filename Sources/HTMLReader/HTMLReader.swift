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
    /// Whether what `del` and `ins` hold is read.
    public var trackChanges: TrackChanges

    public init(
      encoding: String? = nil, declaredEncoding: String? = nil, anchors: [String] = [], trackChanges: TrackChanges = .accept
    ) {
      self.encoding = encoding
      self.declaredEncoding = declaredEncoding
      self.anchors = anchors
      self.trackChanges = trackChanges
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
    let anchors = Anchors(options.anchors)
    guard !anchors.isEmpty else { return nil }
    let pages = EmbeddedPage.find(in: decoded.utf8[...], where: { anchors.count(in: $0) >= 4 })
    guard let first = pages.first else { return nil }
    var (document, _) = try read(utf8: first.html, encoding: decoded.encoding, options: options, limits: limits)
    var around = VisibleText.count(decoded.utf8[...]) - VisibleText.count(decoded.utf8[first.range])
    for page in pages.dropFirst() {
      let (other, _) = try read(utf8: page.html, encoding: decoded.encoding, options: options, limits: limits)
      document.blocks += other.blocks
      document.diagnostics += other.diagnostics
      document.account.add(other.account)
      around -= VisibleText.count(decoded.utf8[page.range])
    }
    // What stands around the strings is the program's, not the page's.
    document.account.read += around
    document.account.leaveOut("script", around)
    document.diagnostics = [.insideString] + document.diagnostics
    return document
  }

  private static func read(utf8: [UInt8], encoding: String, options: Options, limits: Limits) throws(Refusal) -> (Document, isFound: Bool) {
    let tree = try HTMLParser.parse(utf8, limits: limits)
    var document = Document(format: "html", encoding: encoding)
    var reader = FlowReader(tree: tree, trackChanges: options.trackChanges, limits: limits)
    let article = Article(tree: tree, style: reader.style, anchors: options.anchors)
    reader.layoutTables = article.layoutTables
    document.blocks = reader.blocks(of: article.root, includesRoot: article.root != HTMLTree.document)
    if let refusal = reader.refusal { throw refusal }
    if let title = article.titleOutside, title.node != article.root {
      document.blocks.insert(.paragraph(Paragraph(title.text, outlineLevel: 1, origin: Origin(.element("title")))), at: 0)
      reader.account.read += VisibleText.count(title.text)
      reader.account.kept += VisibleText.count(title.text)
    }
    leaveOutChrome(article, &reader)
    if reader.deletions > 0 {
      document.revisions = [RevisionCount(kind: "deletion", count: reader.deletions)]
      document.diagnostics.append(.trackedChanges(document.revisions, options.trackChanges))
    }
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
    document.diagnostics += UnreadContent.findings(reader.unreadCells)
    document.account = reader.account
    return (document, article.isFound)
  }

  /// Text of the page around the report, by reason.
  private static func leaveOutChrome(_ article: Article, _ reader: inout FlowReader) {
    guard article.root != HTMLTree.document else { return }
    let tree = reader.tree
    var texts: [String] = []
    var count = 0
    var node = tree.following(HTMLTree.document, within: HTMLTree.document)
    while node != HTMLTree.none {
      if node == article.root || node == article.titleOutside?.node {
        node = tree.following(node, within: HTMLTree.document, skippingChildren: true)
        continue
      }
      if tree.kind(node) == .text {
        let parent = tree.parent(node)
        let isDrawn = parent == HTMLTree.none || !FlowReader.undrawnTags.contains(tree.tag(parent))
        if isDrawn, VisibleText.count(tree.bytes(node)) > 0 {
          count += 1
          if count <= 8 { texts.append(String(decoding: tree.bytes(node), as: UTF8.self).withSingleSpaces) }
        }
        reader.leaveOut(node, "page-chrome")
      }
      node = tree.following(node, within: HTMLTree.document)
    }
    guard !texts.isEmpty else { return }
    let list = texts.map { "“\($0.quoted(limit: 20))”" }.joined(separator: " ")
    reader.diagnostics.append(
      Diagnostic(
        "page-chrome", .note,
        Message(
          zh: "报告正文以外的网页文字\(count)处未计入报告：\(list)" + (count > 8 ? " 等" : ""),
          en: "\(count) pieces of text of the page around the report were left out: \(list)" + (count > 8 ? " …" : ""))))
  }
}

extension Diagnostic {
  fileprivate static let insideString = Diagnostic(
    "html-in-script", .note,
    Message(zh: "网页正文是脚本中的一个字符串，已取出读取", en: "the page is a string inside a script; it was taken out and read"))
}
