import ArchiveNormaliser
import Diagnostics

/// What a run of the archive says at its end, in one screen.
enum ArchiveText {
  static func plan(_ plan: (new: Int, unchanged: Int, passedOver: Int, unreadable: Int), _ language: Language) -> String {
    Message(
      zh: "将处理\(plan.new)个新的或有变化的文件；\(plan.unchanged)个文件未变；跳过\(plan.passedOver)个链接等；\(plan.unreadable)个打不开。没有写入任何内容",
      en: "\(plan.new) new or changed files to work on; \(plan.unchanged) unchanged; \(plan.passedOver) links and the like passed over; "
        + "\(plan.unreadable) can't be opened. Nothing was written"
    ).text(in: language)
  }

  static func summary(_ s: ArchiveSummary, output: String, _ language: Language) -> String {
    let span = years(s)
    var lines = [
      Message(
        zh: "完成：\(s.sources)个来源文件（本次处理\(s.converted)个），\(s.offices)个机关的\(s.reports)份报告\(span.chinese)，结果在 \(output)",
        en:
          "done: \(s.sources) sources (\(s.converted) worked on in this run), \(s.reports) reports of \(s.offices) offices\(span.english), in \(output)"
      ),
      Message(
        zh: "  数据：\(s.figures)个" + (s.figuresMissing > 0 ? "；\(s.figuresMissing)个缺失或无法识别" : ""),
        en: "  figures: \(s.figures)" + (s.figuresMissing > 0 ? "; \(s.figuresMissing) missing or unreadable" : "")),
    ]
    let attention = attention(s)
    if !attention.isEmpty { lines += [Message(zh: "需要注意：", en: "needs attention:")] + attention }
    let rest = rest(s)
    if !rest.isEmpty {
      lines.append(
        Message(
          zh: "其他：" + rest.map(\.chinese).joined(separator: "，"), en: "beside: " + rest.map(\.english).joined(separator: ", ")))
    }
    return lines.map { $0.text(in: language) }.joined(separator: "\n")
  }

  /// What a person should look at.
  private static func attention(_ s: ArchiveSummary) -> [Message] {
    func count(_ outcome: String) -> Int { s.outcomes[outcome] ?? 0 }
    let lines: [(count: Int, message: Message)] = [
      (
        count("quarantined"),
        Message(
          zh: "个文件使程序异常或超时，已隔离（catalogue.sqlite，outcome = quarantined）",
          en: "files ended or stalled a worker and are quarantined (catalogue.sqlite, outcome = quarantined)")
      ),
      (count("unreadable"), Message(zh: "个文件打不开", en: "files can't be opened")),
      (count("refused"), Message(zh: "个文件损坏、加密或超出限制", en: "files are damaged, locked or over a limit")),
      (
        count("unsupported"),
        Message(
          zh: "个文件是扫描件、图片等不能读取的格式，其中可能有报告（catalogue.sqlite，outcome = unsupported）",
          en: "files are scans, pictures and the like, which are not read and may be reports (catalogue.sqlite, outcome = unsupported)")
      ),
      (s.unidentified, Message(zh: "份报告不能确定机关或年度，可用 --names 对照表写明", en: "reports name no office or no year; state them with --names")),
      (s.errors, Message(zh: "条错误，\(s.warnings)条警告（findings.csv）", en: "errors and \(s.warnings) warnings (findings.csv)")),
      (
        s.versions,
        Message(
          zh: "个文件与已归档的同一报告数据不同（findings.csv，PUB-08）", en: "files have other figures than the filed report (findings.csv, PUB-08)")
      ),
      (s.sumsBroken, Message(zh: "份汇总报告与所属单位之和不符（ROL-01）", en: "summaries differ from the sums of their units (ROL-01)")),
      (
        s.sumsWithoutUnits,
        Message(zh: "份汇总报告因缺少单位报告未作加总核对（ROL-02）", en: "summaries lack reports of units and were not added up (ROL-02)")
      ),
      (s.absentParents, Message(zh: "个上级机关（parent）没有任何报告", en: "parents of the names file have no report")),
      (s.gaps, Message(zh: "个年度缺少报告（XYR-08）", en: "years without a report (XYR-08)")),
    ]
    return lines.filter { $0.count > 0 }.map { line in
      Message(zh: "  \(line.count) \(line.message.chinese)", en: "  \(line.count) \(line.message.english)")
    }
  }

  private static func rest(_ s: ArchiveSummary) -> [Message] {
    let lines: [(count: Int, message: Message)] = [
      (
        s.sumsHeld,
        Message(zh: "\(s.sumsHeld)份汇总报告与所属单位加总无不符", en: "\(s.sumsHeld) summaries agree with the sums of their units")
      ),
      (s.duplicates, Message(zh: "\(s.duplicates)个重复文件", en: "\(s.duplicates) duplicates")),
      (
        s.outcomes["not_report"] ?? 0,
        Message(zh: "\(s.outcomes["not_report"] ?? 0)个不是年度报告", en: "\(s.outcomes["not_report"] ?? 0) files are no annual reports")
      ),
      (
        s.outcomes["skipped"] ?? 0,
        Message(zh: "\(s.outcomes["skipped"] ?? 0)个链接等未跟随", en: "\(s.outcomes["skipped"] ?? 0) links and the like not followed")
      ),
    ]
    return lines.filter { $0.count > 0 }.map(\.message)
  }

  private static func years(_ s: ArchiveSummary) -> Message {
    guard let years = s.years else { return Message(zh: "", en: "") }
    let span = years.lowerBound == years.upperBound ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
    return Message(zh: "（\(span)年）", en: " (\(span))")
  }
}
