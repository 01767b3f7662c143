public import ReportModel
import SafeZip

/// Writes reports as a workbook: a sheet for each table of the form with the text of its section, sums as live formulas, and cells that turn red
/// where a relation of the form does not hold.
///
/// A formula stands only where the sum is what the report says: what it says is never changed. All other text is an inline string, and stays text
/// when its cell is edited (`quotePrefix`). The same reports give the same bytes. Source: ISO/IEC 29500-1 (transitional), SpreadsheetML.
public enum XLSXWriter {
  public static func write(_ reports: [Report]) -> [UInt8] {
    var names = SheetNames()
    var sheets: [(name: String, bytes: [UInt8])] = []
    for report in reports {
      for plan in SheetPlan.sheets(PrintedReport(report).pieces) {
        var sheet = WorksheetBuffer(plan.pieces)
        sheet.add(plan.pieces)
        sheets.append((names.unique(plan.name), sheet.finish()))
      }
    }
    var zip = ZipWriter()
    zip.add("[Content_Types].xml", contentTypes(sheets.count), deflated: true)
    zip.add("_rels/.rels", part { $0.markup(packageRelations) }, deflated: true)
    zip.add("xl/workbook.xml", workbook(sheets.map(\.name)), deflated: true)
    zip.add("xl/_rels/workbook.xml.rels", relations(sheets.count), deflated: true)
    zip.add("xl/styles.xml", part { $0.markup(styles) }, deflated: true)
    for (index, sheet) in sheets.enumerated() { zip.add("xl/worksheets/sheet\(index + 1).xml", sheet.bytes, deflated: true) }
    return zip.finished()
  }

  private static func part(_ content: (inout MarkupBuffer) -> Void) -> [UInt8] {
    var part = MarkupBuffer()
    part.markup("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    content(&part)
    return part.finish()
  }

  private static func contentTypes(_ count: Int) -> [UInt8] {
    part { part in
      part.markup(
        """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
        <Default Extension="xml" ContentType="application/xml"/>\
        <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
        <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
        """)
      for number in 0..<count {
        part.markup("<Override PartName=\"/xl/worksheets/sheet", number + 1, ".xml\" ContentType=\"")
        part.markup("application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")
      }
      part.markup("</Types>")
    }
  }

  private static func workbook(_ names: [String]) -> [UInt8] {
    part { part in
      part.markup(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
      )
      for (index, name) in names.enumerated() {
        part.markup("<sheet name=\"")
        part.text(name)
        part.markup("\" sheetId=\"", index + 1, "\" r:id=\"rId")
        part.markup("", index + 1, "\"/>")
      }
      part.markup("</sheets><calcPr calcId=\"0\" fullCalcOnLoad=\"1\"/></workbook>")
    }
  }

  private static func relations(_ count: Int) -> [UInt8] {
    part { part in
      part.markup("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
      for number in 0..<count {
        part.markup("<Relationship Id=\"rId", number + 1, "\" Type=\"")
        part.markup("http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet")
        part.markup("", number + 1, ".xml\"/>")
      }
      part.markup("<Relationship Id=\"rIdStyles\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" ")
      part.markup("Target=\"styles.xml\"/></Relationships>")
    }
  }

  private static let packageRelations: StaticString = """
    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
    """

  /// By ``CellStyle``; the one differential format is that of a broken relation.
  private static let styles: StaticString = """
    <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="3"><font><sz val="11"/><name val="宋体"/></font>\
    <font><b/><sz val="16"/><name val="宋体"/></font><font><b/><sz val="12"/><name val="宋体"/></font></fonts>\
    <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
    <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left style="thin"/><right style="thin"/>\
    <top style="thin"/><bottom style="thin"/><diagonal/></border></borders>\
    <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7">\
    <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
    <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>\
    <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyFont="1" applyAlignment="1">\
    <alignment horizontal="center" vertical="center" wrapText="1"/></xf>\
    <xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyFont="1" applyAlignment="1">\
    <alignment vertical="center" wrapText="1"/></xf>\
    <xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" quotePrefix="1" applyBorder="1" applyAlignment="1">\
    <alignment horizontal="center" vertical="center" wrapText="1"/></xf>\
    <xf numFmtId="1" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1">\
    <alignment horizontal="center" vertical="center" wrapText="1"/></xf>\
    <xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyBorder="1" applyAlignment="1">\
    <alignment horizontal="center" vertical="center" wrapText="1"/></xf></cellXfs>\
    <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><color rgb="FF9C0006"/></font>\
    <fill><patternFill patternType="solid"><fgColor rgb="FFFF9999"/><bgColor rgb="FFFF9999"/></patternFill></fill></dxf></dxfs></styleSheet>
    """
}

/// Formats of cells, by their place in the style sheet.
enum CellStyle: Int {
  case prose = 1
  case title, heading
  /// Cells of tables: text, whole numbers, others.
  case text, whole, decimal
}
