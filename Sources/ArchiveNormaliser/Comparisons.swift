import CanonicalReaders
import SafeFiles

/// What reports show only together: the years of an office, a summary and its units. Workers do it, where it is not in the store already.
///
/// A result stands in the store beside the later report, or the summary, under a name that follows from all reports that it is of: a report
/// that changes is compared anew with its neighbours and added up anew with its parent, and nothing else is.
struct Comparisons {
  private let options: ArchiveOptions
  private let catalogue: Catalogue
  private let store: Store
  /// Results that hold; others in the store are of reports that are filed no more.
  private(set) var paths: Set<String> = []
  /// Of summaries that have units.
  private var sums: [StoredReport: String] = [:]

  init(_ options: ArchiveOptions, _ catalogue: Catalogue, _ store: Store) {
    self.options = options
    self.catalogue = catalogue
    self.store = store
  }

  static func isResult(_ name: String) -> Bool { name.hasSuffix(".years") || name.hasSuffix(".units") }

  mutating func make() throws {
    let pool = try options.pool()
    defer { pool.finish() }
    try catalogue.eachOffice { reports in
      guard let organ = reports.first?.organ else { return }
      let series = Series(organ, reports)
      for run in series.runs {
        var request = WorkerRequest(id: "y")
        request.series = run
        try ask(request, for: zip(run, run.dropFirst()).map { store.yearsPath($0, $1) }, pool)
      }
      for (year, same) in series.years {
        guard let summary = same.first?.place, let due = try units(of: organ, year, summary) else { continue }
        var request = WorkerRequest(id: "u")
        request.sums = due
        sums[summary] = store.sumsPath(due)
        try ask(request, for: [store.sumsPath(due)], pool)
      }
    }
    while !pool.isIdle { try take(try pool.answers()) }
  }

  /// The filed reports of a summary's units; where one is missing, only the names of those that are, since nothing can be added up.
  private func units(of organ: String, _ year: Int, _ summary: StoredReport) throws -> WorkerRequest.Sums? {
    let offices = options.names.hierarchy.units(of: organ, year: year)
    guard !offices.isEmpty else { return nil }
    var sums = WorkerRequest.Sums(summary: summary)
    for office in offices {
      if let first = Series(office, try catalogue.reports(of: office, year: year)).years.first?.reports.first {
        sums.units.append(first.place)
      } else {
        sums.missing.append(office)
      }
    }
    if !sums.missing.isEmpty { sums.units = [] }
    return sums
  }

  private mutating func ask(_ request: WorkerRequest, for results: [String], _ pool: WorkerPool) throws {
    paths.formUnion(results)
    if results.allSatisfy(FileSystem.exists) { return }
    while !pool.hasRoom { try take(try pool.answers()) }
    pool.submit(request)
  }

  private func take(_ answers: [WorkerPool.Answer]) throws {
    for answer in answers {
      switch answer {
      case .reply(_, let reply):
        guard reply.outcome == .report else { throw ArchiveError.file(FileError(path: options.work, code: Int32(reply.size ?? 5))) }
      case .ended, .tookTooLong: throw ArchiveError.database("a worker ended while reports were compared")
      }
    }
  }

  // MARK: Results

  func years(_ earlier: StoredReport, _ later: StoredReport) throws -> [FindingRecord] { try read(store.yearsPath(earlier, later)) }

  /// What was found on a summary and its units; `nil` for a report that is no summary.
  func sum(_ summary: StoredReport) throws -> [FindingRecord]? { try sums[summary].map(read) }

  private func read(_ path: String) throws -> [FindingRecord] {
    try CSVTable.records(try FileSystem.read(path)).compactMap(FindingRecord.init(fields:))
  }
}
