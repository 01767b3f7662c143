import Diagnostics
import ReportModel

/// 部分公开（区分处理的，只计这一情形，不计其他情形）, counted in another row as well.
struct PartialCountedTwice: Rule {
  let info = RuleInfo(
    "REQ-11", .warning, zh: "“部分公开”不得重复计入其他情形", en: "partial disclosure is counted in one row only",
    why: Message(
      zh: "办理结果之和比“（七）总计”多出的数，正好等于本列“部分公开”，说明部分公开很可能又计入了其他情形。",
      en: "The results exceed their total by exactly the partial disclosures of the column: they are probably in another row too."),
    formula: "Σ results.<detail>.c − results.total.c ≠ results.partial.c", source: "\(Source.both)附件，表三（二）“区分处理的，只计这一情形，不计其他情形”",
    forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.relations.filter { $0.relation.code == "REQ-02" }.map { result in
      let column = result.relation.column
      guard let difference = result.difference.flatMap({ Int(exactly: $0) }),
        let partial = report.count("requests", "results.partial", column)
      else {
        return .notCheckable(report.subject("requests", "results.partial", column))
      }
      guard difference > 0, difference == partial, report.faults.fault(of: result.relation)?.repair == nil else { return .pass }
      return .fail(
        finding(
          Message(
            zh: "各项办理结果之和比总计多\(difference)，正好等于本列部分公开数，疑似将“部分公开”重复计入其他情形",
            en: "the results exceed their total by \(difference), the partial disclosures of this column: probably counted twice"),
          subject: report.subject("requests", "results.partial", column), at: report.figure("requests", "results.partial", column)?.origin))
    }
  }

  let examples = RuleExamples(failing: { report in
    // Counted in 不予公开 too: the row closes, the column and its total do not.
    report.set("requests", "results.refused.third_party_rights", "natural_person", "1")
    report.set("requests", "results.refused.third_party_rights", "total", "1")
  })
}
