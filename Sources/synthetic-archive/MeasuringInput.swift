import Conversion
import Foundation
import ReportModel
import TestSupport

/// Input for measurements of speed: reports as Word saves them, with the markup of fonts and borders on every run and cell that real
/// files have, in several sizes and kinds. The same each time.
///
///     swift run -c release synthetic-archive --measuring OUT [COUNT]
///
/// `OUT/small.docx`, `.html`, `.mht`, `.txt`, `.xlsx`, `.xml`, `.csv`, which is all for a COUNT of 0; `large.docx` and `huge.docx` with about 5 and 50 MB of document.xml, and `large.html`;
/// `OUT/docx`, `OUT/html`, `OUT/txt` with COUNT files each.
struct MeasuringInput {
  let folder: URL

  func write(count: Int) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let report = Self.report(0)
    try put("small.docx", Self.word(report))
    try put("small.html", ReportAsHTML.page(report))
    try put("small.mht", Self.mail(ReportAsHTML.page(report)))
    try put("small.txt", Array(TextLayout.barsPadded.render(report).utf8))
    try put("small.xlsx", ReportAsXLSX.workbook(report))
    for format in [OutputFormat.xml, .csv] {
      try put("small.\(format.fileEnding)", ReportWriter.write([report], options: WritingOptions(format: format)))
    }
    guard count > 0 else { return }
    try put("large.docx", Self.word(report, annexRows: 1_000))
    try put("huge.docx", Self.word(report, annexRows: 10_400))
    try put("large.html", Self.padded(ReportAsHTML.page(report), rows: 9_000))
    for kind in ["docx", "html", "txt"] {
      try FileManager.default.createDirectory(at: folder.appending(path: kind), withIntermediateDirectories: true)
    }
    for number in 0..<count {
      let report = Self.report(number)
      try put("docx/\(number).docx", Self.word(report))
      try put("html/\(number).html", ReportAsHTML.page(report))
      try put("txt/\(number).txt", Array(TextLayout.barsPadded.render(report).utf8))
    }
  }

  private func put(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: folder.appending(path: name)) }

  private static func report(_ number: Int) -> Report {
    ExampleReport.report(form: "2021", start: number % 900, organ: "临河县第\(number)街道办事处", year: 2023)
  }

  /// - Parameter annexRows: rows of a table behind the report, of eight cells each.
  private static func word(_ report: Report, annexRows: Int = 0) -> [UInt8] {
    ReportAsDOCX.package(report, deflated: true) { plain in
      let font =
        "<w:rPr><w:rFonts w:ascii=\"宋体\" w:eastAsia=\"宋体\" w:hAnsi=\"宋体\" w:cs=\"宋体\" w:hint=\"eastAsia\"/><w:color w:val=\"000000\"/>"
        + "<w:kern w:val=\"0\"/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/></w:rPr>"
      let borders =
        "<w:tcBorders>"
        + ["top", "left", "bottom", "right"].map { "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>" }.joined()
        + "</w:tcBorders><w:vAlign w:val=\"center\"/></w:tcPr>"
      var text = plain.replacingOccurrences(of: "<w:r>", with: "<w:r w:rsidRPr=\"00659A7F\">" + font)
        .replacingOccurrences(of: "</w:tcPr><w:p>", with: borders + "<w:p w:rsidR=\"00C15BF9\" w:rsidRDefault=\"00DCAE9E\">")
      guard annexRows > 0, let end = text.range(of: "<w:sectPr>", options: .backwards) else { return text }
      var annex =
        "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>\(String(repeating: "<w:gridCol w:w=\"1000\"/>", count: 8))</w:tblGrid>"
      for row in 0..<annexRows {
        annex += "<w:tr>"
        for column in 0..<8 {
          annex +=
            "<w:tc><w:tcPr><w:tcW w:w=\"1000\" w:type=\"dxa\"/>\(borders)<w:p><w:r>\(font)<w:t>附\(row)之\(column)</w:t></w:r></w:p></w:tc>"
        }
        annex += "</w:tr>"
      }
      text.replaceSubrange(end.lowerBound..<end.lowerBound, with: annex + "</w:tbl>")
      return text
    }
  }

  /// A page as a browser saves it into one file.
  private static func mail(_ page: [UInt8]) -> [UInt8] {
    let head = """
      MIME-Version: 1.0
      Content-Type: multipart/related; boundary="part"

      --part
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: base64


      """
    return Array(head.utf8) + Array(Data(page).base64EncodedData(options: .lineLength76Characters)) + Array("\n--part--\n".utf8)
  }

  private static func padded(_ page: [UInt8], rows: Int) -> [UInt8] {
    let text = String(decoding: page, as: UTF8.self)
    let annex =
      "<table>"
      + (0..<rows).map { row in
        "<tr>" + (0..<8).map { "<td style=\"width:40px;border:solid 1px\"><p><span>附\(row)之\($0)</span></p></td>" }.joined() + "</tr>\n"
      }.joined()
    return Array(text.replacingOccurrences(of: "</body>", with: annex + "</table></body>").utf8)
  }
}
