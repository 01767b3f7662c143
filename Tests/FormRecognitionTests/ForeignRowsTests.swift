import CanonicalReaders
import Diagnostics
import PlainTextReader
import ReportModel
import ReportWriters
import TestSupport
import Testing

@testable import FormRecognition

/// Rows that carry the label of another form's row. Found by fuzzing: their figures were lost without a word.
@Suite struct ForeignRowsTests {
  /// （六）其他处理 is a heading of 2021 and a row of 2019; the label of the line behind it is damaged.
  @Test func aRowOfAnotherFormIsKeptAsAnExtraRow() throws {
    let sample = try #require(SampleReports.all.first { $0.report.form == "2021" })
    let text = String(decoding: OfficialTextWriter.write(sample.report), as: UTF8.self)
    let whole = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    let line = try #require(text.split(separator: "\n").first { $0.contains(whole) })
    let damaged = line.replacing(whole, with: "1.申请人无正当理由逾期不补正、行政机关不再处瑆其政府信息公开申请").replacing(/\| \d+ \|/, with: "| 7041 |")
    let read = try Recogniser.recognise(PlainTextReader.read(text.replacing(line, with: damaged)), stated: StatedIdentity())
    let table = try #require(read.report.table("requests"))
    // Either the row is known after all, or it is kept and said.
    if read.report.figure(FigureID(table: "requests", row: "results.other.not_corrected", column: "natural_person"))?.text != "7041" {
      let extra = try #require(table.extraRows.first { $0.cells.contains("7041") })
      #expect(extra.after == "results.not_processed.reissue")
      #expect(read.diagnostics.contains { $0.code == "TAB-05" })
    }
    #expect(throws: Never.self) { try CanonicalXMLReader.read(XMLWriter.write(read.report)) }
  }
}
