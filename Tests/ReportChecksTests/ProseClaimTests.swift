import Diagnostics
import ReportModel
import Testing

@testable import ReportChecks

/// What sentences claim, and what they don't. The report has 9 applications received and 1 carried in, 8 closed (予以公开 5, 部分公开 1, 无法提供 2),
/// 2 carried on, one review upheld, no suit; 3 normative documents issued, 1 repealed, 14 in force.
@Suite struct ProseClaimTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var sentence: String
    var codes: [String]
    var section = 1
    var organ: String?
    init(_ sentence: String, _ codes: String..., section: Int = 1, organ: String? = nil) {
      self.sentence = sentence
      self.codes = codes
      self.section = section
      self.organ = organ
    }
    var testDescription: String { sentence }
  }

  static let right: [Case] = [
    Case("全年收到政府信息公开申请9件。"), Case("全年共收到政府信息公开申请10件（含上年结转1件）。"), Case("2023年，我局受理依申请公开九件。"),
    Case("收到政府信息公开申请９件，上年结转１件。"), Case("收到政府信息公开申请9件，办结8件，结转下年度继续办理2件。"),
    Case("收到政府信息公开申请10余件。"), Case("收到政府信息公开申请近20件。"), Case("收到政府信息公开申请约二十件。"), Case("收到政府信息公开申请超过8件。"),
    Case("2022年收到政府信息公开申请30件，2023年收到政府信息公开申请9件。"), Case("与2022年收到政府信息公开申请30件相比有所下降。"),
    Case("收到政府信息公开申请9件，较上年增加3件。"), Case("收到政府信息公开申请9件，同比减少12件，下降57.1%。"),
    Case("全县共收到政府信息公开申请9件，其中县本级收到5件。"), Case("收到政府信息公开申请9件，其中网络申请6件、信函申请3件。"),
    Case("青岭镇收到政府信息公开申请4件，白石乡收到政府信息公开申请2件。"), Case("接受群众咨询、来访550余次，收到群众来信12件。"),
    Case("通过12345热线收到群众诉求320件，均已办结。"), Case("收到人大代表建议4件、政协提案6件，均已办结并公开。"), Case("全年收到行政许可申请120件，办结118件。"),
    Case("办理不动产登记申请2300件。"), Case("答复政府信息公开申请8件，其中予以公开5件、部分公开1件、无法提供2件。"), Case("予以公开及部分公开6件，无法提供2件，属依申请公开答复。"),
    Case("收到政府信息公开申请9件，按期答复3件，延期答复1件。"), Case("政府信息公开申请按时办结率100%。"),
    Case("因政府信息公开引起的行政复议1件，结果维持1件；行政诉讼0件。"), Case("全年办理行政复议案件35件，均为当事人不服行政处罚。", "TXT-08"),
    Case("未发生因政府信息公开引起的行政诉讼。"), Case("未发生行政复议被纠正的情况，未发生行政诉讼败诉的情形。"), Case("未收到涉及国家秘密的政府信息公开申请。"), Case("全部答复文书经审核后发出，未发生超期答复。"),
    Case("未收到申请人的异议。"), Case("没有因公开工作被追究责任的情形，没有收到投诉。"), Case("2022年未收到政府信息公开申请。"), Case("制发行政规范性文件3件，废止1件。"),
    Case("公开行政规范性文件8件，清理规范性文件27件。"),
    Case("现行有效行政规范性文件14件。"), Case("发布政策解读12件，回应社会关切3件。"), Case("每件政府信息公开申请均由两人审核，一事一议，逐件登记。"), Case("明年计划办理政府信息公开申请20件以内。"),
    Case("收到的政府信息公开申请，3件由自然人委托律师提出。"), Case("印发政府信息公开申请办理答复文书示范文本18件。"), Case("主动公开政府信息1,234条，依申请公开办结8件。"),
    Case("政府信息公开申请中，自然人申请7件，法人或其他组织申请2件。"),
    Case("共办理政府信息公开申请10件，由自然人提出的8件，由法人或其他组织提出的2件。"), Case("收到政府信息公开申请9件，已答复8件。"), Case("本年度收到依申请公开9件，均在法定期限内办理。"),
    Case("转办政府信息公开申请4件，补正通知6件。"), Case("处理依申请公开工作日均1件。"), Case("收到政府信息公开申请9件，其中县政府办公室办理3件、县水利局办理2件。"),
    Case("1月至6月收到政府信息公开申请4件。"), Case("收到县政府转办政府信息公开申请2件。"), Case("累计收到政府信息公开申请130件（2008年以来）。"), Case("自2008年以来共收到政府信息公开申请130件。"),
    Case("政府信息公开申请平均每月不足1件。"),
    Case("收到政府信息公开申请9件，申请人撤回1件。"), Case("第三季度收到政府信息公开申请3件。"), Case("本年度没有政府信息公开申请被行政复议纠错。"), Case("无依申请公开行政诉讼。"), Case("无超期未答复的政府信息公开申请。"),
    Case("未收到同一申请人重复提交的政府信息公开申请。"),
    Case("2023年，全县受理政府信息公开申请9件，办理答复8件，结转2件至下一年度办理，上年结转1件。"), Case("办理依申请公开8件，其中当面申请1件、网络申请7件。"), Case("本年度无结转申请，无依申请公开收费。"),
    Case("没有逾期答复的政府信息公开申请。"), Case("因政府信息公开被申请行政复议1件，其中维持1件，纠正0件，其他结果0件，尚未审结0件；被提起行政诉讼0件。"), Case("收到政府信息公开申请9件，答复8件，答复率100%。"),
    Case("全年依申请公开收到9件，公开答复5件。"), Case("全市行政复议机构共办理行政复议案件1200件。", "TXT-08"),
    Case("新增依申请公开事项目录9件，公开栏目2个。"),
    Case("为申请人提供政府信息复印件30份。"), Case("依申请公开方面，制作答复文书8份。"), Case("发出政府信息公开申请补正告知书3份。"), Case("其中涉及征地拆迁的政府信息公开申请4件，占44.4%。"),
    Case("办理涉及房屋征收类政府信息公开申请4件。"), Case("收到涉及农业农村类政府信息公开申请3件。"),
  ]

  static let wrong: [Case] = [
    Case("全年收到政府信息公开申请12件。", "TXT-01"), Case("2023年共收到依申请公开十二件。", "TXT-01"), Case("新收政府信息公开申请５０件。", "TXT-01"),
    Case("收到1,234件政府信息公开申请。", "TXT-01"), Case("受理公民、法人提出的政府信息公开申请11宗。", "TXT-01"),
    Case("2022年收到政府信息公开申请30件，2023年收到政府信息公开申请19件。", "TXT-01"), Case("共办理政府信息公开申请13件。", "TXT-02"), Case("收到政府信息公开申请9件，办结7件。", "TXT-03"),
    Case("政府信息公开申请办理中，予以公开4件。", "TXT-04"),
    Case("按结果分，政府信息公开申请予以公开5件、部分公开2件、无法提供2件。", "TXT-04"), Case("收到政府信息公开申请9件，上年结转3件。", "TXT-05"),
    Case("收到政府信息公开申请9件，结转下年度继续办理4件。", "TXT-05"), Case("收到政府信息公开申请9件，结转2024年办理1件。", "TXT-05"),
    Case("2023年未收到政府信息公开申请。", "TXT-06"), Case("我局没有收到公民、法人和其他组织的政府信息公开申请。", "TXT-06"), Case("本年度未收到依申请公开事项。", "TXT-06"),
    Case("收到政府信息公开申请9件，均已办结。", "TXT-07"), Case("受理政府信息公开申请9件，结转5件至下一年度办理。", "TXT-05"), Case("全年办理依申请公开4件。", "TXT-02"),
    Case("年内收到群众提交的政府信息公开申请书15份。", "TXT-01"), Case("没有收到公民、法人和其他组织要求公开政府信息的申请。", "TXT-06"), Case("全年政府信息公开零申请。", "TXT-06"),
    Case("2023年没有政府信息公开申请。", "TXT-06"),
    Case("无因政府信息公开引起的行政复议、行政诉讼案件发生。", "TXT-10"), Case("全县各级行政机关新收政府信息公开申请23件，较上年增长5%。", "TXT-01"), Case("因政府信息公开被申请行政复议3件。", "TXT-08"),
    Case("因政府信息公开引起的行政复议1件，其中纠正1件。", "TXT-08"), Case("因政府信息公开引发行政诉讼2起。", "TXT-09"), Case("因政府信息公开引起的行政复议、行政诉讼各1件。", "TXT-09"),
    Case("未发生因政府信息公开引起的行政复议、行政诉讼。", "TXT-10"), Case("没有因政府信息公开申请行政复议。", "TXT-10"),
    Case("制发行政规范性文件5件。", "TXT-11"), Case("废止规范性文件两件。", "TXT-11"), Case("作出行政处罚决定9件。", "TXT-12"), Case("政府信息公开申请由自然人提出5件。", "TXT-13"),
    Case("共办理政府信息公开申请10件，由自然人提出的8件，由法人或其他组织提出的3件。", "TXT-14", "TXT-13"), Case("收到政府信息公开申请9件，其中网络申请6件、信函申请5件。", "TXT-14"),
  ]

  @Test(arguments: right) func rightIsLeftAlone(_ item: Case) {
    #expect(codes(item) == Set(item.codes))
  }

  @Test(arguments: wrong) func wrongIsFound(_ item: Case) {
    #expect(codes(item) == Set(item.codes))
  }

  private func codes(_ item: Case) -> Set<String> {
    var report = ExemplaryReport.report()
    report.setText(1, ["（二）依申请公开。" + item.sentence])
    let findings = Checker.check(report).findings.filter { $0.code.rawValue.hasPrefix("TXT") }
    for finding in findings { #expect(finding.quote != nil || finding.severity == .note) }
    return Set(findings.map(\.code.rawValue))
  }

  @Test(arguments: [
    ("十二件", 12), ("一百零三件", 103), ("三千二百件", 3200), ("两件", 2), ("1.2万件", 12000), ("１２件", 12), ("1,234件", 1234), ("二十起", 20), ("一万二千件", 12000),
    ("零件", 0),
  ]) func numbersInAllScripts(_ item: (String, Int)) {
    let tokens = NumberLexer.tokens(in: Words(folding: "收到" + item.0 + "。"))
    #expect(tokens.map(\.count) == [item.1])
  }

  @Test(arguments: ["一是健全制度", "统一部署", "一般情况", "每一件", "两三件", "第三件"]) func whatIsNoNumber(_ text: String) {
    #expect(NumberLexer.tokens(in: Words(folding: text)).isEmpty)
  }
}
