import Foundation

extension HostileCase {
  private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private static func document(_ body: String, _ others: [String: String] = [:]) -> [UInt8] {
    HostileZip(parts(body: body, others)).bytes()
  }

  private static func withDocument(_ xml: String) -> [UInt8] {
    var entries = parts()
    for index in entries.indices where entries[index].name == Array("word/document.xml".utf8) {
      entries[index] = HostileZip.Entry("word/document.xml", stored: Array(xml.utf8))
    }
    return HostileZip(entries).bytes()
  }

  private static let laughs: String = {
    var entities = "<!ENTITY a0 \"哈哈哈哈哈哈哈哈哈哈\">"
    for level in 1...9 { entities += "<!ENTITY a\(level) \"\(repeated("&a\(level - 1);", 10))\">" }
    return "<?xml version=\"1.0\"?><!DOCTYPE r [\(entities)]>"
  }()

  private static let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  /// Entities, DOCTYPE, files and addresses named inside.
  static var entities: [HostileCase] {
    @Sendable func own(_ doctype: String, _ content: String) -> String {
      "\(doctype)<annual-report xmlns=\"urn:nianbao\"><title>\(content)</title></annual-report>"
    }
    return [
      .text("laughs.xml", .refused) { own(laughs, "&a9;") },
      .text("quadratic.xml", .refused) {
        own("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY q \"\(repeated("长", 50_000))\">]>", repeated("&q;", 50_000))
      },
      .text("external-file.xml", .refused) { own("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "&x;") },
      .text("external-address.xml", .refused) { own("<!DOCTYPE r SYSTEM \"http://127.0.0.1:9/x.dtd\">", "甲") },
      .text("parameter-entity.xml", .refused) {
        own("<!DOCTYPE r [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x.ent\"> %x;]>", "甲")
      },
      .file("laughs.docx", .refused) {
        withDocument("\(laughs)<w:document xmlns:w=\"\(word)\"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>")
      },
      .file("doctype.docx", .refused) {
        withDocument("<!DOCTYPE w><w:document xmlns:w=\"\(word)\"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>")
      },
      .file("external-file.docx", .refused) {
        withDocument(
          "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"\(word)\"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
        )
      },
      .file("external-parts.docx") {
        document(
          report + "<w:altChunk r:id=\"rIdX\"/>",
          [
            "relationships.xml":
              "<Relationship Id=\"rIdX\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/><Relationship Id=\"rIdY\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" Target=\"http://127.0.0.1:9/t.dotx\" TargetMode=\"External\"/>"
          ])
      },
      .text("addresses.html") {
        "<html><head><base href=\"http://127.0.0.1:9/\"><link rel=stylesheet href=a.css></head><body><iframe src=\"file:///etc/passwd\"></iframe><img src=\"http://127.0.0.1:9/a.png\"><object data=\"http://127.0.0.1:9/b.doc\"></object></body></html>"
      },
    ]
  }

  /// Nesting, spans, cycles and masses of elements.
  static var structures: [HostileCase] {
    let huge = 2_147_483_647
    let deep = 100_000
    return [
      .text("deep.xml") { repeated("<a>", deep) },
      .text("deep-own.xml", .refused) {
        "<annual-report xmlns=\"urn:nianbao\">" + repeated("<a>", deep) + repeated("</a>", deep) + "</annual-report>"
      },
      .file("deep.docx", .refused) { withDocument("<w:document xmlns:w=\"\(word)\"><w:body>" + repeated("<w:sdt>", deep)) },
      .file("deep-tables.docx", .refused) {
        document(repeated("<w:tbl><w:tr><w:tc>", 100) + report + repeated("</w:tc></w:tr></w:tbl>", 100))
      },
      .text("deep.html", .refused) { repeated("<div>", deep) + "甲" },
      .text("deep-tables.html", .refused) { repeated("<table><tr><td>", deep) + "甲" },
      .text("deep-inline.html") { repeated("<a><b><i><u>", 25_000) + "甲" },
      .text("misnested.html") { "<p>" + repeated("<font size=1><b>甲</font></b><p>", 5_000) },
      .text("deep.rtf", .refused) { "{\\rtf1 " + repeated("{", deep) + "x" },
      .text("deep-closed.rtf", .refused) { "{\\rtf1 " + repeated("{", deep) + "x" + repeated("}", deep) + "}" },
      .text("spans.html") { repeated("<table><tr><td colspan=\(huge) rowspan=\(huge)>甲</td><td>乙</td></tr></table>", 500) },
      .text("spans-one-table.html") {
        "<table>" + repeated("<tr><td colspan=\(huge) rowspan=\(huge)>甲</td><td>乙</td></tr>", 2_000) + "</table>"
      },
      .text("rowspans.html") { "<table>" + repeated("<tr>" + repeated("<td rowspan=65534>1</td>", 50) + "</tr>", 400) + "</table>" },
      .text("columns.html") { "<table><tr>" + repeated("<td colspan=1000>1</td>", 5_000) + "</tr></table>" },
      .text("marks.html") { "<p><s>" + repeated("甲<sup>1</sup><sub>2</sub><br><br>", 100_000) },
      .text("formula.html") { "<p><math><msup>" + repeated("<!-- -->", 100_000) + repeated("<mn>1</mn>", 100_000) },
      .text("marks-in-a-cell.html") { "<table><tr><td>规章<td>" + repeated("<s>1</s>2<sup>3</sup>", 100_000) },
      .file("marks.docx") {
        let runs = "<w:r><w:rPr><w:strike/></w:rPr><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r>"
        return document(repeated("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>\(runs)</w:p>", 100_000))
      },
      .text("many-attributes.html") { "<p " + (0..<20_000).map { "a\($0)=1" }.joined(separator: " ") + ">甲" },
      .file("spans.docx") {
        document(
          "<w:tbl><w:tblGrid><w:gridCol w:w=\"1\"/></w:tblGrid>"
            + repeated(
              "<w:tr><w:trPr><w:gridBefore w:val=\"\(huge)\"/><w:gridAfter w:val=\"\(huge)\"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"\(huge)\"/><w:vMerge w:val=\"restart\"/></w:tcPr>\(report)</w:tc></w:tr>",
              200) + "</w:tbl>")
      },
      .file("style-circle.docx") {
        document(
          "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>",
          [
            "styles.xml":
              "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"b\"/><w:link w:val=\"b\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"c\"><w:basedOn w:val=\"c\"/></w:style>"
          ])
      },
      .file("long-style-chain.docx") {
        document(
          "<w:p><w:pPr><w:pStyle w:val=\"s0\"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>",
          [
            "styles.xml": (0..<50_000).map {
              "<w:style w:type=\"paragraph\" w:styleId=\"s\($0)\"><w:basedOn w:val=\"s\($0 + 1)\"/></w:style>"
            }.joined()
          ])
      },
      .file("numbering-circle.docx") {
        document(
          "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>",
          [
            "styles.xml":
              "<w:style w:type=\"numbering\" w:styleId=\"n\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
            "numbering.xml":
              "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"n\"/></w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:styleLink w:val=\"n\"/><w:numStyleLink w:val=\"n\"/></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
          ])
      },
      .file("numbering-start.docx") {
        document(
          repeated("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>", 20),
          [
            "numbering.xml":
              "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"9223372036854775807\"/><w:numFmt w:val=\"lowerRoman\"/><w:lvlText w:val=\"\(repeated("%1", 200))\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
          ])
      },
      .text("empty-rows.html", isLarge: true) { "<table>" + repeated("<tr></tr>", 1_000_000) + "</table>" },
      .text("blank-cells.html", isLarge: true) { "<table>" + repeated("<tr><td></td></tr>", 1_000_000) + "</table>" },
      .file("empty-rows.docx", isLarge: true) {
        document("<w:tbl>" + repeated("<w:tr><w:tc><w:p/></w:tc></w:tr>", 1_000_000) + "</w:tbl>")
      },
      .text("tables.html", isLarge: true) { repeated("<table><tr><td>1</td></tr></table>", 100_000) },
      .file("tables.docx", isLarge: true) { document(repeated("<w:tbl><w:tr><w:tc>\(report)</w:tc></w:tr></w:tbl>", 100_000)) },
      .text("paragraphs.html", .refused, isLarge: true) { repeated("<p>x", 3_000_000) },
      .file("paragraphs.docx", .refused, isLarge: true) { document(repeated("<w:p><w:r><w:t>x</w:t></w:r></w:p>", 2_000_000)) },
      .text("angle-brackets.html", isLarge: true) { repeated("<", 50_000_000) },
      .text("ampersands.html", isLarge: true) { "<p>" + repeated("&", 50_000_000) },
      .text("ampersands-numbers.html", isLarge: true) { "<p>" + repeated("&#", 25_000_000) },
      .text("comments.html", isLarge: true) { repeated("<!--", 10_000_000) },
      .text("doctypes.html", isLarge: true) { repeated("<!x>", 10_000_000) },
      .text("open-tags.html", isLarge: true) { repeated("<p", 20_000_000) },
      .text("wordy.rtf", isLarge: true) { "{\\rtf1 " + repeated("\\par x", 5_000_000) + "}" },
      .text("binary.rtf") { "{\\rtf1 \\bin\(huge) x{\\bin-5 y}\\u-99999999999 ?\\uc99999999 \\u20013 x\\par}" },
      .text("cells.rtf", isLarge: true) { "{\\rtf1 " + repeated("\\trowd\\cellx1\\intbl x\\cell\\row", 500_000) + "}" },
    ]
  }
}
