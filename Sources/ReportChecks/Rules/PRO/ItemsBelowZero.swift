import Diagnostics
import ReportModel

/// 上一年项目数量 with 本年增/减 cannot fall below nought.
struct ItemsBelowZero: Rule {
  let info = RuleInfo(
    "PRO-04", .error, zh: "上一年项目数量与本年增/减之和不为负", en: "last year's items and this year's change are not below nought",
    why: Message(zh: "减少的项目不能多于原有的项目；多见于把减少后的数量填成了增减数。", en: "No more items can go than there were."),
    formula: "r.previous_items + r.change ≥ 0", source: "\(Source.notice2019)附件，表二第二十条第（五）（六）（八）项", forms: ["2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.verdicts(of: self) { result in
      Message(zh: "上一年项目数量与本年增/减之和为\(result.left ?? 0)，不应为负", en: "last year's items and the change make \(result.left ?? 0)")
    }.map { verdict in
      guard case .fail(var finding) = verdict else { return verdict }
      finding.expected = "≥0"
      return .fail(finding)
    }
  }

  let examples = RuleExamples(form: "2019", failing: { $0.set("proactive", "licensing", "change", "-13") })
}
