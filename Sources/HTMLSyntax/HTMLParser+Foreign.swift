/// SVG and MathML inside a page. Source: WHATWG HTML §13.2.6.5.
extension HTMLParser {
  func isForeign(_ node: HTMLTree.Node) -> Bool {
    node != HTMLTree.document && tree.namespace(node) != .html
  }

  private static let mathText: HTMLTagSet = [.mi, .mo, .mn, .ms, .mtext]
  private static let svgPoints: HTMLTagSet = [.foreignobject, .desc, .title]

  func isIntegrationPoint(_ node: HTMLTree.Node) -> Bool {
    switch tree.namespace(node) {
    case .html: false
    case .math:
      HTMLParser.mathText.contains(tree.tag(node)) && tree.tag(node) != .unknown || isHTMLAnnotation(node)
    case .svg: tree.tag(node) != .unknown && HTMLParser.svgPoints.contains(tree.tag(node))
    }
  }

  private func isHTMLAnnotation(_ node: HTMLTree.Node) -> Bool {
    guard tree.tag(node) == .annotationXML else { return false }
    let encoding = tree.attribute(node, .encoding)?.lowercased()
    return encoding == "text/html" || encoding == "application/xhtml+xml"
  }

  /// The start tag is read by the rules of HTML, though the current node is foreign.
  func takesHTML(_ token: StartTag) -> Bool {
    let node = current
    if tree.namespace(node) == .math {
      if tree.tag(node) != .unknown, HTMLParser.mathText.contains(tree.tag(node)) {
        return token.tag != .mglyph && token.tag != .malignmark
      }
      if tree.tag(node) == .annotationXML { return token.tag == .svg || isHTMLAnnotation(node) }
      return false
    }
    return isIntegrationPoint(node)
  }

  private static let breakout: HTMLTagSet = [
    .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1, .h2, .h3, .h4, .h5, .h6, .head,
    .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre, .ruby, .s, .small, .span, .strong, .strike, .sub, .sup,
    .table, .tt, .u, .ul, .var,
  ]

  /// - Returns: whether the token was taken.
  mutating func foreignStartTag(_ token: StartTag) -> Bool {
    let isFont =
      token.tag == .font
      && [HTMLAttributeName.color, .face, .size].contains { tree.attribute($0, among: token.attributes) != nil }
    if token.tag != .unknown, HTMLParser.breakout.contains(token.tag) || isFont {
      leaveForeign()
      return false
    }
    insertElement(token, tree.namespace(current))
    if token.selfClosing { open.removeLast() }
    return true
  }

  private mutating func leaveForeign() {
    while isForeign(current), !isIntegrationPoint(current), open.count > 1 { open.removeLast() }
  }

  /// - Returns: whether the token was taken.
  mutating func foreignEndTag(_ tag: HTMLTag, _ name: Range<Int>) -> Bool {
    if tag == .br || tag == .p {
      leaveForeign()
      return false
    }
    for position in open.indices.reversed() where position > 0 {
      let node = open[position]
      if tree.namespace(node) == .html { return false }
      if tree.tag(node) == tag, tag != .unknown || hasName(node, name) {
        open.removeLast(open.count - position)
        return true
      }
    }
    return true
  }
}
