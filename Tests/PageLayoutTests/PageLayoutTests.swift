import Diagnostics
import DocumentTree
import TestSupport
import Testing

@testable import PageLayout

/// Glyphs and rulings in, paragraphs and tables out.
@Suite struct PageLayoutTests {
  /// A page with texts of ten points and lines, as a reader would hand it over.
  private func page(_ number: Int = 1, _ drawn: DrawnPage) -> PageContents {
    var page = PageContents(number: number, width: drawn.width, height: drawn.height)
    for line in drawn.lines {
      page.strokes.append(.init(line.x0, line.y0, line.x1, line.y1, thickness: 0.5, colour: .black, paint: 1))
    }
    for (run, text) in drawn.texts.enumerated() {
      var x = text.x
      for scalar in text.text.unicodeScalars {
        let advance = DrawnPage.advance(scalar, size: text.size)
        let box = PageBox(x, text.y - 0.88 * text.size, x + advance, text.y + 0.12 * text.size)
        page.glyphs.append(.init(text: String(Character(scalar)), box: box, size: text.size, run: run, paint: 2))
        x += advance
      }
    }
    return page
  }

  private func picture(_ document: Document) -> [String] { TablePicture.lines(document) }

  private func read(_ pages: [PageContents], tables: [TaggedTable] = []) throws -> Document {
    let document = try LaidOutPages.document(of: pages, tables: tables, format: "test")
    #expect(document.account.isBalanced)
    #expect(TablePicture.characters(document) == document.account.kept)
    return document
  }

  @Test func rulingsMakeCellsWithSpans() throws {
    var drawn = DrawnPage()
    drawn.cell("甲", 100, 100, 200, 20)
    drawn.cell("乙", 100, 120, 100, 40)
    drawn.cell("1", 200, 120, 100, 20)
    drawn.cell("2", 200, 140, 100, 20)
    #expect(picture(try read([page(1, drawn)])) == ["甲→2", "乙↓2|1", "2"])
  }

  @Test func aRowThatThePagesEndTearsIsOne() throws {
    var first = DrawnPage()
    first.cell("五、行政机关确认", 100, 700, 88, 40)
    first.cell("12", 188, 700, 60, 40)
    var second = DrawnPage()
    second.cell("重新出具", 100, 60, 88, 20)
    second.cell("", 188, 60, 60, 20)
    second.cell("六、其他", 100, 80, 88, 20)
    second.cell("3", 188, 80, 60, 20)
    let read = try read([page(1, first), page(2, second)])
    #expect(picture(read) == ["五、行政机关确认重新出具|12", "六、其他|3"])
  }

  @Test func aRepeatedHeaderStandsOnce() throws {
    let pages = (1...2).map { number in
      var drawn = DrawnPage()
      drawn.cell("项目", 100, 700, 100, 20)
      drawn.cell("数量", 200, 700, 100, 20)
      drawn.cell("第\(number)", 100, 720, 100, 20)
      drawn.cell("\(number)", 200, 720, 100, 20)
      return page(number, drawn)
    }
    #expect(picture(try read(pages)) == ["项目|数量", "第1|1", "第2|2"])
  }

  @Test func digitsThatWrapAreOneNumber() throws {
    var drawn = DrawnPage()
    drawn.cell("甲", 100, 100, 60, 40)
    drawn.cell("12345", 160, 100, 26, 40)
    #expect(picture(try read([page(1, drawn)])) == ["甲|12345"])
  }

  @Test func textAcrossARulingMakesBothCellsDoubtful() throws {
    var drawn = DrawnPage()
    drawn.cell("", 100, 100, 50, 20)
    drawn.cell("", 150, 100, 50, 20)
    drawn.text("142", 142, 113)
    let read = try read([page(1, drawn)])
    #expect(read.diagnostics.map(\.code) == ["page-text-across-ruling"])
    #expect(picture(read.resolvingMarks()).allSatisfy { $0.contains("〔") })
  }

  @Test func whatIsNotSeenIsNotRead() throws {
    var drawn = DrawnPage()
    drawn.text("看得见", 100, 100)
    drawn.text("07", 100, 130)
    drawn.text("08", 100, 160)
    var contents = page(1, drawn)
    for index in contents.glyphs.indices where contents.glyphs[index].run == 1 { contents.glyphs[index].colour = .white }
    contents.fills.append(.init(PageBox(90, 145, 200, 170), colour: .white, paint: 3))
    let read = try read([contents])
    #expect(picture(read) == ["看得见"])
    #expect(read.account.leftOut.map(\.characters) == [2, 2])
    #expect(read.diagnostics.allSatisfy { $0.code == "page-hidden-text" } && read.diagnostics.count == 2)
  }

  @Test func boldByTwoCopiesIsOne() throws {
    var drawn = DrawnPage()
    drawn.text("11", 100, 100)
    drawn.text("11", 100.3, 100)
    #expect(picture(try read([page(1, drawn)])) == ["11"])
  }

  @Test func pageNumbersAndRunningHeadsAreNoText() throws {
    let pages = (1...3).map { number in
      var drawn = DrawnPage()
      drawn.text("某局公报", 260, 40)
      drawn.text("第\(["一", "二", "三"][number - 1])段", 100, 300)
      drawn.text("\(number)", 290, 815)
      return page(number, drawn)
    }
    let read = try read(pages)
    #expect(picture(read) == ["第一段", "第二段", "第三段"])
    #expect(read.headers.count == 3 && read.account.leftOut.map(\.reason) == ["page-number"])
  }

  @Test func tagsGiveTheGridWhereThereAreNoRulings() throws {
    var drawn = DrawnPage()
    drawn.text("甲", 100, 100)
    drawn.text("1", 200, 100)
    drawn.text("乙", 100, 120)
    drawn.text("2", 200, 120)
    var contents = page(1, drawn)
    for index in contents.glyphs.indices { contents.glyphs[index].mark = contents.glyphs[index].run + 1 }
    let table = TaggedTable(rows: [[.init(marks: [1]), .init(marks: [2])], [.init(marks: [3]), .init(marks: [4])]])
    #expect(picture(try read([contents], tables: [table])) == ["甲|1", "乙|2"])
  }

  @Test func witnessesThatDisagreeMakeADoubt() throws {
    var drawn = DrawnPage()
    drawn.cell("1", 100, 100, 50, 20)
    drawn.cell("2", 150, 100, 50, 20)
    var contents = page(1, drawn)
    for index in contents.glyphs.indices { contents.glyphs[index].mark = 1 }
    let read = try read([contents], tables: [TaggedTable(rows: [[.init(marks: [1]), .init(marks: [2])]])])
    #expect(read.diagnostics.map(\.code) == ["page-witnesses-disagree"])
    #expect(picture(read.resolvingMarks()) == ["〔1〕|〔2〕"])
  }

  @Test func aPageThatIsAPictureIsNamed() throws {
    var picturePage = PageContents(number: 2, width: 595, height: 842)
    picturePage.images.append(.init(PageBox(0, 0, 595, 842), isOpaque: true, paint: 1))
    var drawn = DrawnPage()
    drawn.text("正文", 100, 100)
    let read = try read([page(1, drawn), picturePage])
    #expect(read.diagnostics.map(\.code) == ["page-picture"] && read.diagnostics[0].message.chinese.contains("第2页是图片，没有文字层"))
    #expect(throws: Refusal.self) { try LaidOutPages.document(of: [picturePage], format: "test") }
  }

  @Test func radicalsAreTheIdeographsThatTheyAreDrawnAs() { #expect("⻘⽲⺠⼀".withoutRadicals == "青禾民一") }
}
