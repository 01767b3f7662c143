import Diagnostics
import DocumentTree
import HTMLReader
import Testing

/// Fields, buttons and lists of choices are boxes in the line.
@Suite struct ControlsTests {
  @Test(arguments: [
    ("3<input value=4>", "3 4"), ("<input value=4>3", "4 3"), ("<input value=3><input value=4>", "3 4"), ("3<button>4</button>", "3 4"),
    ("3<textarea>4</textarea>5", "3 4 5"), ("3<select><option>2<option selected>4</select>", "3 4"), ("3<textarea></textarea>", "3"),
    ("<input value=34>", "34"), ("<input type=hidden value=4>3", "3"), ("<button>34</button>", "34"), ("3<input>", "3"),
  ])
  func theirTextDoesNotRunIntoTheTextBeside(_ pair: (html: String, text: String)) throws {
    let document = try HTMLReader.read(Array("<meta charset=utf-8><table><tr><td>x<td>\(pair.html)</table>".utf8))
    guard case .table(let table)? = document.blocks.first else { return #expect(Bool(false)) }
    #expect(table.cells.last?.text == pair.text)
    #expect(document.account.isBalanced)
  }
}

/// What only a browser shows in a cell.
@Suite struct UnreadContentTests {
  @Test(arguments: [
    ("2<img src=3.gif>", "html-picture"), ("<p><img src=a.png><img src=b.png>", "html-picture"),
    ("<script>document.write(48)</script>", "html-script-in-cell"),
  ])
  func isNamedWithItsCell(_ pair: (html: String, code: String)) throws {
    let document = try HTMLReader.read(
      Array("<meta charset=utf-8><img src=x><script>1</script><table><tr><td>x<td>\(pair.html)</table>".utf8))
    guard case .table(let table)? = document.blocks.first else { return #expect(Bool(false)) }
    let finding = try #require(document.diagnostics.first)
    #expect(document.diagnostics.count == 1)
    #expect(finding.code.rawValue == pair.code)
    #expect(finding.origin == table.cells.last?.origin)
  }

  @Test func manyAreCounted() throws {
    let rows = String(repeating: "<tr><td><img src=x><td>1", count: 30)
    let document = try HTMLReader.read(Array("<meta charset=utf-8><table>\(rows)</table>".utf8))
    #expect(document.diagnostics.count == 21)
    #expect(document.diagnostics.last?.message.english == "pictures stand in 10 more cells; text in them is not read")
  }
}
