import Diagnostics
import ReportModel

/// 規範性檔案: headings and labels of a mirror in traditional characters.
struct TraditionalCharacters: Rule {
  let info = RuleInfo(
    "SRC-10", .warning, zh: "标题、标签为简体规范字", en: "headings and labels in simplified characters",
    why: Message(
      zh: "繁体多为镜像站点转换所致，用词也可能被改动（规范性文件→規範性檔案），应以原件为准。",
      en: "Mostly a converted mirror, which may have changed words as well: go by the original."),
    source: "《中华人民共和国国家通用语言文字法》第九条")

  private static let signs: [Unicode.Scalar] = Array("規範條應開關報處總請訴訟複議個業為與對發現機構屬國務會結轉辦".unicodeScalars)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    let labels = report.report.tables.flatMap { $0.labels.values.sorted() }
    let texts = report.report.sections.map(\.heading) + labels
    guard let found = texts.first(where: { $0.unicodeScalars.contains(where: Self.signs.contains) }) else { return [.pass] }
    return [
      .fail(
        finding(
          Message(
            zh: "标题或标签含繁体字“\(found.quoted(limit: 24))”，仅在匹配时按简体处理",
            en: "traditional characters in “\(found.quoted(limit: 24))”, matched as simplified ones")))
    ]
  }

  let examples = RuleExamples(failing: { $0.sections[1].heading = "二、主動公開政府信息情況（規範性檔案）" })
}
