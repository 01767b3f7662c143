import Diagnostics
import ReportModel

/// 本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和
struct ColumnIdentity: Rule {
  let info = RuleInfo(
    "REQ-03", .error, zh: "每列：本年新收加上年结转，等于办理结果总计加结转下年度",
    en: "in every column, received and carried in equal the results and what is carried on",
    why: Message(
      zh: "收到的申请，年内要么办结，要么结转下年度继续办理。多见于上年结转未计入办理结果，或同一申请前后归入不同类别。",
      en:
        "What came in was either answered or is still open. Usually the carry-over is left out of the results, or an application changed its kind."
    ),
    formula: "received.c + carried_in.c = results.total.c + carried_out.c", source: "\(Source.both)附件，表三左上角说明",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.verdicts(of: self) { result in
      let values = report.related(result.relation).map(\.value)
      guard values.count == 4 else { return Message(zh: "勾稽关系不成立", en: "the identity does not hold") }
      return Message(
        zh: "第一项\(values[0])加第二项\(values[1])为\(result.left ?? 0)，第三项总计\(values[2])加第四项\(values[3])为\(result.right ?? 0)，两者不等",
        en: "received \(values[0]) + carried in \(values[1]) = \(result.left ?? 0), but results \(values[2]) + carried on \(values[3]) = "
          + "\(result.right ?? 0)")
    }
  }

  let examples = RuleExamples(failing: { $0.set("requests", "carried_out", "natural_person", "3") })
}
