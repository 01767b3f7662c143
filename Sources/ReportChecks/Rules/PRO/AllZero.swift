import Diagnostics
import ReportModel

/// 二、主动公开政府信息情况 without any figure above nought, in an office that licenses and punishes.
struct AllZero: Rule {
  let info = RuleInfo(
    "PRO-08", .note, zh: "有许可、处罚职责的部门，表二一般不全为0", en: "a department that licenses and punishes has something to count",
    why: Message(zh: "乡镇、街道全部为0属正常，不提示。", en: "For townships all noughts are normal, and nothing is said."),
    formula: "∃ r.c > 0", source: "\(Source.both)附件，表二", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard OfficeKind(report.organ) == .localDepartment, let table = report.report.table("proactive") else { return [] }
    guard table.figures.allSatisfy({ $0.status == .reported }) else { return [.notCheckable(nil)] }
    guard table.figures.allSatisfy({ $0.value?.isZero == true }) else { return [.pass] }
    return [
      .fail(
        finding(
          Message(zh: "表内数据全部为0，请核实许可、处罚等数据", en: "every figure is nought: please check licences and penalties"),
          subject: report.subject("proactive"), at: table.origin))
    ]
  }

  let examples = RuleExamples(failing: { report in
    for figure in report.table("proactive")?.figures ?? [] { report.set("proactive", figure.id.row, figure.id.column, "0") }
  })
}
