public import ReportModel
import SafeZip

/// A report as Word saves it: merged cells by `w:gridSpan` and `w:vMerge`, headings as plain paragraphs.
///
/// Source: ISO/IEC 29500-1 (transitional), WordprocessingML. For samples and round trips; written apart from the reader.
public enum ReportAsDOCX {
  /// - Parameter change: what becomes of `word/document.xml`, for files that are damaged.
  public static func package(_ report: Report, deflated: Bool = false, changing change: (String) -> String = { $0 }) -> [UInt8] {
    var zip = ZipWriter()
    zip.add("[Content_Types].xml", Array(contentTypes.utf8))
    zip.add("_rels/.rels", Array(packageRelations.utf8))
    zip.add("word/document.xml", Array(change(document(report)).utf8), deflated: deflated)
    zip.add("word/styles.xml", Array(styles.utf8), deflated: deflated)
    zip.add("word/_rels/document.xml.rels", Array(documentRelations.utf8))
    return zip.finished()
  }

  static func document(_ report: Report) -> String {
    var body = ""
    for line in report.title { body += paragraph(line.text, style: "Title") }
    body += blocks(report.preface, report)
    for section in report.sections {
      if !section.heading.isEmpty { body += paragraph(section.heading, style: "Heading1") }
      body += blocks(section.blocks, report)
    }
    body += blocks(report.closing, report)
    return """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>\(body)\
      <w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>
      """
  }

  private static func blocks(_ blocks: [NarrativeBlock], _ report: Report) -> String {
    var out = ""
    for block in blocks {
      switch block {
      case .paragraph(let line): out += paragraph(line.text)
      case .formTable(let id): if let table = report.table(id) { out += self.table(table) + paragraph("") }
      case .table: break
      }
    }
    return out
  }

  private static func paragraph(_ text: String, style: String? = nil) -> String {
    let properties = style.map { "<w:pPr><w:pStyle w:val=\"\($0)\"/></w:pPr>" } ?? ""
    return "<w:p>\(properties)\(text.isEmpty ? "" : run(text))</w:p>"
  }

  private static func run(_ text: String) -> String {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "<w:t xml:space=\"preserve\">\(ReportAsHTML.escaped(String($0)))</w:t>" }
    return "<w:r>" + parts.joined(separator: "<w:br/>") + "</w:r>"
  }

  private static func table(_ table: ReportTable) -> String {
    let (rows, width) = TextLayout.rows(of: table)
    let column = 9000 / max(1, width)
    var out = "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>"
    out += String(repeating: "<w:gridCol w:w=\"\(column)\"/>", count: width) + "</w:tblGrid>"
    // Cells that go on from above stand in the row as continuations.
    var open: [(cell: LayoutCell, left: Int)] = []
    for row in rows {
      var cells = row.map { ($0, false) } + open.map { ($0.cell, true) }
      cells.sort { $0.0.column < $1.0.column }
      out += "<w:tr>"
      for (cell, continues) in cells {
        out += "<w:tc><w:tcPr><w:tcW w:w=\"\(column * cell.columnSpan)\" w:type=\"dxa\"/>"
        if cell.columnSpan > 1 { out += "<w:gridSpan w:val=\"\(cell.columnSpan)\"/>" }
        if continues { out += "<w:vMerge/>" } else if cell.rowSpan > 1 { out += "<w:vMerge w:val=\"restart\"/>" }
        out += "</w:tcPr>\(paragraph(continues ? "" : cell.text))</w:tc>"
      }
      out += "</w:tr>"
      open = open.map { ($0.cell, $0.left - 1) }.filter { $0.left > 0 } + row.filter { $0.rowSpan > 1 }.map { ($0, $0.rowSpan - 1) }
    }
    return out + "</w:tbl>"
  }

  private static let contentTypes = """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>
    """
  private static let packageRelations = """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
    """
  private static let documentRelations = """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
    """
  private static let styles = """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style></w:styles>
    """
}
