import JSONText
import Testing

@Suite("The JSON writer")
struct JSONWriterTests {
  @Test("puts what it is told on one line of an indented text")
  func oneLine() {
    var json = JSONWriter(indentation: 2)
    json.object { json in
      json.field("a", [1, 2]) { json, number in
        json.onOneLine { json in
          json.object { json in
            json.field("x", number)
            json.field("y", "z")
          }
        }
      }
      json.field("b", true)
    }
    #expect(
      json.string == """
        {
          "a": [
            {"x": 1, "y": "z"},
            {"x": 2, "y": "z"}
          ],
          "b": true
        }
        """)
  }
}
