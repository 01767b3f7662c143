import Diagnostics
import DocumentTree
import Foundation
import HTMLReader
import Testing

/// Cells that a page does not draw: in the grid of the standard, not in what is recognised.
@Suite struct HiddenCellsTests {
  private func table(_ rows: String) throws -> (Document, Table) {
    let document = try HTMLReader.read(Array("<meta charset=utf-8><table>\(rows)</table>".utf8))
    for case .table(let table) in document.blocks { return (document, table) }
    throw Refusal("test", Message(zh: "无表", en: "no table"))
  }

  private func texts(_ table: Table) -> [[String]] {
    (0..<table.rowCount).map { row in table.cells.filter { $0.rows.lowerBound == row }.map { "\($0.columns.lowerBound):\($0.text)" } }
  }

  @Test func theGridCountsThemAndTheDrawingDoesNot() throws {
    let (document, table) = try table(
      "<tr><td>a<td style='display:none'>x<td>b<tr hidden><td>y<td>z<td>w<tr><td>c<td>d<td style='display:none'>v")
    #expect(texts(table) == [["0:a", "1:x", "2:b"], ["0:y", "1:z", "2:w"], ["0:c", "1:d", "2:v"]])
    let shown = document.withoutHiddenCells()
    guard case .table(let drawn)? = shown.blocks.first else { return #expect(Bool(false)) }
    #expect(texts(drawn) == [["0:a", "1:b"], ["0:c", "1:d"]])
    #expect(drawn.columnCount == 2)
    #expect(shown.account.isBalanced)
    #expect(shown.account.leftOut.first { $0.reason == "hidden-text" }?.characters == 5)
    let finding = shown.diagnostics.first { $0.code == "html-hidden-cells" }
    #expect(finding?.message.english == "5 cells that the page hides were left out: “x” “y” “z” “w” “v”")
  }

  /// A browser counts the rows that it draws: a span goes on below a hidden row.
  @Test func spansCountTheRowsThatAreDrawn() throws {
    let (document, table) = try table("<tr><td rowspan=2>a<td>b<tr hidden><td>x<tr><td>c<tr><td>d<td>e")
    #expect(texts(table) == [["0:a", "1:b"], ["1:x"], ["0:c"], ["0:d", "1:e"]])
    guard case .table(let drawn)? = document.withoutHiddenCells().blocks.first else { return #expect(Bool(false)) }
    #expect(texts(drawn) == [["0:a", "1:b"], ["1:c"], ["0:d", "1:e"]])
  }

  @Test func aTableOfNothingElseIsNone() throws {
    let (document, _) = try table("<tr hidden><td>x")
    #expect(document.withoutHiddenCells().blocks.isEmpty)
    #expect(document.withoutHiddenCells().account.isBalanced)
  }

  @Test func inspectMarksThem() throws {
    let (document, _) = try table("<tr><td>a<td hidden>x")
    let json = String(decoding: document.inspectionJSON(), as: UTF8.self)
    #expect(json.contains(#"{"text":"x","rowspan":1,"colspan":1,"column":1,"hidden":true}"#), "\(json)")
    #expect(json.components(separatedBy: "hidden").count == 2)
  }
}
