import Diagnostics
import ReportModel

/// The office in the title, in the sign-off and in 发布机构.
struct NamesAgree: Rule {
  let info = RuleInfo(
    "PUB-06", .note, zh: "标题、落款、发布机构的名称一致", en: "title, sign-off and publisher name the same office",
    why: Message(zh: "政府的报告常由办公室署名，属正常。", en: "A government's report is often signed by its office, which is fine."),
    source: "\(Source.ordinance)第四十九条")

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard let organ = report.organ, report.report.organ?.source != .user else { return [] }
    var names: [String] = []
    if let signed = report.report.signOff?.organ { names.append(signed) }
    for item in report.report.metadata where ["发布机构", "发文机关", "信息来源"].contains(item.name) { names.append(item.value) }
    guard !names.isEmpty else { return [.notCheckable(nil)] }
    return names.map { name in
      let (a, b) = (Self.core(organ), Self.core(name))
      guard a.count >= 2, b.count >= 2, !a.hasSuffix(b), !b.hasSuffix(a), !a.hasPrefix(b), !b.hasPrefix(a) else { return .pass }
      return .fail(
        finding(
          Message(zh: "机关名称不一致：“\(organ.quoted())”与“\(name.quoted())”", en: "names differ: “\(organ.quoted())”, “\(name.quoted())”"),
          actual: name, expected: organ))
    }
  }

  private static func core(_ name: String) -> String {
    Words(folding: name).removing(["人民政府", "政府", "办公室", "办公厅", "办事处"]).string
  }

  let examples = RuleExamples(failing: { $0.signOff = SignOff(organ: "青岭县财政局", date: "2024-01-20") })
}
