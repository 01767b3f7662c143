import CanonicalReaders
import Conversion
import Diagnostics
import ReportModel
import ReportWriters
import SafeFiles
import SafeSQLite

/// The second half of a run: from the catalogue and the store to the collection.
///
/// Reports are taken office by office and year by year; in memory is never more than the reports of one office.
struct Filing {
  let options: ArchiveOptions
  let catalogue: Catalogue
  let store: Store
  let progress: (ArchiveProgress) -> Void

  private(set) var summary = ArchiveSummary()
  private var names = FileNames()
  private var overview: Overview
  private var done = 0
  private var total = 0

  private var comparisons: Comparisons

  init(_ options: ArchiveOptions, _ catalogue: Catalogue, progress: @escaping (ArchiveProgress) -> Void) throws {
    overview = try Overview(work: options.work, years: try catalogue.years())
    self.options = options
    self.catalogue = catalogue
    self.progress = progress
    store = Store(folder: options.work + "/store")
    comparisons = Comparisons(options, catalogue, store)
  }

  mutating func file() throws {
    let data = options.data
    try FileSystem.makeDirectories(data + "/reports")
    try catalogue.database.execute("BEGIN")
    let old = Set(try catalogue.database.rows("SELECT path FROM output").compactMap { $0.text(0) })
    try catalogue.database.execute("DELETE FROM output")
    let tables = try Tables(data)
    total = try catalogue.database.rows("SELECT count(*) FROM report").first?.integer(0) ?? 0
    try comparisons.make()
    try catalogue.eachOffice { try office($0, tables) }
    try nameAbsentParents(tables)
    try tables.finish()
    summary.outcomes = try catalogue.counts()
    summary.sources = summary.outcomes.values.reduce(0, +)
    try writeOverview(data)
    try describe(data)
    let new = Set(try catalogue.database.rows("SELECT path FROM output").compactMap { $0.text(0) })
    for path in old.subtracting(new).sorted() { try discard(path, data) }
    try catalogue.database.execute("COMMIT")
    try sweepStore()
  }

  // MARK: Offices

  /// All reports that name one office; `nil` for those that name none.
  private mutating func office(_ reports: [FiledReport], _ tables: Tables) throws {
    guard let organ = reports.first?.organ else {
      for report in reports { try fileUnidentified(report, tables) }
      return
    }
    summary.offices += 1
    let folder = names.folder(for: organ)
    let series = Series(organ, reports)
    for report in series.withoutYear { try fileUnidentified(report, tables) }
    var checks = SeriesChecks()
    for (year, same) in series.years {
      guard let canonical = same.first else { continue }
      let output = "reports/\(folder)/\(year)"
      var own = try findings(canonical)
      let (earlier, gap) = checks.add(canonical.place, year)
      if let gap { own.append(FindingRecord(gap)) }
      if let earlier { own += try comparisons.years(earlier, canonical.place) }
      if let sum = try comparisons.sum(canonical.place) { own += count(sum) }
      for other in same.dropFirst() {
        let isSame = other.digest == canonical.digest
        if isSame { summary.duplicates += 1 } else { summary.versions += 1 }
        if !isSame { own += try differences(canonical, other) }
        try setRole(other, isSame ? "duplicate" : "version", output)
      }
      try file(canonical, sources: same, to: output, findings: own, tables)
      try setRole(canonical, "canonical", output)
    }
    summary.gaps += checks.gaps
  }

  private mutating func count(_ sum: [FindingRecord]) -> [FindingRecord] {
    if sum.contains(where: { $0.fields[1] == "ROL-02" || $0.fields[1] == "archive-not-compared" }) {
      summary.sumsWithoutUnits += 1
    } else if sum.contains(where: { $0.fields[1] == "ROL-01" }) {
      summary.sumsBroken += 1
    } else {
      summary.sumsHeld += 1
    }
    return sum
  }

  /// A parent without any report is a slip in the names file, or a gap in the archive: either way nothing could be held against its units.
  private mutating func nameAbsentParents(_ tables: Tables) throws {
    for parent in options.names.hierarchy.summaries where !(try catalogue.hasReports(of: parent)) {
      summary.absentParents += 1
      summary.warnings += 1
      try tables.finding([parent, "", "", ""] + FindingRecord(.parentAbsent(parent)).fields)
    }
  }

  private mutating func fileUnidentified(_ report: FiledReport, _ tables: Tables) throws {
    summary.unidentified += 1
    let output = "reports/_unidentified/\(report.store.prefix(16))\(report.number == 1 ? "" : "-\(report.number)")"
    var own = try findings(report)
    own.append(FindingRecord(.unidentified(report)))
    try file(report, sources: [report], to: output, findings: own, tables)
    try setRole(report, "unidentified", output)
  }

  private func setRole(_ report: FiledReport, _ role: String, _ output: String) throws {
    try catalogue.database.run(
      "UPDATE report SET role = ?, output = ? WHERE source = ? AND number = ?", .text(role), .text(output), .blob(report.source),
      .int(report.number))
  }

  // MARK: One report

  private mutating func file(
    _ report: FiledReport, sources: [FiledReport], to output: String, findings: [FindingRecord], _ tables: Tables
  ) throws {
    let data = options.data
    let folder = output.split(separator: "/").dropLast().joined(separator: "/")
    try FileSystem.makeDirectories(data + "/" + folder)
    for format in options.formats {
      let path = "\(output).\(format.fileEnding)"
      let stored = store.path(report.store, report.number, format.fileEnding)
      try FileSystem.link(stored, as: data + "/" + path)
      try note(path, size: try FileEntry(at: Array(stored.utf8)).size)
    }
    try tables.figures(try store.read(report.store, report.number, "csv"))
    let bySeverity = Dictionary(grouping: findings, by: { $0.fields[0] }).mapValues(\.count)
    let (errors, warnings, notes) = (bySeverity["error"] ?? 0, bySeverity["warning"] ?? 0, bySeverity["note"] ?? 0)
    try tables.report(
      [
        report.organ ?? "", report.year.map(String.init) ?? "", report.organ.flatMap { options.names.code(of: $0) } ?? "",
        report.organ.flatMap { organ in report.year.flatMap { options.names.hierarchy.parent(of: organ, year: $0) } } ?? "",
        report.form ?? "",
        report.title ?? "", report.organSource ?? "", report.yearSource ?? "", report.path, String(report.number), report.sha256,
        report.kind,
        Array(Set(sources.map(\.kind))).sorted().joined(separator: ";"), String(Set(sources.map(\.source)).count), String(report.reported),
        String(report.blank),
        String(report.notApplicable), String(report.invalid), String(report.missing), String(report.inferred), String(errors),
        String(warnings), String(notes), options.formats.first.map { "\(output).\($0.fileEnding)" } ?? "",
      ])
    for finding in findings {
      try tables.finding([report.organ ?? "", report.year.map(String.init) ?? "", report.path, String(report.number)] + finding.fields)
    }
    try overview.add(
      Overview.Item(
        report: report, findings: findings, sources: Set(sources.map(\.source)).count,
        versions: sources.count { $0.digest != report.digest },
        output: output, formats: options.formats.map(\.fileEnding)))
    summary.reports += 1
    summary.errors += errors
    summary.warnings += warnings
    summary.figures += report.reported
    summary.figuresMissing += report.invalid + report.missing
    if let year = report.year {
      summary.years = summary.years.map { min($0.lowerBound, year)...max($0.upperBound, year) } ?? year...year
    }
    done += 1
    progress(ArchiveProgress(stage: .filing, done: done, total: total, outcomes: [:]))
  }

  private func findings(_ report: FiledReport) throws -> [FindingRecord] {
    try CSVTable.records(try store.read(report.store, report.number, "findings")).compactMap(FindingRecord.init(fields:))
  }

  // MARK: Versions

  /// The cells in which another file with the same report differs. Source: checks.md, PUB-08.
  private func differences(_ canonical: FiledReport, _ other: FiledReport) throws -> [FindingRecord] {
    let a = try CSVTable.records(try store.read(canonical.store, canonical.number, "csv")).dropFirst()
    let b = try CSVTable.records(try store.read(other.store, other.number, "csv")).dropFirst()
    var cells: [String: [String]] = [:]
    for row in b where row.count == 12 { cells[row[3...5].joined(separator: ".")] = row }
    var out: [FindingRecord] = []
    var more = 0
    for row in a where row.count == 12 {
      let there = cells.removeValue(forKey: row[3...5].joined(separator: "."))
      guard there?[6] != row[6] || there?[8] != row[8] else { continue }
      if out.count == 20 { more += 1 } else { out.append(FindingRecord(.versionsDiffer(row, there, other.shownPath))) }
    }
    if more > 0 { out.append(FindingRecord(.versionsDifferMore(more, other.shownPath))) }
    if out.isEmpty { out.append(FindingRecord(.versionsDifferInForm(canonical.form, other.form, other.shownPath))) }
    return out
  }

  // MARK: What is written

  private func note(_ path: String, size: Int) throws {
    try catalogue.database.run("INSERT OR REPLACE INTO output VALUES (?, ?, NULL)", .text(path), .int(size))
  }

  private mutating func writeOverview(_ data: String) throws {
    let page = try OutputFile(data + "/index.html")
    try overview.write(to: page, summary, catalogue)
    try page.finish()
  }

  private func describe(_ data: String) throws {
    for (name, bytes) in try Descriptions.files(in: data) {
      let file = try OutputFile(data + "/" + name)
      try file.write(bytes)
      try file.finish()
    }
    for name in Tables.names + ["index.html"] + Descriptions.names {
      try note(name, size: try FileEntry(at: Array("\(data)/\(name)".utf8)).size)
    }
  }

  private func discard(_ path: String, _ data: String) throws {
    try FileSystem.remove(data + "/" + path)
    if let slash = path.lastIndex(of: "/") { FileSystem.removeIfEmpty(data + "/" + path[..<slash]) }
  }

  /// Results of sources that are there no more, or have changed.
  private func sweepStore() throws {
    guard FileSystem.isDirectory(store.folder) else { return }
    var kept = Set<String>()
    try catalogue.database.each("SELECT store FROM source WHERE store IS NOT NULL") { row in
      if let key = row.text(0) { kept.insert(key) }
      return true
    }
    for folder in try FileSystem.names(in: Array(store.folder.utf8)) {
      let path = store.folder + "/" + String(decoding: folder, as: UTF8.self)
      for name in try FileSystem.names(in: Array(path.utf8)) {
        let text = String(decoding: name, as: UTF8.self)
        let isStale = Comparisons.isResult(text) && !comparisons.paths.contains(path + "/" + text)
        if isStale || !kept.contains(String(text.prefix(40))) || text.hasSuffix(".part") { try FileSystem.remove(path + "/" + text) }
      }
      FileSystem.removeIfEmpty(path)
    }
  }
}

extension Diagnostic {
  fileprivate static func parentAbsent(_ organ: String) -> Diagnostic {
    Diagnostic(
      "archive-parent-absent", .warning,
      Message(
        zh: "对照表（--names）中的上级机关“\(organ)”没有任何报告，未能与所属单位加总核对",
        en: "“\(organ)”, a parent in the names file (--names), has no report: nothing could be held against its units"))
  }

  fileprivate static func unidentified(_ report: FiledReport) -> Diagnostic {
    let what =
      report.organ != nil
      ? (zh: "报告年度", en: "the year") : report.year != nil ? (zh: "机关名称", en: "the office") : (zh: "机关名称和报告年度", en: "office and year")
    let path = report.shownPath
    return Diagnostic(
      "archive-unidentified", .warning,
      Message(
        zh: "无法确定\(what.zh)，请在对照表（--names）中写明：path列填“\(path)”",
        en: "\(what.en) can't be told; state it in the names file (--names), on a line with the path \(path)"))
  }

  fileprivate static func versionsDiffer(_ here: [String], _ there: [String]?, _ path: String) -> Diagnostic {
    func shown(_ row: [String]?) -> String {
      guard let row else { return "—" }
      return row[8] == "reported" ? row[6] : row[8]
    }
    let table = OfficialForms.form(here[2])?.table(here[3])
    return Diagnostic(
      "PUB-08", .warning,
      Message(
        zh: "同一报告的另一个文件数据不一致：采用\(shown(here))，“\(path)”为\(shown(there))",
        en: "another file with this report differs: \(shown(here)) is taken, \(path) has \(shown(there))"),
      subject: Subject(
        table: Subject.Term(id: here[3], label: table?.title ?? here[3]), row: Subject.Term(id: here[4], label: here[10]),
        column: Subject.Term(id: here[5], label: here[11])), actual: shown(there), expected: shown(here))
  }

  fileprivate static func versionsDifferMore(_ count: Int, _ path: String) -> Diagnostic {
    Diagnostic(
      "PUB-08", .warning, Message(zh: "与“\(path)”还有\(count)处不一致", en: "\(count) more figures differ from \(path)"))
  }

  fileprivate static func versionsDifferInForm(_ a: String?, _ b: String?, _ path: String) -> Diagnostic {
    Diagnostic(
      "PUB-08", .warning,
      Message(
        zh: "同一报告的另一个文件“\(path)”使用另一种格式（\(a ?? "无")／\(b ?? "无")）",
        en: "another file with this report, \(path), has tables of another form (\(a ?? "none"), \(b ?? "none"))"))
  }
}
