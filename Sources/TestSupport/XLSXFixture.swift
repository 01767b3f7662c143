import SafeZip

/// Workbooks from what stands inside the root elements of their parts.
public enum XLSXFixture {
  /// A workbook of one sheet. `sheet` is what stands inside `worksheet`; a part without a folder in its name stands in `xl`.
  public static func bytes(
    sheet: String, strings: [String] = [], styles: String = "", sheetAttributes: String = "", workbook: String = "",
    sheetRelationships: String = "", parts: [String: String] = [:]
  ) -> [UInt8] {
    bytes(
      sheets: [(name: "表", attributes: sheetAttributes, content: sheet)], strings: strings, styles: styles, workbook: workbook,
      sheetRelationships: sheetRelationships, parts: parts)
  }

  public static func bytes(
    sheets: [(name: String, attributes: String, content: String)], strings: [String] = [], styles: String = "", workbook: String = "",
    sheetRelationships: String = "", parts: [String: String] = [:]
  ) -> [UInt8] {
    var list = ""
    var relations =
      "<Relationship Id='rIdS' Type='\(relation)/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='rIdT' Type='\(relation)/styles' Target='styles.xml'/>"
    var files: [(name: String, text: String)] = []
    for (index, sheet) in sheets.enumerated() {
      list += "<sheet name='\(sheet.name)' sheetId='\(index + 1)' r:id='rId\(index + 1)' \(sheet.attributes)/>"
      relations += "<Relationship Id='rId\(index + 1)' Type='\(relation)/worksheet' Target='worksheets/sheet\(index + 1).xml'/>"
      files.append(("xl/worksheets/sheet\(index + 1).xml", "<worksheet \(namespaces)>\(sheet.content)</worksheet>"))
    }
    files += [
      (
        "_rels/.rels",
        "<Relationships xmlns='\(rels)'><Relationship Id='rId1' Type='\(relation)/officeDocument' Target='xl/workbook.xml'/></Relationships>"
      ),
      ("xl/workbook.xml", "<workbook \(namespaces)>\(workbook)<sheets>\(list)</sheets></workbook>"),
      ("xl/_rels/workbook.xml.rels", "<Relationships xmlns='\(rels)'>\(relations)</Relationships>"),
      ("xl/worksheets/_rels/sheet1.xml.rels", "<Relationships xmlns='\(rels)'>\(sheetRelationships)</Relationships>"),
      ("xl/sharedStrings.xml", "<sst \(namespaces)>\(strings.map { "<si>\($0)</si>" }.joined())</sst>"),
      ("xl/styles.xml", "<styleSheet \(namespaces)>\(styles)</styleSheet>"),
    ]
    for (name, text) in parts.sorted(by: { $0.key < $1.key }) { files.append((name.contains("/") ? name : "xl/\(name)", text)) }
    var zip = ZipWriter()
    for file in files { zip.add(file.name, Array(file.text.utf8)) }
    return zip.finished()
  }

  public static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let rels = "http://schemas.openxmlformats.org/package/2006/relationships"
  private static let namespaces =
    "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='\(relation)' xmlns:xdr='http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
}
