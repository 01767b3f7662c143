import Diagnostics
import FormRecognition
import PlainTextReader
import ReportModel
import Testing

/// The office from titles of several lines and from the formulas of a preface; never from a law or a platform.
@Suite struct OfficeOfPrefaceTests {
  private static let body = [
    "一、总体情况", "2023年，本机关坚持公开。", "二、主动公开政府信息情况", "见附件。", "三、收到和处理政府信息公开申请情况", "见附件。",
  ]

  private func organ(_ head: String) throws -> String? {
    try Recogniser.recognise(PlainTextReader.read(([head] + Self.body).joined(separator: "\n"))).report.organ?.value
  }

  @Test(arguments: [
    ("江原县\n水利局\n2023年政府信息公开\n工作年度报告", "江原县水利局"), ("江原市民意乡\n2023年政府信息公开工作年度报告\n2023年政府信息公开工作年度报告", "江原市民意乡"),
    ("江原县便民服务中心\n2023年政府信息公开工作年度报告", "江原县便民服务中心"), ("江原县人民政府\n办公室\n2023年政府信息公开工作年度报告", "江原县人民政府办公室"),
    ("现将江原县自然资源和规划局2023年政府信息公开工作年度报告公布如下。", "江原县自然资源和规划局"), ("现公布于都县石渡镇人民政府2023年度政府信息公开工作年度报告。", "于都县石渡镇人民政府"),
    ("现向社会公布2023年河阳市教育局政府信息公开工作年度报告。", "河阳市教育局"), ("本报告由江原县住房和城乡建设局负责编制。", "江原县住房和城乡建设局"),
    ("江原县发展和改革委员会根据《中华人民共和国政府信息公开条例》编制本报告。", "江原县发展和改革委员会"), ("如对本报告有疑问，请与江原县水利局办公室联系（电话：0000-1234567）。", "江原县水利局"),
    ("市人民政府办公室2023年政府信息公开工作年度报告\n本报告由江原市人民政府办公室编制。", "江原市人民政府办公室"), ("東嶺縣審計局2023年政府信息公開工作年度報告", "東嶺縣審計局"),
    ("江原市人⺠政府2023年政府信息公开工作年度报告", "江原市人民政府"),
  ])
  func theHeadNamesTheOffice(_ head: String, _ name: String) throws { #expect(try organ(head) == name) }

  @Test(arguments: ["根据《江北省政府信息公开条例》和江北省政府信息公开平台的要求编制。", "按照江原市政府信息公开工作领导小组办公室要求编制本报告。"])
  func aLawOrAPlatformIsNoOffice(_ head: String) throws { #expect(try organ(head) == nil) }

  @Test func aNameWithoutAPlaceIsWarnedOf() throws {
    let text = (["县水利局2023年政府信息公开工作年度报告"] + Self.body).joined(separator: "\n")
    #expect(
      try Recogniser.recognise(PlainTextReader.read(text)).diagnostics.contains { $0.code == "organ-general" && $0.severity == .warning })
  }
}
