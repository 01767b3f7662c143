import Conversion
import Diagnostics
import ReportModel

/// Whose reports those of a source are, and of which years: what they state, else the mapping file, else the path; then the names under
/// which they are filed.
///
/// A path speaks of a whole file. Where a file holds several reports, it completes one only where it fits all the others, and never makes two
/// of them the same report.
struct Identification {
  private let names: NamesFile

  init(_ names: NamesFile) { self.names = names }

  func identified(_ read: [ReadReport], _ source: SourceName?) -> [ReadReport] {
    let stated = read.map(Self.withPlausibleYear)
    var results = stated
    if let source, stated.contains(where: { $0.report.organ == nil || $0.report.year == nil }) {
      // One of them can't be read: what it states is not known.
      let isTorn = stated.contains { result in result.diagnostics.contains { $0.code == "report-part-refused" } }
      let rule = WholePath(isTorn ? nil : PathIdentity(source), source.shown, stated, names)
      var guided: Set<Int> = []
      for index in results.indices where complete(&results[index], rule) { guided.insert(index) }
      if stated.count > 1 {
        for index in doubled(results) where guided.contains(index) {
          results[index] = stated[index]
          results[index].diagnostics.append(.pathOfSeveral(stated.count))
        }
      }
    }
    for index in results.indices { nameAsFiled(&results[index].report) }
    return results
  }

  /// Files that we write ourselves hold any number as the year, and a collection goes through all years between two.
  private static func withPlausibleYear(_ result: ReadReport) -> ReadReport {
    guard let year = result.report.year?.value, !NamesFile.years.contains(year) else { return result }
    var result = result
    result.report.year = nil
    result.diagnostics.append(.implausibleYear(year))
    return result
  }

  /// Whether the path of the whole file was needed.
  private func complete(_ result: inout ReadReport, _ path: WholePath) -> Bool {
    let number = result.number
    var isByPath = false
    if result.report.year == nil {
      if let year = names.year(ofPath: path.shown, number), year.isExact || path.fits(year: year.year) {
        result.report.year = Stated(year.year, from: .user, evidence: path.shown)
        isByPath = !year.isExact
      } else if let year = path.identity?.year, path.fits(year: year) {
        result.report.year = Stated(year, from: .fileName, evidence: path.shown)
        result.diagnostics.append(.yearFromPath(year))
        isByPath = true
      }
      if result.report.year != nil { result.diagnostics.removeAll { $0.code == "year-unknown" } }
    }
    if result.report.organ == nil {
      if let organ = names.organ(ofPath: path.shown, number, year: result.report.year?.value),
        organ.isExact || path.fits(organ: organ.organ)
      {
        result.report.organ = Stated(organ.organ, from: .user, evidence: path.shown)
        isByPath = isByPath || !organ.isExact
      } else if let organ = path.identity?.organ, path.fits(organ: organ) {
        result.report.organ = Stated(organ, from: .fileName, evidence: path.shown)
        result.diagnostics.append(.organFromPath(organ))
        isByPath = true
      }
      if result.report.organ != nil { result.diagnostics.removeAll { $0.code == "organ-unknown" } }
    }
    return isByPath
  }

  /// Reports that have the same office and year as another one of the file.
  private func doubled(_ results: [ReadReport]) -> [Int] {
    var places: [String: [Int]] = [:]
    for (index, result) in results.enumerated() {
      guard let organ = result.report.organ?.value, let year = result.report.year?.value else { continue }
      places["\(names.organ(for: organ, year: year))/\(year)", default: []].append(index)
    }
    return places.values.filter { $0.count > 1 }.flatMap { $0 }
  }

  private func nameAsFiled(_ report: inout Report) {
    guard let organ = report.organ else { return }
    let filed = names.organ(for: organ.value, year: report.year?.value)
    guard filed != organ.value else { return }
    let isMapped = filed != NamesFile.folded(organ.value)
    report.organ = Stated(filed, from: isMapped ? .user : organ.source, evidence: organ.evidence ?? organ.value)
  }
}

/// What the path of a file says, and whether that fits all that the reports in it state.
private struct WholePath {
  /// `nil` where the path may not be used.
  let identity: PathIdentity?
  let shown: String
  private let names: NamesFile
  private let organs: Set<String>
  private let years: Set<Int>

  init(_ identity: PathIdentity?, _ shown: String, _ reports: [ReadReport], _ names: NamesFile) {
    self.identity = identity
    self.shown = shown
    self.names = names
    years = Set(reports.compactMap(\.report.year?.value))
    organs = Set(reports.compactMap { other in other.report.organ.map { names.organ(for: $0.value, year: other.report.year?.value) } })
  }

  func fits(year: Int) -> Bool { identity != nil && years.subtracting([year]).isEmpty }
  func fits(organ: String) -> Bool { identity != nil && organs.subtracting([organ, names.organ(for: organ, year: nil)]).isEmpty }
}

extension Diagnostic {
  fileprivate static func organFromPath(_ organ: String) -> Diagnostic {
    Diagnostic(
      "organ-from-path", .note,
      Message(zh: "报告未写明机关名称，按文件路径记为“\(organ)”", en: "the report names no office; “\(organ)” is taken from the path"))
  }
  fileprivate static func yearFromPath(_ year: Int) -> Diagnostic {
    Diagnostic(
      "year-from-path", .note,
      Message(zh: "报告未写明年度，按文件路径记为\(year)年", en: "the report states no year; \(year) is taken from the path"))
  }
  fileprivate static func implausibleYear(_ year: Int) -> Diagnostic {
    Diagnostic(
      "year-implausible", .warning, Message(zh: "报告年度“\(year)”不可信，未采用", en: "\(year) can't be the year of a report, and is not used"))
  }
  fileprivate static func pathOfSeveral(_ count: Int) -> Diagnostic {
    Diagnostic(
      "path-of-several", .note,
      Message(
        zh: "文件中有\(count)份报告，路径不能说明是哪一份，未采用", en: "the file holds \(count) reports; its path can't say which this is, and is not used"))
  }
}
