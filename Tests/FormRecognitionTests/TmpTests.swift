import Foundation
import Diagnostics
import PlainTextReader
import Testing
@testable import FormRecognition
@testable import DocumentTree
@Suite struct TmpTests {
  @Test func dump2() throws {
    guard let path = ProcessInfo.processInfo.environment["TMPF"] else { return }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let doc = try PlainTextReader.read(text)
    var a = AlignedText(RowSequence(doc.blocks, vocabulary: .official).rows, vocabulary: .official)
    a.resolve()
    for (i, r) in a.rows.enumerated() { print(i, r.kind, r.isUnclear, r.cells.map(\.text).joined(separator: " ¦ ").prefix(150)) }
    for d in a.diagnostics { print(d.code.rawValue, d.message.english) }
  }
  @Test func dump() throws {
    guard let path = ProcessInfo.processInfo.environment["TMPF"] else { return }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let doc = try PlainTextReader.read(text)
    let rows = RowSequence(doc.blocks, vocabulary: .official).rows
    for (i, r) in rows.enumerated() {
      let l = AlignedLine(r, index: i, vocabulary: .official)
      print(i, l == nil ? "XX" : "ok", HeadingFinder.sectionNumber(of: r.text) ?? 0, r.text.prefix(50), l.map { "L=\($0.labels.map(\.text)) V=\($0.values.map(\.text))" } ?? "")
    }
  }
}
