import Conversion
import Diagnostics
import ReportModel
import ReportWriters
import TestSupport
import Testing

/// Files that we wrote ourselves, changed by somebody or meant for people.
@Suite struct OwnFilesTests {
  private static let report = ExampleReport.report(organ: "临河县水利局", year: 2022)

  private func code(_ bytes: [UInt8]) -> String? {
    do {
      _ = try ReportReader.read(bytes)
      return nil
    } catch { return error.code.rawValue }
  }

  @Test(arguments: ["2021", "2019", "2014"], [1, 2]) func theGridLayoutIsRefusedByName(_ form: String, _ count: Int) {
    let report = ExampleReport.report(form: form, organ: "临河县水利局", year: 2020)
    for mark in [true, false] {
      #expect(code(CSVWriter.write(Array(repeating: report, count: count), layout: .grid, byteOrderMark: mark)) == "csv-grid")
    }
  }

  @Test func commasInATextAreNoGrid() {
    let text = TextLayout.barsPadded.render(Self.report)
    #expect(code(Array(("信息内容,申请人情况,行政复议,行政诉讼\n\n" + text).utf8)) == nil)
  }

  @Test(arguments: ["organ,year,source,number,severity,code", "organ,year,code,parent,form,title"])
  func tablesOfTheArchiveAreNoReports(_ header: String) {
    #expect(code(Array((header + "\n临河县水利局,2022,a,b,c,d\n").utf8)) == "csv-not-report")
  }
}
