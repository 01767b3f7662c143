import Diagnostics
import SafeZip
import TestSupport
import Testing

@testable import SafeXML

/// The scanner against libxml2: what it accepts, libxml2 accepts, and both give the same tree.
@Suite struct XMLScannerTests {
  /// What disagrees; `nil` when nothing does. `accepted` says whether the scanner took the document.
  private static func disagreement(_ bytes: [UInt8], accepted: inout Bool) -> String? {
    let options = MarkupTree.Options()
    guard case .tree(let own) = XMLScanner.tree(of: bytes, limits: Limits(), options: options) else {
      accepted = false
      return nil
    }
    accepted = true
    do {
      let theirs = try MarkupTree.parseByLibrary(bytes, limits: Limits(), options: options)
      let (a, b) = (own.root.debugDescription, theirs.root.debugDescription)
      if a != b { return "scanner: \(a.prefix(600))\nlibxml2: \(b.prefix(600))" }
      if own.encoding != theirs.encoding { return "encoding \(own.encoding ?? "-") and \(theirs.encoding ?? "-")" }
      if own.nodeCount != theirs.nodeCount { return "\(own.nodeCount) nodes and \(theirs.nodeCount)" }
      return nil
    } catch {
      return "libxml2 refuses: \(error)"
    }
  }

  /// Small documents that hold every construct, good and bad.
  static let documents: [String] = [
    "<a/>", "<a></a>", "<a b='c'/>", "<a b=\"c\" d='e'>t</a>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<a>x</a>\r\n",
    "<?xml version='1.0'?><a/>", "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>年报</a>", "\u{FEFF}<a/>", "<!-- c --><a/><!-- d -->",
    "<?mso-application progid=\"Word.Document\"?><a><?p q?></a>", "<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x5E74;</a>",
    "<a b='&#10;x&#9;y  z\n\r\nq'/>",
    "<a>x\r\ny\rz</a>", "<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>", "<w:a xmlns:w='urn:x'><w:b w:c='1' c='2'/></w:a>",
    "<a xmlns='urn:one'><b xmlns='urn:two'><c/></b><d/></a>", "<a xmlns:p='urn:1'><p:b xmlns:p='urn:2' p:x=''/><p:c/></a>",
    "<p:a xmlns:p=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" p:val='1'><p:t xml:space=\"preserve\"> x </p:t></p:a>",
    "<a\n b='1'\n>\n<b\n/>\n</a>", "<a>中文𠀀😀</a>", "<a x='年𠀀'/>", "<a>tail</a >", "<a ></a>", "<a>1<b>2</b>3<b/>4</a>",
    "<a>]]</a>", "<a>]] ></a>", "<a>a]b]]c</a>", "<a b=\"it's\" c='say \"x\"'/>", "<a b='>'/>",
    // What libxml2 refuses, or is left to it.
    "<a", "<a>", "<a></b>", "<a b/>", "<a b=c/>", "<a b='c'd='e'/>", "<a b='1' b='2'/>", "<a>&x;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>",
    "<a>&#;</a>",
    "<a>]]></a>", "<a b='<'/>", "<a/><b/>", "<a/>x", "x<a/>", "<p:a/>", "<a p:b='1'/>", "<a:b:c xmlns:a='u'/>", "<:a/>", "<a:/>", "<1a/>",
    "<a><!-- -- --></a>", "<a><!-- x ---></a>", "<!DOCTYPE a><a/>", "<a xmlns:xml='u'/>", "<a xmlns:xmlns='u'/>", "<a xmlns:p=''/>",
    "<a xmlns:p='u' xmlns:p='u'/>", "<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>", "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
    "<?xml version='1.0' ?>",
    "<a><?xml x?></a>", "<a><?XML x?></a>", "<a><?p:q r?></a>", " <?xml version='1.0'?><a/>", "<a>\u{1}</a>", "<a>\u{FFFE}</a>", "<年/>",
    "<a 年='1'/>", "",
    "<?xml version='1.1'?><a/>", "<?xml version='1.0' encoding='gbk'?><a/>", "<?xml version='1.0' standalone='maybe'?><a/>",
    "<a b='&lt;'/>",
    "<a xmlns:p='a b'/>", "<a xmlns:p='%zz'/>", "<xmlns:a/>", "<a><b></a></b>", "<a>&amp</a>", "<a>& amp;</a>", "<a b='&'/>", "<-a/>",
    "<a.-b_9:c xmlns:a.-b_9='u'/>",
    "<a:1 xmlns:a='u'/>", "<a xmlns:=''/>", "<a b='x &amp; &#38;y'/>", "</a>", "<a/><!-- -->\n<?x?>\n", "<a/><![CDATA[x]]>", "<a>\0</a>",
    "<a/>\0",
  ]

  @Test(arguments: documents) func smallDocumentsReadTheSameByBoth(_ text: String) {
    var accepted = false
    #expect(Self.disagreement(Array(text.utf8), accepted: &accepted) == nil)
  }

  @Test func whatIsPlainIsTakenByTheScanner() {
    for text in Self.documents.prefix(25) {
      var accepted = false
      _ = Self.disagreement(Array(text.utf8), accepted: &accepted)
      #expect(accepted, "\(text)")
    }
  }

  /// Trees of elements that are remembered, passed over or neither, from few pieces: the same bytes come again at other depths and lines,
  /// with text in them now and then, and with prefixes declared between.
  private static func repetitive(_ random: inout SeededGenerator, depth: Int = 0) -> String {
    let blank = random.pick(["", "", "", "\n", " ", "\r\n"])
    let declared = random.number(0...30) == 0 ? random.pick([" xmlns:v='urn:v'", " xmlns:w='urn:other'", " xmlns='urn:d'"]) : ""
    switch random.number(0...(depth < 5 ? 9 : 4)) {
    case 0: return "<w:sz w:val='\(random.number(10...12))'/>" + blank
    case 1: return "<w:rFonts w:ascii='宋体'\n w:cs='x'/>" + blank
    case 2: return "<w:tcBorders><w:top w:val='nil'/>\(blank)<w:start w:val='1'/></w:tcBorders>"
    case 3: return random.number(0...9) == 0 ? "text" : "<w:vanish\(declared)/>"
    case 4: return "<w:t>\(random.pick(["a", "", "年&amp;", "<!-- c -->"]))</w:t>"
    case 5, 6:
      return "<w:rPr\(declared)>" + (0..<random.number(0...3)).map { _ in repetitive(&random, depth: depth + 1) }.joined() + "</w:rPr>"
    case 7: return "<w:tcPr>" + repetitive(&random, depth: depth + 1) + "</w:tcPr>" + blank
    case 8: return "<w:pPr><w:rPr><w:vanish/><w:sz w:val='21'/></w:rPr>" + repetitive(&random, depth: depth + 1) + "</w:pPr>"
    default: return "<w:p\(declared)>" + (0..<random.number(0...6)).map { _ in repetitive(&random, depth: depth + 1) }.joined() + "</w:p>"
    }
  }

  @Test(arguments: 0..<40) func whatComesAgainIsReadTheSame(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 9_000)
    var taken = 0
    for _ in 0..<100 {
      let inner = (0..<random.number(1...12)).map { _ in Self.repetitive(&random) }.joined()
      let text = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\(inner)</w:document>"
      var accepted = false
      let reason = Self.disagreement(Array(text.utf8), accepted: &accepted)
      #expect(reason == nil, "\(text)")
      if accepted { taken += 1 }
    }
    #expect(taken > 20)
  }

  /// A tag of one of few shapes, with values of all lengths and kinds, sound or not.
  private static func tag(_ random: inout SeededGenerator) -> String {
    let values = [
      "", "1", "00A95D2A", "Normal Indent", "年报", "a年b𠀀", "it's", "a\tb", "a\nb", "&lt;", "x=y", ">", "/>", "1234567", "12345678",
      "123456789",
    ]
    let bad = ["<", "&", "\"", "\u{1}", "\u{FFFE}", " w:val=", "\" w:rsidP=\""]
    let value = { (random: inout SeededGenerator) in random.number(0...60) == 0 ? random.pick(bad) : random.pick(values) }
    switch random.number(0...5) {
    case 0: return "<w:p w:rsidR=\"\(value(&random))\" w:rsidP=\"\(value(&random))\"></w:p>"
    case 1: return "<w:p w:rsidR=\"\(value(&random))\"/>"
    case 2: return "<w:bookmarkStart w:id=\"\(value(&random))\" w:name=\"\(value(&random))\"/>"
    case 3: return "<w:lsdException w:name='\(value(&random))' w:val=\"\(value(&random))\"\n/>"
    case 4: return "<w:tcW w:w=\"\(value(&random))\" w:type=\"dxa\" />"
    default:
      return random.number(0...9) == 0
        ? "<w:p xmlns:w=\"urn:\(random.number(0...1))\" w:rsidR=\"\"><w:p w:rsidR=\"1\"/></w:p>" : "<w:r>x</w:r>"
    }
  }

  @Test(arguments: 0..<60) func tagsOfOneShapeAreReadTheSame(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 20_000)
    var taken = 0
    for _ in 0..<100 {
      let inner = (0..<random.number(1...20)).map { _ in Self.tag(&random) }.joined()
      var bytes = Array("<w:d xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\(inner)</w:d>".utf8)
      if random.number(0...2) == 0 { bytes[random.number(90...bytes.count - 1)] = UInt8(random.number(0...255)) }
      if random.number(0...9) == 0 { bytes.removeLast(random.number(0...bytes.count - 1)) }
      var accepted = false
      let reason = Self.disagreement(bytes, accepted: &accepted)
      #expect(reason == nil, "\(String(decoding: bytes, as: UTF8.self))")
      if accepted { taken += 1 }
    }
    #expect(taken > 20)
  }

  @Test(arguments: ["\u{F0FE}", "&#xF0FE;", "<![CDATA[\u{F000}]]>", "&#61695;"])
  func fontsAreKeptWhereTextHasSymbols(_ symbol: String) throws {
    let run = { (text: String) in "<w:r><w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr><w:t>\(text)</w:t></w:r>" }
    let head = "<w:p xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    for (text, isKept) in [(run(symbol), true), (run("年"), false), (run("\u{FF10}"), false)] {
      let bytes = Array("\(head)\(text)</w:p>".utf8)
      for tree in [try MarkupTree.parse(bytes), try MarkupTree.parseByLibrary(bytes, limits: Limits(), options: .init())] {
        #expect(tree.root.contains(.rFonts) == isKept)
        #expect(tree.root.contains(.rPr) == isKept)
      }
    }
  }

  @Test(arguments: [
    ("<w:color w:val='FFFFFF'/>", true), ("<w:color w:val='auto' w:themeColor='background1'/>", true), ("<w:sz w:val='2'/>", true),
    ("<w:rFonts w:ascii='Wingdings'/>", true), ("<w:shd w:fill='000000'/>", true), ("<w:color w:val='000000'/>", false),
    ("<w:color w:val='auto'/>", false), ("<w:sz w:val='21'/>", false), ("<w:rFonts w:ascii='Times New Roman'/>", false),
  ])
  func looksAreKeptWhereTheyMayHideText(_ look: String, _ isKept: Bool) throws {
    let bytes = Array(
      "<w:r xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:rPr>\(look)</w:rPr><w:t>7</w:t></w:r>".utf8)
    for tree in [try MarkupTree.parse(bytes), try MarkupTree.parseByLibrary(bytes, limits: Limits(), options: .init())] {
      #expect(tree.root.contains(.rPr) == isKept)
    }
  }

  /// Documents spliced from pieces of others and flipped here and there.
  @Test(arguments: 0..<100) func whatTheScannerAcceptsLibxml2ReadsTheSame(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      "<", ">", "/>", "</", "=", "'", "\"", "&", ";", "&#", "xmlns", ":", "xmlns:p='u'", " ", "\n", "\r", "\t", "]]>", "<![CDATA[", "<!--",
      "-->", "--", "<?", "?>", "xml",
      "p:a", "a", "年", "\u{FFFD}", "&amp;", "&#x41;", "<!DOCTYPE", "b='1'", "p:b='2'", "\u{0}", "]", "!",
    ]
    var taken = 0
    for _ in 0..<400 {
      var bytes = Array(random.pick(Self.documents).utf8)
      for _ in 0..<random.number(0...3) {
        let place = random.number(0...bytes.count)
        switch random.number(0...4) {
        case 0: bytes.insert(contentsOf: random.pick(pieces).utf8, at: place)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2 where place < bytes.count: bytes[place] = UInt8(random.number(0...255))
        case 3:
          let other = Array(random.pick(Self.documents).utf8)
          if !other.isEmpty { bytes.insert(contentsOf: other[random.number(0...other.count - 1)...], at: place) }
        default: bytes.insert(UInt8(random.number(0...255)), at: place)
        }
      }
      var accepted = false
      let reason = Self.disagreement(bytes, accepted: &accepted)
      #expect(reason == nil, "\(String(decoding: bytes, as: UTF8.self)) \(bytes)")
      if accepted { taken += 1 }
    }
    #expect(taken > 20)
  }

  @Test func theScannerTakesWhatWordWrites() throws {
    for sample in SampleReports.all {
      var archive = try ZipArchive(ReportAsDOCX.package(sample.report))
      for entry in archive.entries {
        let bytes = try archive.read(entry)
        var accepted = false
        #expect(Self.disagreement(bytes, accepted: &accepted) == nil, "\(entry.name)")
        #expect(accepted, "\(entry.name)")
      }
    }
  }
}
