import Diagnostics
import ReportModel

/// Last year's text, and last year's tables.
struct SameAsLastYear: YearRule {
  let info = RuleInfo(
    "XYR-07", .warning, zh: "报告不与上年雷同", en: "the report is not last year's",
    why: Message(
      zh: "通知要求避免内容雷同。按去除数字后连续5字的重复率计算，80%以上提示；表格完全相同且有6个以上非零数据的也提示。",
      en:
        "The notices ask for that. Five characters in a row, without numbers; 80 % and more. Equal tables count where six figures or more are not nought."
    ),
    formula: "|5-grams(N) ∩ 5-grams(N−1)| < 0.8 · |5-grams(N)|", source: Source.both)

  func verdicts(earlier: CheckedReport, later: CheckedReport) -> [Verdict] {
    var out: [Verdict] = []
    for section in [1, 5] {
      let (a, b) = (Self.grams(earlier, section), Self.grams(later, section))
      guard a.count >= 60, b.count >= 60 else { continue }
      let same = b.count(where: a.contains)
      let percent = same * 100 / b.count
      guard percent >= 80 else {
        out.append(.pass)
        continue
      }
      let heading = later.report.sections.first { $0.number == section }?.heading ?? ""
      out.append(
        .fail(
          Diagnostic(
            info.code, info.severity,
            Message(zh: "“\(heading.quoted())”与上年重复率\(percent)%", en: "“\(heading.quoted())” is \(percent) % the same as last year"),
            at: later.prose.paragraphs(of: section).first?.origin)))
    }
    for table in later.report.tables {
      guard let old = earlier.report.table(table.id), old.form == table.form else { continue }
      let values = table.figures.map(\.value)
      guard values == old.figures.map(\.value), values.count(where: { $0.map { !$0.isZero } ?? false }) >= 6 else { continue }
      out.append(
        .fail(
          Diagnostic(
            info.code, info.severity, Message(zh: "表内数据与上年完全相同", en: "every figure of the table is last year's"),
            subject: later.subject(table.id), at: table.origin)))
    }
    return out
  }

  /// Five characters in a row, 21 bits each.
  private struct Gram: Hashable {
    var head: UInt64 = 0
    var tail: UInt64 = 0

    init(_ scalars: ArraySlice<Unicode.Scalar>) {
      for scalar in scalars.prefix(3) { head = head << 21 | UInt64(scalar.value) }
      for scalar in scalars.dropFirst(3) { tail = tail << 21 | UInt64(scalar.value) }
    }
  }

  private static func grams(_ report: CheckedReport, _ section: Int) -> Set<Gram> {
    var grams = Set<Gram>()
    for paragraph in report.prose.paragraphs(of: section) {
      let letters = paragraph.folded.scalars.filter { $0.value > 0x2E7F }
      guard letters.count >= 5 else { continue }
      for start in 0...(letters.count - 5) { grams.insert(Gram(letters[start..<start + 5])) }
    }
    return grams
  }

  let examples = YearRuleExamples(
    earlier: { report in
      report.setText(1, ["全年围绕民生事项更新栏目，发布解读材料，组织答疑活动。"])
      report.setText(5, ["解读形式偏少。"])
      for figure in report.tables.flatMap(\.figures) where figure.value?.integer == 14 {
        report.set(figure.id.table, figure.id.row, figure.id.column, "12")
      }
      report.set("requests", "results.granted", "natural_person", "3")
      report.set("disputes", "review", "upheld", "0")
    }, failing: { $0.set("requests", "results.granted", "natural_person", "3") })
}
