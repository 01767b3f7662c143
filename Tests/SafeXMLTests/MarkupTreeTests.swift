import Diagnostics
import SafeXML
import Testing

@Suite struct MarkupTreeTests {
  private func parse(_ text: String, doctype: Bool = false) throws(XMLError) -> MarkupTree {
    try MarkupTree.parse(Array(text.utf8), options: .init(allowsDoctype: doctype))
  }

  private let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  @Test(arguments: [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main",
  ])
  func transitionalAndStrictNamesFoldToOnePrefix(_ namespace: String) throws {
    let tree = try parse("<z:p xmlns:z='\(namespace)' z:val='1' val='2'/>")
    #expect(tree.root.name == "w:p")
    #expect(tree.root["w:val"] == "1")
    #expect(tree.root["val"] == "2")
  }

  @Test func unknownNamespacesStayDistinguishable() throws {
    let tree = try parse("<p xmlns='urn:one'><p xmlns='urn:two'/><p xmlns=''/></p>")
    #expect(tree.root.name == "{urn:one}p")
    #expect(tree.root.children.map(\.name) == ["{urn:two}p", "p"])
  }

  @Test func textComesInDocumentOrderAndOnce() throws {
    let tree = try parse("<a>一<b>二<c/>三</b>&amp;<![CDATA[<四>]]>五</a>")
    #expect(tree.root.text == "一二三&<四>五")
    #expect(tree.root.first("b")?.text == "二三")
    let nodes = tree.root.nodes.map { node -> String in
      switch node {
      case .element(let element): "<\(element.name)>"
      case .text(let text): text
      }
    }
    #expect(nodes == ["一", "<b>", "&<四>五"])
  }

  @Test func childrenAndDescendantsAreWalkedInOrder() throws {
    let tree = try parse("<a><b><c/><d/></b><e/></a>")
    #expect(tree.root.children.map(\.name) == ["b", "e"])
    #expect(tree.root.descendants.map(\.name) == ["b", "c", "d", "e"])
    #expect(tree.root.contains("d"))
  }

  @Test func linesCountFromOne() throws {
    let tree = try parse("<a>\n\n<b/></a>")
    #expect(tree.root.first("b")?.line == 3)
  }

  @Test func utf16IsReadByItsMark() throws {
    let text = "<?xml version='1.0' encoding='UTF-16'?><a b='值'>年报</a>"
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let tree = try MarkupTree.parse(bytes)
    #expect(tree.root.text == "年报")
    #expect(tree.root["b"] == "值")
  }

  @Test func declaredEncodingsAreFollowed() throws {
    let bytes = Array("<?xml version='1.0' encoding='GB18030'?><a>".utf8) + [0xC4, 0xEA, 0xB1, 0xA8] + Array("</a>".utf8)
    #expect(try MarkupTree.parse(bytes).root.text == "年报")
  }

  @Test func longTextIsReadWhole() throws {
    let long = String(repeating: "年报", count: 1_800_000)
    #expect(try parse("<a>\(long)</a>").root.textBytes.count == 10_800_000)
  }

  @Test func longTagsDeepIntoALongDocumentAreRead() throws {
    let value = String(repeating: "x", count: 5_000)
    let text = "<a>" + String(repeating: "<b c='\(value)'/>", count: 2_500) + "</a>"
    let tree = try parse(text)
    #expect(tree.root.children.reduce(0) { $0 + ($1["c"]?.utf8.count ?? 0) } == 12_500_000)
  }

  @Test func doctypesAreRefusedUnlessAllowed() throws {
    let text = "<!DOCTYPE a [<!ENTITY x 'y'>]><a/>"
    #expect(throws: XMLError.doctypeNotAllowed) { try parse(text) }
    #expect(try parse(text, doctype: true).root.name == "a")
  }

  @Test func entitiesAreNeverSubstituted() {
    #expect(throws: XMLError.self) { try parse("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", doctype: true) }
    #expect(throws: XMLError.self) { try parse("<!DOCTYPE a [<!ENTITY x 'y'>]><a b='&x;'/>", doctype: true) }
    #expect(throws: XMLError.self) {
      try parse("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", doctype: true)
    }
  }

  @Test(arguments: ["", "<a>", "<a></b>", "<a", "text", "<a/><b/>", "<a b='1' b='2'/>", "<a>\u{1}</a>", "<x:a/>"])
  func whatIsNoDocumentIsRefused(_ text: String) {
    #expect(throws: XMLError.self) { try parse(text) }
  }

  @Test func limitsAreKept() throws {
    var limits = Limits()
    limits.depth = 10
    limits.attributes = 3
    let deep = String(repeating: "<a>", count: 11) + String(repeating: "</a>", count: 11)
    #expect(throws: XMLError.tooDeep(limit: 10)) { try MarkupTree.parse(Array(deep.utf8), limits: limits) }
    #expect(throws: XMLError.tooManyAttributes(limit: 3)) {
      try MarkupTree.parse(Array("<a b='' c='' d='' e=''/>".utf8), limits: limits)
    }
    limits.markupNodes = 5
    #expect(throws: XMLError.tooLarge) { try MarkupTree.parse(Array("<a><b/><b/><b/><b/><b/></a>".utf8), limits: limits) }
    limits.markupNodes = 6
    #expect(try MarkupTree.parse(Array("<a b='' c='' d=''/>".utf8), limits: limits).root.attributes.count == 3)
  }
}

@Suite struct XMLSchemaTests {
  private let schema = """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="xs:integer"/></xs:schema>
    """

  @Test func validDocumentsPassAndOthersAreNamed() throws {
    let schema = try XMLSchema(Array(schema.utf8))
    #expect(schema.validate(Array("<a>1</a>".utf8)).isEmpty)
    #expect(!schema.validate(Array("<a>x</a>".utf8)).isEmpty)
    #expect(!schema.validate(Array("<a>".utf8)).isEmpty)
  }

  @Test func whatIsNoSchemaIsRefused() {
    #expect(throws: XMLError.self) { try XMLSchema(Array("<a/>".utf8)) }
  }
}
