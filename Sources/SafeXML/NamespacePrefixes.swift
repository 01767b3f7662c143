/// The fixed prefixes under which names of known namespaces are handed out, whatever prefix a file declares.
///
/// Transitional and Strict namespaces fold to the same prefix. Source: ISO/IEC 29500-1:2016 and 29500-4:2016, annexes A.
public enum NamespacePrefixes {
  /// What OOXML packages hold. Names of namespaces that are not listed come out as `{uri}local`.
  public static let officeOpenXML: [String: String] = {
    var table: [String: String] = [
      "http://www.w3.org/XML/1998/namespace": "xml",
      "http://schemas.microsoft.com/office/word/2003/wordml": "w2003",
      "http://schemas.microsoft.com/office/word/2003/auxHint": "wx",
      "http://schemas.microsoft.com/aml/2001/core": "aml",
      "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
      "http://schemas.microsoft.com/office/2006/xmlPackage": "pkg",
      "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
      "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
      "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
      "http://purl.org/dc/elements/1.1/": "dc",
      "http://purl.org/dc/terms/": "dcterms",
      "urn:schemas-microsoft-com:vml": "v",
      "urn:schemas-microsoft-com:office:office": "o",
      "urn:schemas-microsoft-com:office:word": "w10",
      "urn:schemas-microsoft-com:office:excel": "x",
      "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
      "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
      "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
      "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
      "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
      "http://schemas.microsoft.com/office/word/2010/wordprocessingInk": "wpi",
      "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing": "wp14",
      "http://schemas.microsoft.com/office/word/2006/wordml": "wne",
      "http://schemas.microsoft.com/office/drawing/2010/main": "a14",
      "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
      "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas": "lc",
    ]
    let folded: [(String, String)] = [
      ("wordprocessingml/main", "w"), ("officeDocument/relationships", "r"), ("officeDocument/math", "m"),
      ("drawingml/wordprocessingDrawing", "wp"), ("drawingml/main", "a"), ("drawingml/picture", "pic"),
      ("drawingml/chart", "c"), ("drawingml/spreadsheetDrawing", "xdr"), ("drawingml/diagram", "dgm"), ("spreadsheetml/main", "s"),
      ("officeDocument/customXml", "ds"), ("officeDocument/extendedProperties", "ep"),
      ("officeDocument/customProperties", "cpr"), ("officeDocument/docPropsVTypes", "vt"),
      ("schemaLibrary/main", "sl"),
    ]
    for (name, prefix) in folded {
      table["http://purl.oclc.org/ooxml/\(name)"] = prefix
      if let slash = name.utf8.firstIndex(of: UInt8(ascii: "/")) {
        table["http://schemas.openxmlformats.org/\(name[..<slash])/2006\(name[slash...])"] = prefix
      }
    }
    table["http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"] = "ep"
    table["http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"] = "cpr"
    return table
  }()
}
