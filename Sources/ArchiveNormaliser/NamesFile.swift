import CanonicalReaders
public import Diagnostics
import Digest
import TextDecoding

/// The mapping file of `--names`: aliases, renamed and merged offices, region codes, and offices of paths that do not say theirs.
///
/// CSV with a header; columns in any order, all but `organ` optional:
/// - `alias`: a name under which reports were published; they are filed under `organ`.
/// - `path`: a file or folder, as the run names it; reports below it that state no office are `organ`'s. `2021.html#2` is the second report
///   of a file that holds several.
/// - `year`: with `path`: the year of reports below it that state none.
/// - `from`, `until`: report years for which the line holds (an office renamed in 2019: one line until 2018, another from 2019).
/// - `code`: the region's code (GB/T 2260) or the office's own; it goes into reports.csv.
/// - `parent`: the office whose report sums that of `organ`, in the years for which the line holds.
public struct NamesFile: Sendable {
  struct Line: Hashable, Sendable {
    var alias: String?
    var path: String?
    var organ: String
    var code: String?
    var parent: String?
    var year: Int?
    var years: ClosedRange<Int>
  }

  private var byAlias: [String: [Line]] = [:]
  private var byPath: [Line] = []
  private var codes: [String: String] = [:]
  private(set) var hierarchy = Hierarchy()
  /// Of all that decides what a single report is filed under; codes and parents come later.
  private(set) var digest = NamesFile.digest([])

  public static let none = NamesFile()
  private init() {}

  public init(_ bytes: [UInt8]) throws(Refusal) {
    // A file saved by a Chinese spreadsheet is in GBK.
    let text = try TextDecoding.decode(bytes).text
    let records = try CSVTable.read(Array(text.utf8), columns: ["alias", "path", "organ", "from", "until", "code", "parent", "year"])
    var deciding: [Line] = []
    for record in records {
      let organ = Self.folded(record["organ"] ?? "")
      guard !organ.isEmpty else { throw Self.refusal(record.line, zh: "缺少机关名称（organ）", en: "no office (organ)") }
      let from = try Self.year(record["from"], record.line) ?? 0
      let until = try Self.year(record["until"], record.line) ?? 9_999
      guard from <= until else { throw Self.refusal(record.line, zh: "起始年度晚于截止年度", en: "from is later than until") }
      let stated = try Self.year(record["year"], record.line)
      if stated != nil, record["path"] == nil { throw Self.refusal(record.line, zh: "年度（year）只能与路径（path）同用", en: "year goes with path") }
      let line = Line(
        alias: record["alias"].map(Self.folded), path: record["path"], organ: organ, code: record["code"],
        parent: record["parent"].map(Self.folded).flatMap { $0.isEmpty ? nil : $0 }, year: stated, years: from...until)
      if let alias = line.alias {
        if let other = byAlias[alias]?.first(where: { $0.years.overlaps(line.years) && $0.organ != organ }) {
          throw Self.refusal(
            record.line, zh: "“\(alias)”已对应“\(other.organ)”", en: "“\(alias)” already stands for “\(other.organ)” in these years")
        }
        byAlias[alias, default: []].append(line)
      }
      if line.path != nil { byPath.append(line) }
      if line.alias != nil || line.path != nil { deciding.append(line) }
      if let parent = line.parent, let conflict = hierarchy.add(organ, under: parent, line.years) {
        throw Self.refusal(record.line, zh: conflict.chinese, en: conflict.english)
      }
      if let code = line.code {
        if let other = codes[organ], other != code {
          throw Self.refusal(record.line, zh: "“\(organ)”有两个代码", en: "“\(organ)” has two codes")
        }
        codes[organ] = code
      }
    }
    // The longest path says most.
    byPath.sort { ($0.path?.utf8.count ?? 0, $1.organ) > ($1.path?.utf8.count ?? 0, $0.organ) }
    if let circle = hierarchy.circle {
      throw Refusal("names-file", Message(zh: "上级机关（parent）循环：\(circle)", en: "parents go in a circle: \(circle)"))
    }
    digest = Self.digest(deciding)
  }

  /// The name under which reports of an office are filed.
  func organ(for name: String, year: Int?) -> String {
    let name = Self.folded(name)
    return byAlias[name]?.first { line in year.map(line.years.contains) ?? (line.years == 0...9_999) }?.organ ?? name
  }

  /// The office of a path, for reports that state none. `number`: which report of the file, from 1.
  ///
  /// `isExact`: the line speaks of that one report, and not of all that is in a file or folder.
  func organ(ofPath path: String, _ number: Int = 1, year: Int?) -> (organ: String, isExact: Bool)? {
    line(of: path, number) { year.map($0.years.contains) ?? ($0.years == 0...9_999) }.map { ($0.organ, $0.path == "\(path)#\(number)") }
  }

  /// The year of a path, for reports that state none.
  func year(ofPath path: String, _ number: Int = 1) -> (year: Int, isExact: Bool)? {
    line(of: path, number) { $0.year != nil }.flatMap { line in line.year.map { ($0, line.path == "\(path)#\(number)") } }
  }

  private func line(of path: String, _ number: Int, where holds: (Line) -> Bool) -> Line? {
    byPath.first { line in
      guard let prefix = line.path, holds(line) else { return false }
      return path == prefix || "\(path)#\(number)" == prefix || path.hasPrefix(prefix.hasSuffix("/") ? prefix : prefix + "/")
        || path.hasPrefix(prefix + "!/")
    }
  }

  func code(of organ: String) -> String? { codes[organ] }

  /// The order of lines decides nothing.
  private static func digest(_ lines: [Line]) -> String {
    let texts = lines.map { line in
      [
        line.alias ?? "", line.path ?? "", line.organ, line.year.map(String.init) ?? "", String(line.years.lowerBound),
        String(line.years.upperBound),
      ].joined(
        separator: "\u{0}")
    }
    return SHA256.hexadecimal(Array(texts.sorted().joined(separator: "\u{1}").utf8))
  }

  /// White space in the name of an office is the layout's.
  static func folded(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{200B}" && $0 != "\u{FEFF}" }))
  }

  /// Of which there can be reports.
  static let years = 1990...2100

  private static func year(_ text: String?, _ line: Int) throws(Refusal) -> Int? {
    guard let text else { return nil }
    guard let year = Int(text), years.contains(year) else {
      throw refusal(line, zh: "“\(text.quoted())”不是年度", en: "“\(text.quoted())” is no year")
    }
    return year
  }

  private static func refusal(_ line: Int, zh: String, en: String) -> Refusal {
    Refusal("names-file", Message(zh: "第\(line)行：\(zh)", en: "line \(line): \(en)"), at: Origin(.line(line)))
  }
}
