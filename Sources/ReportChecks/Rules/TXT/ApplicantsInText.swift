import Diagnostics
import ReportModel

/// 自然人申请N件, 法人或其他组织申请N件
struct ApplicantsInText: Rule {
  let info = RuleInfo(
    "TXT-13", .note, zh: "正文所称各类申请人的申请数与表三一致", en: "applicants in the text agree with table 三",
    why: Message(zh: "本年新收，或加上年结转，都算一致。", en: "Received, or with the carry-over."),
    formula: "claim ∈ {received.c, received.c + carried_in.c}", source: "\(Source.both)附件，表三", forms: ["2021", "2019"])

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let organisations = ["company", "research", "public_welfare", "legal_service", "other_org"]
    func sum(_ columns: [String], _ rows: [String]) -> Int? {
      columns.reduce(Optional(0)) { total, column in report.plus(total, report.sum("requests", rows, column)) }
    }
    func verdicts(_ quantity: Quantity, _ columns: [String], _ zh: String, _ en: String) -> [Verdict] {
      let received = sum(columns, ["received"])
      return report.verdicts(
        of: self, claims: { $0 == quantity }, at: [("requests", "received", columns[0])],
        accepted: [received, sum(columns, ["received", "carried_in"])]
      ) { claim in
        Message(
          zh: "正文称\(zh)申请\(claim.value)件，表三为\(received ?? 0)件", en: "the text says \(claim.value) by \(en), the table \(received ?? 0)")
      }
    }
    return verdicts(.naturalPersons, ["natural_person"], "自然人", "natural persons")
      + verdicts(.organisations, organisations, "法人或其他组织", "organisations")
      + ClaimWords.applicants.flatMap { verdicts(.applicants($0.column), [$0.column], $0.words[0], $0.column) }
      // 均为自然人: no organisation applied.
      + report.verdicts(of: self, denials: .organisations, at: organisations.map { ("requests", "received", $0) }) { value in
        Message(zh: "正文称均为自然人申请，表三法人或其他组织申请为\(value)件", en: "the text says natural persons only, the table has \(value) by organisations")
      }
  }

  let examples = RuleExamples(failing: { $0.addText(1, "政府信息公开申请中，由自然人提出5件。") })
}
