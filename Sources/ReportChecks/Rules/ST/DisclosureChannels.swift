import Diagnostics
import ReportModel

/// 不同渠道和方式公开相同信息计1条: no channel has more than the total, and the total not more than all channels.
struct DisclosureChannels: Rule {
  let info = RuleInfo(
    "ST-08", .warning, zh: "各渠道公开数不大于总数，总数不大于各渠道之和", en: "each channel ≤ the total ≤ all channels",
    why: Message(
      zh: "同一信息在两个渠道公开，总数计1条、渠道各计1条，所以各渠道之和可以大于总数，但单个渠道不能大于总数。",
      en: "An item on two channels counts once in the total and once on each."),
    formula: "max(disclosure.channel.*) ≤ disclosure.total ≤ Σ disclosure.channel.*", source: "\(Source.notice2014)附件一（二）", forms: ["2014"])
  func verdicts(on report: CheckedReport) -> [Verdict] { report.boundVerdicts(of: self) }
  let examples = RuleExamples(form: "2014", failing: { $0.set("statistics", "disclosure.channel.wechat", "value", "41") })
}
