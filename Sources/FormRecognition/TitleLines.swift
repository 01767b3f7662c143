import DocumentTree
import ReportModel

/// The lines of a preface that are the title: the line that names the report, and those before it that name the office.
///
///     江原市民意乡 / 2023年政府信息公开工作年度报告
///     江原县 / 水利局 / 2023年政府信息公开 / 工作年度报告
struct TitleLines {
  private(set) var title: [TextLine] = []
  private(set) var preface: [NarrativeBlock]

  init(_ preface: [NarrativeBlock]) {
    self.preface = preface
    if let at = preface.indices.last(where: { line($0).map { ReportTitle($0.text) != nil } ?? false }) {
      take(at...at)
    } else if let pieces = pieces() {
      take(pieces)
    } else {
      splitFirstLine()
    }
  }

  private func line(_ index: Int) -> TextLine? {
    guard preface.indices.contains(index), case .paragraph(let line) = preface[index] else { return nil }
    return line
  }

  /// Two to four short lines that are a title only together.
  private func pieces() -> ClosedRange<Int>? {
    for count in 2...4 {
      for start in preface.indices where start + count <= preface.count {
        let lines = (start..<start + count).compactMap { line($0)?.text }
        guard lines.count == count, lines.dropFirst().allSatisfy({ !$0.holds("，") }), lines.reduce(0, { $0 + $1.utf8.count }) < 200 else {
          continue
        }
        if ReportTitle(lines.joined()) != nil { return start...start + count - 1 }
      }
    }
    return nil
  }

  /// The lines with what above them belongs to the title: the same words again, the name of the office.
  private mutating func take(_ own: ClosedRange<Int>) {
    var first = own.lowerBound
    let text = own.compactMap { line($0)?.text }.joined()
    if own.count == 1 {
      while let above = line(first - 1), Substring(above.text).trimmingSpace == Substring(text).trimmingSpace { first -= 1 }
    }
    let organ = ReportTitle(text)?.organ
    if organ == nil || organ.map(OfficeName.isGeneral) == true {
      var name = organ ?? ""
      for _ in 0..<3 {
        guard let above = line(first - 1), OrganName.isNameAlone(above.text), name.isEmpty || OfficeName.isGeneral(name) else { break }
        name = above.text.trimmed + name
        first -= 1
      }
    }
    title = (first...own.upperBound).compactMap(line)
    preface.removeSubrange(first...own.upperBound)
  }

  /// A report that is one line begins with its title: `江原县人民政府2012年政府信息公开工作年度报告 本报告根据…`.
  private mutating func splitFirstLine() {
    guard let place = preface.indices.first(where: { line($0) != nil }), let own = line(place), own.text.utf8.count > 120 else { return }
    let s = Array(own.text.unicodeScalars.prefix(120))
    for kind in ["年度报告", "年报"].map({ Array($0.unicodeScalars) }) {
      for start in s.indices where s[start] == "年" && s[start...].starts(with: kind) {
        let end = start + kind.count
        guard let next = s[end...].first, next.isWhite || Self.openings.contains(where: { s[end...].starts(with: $0.unicodeScalars) }),
          let found = ReportTitle(String(scalars: s[..<end])), found.organ != nil, found.year != nil
        else { continue }
        title = [TextLine(String(scalars: s[..<end]), origin: own.origin)]
        preface[place] = .paragraph(TextLine(String(Substring(own.text.unicodeScalars.dropFirst(end)).trimmingSpace), origin: own.origin))
        return
      }
    }
  }
  private static let openings = ["本报告", "本年报", "根据", "按照", "依据", "依照", "一、", "现将", "现公布"]
}
