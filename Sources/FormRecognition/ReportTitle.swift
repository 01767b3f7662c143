import DocumentTree
import ReportModel

/// The title of a report: <机关全称><年>年政府信息公开工作年度报告, and its other orders.
struct ReportTitle {
  var organ: String?
  var year: Int?

  private static let subjects = ["政府信息公开", "政务公开", "信息公开"].map { Array($0.unicodeScalars) }
  private static let kinds = ["年度报告", "工作报告", "年报", "情况报告", "情况的报告", "工作情况报告", "报告"]

  /// Their first characters are told apart by ``opensSentence(_:_:)``; none of them has a second spelling in Unicode.
  private static let sentenceOpenings = ["现将", "现就", "根据", "按照", "依据", "依照", "为了", "为贯彻", "本报告", "本年报", "以下是", "特此"]

  /// `nil` when the text is no title.
  init?(_ text: String) {
    guard text.utf8.count <= 240, text.utf8.count >= 15 else { return nil }
    var s = FoldedText.fold(text)
    // 《…》 around, and what stands in brackets behind: （公开版）.
    if s.first == "(", s.last == ")", s.count > 2 { s = Array(s.dropFirst().dropLast()) }
    var remark: [Unicode.Scalar] = []
    if s.last == ")", let open = s.lastIndex(of: "("), open > 8 {
      remark = Array(s[(open + 1)...].dropLast())
      s = Array(s[..<open])
    }
    // 名称：… in front: the portal's name of the line, which is no part of the title.
    let head = String(scalars: s.prefix(6))
    for word in ["文件名称", "信息名称", "公文名称", "文件名", "名称", "标题", "信息标题", "文章标题", "文件标题", "正文标题", "题名", "主题"] where head.hasPrefix(word) {
      s.removeFirst(word.unicodeScalars.count)
      while let sign = s.first, sign == ":" { s.removeFirst() }
      break
    }
    // 【年报】 in front: a word of the portal. An office in brackets is a part of the name.
    if s.first == "(", let close = s.firstIndex(of: ")"), s.count - close > 8, !OrganName.endsLikeOrgan(String(scalars: s[1..<close])) {
      s.removeFirst(close + 1)
    }
    guard !s.contains(","), !s.contains("."), !s.contains(":"), !s.contains(where: Self.isSignOfPath) else {
      return nil
    }
    let folded = String(scalars: s)
    guard let kind = Self.kinds.first(where: folded.hasSuffix), LabelKey.ordinal(at: s).0 == nil else { return nil }
    guard let subject = Self.subjects.lazy.compactMap({ Self.find($0, in: s) }).first else { return nil }
    _ = kind
    // `现将…2023年度政府信息公开工作情况报告` is a line of the preface.
    guard !Self.opensSentence(s, folded) else { return nil }
    var yearPlace: (start: Int, end: Int)?
    for index in s.indices {
      if let found = DateText.year(s, at: index) {
        year = found.year
        yearPlace = (index, found.end)
        break
      }
    }
    var name: [Unicode.Scalar]
    if let place = yearPlace {
      if place.start > subject, Self.subjects.allSatisfy({ Self.find($0, in: Array(s[place.end...])) == nil }) {
        // …政府信息公开2023年度报告
        name = Self.withoutSplitWord(Array(s[..<subject]), s, subject)
      } else if place.start > 0 {
        name = Array(s[..<place.start])
        // 2022-2023年: neither is the year of the report.
        if let start = Self.rangeStart(name) {
          name = Array(name[..<start])
          year = nil
        }
      } else {
        var end = place.end
        if end < s.count, s[end] == "度" { end += 1 }
        name = end < subject ? Array(s[end..<subject]) : []
        name = Self.withoutSplitWord(name, s, subject)
      }
    } else {
      name = Self.withoutSplitWord(Array(s[..<subject]), s, subject)
      if let start = Self.shortYear(name) { name = Array(name[..<start]) }
      year = Self.year(inRemark: remark)
    }
    // Digits and signs at the end are left over from something else.
    if let last = name.last, !FoldedText.isHan(last), last != ")" { name = [] }
    organ = OrganName.clean(Self.asWritten(name, in: text))
  }

  /// A name in the signs of the page: traditional ones stay, what only looks like an ideograph becomes it.
  private static func asWritten(_ name: [Unicode.Scalar], in text: String) -> String {
    let written = text.scalars.filter { FoldedText.fold($0) != nil }
    let folded = FoldedText.fold(text)
    guard written.count == folded.count, let start = find(name, in: folded) else { return String(scalars: name) }
    return String(scalars: zip(written[start...], name).map { FoldedText.isHan($0.unified) ? $0.unified : $1 })
  }

  /// …人民|政府信息公开: the name ends in 人民政府.
  private static func withoutSplitWord(_ name: [Unicode.Scalar], _ s: [Unicode.Scalar], _ subject: Int) -> [Unicode.Scalar] {
    guard name.count >= 2, name[name.count - 2] == "人", name[name.count - 1] == "民", subject + 2 <= s.count else { return name }
    return name + s[subject..<subject + 2]
  }

  /// `（2023年）`, `（2023年度）`, `（2023）` behind a title.
  private static func year(inRemark remark: [Unicode.Scalar]) -> Int? {
    guard [[], ["年"], ["年", "度"]].contains(Array(remark.dropFirst(4))) else { return nil }
    return DateText.year(remark.prefix(4) + ["年"], at: 0)?.year
  }

  /// Where a year and a dash stand at the end: `2022-`.
  private static func rangeStart(_ name: [Unicode.Scalar]) -> Int? {
    guard let sign = name.last, "-—–~～至到、/年".unicodeScalars.contains(sign) else { return nil }
    var start = name.count - 1
    if start > 0, name[start - 1] == "年" { start -= 1 }
    let end = start
    while start > 0, ("0"..."9").contains(name[start - 1]) { start -= 1 }
    return end - start == 4 ? start : nil
  }

  /// Where `23年` or `23年度` stands at the end.
  private static func shortYear(_ name: [Unicode.Scalar]) -> Int? {
    var start = name.count
    if start > 0, name[start - 1] == "度" { start -= 1 }
    guard start > 2, name[start - 1] == "年" else { return nil }
    let end = start - 1
    start = end
    while start > 0, ("0"..."9").contains(name[start - 1]) { start -= 1 }
    return start < end ? start : nil
  }

  /// Between the steps of a path through a site.
  private static func isSignOfPath(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", ">", "›", "»", "|", "→": true
    default: false
    }
  }

  private static func opensSentence(_ s: [Unicode.Scalar], _ text: String) -> Bool {
    switch s.first {
    case "现", "根", "按", "依", "为", "本", "以", "特": sentenceOpenings.contains(where: text.hasPrefix)
    default: false
    }
  }

  private static func find(_ word: [Unicode.Scalar], in s: [Unicode.Scalar]) -> Int? {
    guard let first = word.first, s.count >= word.count else { return nil }
    for start in 0...s.count - word.count where s[start] == first {
      if s[start...].starts(with: word) { return start }
    }
    return nil
  }
}

/// Names of offices.
enum OrganName {
  static func endsLikeOrgan(_ text: String) -> Bool {
    let text = Substring(text).trimmingSpace
    return OfficeName.endsLikeOffice(text)
  }

  /// A name and nothing else: short, no punctuation, ends like an office.
  static func isNameAlone(_ text: String) -> Bool {
    let name = Substring(text).trimmingSpace
    let scalars = FoldedText.fold(name)
    guard scalars.count >= 2, scalars.count <= 30 else { return false }
    let body = scalars.last == ")" ? Array(scalars.prefix { $0 != "(" }) : scalars
    guard body.allSatisfy(FoldedText.isHan) else { return false }
    return endsLikeOrgan(String(scalars: body))
  }

  private static let notOffices = ["发布", "公布", "公开", "编制", "条例", "办法", "系统", "平台", "网站", "门户", "专栏", "年度", "一图读懂", "图解", "解读"]

  /// Takes 关于 and the like off; `nil` when nothing is left that could be a name.
  static func clean(_ text: String) -> String? {
    var name = Substring(text)
    for opening in ["关于印发", "关于"] where name.hasPrefix(opening) { name = name.dropFirst(opening.count) }
    for ending in ["关于印发", "关于", "的"] where name.hasSuffix(ending) { name = name.dropLast(ending.count) }
    let han = name.unicodeScalars.count { FoldedText.isHan($0) }
    guard han >= 2, name.unicodeScalars.count <= 60, !name.unicodeScalars.contains("\u{FFFD}") else { return nil }
    // A heading of the news, a law, a platform: no office.
    guard !notOffices.contains(where: name.hasSuffix) else { return nil }
    return String(name)
  }
}
