import FormRecognition
import ReportModel

/// What the path of a file says of office and year, for reports that do not say it themselves.
///
/// The rules, in their order; the first that answers decides, and a rule that finds two answers gives none:
/// 1. the file's name, read as a title: `江原市教育局2021年政府信息公开工作年度报告.docx` gives both;
/// 2. a year with 年 or 年度 behind it in the file's name, else the one number from 2008 to this century's forties that stands alone in it;
/// 3. the folders above, innermost first: a folder that is a year (`2021`, `2021年`, `2021年度`) gives the year, one that is the name of an
///    office and nothing else gives the office.
public struct PathIdentity: Hashable, Sendable {
  public var organ: String?
  public var year: Int?

  public init(_ name: SourceName) {
    let parts = SourceName.shown(name.key).split(separator: "/").map { part in
      part.hasSuffix("!") ? String(part.dropLast()) : String(part)
    }
    guard let file = parts.last else { return }
    let stem = Self.withoutEnding(file)
    let title = Recogniser.identity(ofTitle: stem)
    organ = title.organ
    year = title.year ?? Self.year(in: stem)
    for folder in parts.dropLast().reversed() {
      let plain = Self.withoutEnding(folder)
      if year == nil { year = Self.yearAlone(plain) }
      if organ == nil, Recogniser.isOrganName(plain) { organ = plain }
    }
  }

  private static func withoutEnding(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex, name[dot...].utf8.count <= 6 else { return name }
    return String(name[..<dot])
  }

  private static let years = 2008...2049

  /// The one year in a name; with 年 behind it, else standing alone.
  static func year(in name: String) -> Int? {
    let scalars = Array(name.unicodeScalars)
    var marked: Set<Int> = []
    var alone: Set<Int> = []
    var index = 0
    while index < scalars.count {
      guard isDigit(scalars[index]) else {
        index += 1
        continue
      }
      var end = index
      while end < scalars.count, isDigit(scalars[end]) { end += 1 }
      if end - index == 4, let year = Int(String(String.UnicodeScalarView(scalars[index..<end]))), years.contains(year) {
        if end < scalars.count, scalars[end] == "年" { marked.insert(year) } else { alone.insert(year) }
      }
      index = end
    }
    if marked.count == 1 { return marked.first }
    return marked.isEmpty && alone.count == 1 ? alone.first : nil
  }

  static func yearAlone(_ name: String) -> Int? {
    var text = Substring(name)
    for ending in ["年度", "年"] where text.hasSuffix(ending) {
      text = text.dropLast(ending.count)
      break
    }
    guard text.utf8.count == 4, let year = Int(text), years.contains(year) else { return nil }
    return year
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }
}
