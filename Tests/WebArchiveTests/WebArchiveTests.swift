import Conversion
import Diagnostics
import DocumentTree
import ReportModel
import TestSupport
import Testing
import WebArchive

@Suite struct WebArchiveTests {
  static func quotedPrintable(_ bytes: [UInt8]) -> String {
    var out = ""
    var column = 0
    for byte in bytes {
      let piece =
        (byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")) ? String(UnicodeScalar(byte)) : "=" + hex(byte >> 4) + hex(byte & 15)
      if column + piece.count > 72 {
        out += "=\r\n"
        column = 0
      }
      out += piece
      column += piece.count
    }
    return out
  }

  private static func hex(_ digit: UInt8) -> String { String(digit, radix: 16).uppercased() }

  static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var out = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let three = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
      let value = three[0] << 16 | three[1] << 8 | three[2]
      for index in 0..<4 { out.append(start + index > bytes.count ? "=" : letters[value >> (18 - 6 * index) & 63]) }
      if start / 3 % 19 == 18 { out += "\r\n" }
    }
    return out
  }

  enum Making: String, CaseIterable {
    case quotedPrintable, base64, plain, singlePart, nested, json, javaScript, jsonEscaped
  }

  static func wrap(_ page: [UInt8], _ making: Making) -> [UInt8] {
    let text = String(decoding: page, as: UTF8.self)
    func part(_ encoding: String, _ body: String) -> String {
      "Content-Type: text/html;\r\n\tcharset=\"utf-8\"\r\nContent-Transfer-Encoding: \(encoding)\r\nContent-Location: file:///C:/nb.htm\r\n\r\n\(body)\r\n"
    }
    func archive(_ part: String) -> [UInt8] {
      Array(
        "From: <由 WPS 保存>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"----=_Next\"\r\n\r\nThis is a multi-part message.\r\n\r\n------=_Next\r\n\(part)------=_Next\r\nContent-Type: text/css\r\n\r\np {}\r\n------=_Next--\r\n"
          .utf8)
    }
    func escaped(_ text: String, _ unicode: Bool) -> String {
      var out = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\n": out += "\\n"
        case "\\": out += "\\\\"
        case "/": out += "\\/"
        case "<" where unicode: out += "\\u003c"
        case let other where unicode && other.value > 0x7F:
          for unit in String(other).utf16 {
            let digits = String(unit, radix: 16)
            out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        default: out.unicodeScalars.append(scalar)
        }
      }
      return out
    }
    switch making {
    case .quotedPrintable: return archive(part("quoted-printable", quotedPrintable(page)))
    case .base64: return archive(part("base64", base64(page)))
    case .plain: return archive(part("8bit", text))
    case .singlePart:
      return Array(
        "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\(base64(page))".utf8)
    case .nested:
      return archive(
        "Content-Type: multipart/alternative; boundary=inner\r\n\r\n--inner\r\n\(part("quoted-printable", quotedPrintable(page)))--inner--\r\n"
      )
    case .json: return Array("{\"code\":0,\"data\":{\"title\":\"年报\",\"content\":\"\(escaped(text, false))\"}}".utf8)
    case .jsonEscaped: return Array("{\"title\":\"\\u5e74\\u62a5\",\"body\":\"\(escaped(text, true))\"}".utf8)
    case .javaScript:
      let middle = text.index(text.startIndex, offsetBy: text.count / 2)
      let half = text[middle...].firstIndex(of: "\n") ?? middle
      return Array(
        "document.write(\"\(escaped(String(text[..<half]), false))\");\ndocument.write(\"<!-- -->\" + \"\(escaped(String(text[half...]), false))\");"
          .utf8)
    }
  }

  @Test(arguments: SampleReports.all, Making.allCases)
  func aWrappedPageGivesTheSameReport(_ sample: SampleReports.Sample, _ making: Making) throws {
    let page = ReportAsHTML.page(sample.report)
    let bytes = Self.wrap(page, making)
    let document = try ReportReader.document(bytes)
    #expect(document.format == "html")
    #expect(document.account.isBalanced)
    let read = try #require(try ReportReader.read(bytes).first).report
    let expected = try #require(try ReportReader.read(page).first).report
    #expect(read.tables.map(\.figures.count) == expected.tables.map(\.figures.count))
    for table in expected.tables {
      for figure in table.figures {
        let back = read.figure(figure.id)
        #expect(back?.status == figure.status && back?.value == figure.value && back?.text == figure.text, "\(figure.id)")
      }
    }
    #expect(read.sections.map(\.heading) == expected.sections.map(\.heading))
  }

  @Test func encodingsOfHeadersCount() throws {
    // 年报 in GBK, said by the header only.
    let head = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    let document = try ReportReader.document(Array("\(head)<p>=C4=EA=B1=A8</p>".utf8))
    #expect(document.encoding == "gbk" || document.encoding == "gb18030")
    guard case .paragraph(let paragraph)? = document.blocks.first else {
      Issue.record("no paragraph")
      return
    }
    #expect(paragraph.text == "年报")
  }

  @Test func otherPagesOfAnArchiveAreNamed() throws {
    let bytes = Array(
      "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>abc</p>\r\n--b\r\nContent-Type: text/html\r\nContent-Location: header.htm\r\n\r\n<p>head</p>\r\n--b--\r\n"
        .utf8)
    let document = try ReportReader.document(bytes)
    #expect(document.account.isBalanced)
    #expect(document.account.leftOut.contains { $0.reason == "other-part" && $0.characters == 4 })
    #expect(document.diagnostics.contains { $0.code == "mhtml-other-parts" })
  }

  @Test func archivesCutAnywhereAreReadOrRefused() {
    let whole = Self.wrap(ReportAsHTML.page(SampleReports.all[1].report), .quotedPrintable)
    for length in stride(from: 0, to: whole.count, by: 211) {
      guard let document = try? ReportReader.document(Array(whole[..<length])) else { continue }
      #expect(document.account.isBalanced)
    }
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<150 {
      var bytes = whole
      for _ in 0..<4 { bytes[Int.random(in: 0..<1000, using: &generator)] = UInt8.random(in: 0...255, using: &generator) }
      guard let document = try? ReportReader.document(bytes) else { continue }
      #expect(document.account.isBalanced)
    }
  }
}
