import Diagnostics
import ReportModel

/// 从事政府信息公开工作人员数: full time and part time.
struct StaffByKind: Rule {
  let info = RuleInfo(
    "ST-06", .error, zh: "工作人员数等于专职与兼职之和", en: "staff equals full time and part time",
    why: Message(zh: "专职、兼职不重复统计。", en: "Nobody is both."),
    formula: "capacity.staff.total = capacity.staff.full_time + capacity.staff.part_time", source: "\(Source.notice2014)附件八（三）",
    forms: ["2014"])
  func verdicts(on report: CheckedReport) -> [Verdict] { report.partsVerdicts(of: self) }
  let examples = RuleExamples(form: "2014", failing: { $0.set("statistics", "capacity.staff.total", "value", "3") })
}
