import Diagnostics
import Testing

@Suite("An origin in one line")
struct OriginPathTests {
  static let cases: [(Origin, String)] = [
    (Origin(), ""),
    (Origin(.line(12)), "line:12"),
    (Origin(.table(2), .row(5), .cell(3), part: "word/document.xml"), "word/document.xml#table:2/row:5/cell:3"),
    (Origin(part: ""), "#"),
    (Origin(.sheet("收/支#1%"), .row(-1)), "sheet:收%2F支%231%25/row:-1"),
    (Origin(.element("a\"<>&\\\n\u{0}\u{FFFE}\u{FFFF}﨑")), "element:a%22%3C%3E%26%5C%0A%00%EF%BF%BE%EF%BF%BF﨑"),
    (Origin(.element("")), "element:"),
    (Origin(.textBox(1), .header(2), .footer(3), .byte(4)), "textBox:1/header:2/footer:3/byte:4"),
  ]

  @Test("is written and read back", arguments: cases.indices)
  func roundTrip(_ index: Int) {
    let (origin, path) = Self.cases[index]
    #expect(origin.path == path)
    #expect(Origin(path: path) == origin)
  }

  @Test(
    "is refused when it is none",
    arguments: ["line", "line:", "line:x", "line:1/", "/line:1", "lines:1", "element:%", "element:%0", "element:%FF", "%G0#"])
  func refused(_ path: String) { #expect(Origin(path: path) == nil) }
}
