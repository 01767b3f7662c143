import Diagnostics
import ReportModel

/// 工作考核、社会评议、责任追究, in the report of a government.
struct ArticleFifty: Rule {
  let info = RuleInfo(
    "STR-14", .note, zh: "政府的报告写明工作考核、社会评议、责任追究结果",
    en: "a government's report gives the results of assessment, public review and accountability",
    why: Message(zh: "条例第五十条第（四）项对各级人民政府的要求。", en: "Asked of governments by article 50 (4)."),
    source: "\(Source.ordinance)第五十条第（四）项；\(Source.notice2021)附件，一、总体情况", forms: ["2021"])

  private static let subjects: [(name: String, words: WordList)] = [("工作考核", ["考核"]), ("社会评议", ["评议"]), ("责任追究", ["追究", "问责", "追责"])]

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let kind = OfficeKind(report.organ)
    let isGovernment = kind == .government || kind == .township && report.organ?.hasSuffix("人民政府") == true
    let paragraphs = report.prose.paragraphs(of: 1)
    guard report.report.form == "2021", isGovernment, let first = paragraphs.first else { return [] }
    let absent = Self.subjects.filter { subject in !paragraphs.contains { $0.folded.containsAny(subject.words) } }.map(\.name)
    guard !absent.isEmpty else { return [.pass] }
    return [
      .fail(
        finding(
          Message(
            zh: "未报告\(absent.joined(separator: "、"))结果情况（条例第五十条）",
            en: "results of \(absent.joined(separator: ", ")) are not reported (article 50)"), at: first.origin))
    ]
  }

  let examples = RuleExamples(
    passing: { $0.organ = Stated("临溪县人民政府", from: .title) },
    failing: { report in
      report.organ = Stated("临溪县人民政府", from: .title)
      report.setText(1, ["2023年，全县主动公开政府信息，办理依申请公开事项，清理文件，改进平台，组织培训。"])
    })
}
