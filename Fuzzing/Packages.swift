import SafeZip

private let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
private let relations = "http://schemas.openxmlformats.org/package/2006/relationships"

/// A Word document with these bytes as its main part; `nil` for bytes that begin as no XML.
func documentPackage(_ bytes: [UInt8]) -> [UInt8]? {
  guard bytes.first == 0x3C else { return nil }
  let types = "http://schemas.openxmlformats.org/package/2006/content-types"
  let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
  var zip = ZipWriter()
  zip.add(
    "[Content_Types].xml",
    """
    <Types xmlns='\(types)'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>\
    <Default Extension='xml' ContentType='\(main)'/></Types>
    """)
  zip.add("_rels/.rels", relation("officeDocument", "word/document.xml"))
  zip.add("word/document.xml", bytes)
  return zip.finished()
}

/// A workbook with these bytes as its sheet.
func workbookPackage(_ bytes: [UInt8]) -> [UInt8]? {
  guard bytes.first == 0x3C else { return nil }
  let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  var zip = ZipWriter()
  zip.add("_rels/.rels", relation("officeDocument", "xl/workbook.xml"))
  zip.add("xl/workbook.xml", "<workbook xmlns='\(main)' xmlns:r='\(office)'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>")
  zip.add("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"))
  zip.add("xl/worksheets/sheet1.xml", bytes)
  return zip.finished()
}

private func relation(_ type: String, _ target: String) -> String {
  "<Relationships xmlns='\(relations)'><Relationship Id='r1' Type='\(office)/\(type)' Target='\(target)'/></Relationships>"
}

extension ZipWriter {
  fileprivate mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }
}
