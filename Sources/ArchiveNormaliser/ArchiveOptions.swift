public import Conversion
public import Diagnostics
public import SafeFiles

/// What a run of the archive is asked for.
public struct ArchiveOptions: Sendable {
  public var inputs: [String]
  public var output: String
  /// What is written of each report beside the tables.
  public var formats: [OutputFormat] = [.xml]
  public var jobs = 1
  /// The mapping file of names, and its path for the workers.
  public var namesPath: String?
  public var names = NamesFile.none
  /// As a BagIt bag: everything under `data/`, manifests beside.
  public var bag = false
  /// The folders are walked once before the work, so that progress has a total; of no use where nobody looks.
  public var countsSources = true
  /// Sources that were quarantined or could not be read are tried again, changed or not.
  public var retry = false
  /// Seconds for one file, bytes of address space for one worker.
  public var secondsPerFile = 60
  public var workerMemory = 2 << 30
  public var limits = Limits()
  /// The executable that has the command `worker`.
  public var program: String

  public init(inputs: [String], output: String, program: String) {
    self.inputs = inputs
    self.output = output
    self.program = program
  }

  /// Where everything for people and programs stands.
  var data: String { bag ? output + "/data" : output }
  var work: String { output + "/.nianbao" }
  /// CSV and XML are always in the store: figures.csv and the comparison of years are made of them.
  var storedFormats: [OutputFormat] { OutputFormat.allCases.filter { $0 == .csv || $0 == .xml || formats.contains($0) } }

  /// The command line of a worker.
  func workerArguments() -> [String] {
    var arguments = ["worker", "--store", work + "/store", "--settings", settings, "--memory", String(workerMemory)]
    arguments += storedFormats.flatMap { ["--to", $0.rawValue] }
    arguments += limits.changes.flatMap { ["--limit", $0] }
    if let namesPath { arguments += ["--names", namesPath] }
    return arguments
  }

  func pool() throws(FileError) -> WorkerPool {
    try WorkerPool(
      WorkerPool.Configuration(
        program: program, arguments: workerArguments(), count: jobs, milliseconds: secondsPerFile * 1_000))
  }

  /// What decides the results beside the sources; another text, and all is done again.
  var settings: String {
    let limits = limits.changes.isEmpty ? "" : "; limits \(limits.changes.joined(separator: ","))"
    return
      "nianbao \(ToolkitVersion.current); names \(names.digest); formats \(storedFormats.map(\.rawValue).joined(separator: ","))\(limits)"
  }
}

/// What a run has come to, for the summary and the exit status.
public struct ArchiveSummary: Sendable {
  public var sources = 0
  /// Sources by outcome.
  public var outcomes: [String: Int] = [:]
  /// Worked on in this run; the others had not changed.
  public var converted = 0
  public var reports = 0
  public var offices = 0
  public var years: ClosedRange<Int>?
  public var duplicates = 0
  public var versions = 0
  public var unidentified = 0
  public var errors = 0
  public var warnings = 0
  public var figures = 0
  public var figuresMissing = 0
  public var gaps = 0
  /// Reports of summaries: equal to the sums of their units in all that can be added up; not equal; not added up for want of units.
  public var sumsHeld = 0
  public var sumsBroken = 0
  public var sumsWithoutUnits = 0
  /// Offices that the names file makes somebody's parent, of which there is no report at all.
  public var absentParents = 0
  public init() {}
}

/// How far a run is.
public struct ArchiveProgress: Sendable {
  public enum Stage: String, Sendable { case reading, filing }
  public var stage: Stage
  public var done: Int
  /// Known once the folders have been walked.
  public var total: Int?
  public var outcomes: [String: Int]
}

/// Why a run could not be carried out.
public enum ArchiveError: Error {
  /// Another run has the output.
  case locked(String)
  /// The output is, or holds, an input.
  case outputIsInput(String)
  /// The folder holds files that no run of ours has written.
  case notOurs(String)
  case file(FileError)
  case database(String)
}
