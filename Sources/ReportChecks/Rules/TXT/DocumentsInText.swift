import Diagnostics
import ReportModel

/// 制发、废止、现行有效规范性文件N件
struct DocumentsInText: Rule {
  let info = RuleInfo(
    "TXT-11", .warning, zh: "正文所称规章、规范性文件数与表二一致", en: "documents in the text agree with table 二",
    why: Message(zh: "“公开规范性文件”“清理规范性文件”口径不同，不比较；政策性文件不是规范性文件。", en: "Documents disclosed or reviewed are counted otherwise."),
    formula: "claim = r.issued | r.repealed | r.in_force",
    source: "\(Source.both)附件，表二第二十条第（一）项", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.claims.compactMap { claim -> Verdict? in
      guard case .documents(let row, var column) = claim.quantity else { return nil }
      if column == "issued", report.declaration("proactive")?.column("issued", ofRow: row) == nil { column = "created" }
      guard report.declaration("proactive")?.column(column, ofRow: row) != nil else { return nil }
      guard let value = report.count("proactive", row, column) else { return .notCheckable(nil) }
      guard value != claim.value else { return .pass }
      var finding = finding(
        Message(zh: "正文称“\(claim.phrase.quoted())”，表二为\(value)件", en: "the text says “\(claim.phrase.quoted())”, the table \(value)"),
        subject: report.subject("proactive", row, column), at: claim.origin, actual: String(claim.value), expected: String(value))
      finding.quote = claim.quote
      return .fail(finding)
    }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "全年制发行政规范性文件5件。") })
}
