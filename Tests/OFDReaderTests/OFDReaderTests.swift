import Diagnostics
import DocumentTree
import SafeZip
import TestSupport
import Testing

@testable import OFDReader

/// Pages of GB/T 33190.
@Suite struct OFDReaderTests {
  private func package(_ objects: String, template: String = "", resources: String = "") -> [UInt8] {
    let space = "xmlns='http://www.ofdspec.org/2016'"
    var zip = ZipWriter()
    zip.add("OFD.xml", Array("<OFD \(space)><DocBody><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>".utf8))
    zip.add(
      "Doc_0/Document.xml",
      Array(
        "<Document \(space)><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea><PublicRes>Res.xml</PublicRes><TemplatePage ID='9' BaseLoc='T.xml'/></CommonData><Pages><Page ID='1' BaseLoc='P.xml'/></Pages></Document>"
          .utf8))
    zip.add("Doc_0/Res.xml", Array("<Res \(space)>\(resources)</Res>".utf8))
    zip.add("Doc_0/T.xml", Array("<Page \(space)><Content><Layer>\(template)</Layer></Content></Page>".utf8))
    zip.add(
      "Doc_0/P.xml", Array("<Page \(space)><Template TemplateID='9'/><Content><Layer>\(objects)</Layer></Content></Page>".utf8))
    return zip.finished()
  }

  private func read(_ bytes: [UInt8]) throws -> Document {
    let document = try OFDReader.read(bytes)
    #expect(document.account.isBalanced)
    #expect(TablePicture.characters(document) == document.account.kept)
    return document
  }

  private func text(_ text: String, _ x: Int, _ y: Int, _ more: String = "") -> String {
    "<TextObject Boundary='\(x) \(y) 60 5' Font='1' Size='4' \(more)><TextCode X='0' Y='4'>\(text)</TextCode></TextObject>"
  }

  @Test func deltasAreRepeatedAndGoDownAsWell() throws {
    #expect(OFDPainter.deltas("1 g 3 2 4", count: 9) == [1, 2, 2, 2, 4])
    #expect(OFDPainter.deltas("g 999999999 1", count: 3) == [1, 1, 1])
    let object =
      "<TextObject Boundary='20 20 60 20' Font='1' Size='4'><TextCode X='0' Y='4' DeltaX='4 -4 4' DeltaY='0 8 0'>一二三四</TextCode></TextObject>"
    #expect(TablePicture.lines(try read(package(object))) == ["一二", "三四"])
  }

  /// The form stands in a template as thin shapes, the figures on the page, in a space of its own.
  @Test func rulingsOfATemplateAndMatricesCount() throws {
    let shapes = [(20, 20, 60, 0.2), (20, 30, 60, 0.2), (20, 20, 0.2, 10), (50, 20, 0.2, 10), (80, 20, 0.2, 10)].map { x, y, w, h in
      "<PathObject Boundary='\(x) \(y) \(w) \(h)' Stroke='false' Fill='true'><FillColor Value='0 0 0'/><AbbreviatedData>M 0 0 L \(w) 0 L \(w) \(h) L 0 \(h) C</AbbreviatedData></PathObject>"
    }.joined()
    let figure =
      "<TextObject Boundary='55 22 20 6' Font='1' Size='8' CTM='0.5 0 0 0.5 0 0'><TextCode X='0' Y='8' DeltaX='4'>12</TextCode></TextObject>"
    #expect(TablePicture.lines(try read(package(text("规章", 22, 22) + figure, template: shapes))) == ["规章|12"])
  }

  @Test func whatIsNotShownIsNotRead() throws {
    let document = try read(package(text("正文", 20, 20) + text("隐", 20, 40, "Visible='false'")))
    #expect(TablePicture.lines(document) == ["正文"])
    #expect(document.account.leftOut.map(\.reason) == ["hidden-layer"])
  }

  @Test func unknownObjectsAreNamed() throws {
    let document = try read(package(text("正文", 20, 20) + "<VideoObject ID='1'/>"))
    #expect(document.diagnostics.map(\.code) == ["ofd-unknown-object"])
  }

  @Test func aPackageCutAnywhereIsRefused() {
    let whole = package(text("正文", 20, 20))
    for end in stride(from: 0, to: whole.count, by: 53) {
      #expect(throws: Refusal.self) { try OFDReader.read(Array(whole[..<end])) }
    }
  }
}
