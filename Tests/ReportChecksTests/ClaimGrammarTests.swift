import Diagnostics
import ReportModel
import Testing

@testable import ReportChecks

/// Sentences made of slots, each varied: who, when, act, object, number and unit. The same sentence is said with the number of the table and
/// with another; the first is left alone, the second is found.
@Suite struct ClaimGrammarTests {
  static let who = ["", "我局", "县水利局", "水利局", "本机关"]
  static let when = ["", "2023年，", "2023年度", "全年", "今年以来，", "截至2023年12月31日，"]
  /// Act and object around the number #; the number of the table.
  static let acts: [(words: String, right: Int)] = [
    ("收到政府信息公开申请#", 9), ("新收依申请公开#", 9), ("共受理政府信息公开申请数量#", 9), ("接收依申请公开件#", 9), ("收到申请公开#", 9),
    ("收到政府信息公开申请9件，办结#", 8), ("收到依申请公开9件，已按期答复#", 8), ("收到政府信息公开申请9件，答复8件，剩余#结转下年度办理", 2),
    ("收到政府信息公开申请9件，上年结转#", 1), ("收到政府信息公开申请9件，上年转结#", 1), ("收到政府信息公开申请9件，上年结转1件，共计#", 10),
    ("答复政府信息公开申请8件，其中予以公开#", 5), ("答复政府信息公开申请8件，本机关不掌握相关政府信息#", 2), ("收到政府信息公开申请9件，其中商业企业申请#", 2),
    ("收到政府信息公开申请9件，办结8件，结转#", 2), ("收到政府信息公开申请9件，重复申请#", 0),
  ]
  static let units = ["件", "宗", "起"]

  @Test(arguments: who, when) func everySlotIsVaried(_ who: String, _ when: String) {
    for act in Self.acts {
      for unit in Self.units {
        for value in [act.right, act.right + 3, act.right + 17] {
          let sentence = when + who + act.words.replacing("#", with: "\(value)\(unit)") + "。"
          let codes = Self.codes(sentence)
          #expect(codes.isEmpty == (value == act.right), "\(sentence) \(codes)")
        }
      }
    }
  }

  @Test(arguments: [
    "2023年度无依申请公开情况。", "未收到公民向本机关提出的政府信息公开申请。", "全年零申请。", "本机关政府信息公开申请为零。", "未接到任何形式的政府信息公开申请。",
    "收到政府信息公开申请9件，均为自然人申请。", "收到政府信息公开申请9件，全部予以公开。", "收到政府信息公开申请9件，无结转下年度办理事项。", "不存在因政府信息公开引起的行政复议情况。",
    "收到政府信息公开申请9件，较2022年的6件增加4件。", "收到政府信息公开申请9件，较2022年的6件增加3件，增幅60%。",
  ]) func whatTheTablesDenyIsFound(_ sentence: String) {
    #expect(!Self.codes(sentence).isEmpty)
  }

  @Test(arguments: [
    "受理信访事项30件，办结28件。", "收到政府信息公开申请9件，较2022年的6件增加3件，增幅50%。", "全年办理建议23件，均已办结答复。", "对今年收到的9件申请办结6件。",
    "截至2023年11月30日，收到政府信息公开申请6件，均已办结。", "未收到政府信息公开申请收费的投诉。", "上半年收到政府信息公开申请5件，下半年4件。",
  ]) func whatIsOfSomethingElseIsLeftAlone(_ sentence: String) {
    #expect(Self.codes(sentence).isEmpty)
  }

  @Test(arguments: ["X件", "XX镇", "2024年　月　日", "202X年", "申请　件", "收到____件", "**件", "（　）件"]) func blankPlaces(_ text: String) {
    #expect(BlankPlace.first(in: "全年" + text) != nil)
  }

  @Test(arguments: ["WXYZ平台", "3×4", "http://a.cn/x__1.html", "3301****1234", "2024年1月20日", "共12 件"]) func whatIsNoBlankPlace(
    _ text: String
  ) {
    #expect(BlankPlace.first(in: text) == nil)
  }

  private static func codes(_ sentence: String) -> Set<String> {
    var report = ExemplaryReport.report()
    report.setText(1, ["（二）依申请公开。" + sentence])
    return Set(Checker.check(report).findings.map(\.code.rawValue).filter { $0.hasPrefix("TXT") })
  }
}
