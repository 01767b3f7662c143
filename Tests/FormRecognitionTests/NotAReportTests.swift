import Diagnostics
import FormRecognition
import PlainTextReader
import ReportModel
import Testing

/// Ordinary documents with numbered chapters are no annual reports; a report that lost its headings is one.
@Suite struct NotAReportTests {
  @Test(arguments: [
    "某公司股东大会通知\n一、会议召开基本情况\n会议定于5月召开。\n二、会议审议事项\n审议年度报告。\n三、登记方法\n现场。\n四、其他\n无。",
    "设备采购招标文件\n一、招标公告\n采购20台。\n二、投标人须知\n中标结果公告。\n三、质疑和行政复议\n可以提出。\n四、其他事项\n无。",
    "关于拨付经费的请示\n一、基本情况\n汛期降雨多。\n二、存在的主要问题\n缺口大。\n三、其他事项\n请批准。", "第12次常务会议纪要\n一、会议召开基本情况\n县长主持。\n二、议定事项\n同意。\n三、其他\n无。",
    "江原县2023年法治政府建设年度报告\n一、总体情况\n提升。\n二、主要举措\n行政复议12件。\n三、存在的主要问题及改进情况\n力量不足。\n四、其他需要报告的事项\n无。",
    "江原县2024年政府信息公开工作要点\n一、深化主动公开\n推进。\n二、规范依申请公开\n规范。\n三、强化保障\n培训。",
    "江原县水利局政府信息公开指南\n一、主动公开\n范围。\n二、依申请公开\n当面提交。\n三、监督和救济\n行政复议、行政诉讼。",
    "关于做好2023年政府信息公开工作年度报告编制发布工作的通知\n一、编制要求\n按格式。\n二、报送时间\n1月底。\n三、其他事项\n按时。",
    "江原县水利局2023年度部门决算\n一、部门概况\n职能。\n二、收入支出决算总体情况\n100万元。\n三、其他重要事项的情况说明\n采购。",
  ])
  func anOrdinaryDocumentIsRefused(_ text: String) {
    #expect(throws: Refusal.self) { try Recogniser.recognise(PlainTextReader.read(text)) }
  }

  @Test func aClearTitleIsEnoughWithoutHeadings() throws {
    let paragraph = String(repeating: "2023年，我局依法主动公开政府信息，政府信息公开申请均按期答复，平台运行正常。", count: 8)
    let text = "江原县水利局2023年政府信息公开工作年度报告\n\(paragraph)\n\(paragraph)"
    #expect(try Recogniser.recognise(PlainTextReader.read(text)).report.year?.value == 2023)
  }
}
