import Diagnostics
import ReportModel

/// 1O, ?0, 1 2: a number that lost or changed a sign.
struct DamagedNumber: Rule {
  let info = RuleInfo(
    "VAL-14", .error, zh: "数字疑似损坏", en: "a number looks damaged",
    why: Message(
      zh: "多为字母O、l混入，或由 PDF 转换时断开。系统不作猜测，请按原件填写。", en: "Letters among digits, or digits split by a conversion. It is not guessed."),
    source: "\(Source.both)附件表格", isFoundByReading: true)

  func verdicts(on report: CheckedReport) -> [Verdict] {
    report.invalid { Self.isDamaged($0.text) && $1 != .signed }.map { figure in
      .fail(
        finding(
          .damagedNumber(figure.text), subject: report.subject(figure.id), at: figure.origin, actual: figure.text,
          expected: report.faults.forced[figure.id].map(String.init)))
    }
  }

  /// Digits among other signs, or nothing but signs that look like digits: O, l.
  static func isDamaged(_ text: String) -> Bool {
    let signs = text.unicodeScalars.filter { !$0.properties.isWhitespace }
    return text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } || !signs.isEmpty && signs.allSatisfy("OoIlＯｏ〇○".unicodeScalars.contains)
  }

  let examples = RuleExamples(failing: { $0.set("requests", "received", "company", "1O") })
}
