import ArchiveNormaliser
import Diagnostics

/// What a run of the archive says at its end, in one screen.
enum ArchiveText {
  static func plan(_ plan: (new: Int, unchanged: Int, passedOver: Int, unreadable: Int), _ language: Language) -> String {
    language == .chinese
      ? "将处理\(plan.new)个新的或有变化的文件；\(plan.unchanged)个文件未变；跳过\(plan.passedOver)个链接等；\(plan.unreadable)个打不开。没有写入任何内容"
      : "\(plan.new) new or changed files to work on; \(plan.unchanged) unchanged; \(plan.passedOver) links and the like passed over; \(plan.unreadable) can't be opened. Nothing was written"
  }

  static func summary(_ summary: ArchiveSummary, output: String, _ language: Language) -> String {
    language == .chinese ? chinese(summary, output) : english(summary, output)
  }

  private static func chinese(_ s: ArchiveSummary, _ output: String) -> String {
    var lines = ["完成：\(s.sources)个来源文件（本次处理\(s.converted)个），\(s.offices)个机关的\(s.reports)份报告\(years(s, zh: true))，结果在 \(output)"]
    lines.append("  数据：\(s.figures)个" + (s.figuresMissing > 0 ? "；\(s.figuresMissing)个缺失或无法识别" : ""))
    var attention: [String] = []
    func add(_ count: Int, _ text: String) { if count > 0 { attention.append("  \(count) \(text)") } }
    add(s.outcomes["quarantined"] ?? 0, "个文件使程序异常或超时，已隔离（catalogue.sqlite，outcome = quarantined）")
    add(s.outcomes["unreadable"] ?? 0, "个文件打不开")
    add(s.outcomes["refused"] ?? 0, "个文件损坏、加密或超出限制")
    add(s.unidentified, "份报告不能确定机关或年度，可用 --names 对照表写明")
    add(s.errors, "条错误，\(s.warnings)条警告（findings.csv）")
    add(s.versions, "个文件与已归档的同一报告数据不同（findings.csv，PUB-08）")
    add(s.gaps, "个年度缺少报告（XYR-08）")
    if !attention.isEmpty { lines += ["需要注意："] + attention }
    var rest: [String] = []
    if s.duplicates > 0 { rest.append("\(s.duplicates)个重复文件") }
    if let count = s.outcomes["not_report"] { rest.append("\(count)个不是年度报告") }
    if let count = s.outcomes["skipped"] { rest.append("\(count)个链接等未跟随") }
    if !rest.isEmpty { lines.append("其他：" + rest.joined(separator: "，")) }
    return lines.joined(separator: "\n")
  }

  private static func english(_ s: ArchiveSummary, _ output: String) -> String {
    var lines = [
      "done: \(s.sources) sources (\(s.converted) worked on in this run), \(s.reports) reports of \(s.offices) offices\(years(s, zh: false)), in \(output)"
    ]
    lines.append("  figures: \(s.figures)" + (s.figuresMissing > 0 ? "; \(s.figuresMissing) missing or unreadable" : ""))
    var attention: [String] = []
    func add(_ count: Int, _ text: String) { if count > 0 { attention.append("  \(count) \(text)") } }
    add(s.outcomes["quarantined"] ?? 0, "files ended or stalled a worker and are quarantined (catalogue.sqlite, outcome = quarantined)")
    add(s.outcomes["unreadable"] ?? 0, "files can't be opened")
    add(s.outcomes["refused"] ?? 0, "files are damaged, locked or over a limit")
    add(s.unidentified, "reports name no office or no year; state them with --names")
    add(s.errors, "errors and \(s.warnings) warnings (findings.csv)")
    add(s.versions, "files have other figures than the filed report (findings.csv, PUB-08)")
    add(s.gaps, "years without a report (XYR-08)")
    if !attention.isEmpty { lines += ["needs attention:"] + attention }
    var rest: [String] = []
    if s.duplicates > 0 { rest.append("\(s.duplicates) duplicates") }
    if let count = s.outcomes["not_report"] { rest.append("\(count) files are no annual reports") }
    if let count = s.outcomes["skipped"] { rest.append("\(count) links and the like not followed") }
    if !rest.isEmpty { lines.append("beside: " + rest.joined(separator: ", ")) }
    return lines.joined(separator: "\n")
  }

  private static func years(_ s: ArchiveSummary, zh: Bool) -> String {
    guard let years = s.years else { return "" }
    let span = years.lowerBound == years.upperBound ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
    return zh ? "（\(span)年）" : " (\(span))"
  }
}
