import Diagnostics
import ReportModel

/// 一图读懂…年度报告: what was published beside the report, and is not the report.
struct PictureVersion: Rule {
  let info = RuleInfo(
    "PUB-10", .note, zh: "不是年度报告的图解、图片版或解读", en: "the file is the report, not a picture or an interpretation of it",
    why: Message(
      zh: "图解、图片版、解读与年度报告同时发布，内容有删减，归档、核对应使用报告正文。",
      en:
        "Infographics and interpretations are published beside the report and leave things out; the report itself is what is filed and checked."
    ),
    source: "\(Source.ordinance)第五十条")

  private static let kinds = ["图解", "一图读懂", "一图看懂", "一张图", "图片版", "长图", "超链版", "解读"]
  private static let namesOfTitle: Set<String> = ["名称", "标题", "信息名称", "文件名称"]

  func verdicts(on report: CheckedReport) -> [Verdict] {
    guard report.carriesNarrative else { return [.notCheckable(nil)] }
    var lines: [(text: String, origin: Origin?)] = report.report.title.map { ($0.text, $0.origin) }
    // A line above the title, or the page's own name of what it shows.
    for case .paragraph(let line) in report.report.preface.prefix(4) where line.text.unicodeScalars.count <= 50 {
      lines.append((line.text, line.origin))
    }
    lines += report.report.metadata.filter { Self.namesOfTitle.contains($0.name) }.map { ($0.value, nil) }
    for line in lines {
      let words = Words(folding: line.text)
      guard words.containsAny(["年度报告", "年报", "工作报告"]), !["。", "，", "；"].contains(where: line.text.contains),
        let kind = Self.kinds.first(where: { words.contains($0) })
      else { continue }
      return [
        .fail(
          finding(
            Message(
              zh: "标题“\(line.text.quoted())”表明该文件为\(kind)版本，不是报告正文",
              en: "its title, “\(line.text.quoted())”, says that the file is a version in pictures or words (\(kind)), not the report"),
            at: line.origin, actual: kind))
      ]
    }
    return [.pass]
  }

  let examples = RuleExamples(failing: { $0.title = [TextLine("一图读懂临溪县水利局2023年政府信息公开工作年度报告")] })
}
