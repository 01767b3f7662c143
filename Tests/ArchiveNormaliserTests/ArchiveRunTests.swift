import Conversion
import Foundation
import ReportModel
import SafeFiles
import SafeZip
import TestSupport
import Testing

@testable import ArchiveNormaliser

/// Whole runs over small trees, with the real worker.
@Suite struct ArchiveRunTests {
  private typealias Place = ArchivePlace

  private func options(_ place: Place, program: String = ArchivePlace.program) -> ArchiveOptions { place.options(program: program) }
  private func run(_ options: ArchiveOptions) throws -> ArchiveSummary { try ArchiveRun.run(options) { _ in } }

  private func series(_ place: Place) throws {
    for year in 2019...2023 where year != 2021 {
      let form = year < 2021 ? "2019" : "2021"
      let report = ExampleReport.report(form: form, start: year - 2000, organ: "临河县水利局", year: year)
      try place.put("\(year)/水利局.docx", ReportAsDOCX.package(report))
      if year == 2022 { try place.put("\(year)/水利局.html", ReportAsHTML.page(report)) }
    }
  }

  @Test func aTreeBecomesACollection() throws {
    let place = try Place()
    try series(place)
    var zip = ZipWriter()
    zip.add("里面/教育局.txt", Array(TextLayout.barsPadded.render(ExampleReport.report(organ: "临河县教育局", year: 2022)).utf8))
    zip.add("通知.txt", Array("会议通知\n".utf8))
    var outer = ZipWriter()
    outer.add("内.zip", zip.finished())
    try place.put("打包.zip", outer.finished())
    try place.put("坏.docx", Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 7, count: 100))
    try FileManager.default.createSymbolicLink(at: place.input.appending(path: "链接"), withDestinationURL: place.input)
    try place.put("旧/.nianbao/store/ab/ab.xml", [0x3C])

    let summary = try run(options(place))
    #expect(summary.reports == 5 && summary.offices == 2 && summary.years == 2019...2023)
    #expect(summary.duplicates == 1 && summary.versions == 0 && summary.gaps == 1 && summary.unidentified == 0)
    #expect(summary.outcomes == ["report": 6, "container": 2, "not_report": 1, "refused": 1, "skipped": 2])
    let tree = try place.tree(place.output)
    #expect(tree["reports/临河县水利局/2022.xml"] != nil && tree["reports/临河县教育局/2022.xml"] != nil)
    #expect(try place.lines("reports.csv").count == 6)
    #expect(try place.lines("findings.csv").contains { $0.contains("XYR-08") && $0.contains("缺少2021年报告") })
    #expect(tree.keys.allSatisfy { !$0.hasSuffix(".part") && !$0.hasSuffix("state.sqlite") })
  }

  /// What nobody has read is not said to be no report.
  @Test func aKindThatIsNotReadIsNamed() throws {
    let place = try Place()
    try series(place)
    try place.put("2021/水利局2021年政府信息公开工作年度报告.pdf", Array("%PDF-1.7\n".utf8))
    try place.put("2021/扫描件.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 0, count: 64))
    try place.put("2021/首页_files/logo.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 1, count: 64))
    try place.put("2021/全部.rar", Array("Rar!\u{1A}\u{7}\0".utf8))
    try place.put("2021/样式.css", Array("body { margin: 0 }\n".utf8))
    let summary = try run(options(place))
    #expect(summary.outcomes == ["report": 5, "unsupported": 2, "refused": 1, "not_report": 2])
    let page = String(decoding: try #require(try place.tree(place.output)["index.html"]), as: UTF8.self)
    #expect(page.contains("<details id=unsupported open>") && page.contains("年度报告.pdf") && page.contains("PDF 已损坏"))
  }

  @Test func aSecondRunWorksOnNothingAndChangesNothing() throws {
    let place = try Place()
    try series(place)
    _ = try run(options(place))
    let before = try place.tree(place.output)
    let again = try run(options(place))
    #expect(again.converted == 0 && again.reports == 4)
    #expect(try place.tree(place.output) == before)
  }

  @Test func whatChangesIsDoneAgainAndWhatGoesIsTakenOut() throws {
    let place = try Place()
    try series(place)
    _ = try run(options(place))
    try FileManager.default.removeItem(at: place.input.appending(path: "2019"))
    try place.put("2020/水利局.docx", ReportAsDOCX.package(ExampleReport.report(form: "2019", start: 500, organ: "临河县水利局", year: 2020)))
    let summary = try run(options(place))
    #expect(summary.converted == 1 && summary.reports == 3)
    let tree = try place.tree(place.output)
    #expect(tree["reports/临河县水利局/2019.xml"] == nil)
    // The same as a run that never saw the old state.
    let fresh = try Place()
    for year in [2020, 2022, 2023] {
      for name in try FileManager.default.contentsOfDirectory(atPath: place.input.appending(path: "\(year)").path) {
        let url = place.input.appending(path: "\(year)/\(name)")
        try fresh.put("\(year)/\(name)", [UInt8](try Data(contentsOf: url)))
      }
    }
    _ = try run(options(fresh))
    #expect(tree["figures.csv"] == (try fresh.tree(fresh.output))["figures.csv"])
  }

  @Test func versionsWithOtherFiguresNameTheCells() throws {
    let place = try Place()
    var report = ExampleReport.report(organ: "临河县水利局", year: 2022)
    try place.put("a.docx", ReportAsDOCX.package(report))
    report.tables[1].figures[3].value = DecimalNumber(999_999)
    report.tables[1].figures[3].text = "999999"
    try place.put("b.html", ReportAsHTML.page(report))
    let summary = try run(options(place))
    #expect(summary.reports == 1 && summary.versions == 1)
    #expect(
      try place.lines("findings.csv").contains {
        $0.contains("PUB-08") && $0.contains("999999") && $0.contains("legal_service") || $0.contains("public_welfare")
      })
  }

  @Test func theMappingFileNamesOffices() throws {
    let place = try Place()
    try series(place)
    let summary = try run(try place.options(names: "alias,organ,code\n临河县水利局,临河县水务局,410001\n"))
    #expect(summary.offices == 1)
    #expect(try place.tree(place.output)["reports/临河县水务局/2023.xml"] != nil)
    #expect(try place.lines("reports.csv").dropFirst().allSatisfy { $0.contains("410001") })
  }

  /// A worker that ends, or hangs, over files of certain names, and otherwise is the real one.
  private func moodyWorker(_ place: Place) throws -> String {
    let (text, script) = (place.root.appending(path: "moody.text"), place.root.appending(path: "moody"))
    try Data(
      """
      #!/bin/bash
      while IFS= read -r line; do
        case "$line" in
          *crash*) kill -9 $$ ;;
          *hang*) sleep 60 ;;
          *) printf '%s\\n' "$line" | "\(ArchivePlace.program)" "$@" ;;
        esac
      done
      """.utf8
    ).write(to: text)
    // A file that this process has written may still be open in children that other tests are just starting, and is then no program (ETXTBSY).
    let install = Process()
    install.executableURL = URL(filePath: "/usr/bin/install")
    install.arguments = ["-m", "755", text.path, script.path]
    try install.run()
    install.waitUntilExit()
    return script.path
  }

  @Test func aCrashOrAHangCostsThatFileAndNoOther() throws {
    let place = try Place()
    try series(place)
    try place.put("2020/crash.docx", [1, 2, 3])
    try place.put("2022/hang.docx", [1, 2, 3])
    var options = options(place, program: try moodyWorker(place))
    options.secondsPerFile = 2
    let summary = try run(options)
    #expect(summary.reports == 4 && summary.outcomes["quarantined"] == 2)
    // The next run leaves them alone; --retry does not.
    options = self.options(place)
    #expect(try run(options).converted == 0)
    options.retry = true
    let retried = try run(options)
    #expect(retried.converted == 2 && retried.outcomes["quarantined"] == nil)
  }

  @Test func aBagHoldsEverythingUnderData() throws {
    let place = try Place()
    try series(place)
    var options = options(place)
    options.bag = true
    _ = try run(options)
    let tree = try place.tree(place.output)
    let manifest = try place.lines("manifest-sha256.txt")
    #expect(manifest.count == tree.keys.count { $0.hasPrefix("data/") })
    #expect(manifest.contains { $0.hasSuffix("  data/reports/临河县水利局/2023.xml") })
    #expect(try place.lines("bagit.txt").first == "BagIt-Version: 1.0")
  }

  /// A collection goes through all years from its first to its last.
  @Test func aYearThatCannotBeIsNotUsed() throws {
    let place = try Place()
    try series(place)
    for year in [Int.max, -7, 99_999] {
      let report = ExampleReport.report(organ: "临河县水利局", year: year)
      try place.put("\(year).xml", ReportWriter.write([report], options: WritingOptions(format: .xml)))
    }
    let summary = try run(options(place))
    #expect(summary.reports == 7 && summary.unidentified == 3 && summary.years == 2019...2023 && summary.gaps == 1)
    #expect(try place.lines("findings.csv").count { $0.contains("year-implausible") } == 3)
  }

  @Test func thePageSaysWhatIsWrong() throws {
    let place = try Place()
    try series(place)
    try place.put("<b>坏.docx", Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 7, count: 100))
    try place.put("通知.txt", Array("会议通知\n".utf8))
    _ = try run(options(place))
    let page = String(decoding: try #require(try place.tree(place.output)["index.html"]), as: UTF8.self)
    #expect(page.contains("<td class=n>缺</td>") && page.contains("&lt;b&gt;坏.docx") && !page.contains("<b>坏"))
    #expect(page.contains("<details id=refused open>") && page.contains("<details id=not_report>"))
    #expect(page.contains("<tr data-n=0><th scope=row>临河县水利局</th>"))
    // One line of details for each report, in the order of the cells.
    let data = try #require(page.range(of: "<script id=data type=\"text/plain\">")?.upperBound)
    let lines = page[data...].prefix { $0 != "<" }.split(separator: "\n")
    #expect(lines.count == 4)
    for line in lines { #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) is [Any]) }
  }

  @Test func twoRunsNeverMeet() throws {
    let place = try Place()
    try series(place)
    _ = try run(options(place))
    let lock = try #require(try FileLock.acquire(place.output.path + "/.nianbao/lock"))
    #expect(throws: ArchiveError.self) { try run(options(place)) }
    lock.release()
    #expect(try run(options(place)).reports == 4)
  }

  @Test func aForeignFolderIsNotWrittenInto() throws {
    let place = try Place()
    try series(place)
    try FileManager.default.createDirectory(at: place.output, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: place.output.appending(path: "letter.txt"))
    #expect(throws: ArchiveError.self) { try run(options(place)) }
    var inside = options(place)
    inside.output = place.input.path
    #expect(throws: ArchiveError.self) { try run(inside) }
  }
}
