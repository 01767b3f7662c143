import ArchiveNormaliser
import Conversion
import Diagnostics
import FindingWriters
import ReportChecks
import ReportModel
import SafeFiles
import WordAnnotator

/// One run of `check`: files read, rules run on each, then on several together, then everything printed.
struct CheckSession {
  let selection: FindingSelection
  /// The name of the file is filled in for each input.
  let reading: ReadingOptions
  /// Which report of a file that holds several; the summary of a roll-up is the first of its file.
  let reportNumber: Int?
  private(set) var files: [CheckedFile] = []
  /// The bytes of the Word files that are to be annotated, by their place in `files`.
  private(set) var words: [Int: [UInt8]] = [:]
  private let annotates: Annotates

  /// Which of the files get a copy with comments.
  enum Annotates { case none, theFile, everyWordFile }
  private var reports: [(place: Int, checked: CheckedReport)] = []
  private var summary: (place: Int, checked: CheckedReport)?

  init(selection: FindingSelection, reading: ReadingOptions, reportNumber: Int? = nil, annotates: Annotates = .none) {
    self.annotates = annotates
    self.selection = selection
    self.reading = reading
    self.reportNumber = reportNumber
  }

  /// A file, the files of a folder, or those of a package.
  mutating func read(_ path: String, _ console: inout Console) {
    guard path != "-", FileSystem.isDirectory(path) else { return readFile(path, isSummary: false, &console) }
    for file in GivenSources.files(below: path) { readFile(file, isSummary: false, &console) }
  }
  mutating func readSummary(_ path: String, _ console: inout Console) { readFile(path, isSummary: true, &console) }

  private mutating func readFile(_ path: String, isSummary: Bool, _ console: inout Console) {
    let name = path == "-" ? (console.language == .chinese ? "标准输入" : "standard input") : path
    do {
      let bytes = try FileSystem.input(path, limit: reading.limits.inputBytes)
      let isWord = annotates != .none && WordAnnotator.accepts(bytes)
      if annotates == .theFile {
        guard isWord else {
          console.misuse(
            Message(
              zh: "--annotate 只能用于 .docx 文件，“\(name)”不是", en: "--annotate is for .docx files, and \(name) is none"))
          return
        }
      }
      if isWord { words[files.count] = bytes }
      try take(bytes, name, isSummary)
    } catch let refusal as Refusal {
      if refusal.code == "input-zip", path != "-", readMembers(path) { return }
      files.append(CheckedFile(file: name, refusal: refusal))
    } catch let error as FileError {
      console.fail(error)
    } catch {
      files.append(CheckedFile(file: name, refusal: .internalError))
    }
  }

  private mutating func readMembers(_ path: String) -> Bool {
    var sources = GivenSources(reading.limits)
    return sources.eachMember(of: path) { name, bytes in
      do { try take(bytes, name, false) } catch {
        files.append(CheckedFile(file: name, refusal: error as? Refusal ?? .internalError))
      }
    }
  }

  private mutating func take(_ bytes: [UInt8], _ name: String, _ isSummary: Bool) throws {
    var reading = reading
    reading.fileName = name.split(separator: "/").last.map(String.init)
    reading.select = isSummary ? nil : reportNumber
    for result in try ReportReader.read(bytes, options: reading) {
      var options = selection.checkOptions
      options.isFreshlyRead = result.isRecognised
      let checked = CheckedReport(result.report, options: options, file: name)
      let outcome = Checker.check(checked, profile: selection.runningProfile, readingFindings: result.diagnostics)
      files.append(CheckedFile(file: name, report: result.report, findings: selection.filter(outcome.findings), tallies: outcome.tallies))
      if isSummary { summary = (files.count - 1, checked) } else { reports.append((files.count - 1, checked)) }
    }
  }

  /// Reports of one office are put in the order of their years; neighbours are compared.
  mutating func compareYears() {
    let years = YearSeries(reports.map(\.checked))
    for pair in years.pairs {
      let later = reports[pair.later]
      let outcome = Checker.compare(earlier: reports[pair.earlier].checked, later: later.checked, profile: multiple)
      files[later.place].findings += selection.filter(outcome.findings)
    }
    for (place, findings) in SameReport.findings(reports.map(\.checked)) {
      files[reports[place].place].findings += selection.filter(findings.filter(multiple.wants))
    }
    for gap in years.gaps { files[reports[gap.later].place].findings += selection.filter(gap.findings.filter(multiple.wants)) }
  }

  mutating func rollUp(expected: [String]?) {
    guard let summary else { return }
    var units = UnitReports(year: summary.checked.report.year?.value)
    for report in reports { units.add(report.checked) }
    let offices = Set(reports.compactMap { $0.checked.report.organ?.value }).sorted()
    let list = expected.map { UnitList($0, offices: offices) }
    units.unlisted = list?.unlisted ?? []
    let outcome = Checker.rollUp(summary: summary.checked, units: units, missing: list?.missing ?? [], profile: multiple)
    files[summary.place].findings += selection.filter(outcome.findings)
  }

  /// Several reports in one call: what only they show is wanted whatever the profile says of single reports.
  private var multiple: Profile { .review }

  func print(_ console: inout Console) {
    for file in files {
      if let refusal = file.refusal {
        console.refuse(refusal, file: file.file)
      } else {
        console.report(file.findings, of: file.file, picturing: file.report)
      }
    }
    guard console.format == .human else { return }
    console.summary(files)
  }
}
