import Conversion
import Diagnostics
import Foundation
import ReportModel
import TestSupport
import Testing

@testable import ArchiveNormaliser

/// Files that hold several reports: each is filed under its own office and year.
@Suite struct SeveralReportsTests {
  private func run(_ options: ArchiveOptions) throws -> ArchiveSummary { try ArchiveRun.run(options) { _ in } }

  private func report(_ organ: String, _ year: Int, start: Int = 3) -> Report {
    ExampleReport.report(start: start, organ: organ, year: year)
  }

  private func text(_ reports: [Report]) -> [UInt8] {
    Array(reports.map { TextLayout.barsPadded.render($0) }.joined(separator: "\n\n").utf8)
  }

  /// Pages behind one another, as a list of all years has them.
  private func page(_ reports: [Report]) -> [UInt8] {
    var options = ReportAsHTML.Options()
    options.chrome = false
    let bodies = reports.map { report in
      let page = String(decoding: ReportAsHTML.page(report, options: options), as: UTF8.self)
      let start = page.range(of: "<body>")?.upperBound ?? page.startIndex
      return String(page[start..<(page.range(of: "</body>")?.lowerBound ?? page.endIndex)])
    }
    return Array(
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>年报</title></head><body>\(bodies.joined())</body></html>".utf8)
  }

  private func anonymous(_ report: Report, organ: Bool = false, year: Bool = false) -> Report {
    var report = report
    let name = organ ? "" : report.organ?.value ?? ""
    let time = year ? "" : "\(report.year?.value ?? 0)年"
    report.title = [TextLine("\(name)\(time)政府信息公开工作年度报告")]
    if year {
      report.preface = [.paragraph(TextLine("本报告由各部分组成。"))]
      for section in report.sections.indices where report.sections[section].number == 1 {
        report.sections[section].blocks = [.paragraph(TextLine("各单位按照要求推进公开工作。"))]
      }
    }
    return report
  }

  private func rows(_ place: ArchivePlace, _ sql: (String) -> Bool) throws -> [String] { try place.lines("reports.csv").filter(sql) }

  @Test func eachReportOfAPageIsFiledUnderItsOwnYear() throws {
    let place = try ArchivePlace()
    try place.put("水利局.html", page([report("临河县水利局", 2021), report("临河县水利局", 2022, start: 50), report("临河县水利局", 2023, start: 90)]))
    try place.put("各单位.txt", text([report("临河县教育局", 2022), report("临河县民政局", 2022, start: 20)]))
    let summary = try run(place.options())
    #expect(summary.sources == 2 && summary.outcomes == ["report": 2])
    #expect(summary.reports == 5 && summary.offices == 3 && summary.unidentified == 0 && summary.duplicates == 0)
    let tree = try place.tree(place.output)
    for name in ["临河县水利局/2021", "临河县水利局/2022", "临河县水利局/2023", "临河县教育局/2022", "临河县民政局/2022"] {
      #expect(tree["reports/\(name).xml"] != nil)
    }
    let lines = try place.lines("reports.csv")
    #expect(lines.contains { $0.hasPrefix("临河县水利局,2023,") && $0.contains("水利局.html,3,") })
    #expect(lines.contains { $0.hasPrefix("临河县民政局,2022,") && $0.contains("各单位.txt,2,") })
    // What is said of one is not said of the others.
    #expect(try place.lines("findings.csv").allSatisfy { !$0.contains(",warning,reports-to-select") })
    #expect(try place.lines("findings.csv").count { $0.contains(",note,reports-to-select") } == 5)
  }

  @Test func aReportInAFileOfSeveralIsTheSameAsOneAlone() throws {
    let place = try ArchivePlace()
    var other = report("临河县教育局", 2022)
    try place.put("全部.html", page([report("临河县教育局", 2021), other, report("临河县教育局", 2023)]))
    try place.put("单独.docx", ReportAsDOCX.package(other))
    other.tables[1].figures[0].value = DecimalNumber(4711)
    other.tables[1].figures[0].text = "4711"
    try place.put("另一.txt", text([other]))
    let summary = try run(place.options())
    #expect(summary.sources == 3 && summary.reports == 3 && summary.duplicates == 1 && summary.versions == 1)
    // The Word file is filed; the second report of the page is its double.
    #expect(try place.lines("reports.csv").contains { $0.hasPrefix("临河县教育局,2022,") && $0.contains("单独.docx,1,") })
    let before = try place.tree(place.output)
    var options = place.options()
    options.jobs = 1
    #expect(try run(options).converted == 0)
    #expect(try place.tree(place.output) == before)
  }

  @Test func aPathThatFitsAllOfThemCompletesThem() throws {
    let place = try ArchivePlace()
    let years = [2021, 2022].map { anonymous(report("临河县教育局", $0), organ: true) }
    try place.put("临河县教育局/年报.txt", text(years))
    let offices = ["临河县民政局", "临河县水利局"].map { anonymous(report($0, 2022), year: true) }
    try place.put("2022年/汇编.txt", text(offices))
    let summary = try run(place.options())
    #expect(summary.reports == 4 && summary.unidentified == 0)
    let tree = try place.tree(place.output)
    #expect(tree["reports/临河县教育局/2021.xml"] != nil && tree["reports/临河县民政局/2022.xml"] != nil)
  }

  /// The year in the path can't be that of both, and which of them it is nobody says.
  @Test func aPathNeverMakesTwoOfThemOneReport() throws {
    let place = try ArchivePlace()
    let both = [report("临河县教育局", 2021), report("临河县教育局", 2022, start: 60)].map { anonymous($0, year: true) }
    try place.put("2022/教育局.txt", text(both))
    let mixed = [report("临河县民政局", 2021), anonymous(report("临河县民政局", 2022), year: true)]
    try place.put("2022/民政局.txt", text(mixed))
    let summary = try run(place.options())
    #expect(summary.unidentified == 3 && summary.reports == 4 && summary.versions == 0)
    let found = try place.lines("findings.csv").filter { $0.contains("archive-unidentified") }
    #expect(found.count == 3 && found.contains { $0.contains("民政局.txt#2") })

    // The mapping file says it, for each.
    let input = place.input.path
    let named = try run(
      try place.options(
        names:
          "path,organ,year\n\(input)/2022/教育局.txt#1,临河县教育局,2021\n\(input)/2022/教育局.txt#2,临河县教育局,2022\n\(input)/2022/民政局.txt#2,临河县民政局,2022\n"
      ))
    #expect(named.unidentified == 0 && named.reports == 4)
    #expect(try place.tree(place.output)["reports/临河县民政局/2022.xml"] != nil)
  }

  @Test func theWorkerAnswersWithEachReport() throws {
    var request = WorkerRequest(id: "1")
    request.bytes = page([report("临河县教育局", 2021), report("临河县教育局", 2022, start: 50)])
    request.want = ["figures", "xml"]
    var converter = SourceConverter()
    let line = try converter.reply(to: request)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    let reports = try #require(object["reports"] as? [[String: Any]])
    #expect(reports.map { $0["year"] as? Int } == [2021, 2022] && reports.map { $0["number"] as? Int } == [1, 2])
    #expect(reports.allSatisfy { $0["findings"] != nil && ($0["xml"] as? String)?.isEmpty == false })
    #expect(object["findings"] == nil && object["xml"] == nil)
    #expect(
      (object["figures"] as? [[String]])?.map { $0[1] } == Array(repeating: "2021", count: 200) + Array(repeating: "2022", count: 200))
    #expect(try #require(WorkerReply(line: line)).reports.map(\.number) == [1, 2])

    request.select = 2
    #expect(try WorkerRequest(line: request.line) == request)
    let second = try #require(try JSONSerialization.jsonObject(with: Data(try converter.reply(to: request))) as? [String: Any])
    #expect((second["reports"] as? [[String: Any]])?.map { $0["number"] as? Int } == [2])
    #expect(second["findings"] != nil && second["xml"] != nil)
    request.select = 3
    #expect(WorkerReply(line: try converter.reply(to: request))?.code == "select-none")
  }

  @Test func whatTheReaderSaysOfAPlaceIsSaidOfOneReport() throws {
    var options = ReadingOptions()
    options.takesEveryReport = true
    let odd = report("临河县教育局", 2022, start: 50)
    let bytes = text([report("临河县教育局", 2021), odd])
    let plain = try ReportReader.read(bytes, options: options)
    #expect(plain.map(\.number) == [1, 2] && plain.map { $0.report.year?.value } == [2021, 2022])
    let spoiled = Array(String(decoding: bytes, as: UTF8.self).replacing("各单位按照要求推进公开工作，网站全年更新内容。", with: "\u{FFFD}\u{FFFD}各单位").utf8)
    let read = try ReportReader.read(spoiled, options: options)
    let start =
      try #require(
        String(decoding: spoiled, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
          $0.contains("2022年政府信息公开")
        }) + 1
    var placed = 0
    for result in read {
      for finding in result.diagnostics {
        guard case .line(let line)? = finding.origin?.steps.first else { continue }
        placed += 1
        #expect((line >= start) == (result.number == 2), "\(finding.code.rawValue) in line \(line)")
      }
    }
    #expect(placed > 0)
  }
}
