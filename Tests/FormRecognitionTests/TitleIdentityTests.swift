import Diagnostics
import FormRecognition
import PlainTextReader
import ReportModel
import Testing

/// The name of the office and the year, as titles of many kinds state them.
@Suite struct TitleIdentityTests {
  @Test(arguments: [
    ("临溪县水利局2023年政府信息公开工作年度报告", "临溪县水利局", 2023), ("临溪县水利局政府信息公开2023年度报告", "临溪县水利局", 2023),
    ("临溪县人民政府信息公开2023年度报告", "临溪县人民政府", 2023), ("临溪县政务公开办公室2023年政府信息公开工作年度报告", "临溪县政务公开办公室", 2023),
    ("临溪县政府信息公开办公室2023年政府信息公开工作年度报告", "临溪县政府信息公开办公室", 2023), ("【年报】临溪县水利局2023年政府信息公开工作年度报告", "临溪县水利局", 2023),
    ("临溪县水利局政府信息公开工作年度报告（2023年）", "临溪县水利局", 2023), ("临溪县水利局政府信息公开工作年度报告（2023年度）", "临溪县水利局", 2023),
    ("临溪县水利局政府信息公开工作年度报告（2023）", "临溪县水利局", 2023), ("临溪县8890中心2023年政府信息公开工作年度报告", "临溪县8890中心", 2023),
  ])
  func aTitleStatesOfficeAndYear(_ title: String, _ organ: String, _ year: Int) throws {
    let recognition = try recognition(title)
    #expect(recognition.report.organ?.value == organ)
    #expect(recognition.report.year?.value == year)
    #expect(recognition.report.year?.source == .title)
  }

  /// Two years, or a part of one: the office all the same, and the year from the text.
  @Test(arguments: ["临溪县水利局2022-2023年政府信息公开工作年度报告", "临溪县水利局23年政府信息公开工作年度报告", "临溪县水利局政府信息公开工作年度报告（2024年1月发布）"])
  func aTitleWithoutAYear(_ title: String) throws {
    let recognition = try recognition(title)
    #expect(recognition.report.organ?.value == "临溪县水利局")
    #expect(recognition.report.year?.source == .narrative)
    #expect(recognition.diagnostics.contains { $0.code == "year-from-narrative" && $0.message.chinese.hasPrefix("标题未写明年度") })
  }

  private func recognition(_ title: String) throws -> Recognition {
    let lines = [title, "一、总体情况", "2023年，我局按期公开。", "二、主动公开政府信息情况", "见附件。", "三、收到和处理政府信息公开申请情况", "见附件。"]
    return try Recogniser.recognise(PlainTextReader.read(lines.joined(separator: "\n")))
  }
}
