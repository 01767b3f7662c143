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

  private let settings: String
  /// Comparisons of years that hold; others in the store are of reports that are filed no more.
  private var comparisons: Set<String> = []

  init(
    _ options: ArchiveOptions, _ catalogue: Catalogue, settings: String, progress: @escaping (ArchiveProgress) -> Void
  ) throws(FileError) {
    self.settings = settings
    overview = try Overview(work: options.work)
    self.options = options
    self.catalogue = catalogue
    self.progress = progress
    store = Store(folder: options.work + "/store")
  }

  mutating func file() throws {
    let data = options.data
    try FileSystem.makeDirectories(data + "/reports")
    try catalogue.database.execute("BEGIN")
    let old = Set(try catalogue.database.rows("SELECT path FROM output").compactMap { $0.text(0) })
    try catalogue.database.execute("DELETE FROM output")
    let tables = try Tables(data)
    total = try catalogue.database.rows("SELECT count(*) FROM report").first?.integer(0) ?? 0
    try compareYears()
    try eachOffice { filing, reports in try filing.office(reports, tables) }
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

  private mutating func eachOffice(_ body: (inout Filing, [FiledReport]) throws -> Void) throws {
    var offices: [String?] = []
    for row in try catalogue.database.rows("SELECT DISTINCT organ FROM report ORDER BY organ IS NULL, organ") {
      offices.append(row.text(0))
    }
    for office in offices {
      let sql = """
        SELECT \(FiledReport.columns) FROM report r JOIN source s ON s.key = r.source
        WHERE r.organ IS ? ORDER BY r.year IS NULL, r.year, r.source, r.ordinal
        """
      let reports = try catalogue.database.rows(sql, .optional(office)).compactMap(FiledReport.init)
      try body(&self, reports)
    }
  }

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
      if let earlier { own += try comparison(earlier, canonical.place) }
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

  private mutating func fileUnidentified(_ report: FiledReport, _ tables: Tables) throws {
    summary.unidentified += 1
    let output = "reports/_unidentified/\(report.store.prefix(16))\(report.ordinal == 0 ? "" : "-\(report.ordinal)")"
    var own = try findings(report)
    own.append(FindingRecord(.unidentified(hasOrgan: report.organ != nil)))
    try file(report, sources: [report], to: output, findings: own, tables)
    try setRole(report, "unidentified", output)
  }

  private func setRole(_ report: FiledReport, _ role: String, _ output: String) throws {
    try catalogue.database.run(
      "UPDATE report SET role = ?, output = ? WHERE source = ? AND ordinal = ?", .text(role), .text(output), .blob(report.source),
      .int(report.ordinal))
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
      let stored = store.path(report.store, report.ordinal, format.fileEnding)
      try FileSystem.link(stored, as: data + "/" + path)
      try note(path, size: try FileEntry(at: Array(stored.utf8)).size)
    }
    try tables.figures(try store.read(report.store, report.ordinal, "csv"))
    let bySeverity = Dictionary(grouping: findings, by: { $0.fields[0] }).mapValues(\.count)
    let (errors, warnings, notes) = (bySeverity["error"] ?? 0, bySeverity["warning"] ?? 0, bySeverity["note"] ?? 0)
    try tables.report(
      [
        report.organ ?? "", report.year.map(String.init) ?? "", report.organ.flatMap { options.names.code(of: $0) } ?? "",
        report.form ?? "",
        report.title ?? "", report.organSource ?? "", report.yearSource ?? "", report.path, report.sha256, report.kind,
        Array(Set(sources.map(\.kind))).sorted().joined(separator: ";"), String(sources.count), String(report.reported),
        String(report.blank),
        String(report.notApplicable), String(report.invalid), String(report.missing), String(report.inferred), String(errors),
        String(warnings), String(notes), options.formats.first.map { "\(output).\($0.fileEnding)" } ?? "",
      ])
    for finding in findings {
      try tables.finding([report.organ ?? "", report.year.map(String.init) ?? "", report.path] + finding.fields)
    }
    try overview.add(report, findings: findings, sources: sources.count, output: output, formats: options.formats.map(\.fileEnding))
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
    try CSVTable.records(try store.read(report.store, report.ordinal, "findings")).compactMap(FindingRecord.init(fields:))
  }

  // MARK: Years together

  /// Has workers compare the years of each office, where that has not been done before.
  private mutating func compareYears() throws {
    let pool = try options.pool(settings: settings)
    defer { pool.finish() }
    let work = options.work
    func take(_ answers: [WorkerPool.Answer]) throws {
      for answer in answers {
        switch answer {
        case .reply(_, let reply):
          guard reply.outcome == .report else { throw ArchiveError.file(FileError(path: work, code: Int32(reply.size ?? 5))) }
        case .ended, .tookTooLong: throw ArchiveError.database("a worker ended while years were compared")
        }
      }
    }
    try eachOffice { filing, reports in
      guard let organ = reports.first?.organ else { return }
      for run in Series(organ, reports).runs {
        let pairs = zip(run, run.dropFirst()).map { filing.store.yearsPath($0, $1) }
        filing.comparisons.formUnion(pairs)
        if pairs.allSatisfy(FileSystem.exists) { continue }
        var request = WorkerRequest(id: "y")
        request.series = run
        while !pool.hasRoom { try take(try pool.answers()) }
        pool.submit(request)
      }
    }
    while !pool.isIdle { try take(try pool.answers()) }
  }

  private func comparison(_ earlier: StoredReport, _ later: StoredReport) throws -> [FindingRecord] {
    let bytes = try FileSystem.read(store.yearsPath(earlier, later))
    return try CSVTable.records(bytes).compactMap(FindingRecord.init(fields:))
  }

  /// The cells in which another file with the same report differs. Source: checks.md, PUB-08.
  private func differences(_ canonical: FiledReport, _ other: FiledReport) throws -> [FindingRecord] {
    let a = try CSVTable.records(try store.read(canonical.store, canonical.ordinal, "csv")).dropFirst()
    let b = try CSVTable.records(try store.read(other.store, other.ordinal, "csv")).dropFirst()
    var cells: [String: [String]] = [:]
    for row in b where row.count == 12 { cells[row[3...5].joined(separator: ".")] = row }
    var out: [FindingRecord] = []
    var more = 0
    for row in a where row.count == 12 {
      let there = cells.removeValue(forKey: row[3...5].joined(separator: "."))
      guard there?[6] != row[6] || there?[8] != row[8] else { continue }
      if out.count == 20 { more += 1 } else { out.append(FindingRecord(.versionsDiffer(row, there, other.path))) }
    }
    if more > 0 { out.append(FindingRecord(.versionsDifferMore(more, other.path))) }
    if out.isEmpty { out.append(FindingRecord(.versionsDifferInForm(canonical.form, other.form, other.path))) }
    return out
  }

  // MARK: What is written

  private func note(_ path: String, size: Int) throws {
    try catalogue.database.run("INSERT OR REPLACE INTO output VALUES (?, ?, NULL)", .text(path), .int(size))
  }

  private func writeOverview(_ data: String) throws {
    let page = try OutputFile(data + "/index.html")
    try overview.write(to: page, summary)
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
        let isStale = text.hasSuffix(".years") && !comparisons.contains(path + "/" + text)
        if isStale || !kept.contains(String(text.prefix(40))) || text.hasSuffix(".part") { try FileSystem.remove(path + "/" + text) }
      }
      FileSystem.removeIfEmpty(path)
    }
  }
}

extension FindingRecord {
  init?(fields: [String]) {
    guard fields.count == FindingRecord.columns.count else { return nil }
    self.fields = fields
  }
}

extension Diagnostic {
  fileprivate static func unidentified(hasOrgan: Bool) -> Diagnostic {
    Diagnostic(
      "archive-unidentified", .warning,
      hasOrgan
        ? Message(zh: "无法确定报告年度，请在对照表（--names）或文件路径中写明", en: "the year can't be told; state it in the path of the file")
        : Message(zh: "无法确定机关名称，请用对照表（--names）写明", en: "the office can't be told; state it in the names file (--names)"))
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
