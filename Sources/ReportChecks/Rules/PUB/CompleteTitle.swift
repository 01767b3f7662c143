import Diagnostics
import ReportModel

/// <机关全称><YYYY>年政府信息公开工作年度报告
struct CompleteTitle: Rule {
  let info = RuleInfo(
    "PUB-05", .warning, zh: "标题含机关名称、年度和“年度报告”", en: "the title names the office, the year and what it is",
    why: Message(zh: "标题不完整，单独查看时无法判断是哪个机关、哪一年的报告。", en: "Without them nobody can tell whose report of which year it is."),
    source: "\(Source.ordinance)第四十九条、第五十条")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.carriesNarrative else { return [.notCheckable(nil)] }
    let title = Words(folding: report.report.title.map(\.text).joined())
    var absent: [String] = []
    if title.isEmpty {
      return [.fail(finding(Message(zh: "报告没有标题", en: "the report has no title")))]
    } else {
      let hasYear = NumberLexer.tokens(in: title).contains { $0.unit == "年" } || title.containsAny(["二〇", "二O", "二0", "二○"])
      if !hasYear { absent.append("年度") }
      if !title.containsAny(["报告", "年报"]) { absent.append("“年度报告”字样") }
      if report.report.organ == nil || Self.namesNoOffice(title) { absent.append("机关名称") }
    }
    guard !absent.isEmpty else { return [.pass] }
    let list = absent.joined(separator: "、")
    return [.fail(finding(Message(zh: "标题不完整，缺少\(list)", en: "the title is incomplete: \(list)"), at: report.report.title.first?.origin))]
  }

  /// Whether nothing is left of a title but the year and the name of the document.
  private static func namesNoOffice(_ title: Words) -> Bool {
    title.removing(usual).scalars.allSatisfy {
      !$0.properties.isIdeographic || ChineseDigits.isDigit($0) || "〇○年度".unicodeScalars.contains($0)
    }
  }

  private static let usual: WordList = [
    "政府信息公开", "政务信息公开", "政务公开", "信息公开", "年度报告", "工作报告", "年报", "报告", "工作", "年度", "关于", "情况", "政府信息", "公开", "的",
  ]

  let examples = RuleExamples(failing: { $0.title = [TextLine("政府信息公开工作年度报告")] })
}
