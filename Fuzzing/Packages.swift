import SafeZip

/// A package of parts as bytes that a fuzzer can change: in a ZIP archive it would spend its time on checksums.
///
/// Parts stand one after another with a zero byte between them, which XML never has. The first line of a part is its name; a part that begins
/// with `<` has none, and is the main one. What every package needs is put in where the bytes leave it out.
struct LoosePackage {
  private(set) var parts: [(name: String, bytes: [UInt8])]

  /// `nil` for bytes that name no part.
  init?(_ bytes: [UInt8], main: String) {
    parts = bytes.split(separator: 0).prefix(40).compactMap { part in
      if part.first == 0x3C { return (main, Array(part)) }
      guard let end = part.prefix(120).firstIndex(of: 0x0A) else { return nil }
      return (String(decoding: part[..<end], as: UTF8.self), Array(part[(end + 1)...]))
    }
    if parts.isEmpty { return nil }
  }

  /// The parts of a finished package.
  init?(zip: [UInt8]) {
    guard var archive = try? ZipArchive(zip) else { return nil }
    parts = []
    for entry in archive.entries {
      if let bytes = try? archive.read(entry), !bytes.contains(0) { parts.append((entry.name, bytes)) }
    }
  }

  /// As the fuzzer changes them.
  var bytes: [UInt8] { Array(parts.map { Array("\($0.name)\n".utf8) + $0.bytes }.joined(separator: [0])) }

  /// Packed, with these parts where there are none of their names.
  func packed(with needed: [(name: String, text: String)]) -> [UInt8] {
    var zip = ZipWriter()
    for (name, text) in needed where !parts.contains(where: { $0.name == name }) { zip.add(name, Array(text.utf8)) }
    for (name, bytes) in parts { zip.add(name, bytes) }
    return zip.finished()
  }
}

private let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
private let relations = "http://schemas.openxmlformats.org/package/2006/relationships"

/// A Word document of these parts; its main part stands for itself.
func documentPackage(_ bytes: [UInt8]) -> [UInt8]? {
  let types = "http://schemas.openxmlformats.org/package/2006/content-types"
  let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
  return LoosePackage(bytes, main: "word/document.xml")?.packed(with: [
    (
      "[Content_Types].xml",
      """
      <Types xmlns='\(types)'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>\
      <Default Extension='xml' ContentType='\(main)'/></Types>
      """
    ),
    ("_rels/.rels", relationships([("officeDocument", "word/document.xml")])),
    (
      "word/_rels/document.xml.rels",
      relationships(["styles", "numbering", "footnotes", "endnotes", "comments", "settings", "header", "footer"].map { ($0, "\($0).xml") })
    ),
  ])
}

/// A workbook of these parts; its first sheet stands for itself.
func workbookPackage(_ bytes: [UInt8]) -> [UInt8]? {
  let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  return LoosePackage(bytes, main: "xl/worksheets/sheet1.xml")?.packed(with: [
    ("_rels/.rels", relationships([("officeDocument", "xl/workbook.xml")])),
    (
      "xl/workbook.xml", "<workbook xmlns='\(main)' xmlns:r='\(office)'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"
    ),
    (
      "xl/_rels/workbook.xml.rels",
      relationships([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")])
    ),
  ])
}

private func relationships(_ targets: [(type: String, target: String)]) -> String {
  let list = targets.enumerated().map { index, to in "<Relationship Id='r\(index + 1)' Type='\(office)/\(to.type)' Target='\(to.target)'/>"
  }
  return "<Relationships xmlns='\(relations)'>\(list.joined())</Relationships>"
}
