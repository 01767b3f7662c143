import HTMLSyntax
import Testing

/// Names and text of the tree, which stand in the source unless that writes them otherwise.
@Suite struct HTMLNamesTests {
  private func body(_ html: String) throws -> (HTMLTree, HTMLTree.Node) {
    let tree = try HTMLParser.parse(Array("<!doctype html><body>\(html)".utf8))
    return (tree, try #require(tree.first(.body)))
  }

  @Test func everyTagHasTheNameOfItsCase() {
    for tag in HTMLTag.allCases { #expect(tag.name == (tag == .annotationXML ? "annotation-xml" : "\(tag)")) }
  }

  @Test func everyAttributeNameIsItsBytes() {
    for name in HTMLAttributeName.allCases { #expect(name.rawValue == "\(name)".utf8.reduce(0) { $0 << 8 | UInt64($1) }) }
  }

  @Test(arguments: ["section", "SECTION", "blockquote", "BlockQuote", "foreignobject", "figcaption"])
  func tagsAreFoundInAnyCase(_ name: String) throws {
    let (tree, body) = try body("<\(name)>x")
    #expect(tree.name(tree.firstChild(body)) == name.lowercased())
    #expect(tree.tag(tree.firstChild(body)) != .unknown)
  }

  @Test(arguments: ["o:p", "O:P", "x-very-long-name-of-an-element", "sectio", "sections", "blockquot", "blockquotes"])
  func otherNamesAreKept(_ name: String) throws {
    let (tree, body) = try body("<\(name)>x</\(name.uppercased())>y")
    let element = tree.firstChild(body)
    #expect(tree.tag(element) == .unknown)
    #expect(tree.name(element) == name.lowercased())
    #expect(tree.next(element) != HTMLTree.none)
  }

  @Test func attributesAreFoundInAnyCaseAndTheFirstOfAName() throws {
    let (tree, body) = try body("<p STYLE='a' style=b hidden ID=\"x&amp;y\" id=z data-long-name=1 DATA-LONG-NAME=2 class = c >")
    let p = tree.firstChild(body)
    #expect(tree.attribute(p, .style) == "a")
    #expect(tree.attribute(p, .hidden)?.isEmpty == true)
    #expect(tree.attribute(p, .id) == "x&y")
    #expect(tree.attribute(p, .class) == "c")
    #expect(!tree.hasAttribute(p, .value))
  }

  @Test func aNameBehindANoughtIsAnotherOne() throws {
    let (tree, body) = try body("<p \u{0}style=a>")
    #expect(!tree.hasAttribute(tree.firstChild(body), .style))
  }

  @Test(arguments: [
    ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("\r\nb", "\nb"), ("a\u{0}b\u{0}", "ab"), ("1 &lt; 2 &amp; &notaname; &#x4E2D;文", "1 < 2 & ¬aname; 中文"),
    ("&nbsp;a", "\u{A0}a"), ("&NotEqualTilde;&ngE;", "≂̸≧̸"), ("a < b", "a < b"), ("a</>b", "ab"), ("a</nothing>b", "ab"), ("a&b", "a&b"),
  ])
  func textInPieces(_ pair: (html: String, text: String)) throws {
    let (tree, body) = try body("<pre>x</pre>" + pair.html)
    #expect(tree.text(of: body, enough: 1000) == "x" + pair.text)
  }
}
