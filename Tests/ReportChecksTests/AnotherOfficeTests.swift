import Diagnostics
import ReportModel
import Testing

@testable import ReportChecks

/// TXT-18: a city of another province in the text.
@Suite struct AnotherOfficeTests {
  private func findings(_ sentence: String, organ: String = "怀化市沅水区水利局") -> [Diagnostic] {
    var report = ExemplaryReport.report(organ: organ)
    report.addText(5, sentence)
    return AnotherOffice().verdicts(on: CheckedReport(report)).compactMap { if case .fail(let finding) = $0 { finding } else { nil } }
  }

  @Test func theGovernmentOfAnotherProvincesCityIsFound() {
    let found = findings("根据应城市政务公开工作要点，开展培训。")
    #expect(found.map(\.actual) == ["应城市"])
    #expect(found.first?.quote?.phrase == "应城市")
  }

  @Test(arguments: [
    "赴杭州市人民政府学习考察公开工作经验。", "参照《杭州市政府信息公开工作规程》开展工作。", "积极响应城市政府数字化转型的要求。", "在怀化市人民政府门户网站公开信息。", "组织干部到长沙市人民政府网站查阅信息。",
    "与应城市民代表座谈一次。",
  ]) func lawfulMentionsAreNot(_ sentence: String) { #expect(findings(sentence).isEmpty) }

  /// Nothing tells the province: nothing is said.
  @Test func withoutAHomeNothingIsForeign() { #expect(findings("根据应城市政务公开工作要点，开展培训。", organ: "临溪县水利局").isEmpty) }
}
