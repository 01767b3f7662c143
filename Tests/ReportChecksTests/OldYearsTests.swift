import Diagnostics
import ReportModel
import Testing

@testable import ReportChecks

/// An earlier year as the report's own, and what only looks like it. The report is on 2023.
@Suite struct OldYearsTests {
  private func places(_ section: Int, _ text: String) -> [String] {
    var report = ExemplaryReport.report()
    report.addText(section, text)
    return OldYears(CheckedReport(report), 2023).places.map(\.phrase)
  }

  @Test(arguments: [
    "2022年，我局坚持公开为常态，执行《中华人民共和国政府信息公开条例》。", "（二）依申请公开情况。2022年，全局新收政府信息公开申请8件，上年结转1件。", "2021年度我局主动公开政府信息12条。", "2022年共受理申请8件。",
  ]) func anEarlierYearIsFound(_ text: String) { #expect(places(1, text).count == 1) }

  @Test(arguments: [
    "较2022年增长12.3%。", "落实2022年印发的实施细则。", "自2019年《条例》修订以来，明确专人负责。", "在2022年度县级考核中获良好等次。", "新收8件，上年（2022年）结转1件。", "截至2022年底建成的专栏继续运行。",
    "2022年，我局在考核中被评为先进。", "2022年收到8件，2023年收到9件。",
  ]) func aRetrospectIsNot(_ text: String) { #expect(places(1, text).isEmpty) }

  @Test func aPlanForTheYearThatIsOverIsFound() {
    #expect(places(5, "2023年，我局将加强培训。") == ["2023年"])
    #expect(places(5, "2024年，我局将加强培训。").isEmpty)
  }

  @Test func shortNamesOfAListFitWhereOneOfficeWould() {
    let list = UnitList(["石渡镇", "柏川市临溪县白茅乡人民政府", "民政局"], offices: ["临溪县石渡镇人民政府", "临溪县白茅乡人民政府", "临溪县教育局"])
    #expect(list.missing == ["民政局"])
    #expect(list.unlisted == ["临溪县教育局"])
  }
}
