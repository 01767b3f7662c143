import Diagnostics
import ReportModel

/// 我镇 in the report of a street office.
struct AnotherOffice: Rule {
  let info = RuleInfo(
    "TXT-18", .warning, zh: "正文自称与机关名称相符", en: "the text speaks of the office by its own kind",
    why: Message(zh: "街道的报告自称“我镇”，多为借用他人文稿。上级、所在地的名称不作判断。", en: "A street office that says 我镇 has probably borrowed a text."),
    source: "\(Source.ordinance)第四十九条")

  private static let kinds: [(ending: [String], own: String)] = [
    (["镇人民政府", "镇政府", "镇"], "镇"), (["乡人民政府", "乡政府", "乡"], "乡"), (["街道办事处", "街道", "街道办"], "街道"), (["局"], "局"), (["委员会", "委"], "委"),
    (["厅"], "厅"),
  ]

  private static let names: WordList = ["我镇", "我乡", "我街道", "我局", "我委", "我厅"]

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let organ = report.organ, let own = Self.kinds.first(where: { $0.ending.contains { organ.hasSuffix($0) } }) else { return [] }
    let townships = ["镇", "乡", "街道"]
    // Within a group only: a bureau may well speak of 我镇 in a quotation, and an ethnic township was a 乡 before it was a 镇.
    let others = townships.contains(own.own) ? townships.filter { $0 != own.own } : ["局", "委", "厅"].filter { $0 != own.own } + townships
    for paragraph in report.prose.paragraphs where paragraph.section != nil && paragraph.folded.containsAny(Self.names) {
      for other in others {
        let word = "我" + other
        guard let place = paragraph.folded.find(word), !paragraph.folded.hasWord("我局" == word ? "我局面" : "我委托", at: place) else { continue }
        // A text that says both is not borrowed whole: the other word may be a quotation.
        guard !report.prose.paragraphs.contains(where: { $0.folded.contains("我" + own.own) }) || townships.contains(own.own) else {
          continue
        }
        var finding = finding(
          Message(zh: "正文自称“\(word)”，与机关名称“\(organ.quoted())”不符", en: "the text says “\(word)”, the office is “\(organ.quoted())”"),
          at: paragraph.origin, actual: word)
        finding.quote = Quote(section: paragraph.section, sentence: paragraph.folded.string, phrase: word)
        return [.fail(finding)]
      }
    }
    return [.pass]
  }

  let examples = RuleExamples(failing: { report in
    report.organ = Stated("青岭街道办事处", from: .title)
    report.setText(5, ["我镇公开工作还存在解读形式单一的问题，下一步将加强培训。"])
  })
}
