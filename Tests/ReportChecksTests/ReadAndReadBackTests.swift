import CanonicalReaders
import Conversion
import Diagnostics
import ReportChecks
import ReportModel
import ReportWriters
import TestSupport
import Testing

/// A report is judged alike when it is read from a document and from the XML that was made of it, and a finding says where.
@Suite struct ReadAndReadBackTests {
  private static let text = TextLayout.barsPadded.render(
    {
      var report = ExampleReport.report(organ: "临河县水利局", year: 2023)
      report.closing += [.paragraph(TextLine("临河县水利局")), .paragraph(TextLine("2024年1月18日"))]
      return report
    }())

  private func findings(_ text: String, year: Int? = nil, _ code: Diagnostic.Code, sourceLocation: SourceLocation = #_sourceLocation) throws
    -> [Diagnostic]
  {
    var options = ReadingOptions()
    options.year = year
    let read = try ReportReader.read(Array(text.utf8), options: options)[0]
    let fresh = Checker.check(read.report, readingFindings: read.diagnostics).findings.filter { $0.code == code }
    let back = Checker.check(try CanonicalXMLReader.read(XMLWriter.write(read.report))).findings.filter { $0.code == code }
    if year == nil { #expect(fresh == back, sourceLocation: sourceLocation) }
    for finding in fresh { #expect(finding.origin != nil, sourceLocation: sourceLocation) }
    return fresh
  }

  private func changed(_ old: String, _ new: String) throws -> String {
    try #require(Self.text.contains(old))
    return Self.text.replacing(old, with: new, maxReplacements: 1)
  }

  @Test func yearsThatAgreeAreLeftAlone() throws { #expect(try findings(Self.text, "PUB-04") == []) }

  @Test(arguments: [
    ("临河县水利局2023年政府", "临河县水利局2022年政府", 2), ("自2023年1月1日起，至2023年12月31日止", "自2022年1月1日起，至2022年12月31日止", 1), ("2024年1月18日", "2023年1月18日", 1),
    ("2024年1月18日", "2025年1月18日", 1),
  ]) func yearsThatDisagreeAreAnError(_ old: String, _ new: String, _ count: Int) throws {
    let found = try findings(try changed(old, new), "PUB-04")
    #expect(found.count == count && found.allSatisfy { $0.severity == .error })
  }

  @Test func aReportSignedBeforeTheYearIsOverIsEarly() throws {
    #expect(try findings(try changed("2024年1月18日", "2023年12月28日"), "PUB-04").map(\.severity) == [.warning])
  }

  @Test func aYearThatTheUserStatesIsNoError() throws {
    #expect(try findings(Self.text, year: 2022, "PUB-04").map(\.severity) == [.warning])
  }

  @Test func aFormOfAnotherYearIsNamedAtTheTitle() throws {
    let text = Self.text.replacing("2023", with: "2020")
    #expect(try findings(text, "STR-07").map(\.severity) == [.warning])
  }

  @Test func theWordsOfThePeriodHaveTheirPlace() throws {
    #expect(try findings(try changed("至2023年12月31日", "至2023年11月30日"), "TXT-17").count == 1)
  }

  @Test func aTitleWithoutAnOfficeIsIncomplete() throws {
    #expect(try findings(Self.text, "PUB-05") == [])
    for title in ["2023年政府信息公开工作年度报告", "二〇二三年度政府信息公开年报", "关于2023年政府信息公开工作情况的报告"] {
      let text = try changed("临河县水利局2023年政府信息公开工作年度报告", title)
      #expect(try findings(text, "PUB-05").map(\.message.chinese) == ["标题不完整，缺少机关名称"])
    }
  }

  @Test func aSectionThatIsThereTwiceIsNamed() throws {
    let fifth = "五、存在的主要问题及改进情况"
    let again = try changed("六、其他需要报告的事项", fifth + "\n改进措施：按月核对栏目，公布办理时限。\n六、其他需要报告的事项")
    let found = try findings(again, "STR-05")
    #expect(found.count == 1 && found[0].severity == .error && found[0].message.chinese.contains("出现2次"))
    #expect(try findings(Self.text, "STR-05") == [])
  }

  @Test func aTableOfContentsIsNoSecondSection() throws {
    let contents = OfficialForms.sections.map(\.heading).joined(separator: "\n")
    #expect(try findings(try changed("一、总体情况", "目录\n" + contents + "\n一、总体情况"), "STR-05") == [])
  }

  /// What no `Int` holds is added up all the same.
  @Test(arguments: [("2021", "requests", "received", "total", "REQ-01"), ("2019", "proactive", "licensing", "change", "PRO-04")])
  func sumsOfVeryLargeNumbersAreJudged(_ form: String, _ table: String, _ row: String, _ column: String, _ code: String) {
    var report = ExemplaryReport.report(form: form)
    report.set(table, row, column, form == "2019" ? "-10000000000000000000" : "10000000000000000000")
    let found = Checker.check(report).findings.filter { $0.code.rawValue == code }
    #expect(
      found.count == 1 && found[0].message.chinese.contains("99999999")
        || found.first?.message.chinese.contains("10000000000000000000") == true)
  }

  @Test func kindsOfApplicantAreHeldAgainstLastYearOnlyWhereTheTotalsAgree() {
    var earlier = ExemplaryReport.report(year: 2022)
    let later = ExemplaryReport.report(year: 2023)
    func codes() -> Set<String> {
      let pair = (CheckedReport(earlier), CheckedReport(later))
      return Set(Checker.compare(earlier: pair.0, later: pair.1).findings.map(\.code.rawValue)).intersection(["XYR-01", "XYR-03"])
    }
    #expect(codes() == ["XYR-01"])
    earlier.set("requests", "carried_out", "total", "1")
    #expect(codes() == ["XYR-03"])
    earlier.set("requests", "carried_out", "natural_person", "1")
    #expect(codes() == [])
  }
}
