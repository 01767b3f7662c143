import DocumentTree
import HTMLSyntax

/// What a page says of itself: its title, meta elements, the index card beside the article.
enum PageMetadata {
  private static let names = ["索引号", "主题分类", "发布机构", "发文机关", "公开机构", "发布日期", "发文日期", "生成日期", "成文日期", "公开日期", "文号", "有效性", "名称", "信息名称"]
  private static let meta = ["articletitle": "名称", "pubdate": "发布日期", "contentsource": "发布机构", "author": "作者"]

  static func read(_ tree: HTMLTree, outside root: HTMLTree.Node) -> [Metadatum] {
    var out: [Metadatum] = []
    func add(_ name: String, _ value: String) {
      let value = value.withSingleSpaces
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
        case .title: add("title", tree.text(of: node, enough: 2000))
        case .meta:
          if let name = tree.attribute(node, .name)?.lowercased(), let known = meta[name], let content = tree.attribute(node, .content) {
            add(known, content)
          }
        case .td, .th:
          let name = tree.text(of: node, enough: 2000).filter { !$0.isWhitespace && $0 != ":" && $0 != "：" }
          let next = nextCell(node, tree)
          if names.contains(name), let next { add(name, tree.text(of: next, enough: 2000)) }
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
}
