import Diagnostics
import ReportModel

/// 主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障
struct FiveSubjects: Rule {
  let info = RuleInfo(
    "STR-11", .note, zh: "“一、总体情况”涵盖五个方面", en: "section one touches its five subjects",
    why: Message(
      zh: "五个方面：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。", en: "Disclosure, applications, information management, platforms, supervision."),
    source: "\(Source.notice2021)附件，一、总体情况", forms: ["2021"])

  private static let subjects: [(name: String, words: WordList)] = [
    ("主动公开", ["主动公开", "公开信息", "发布信息", "发布各类", "公开各类", "上网文件", "公开事项", "信息公开", "发布政府信息", "公开政府信息"]),
    ("依申请公开", ["依申请", "申请公开", "公开申请", "申请"]), ("政府信息管理", ["信息管理", "清理", "审查", "归档", "管理", "规范性文件", "标注"]),
    ("政府信息公开平台建设", ["平台", "网站", "专栏", "专区", "新媒体", "公众号", "栏目", "渠道"]), ("监督保障", ["监督", "保障", "考核", "培训", "评议", "通报", "责任"]),
  ]

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let paragraphs = report.prose.paragraphs(of: 1)
    guard report.report.form == "2021", let first = paragraphs.first, paragraphs.reduce(0, { $0 + $1.folded.scalars.count }) >= 10 else {
      return []
    }
    let absent = Self.subjects.filter { subject in !paragraphs.contains { $0.folded.containsAny(subject.words) } }.map(\.name)
    guard !absent.isEmpty else { return [.pass] }
    let list = absent.joined(separator: "、")
    return [.fail(finding(Message(zh: "“一、总体情况”未见“\(list)”方面内容", en: "section 1 does not mention \(list)"), at: first.origin))]
  }

  let examples = RuleExamples(failing: { $0.setText(1, ["2023年，我局主动公开政府信息，办理依申请公开事项，清理文件，考核合格。"]) })
}
